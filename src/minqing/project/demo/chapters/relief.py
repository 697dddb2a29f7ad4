"""The fund of the demo: one application paid, one refused as double, one that waits; a plan of assistance."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

from PIL import Image, ImageDraw

from minqing.crossings.petition_to_relief import apply_on_matter, plan_on_matter
from minqing.kernel.clock.public import CIVIL_ZONE, now
from minqing.kernel.files.public import take_in
from minqing.kernel.people.public import Account, Actor, actor_of
from minqing.petition.public import Petition
from minqing.project.demo.chapters.telling import OFFICE
from minqing.relief.public import fund as relief
from minqing.relief.public.assistance import MeasureDraft, PlanDraft
from minqing.relief.public.fund import Application, Ceilings, Consent, Fund, Helped, ReliefDraft, Voucher

Posts = Mapping[tuple[str, str], Account]
# Title of the letter -> nothing of it is real; the numbers carry a right check character.
PAID, DOUBLE, WAITS = "棚改过渡费拖了八个月", "住院用药和清单对不上", "公租房轮候三年没有消息"
HUSBAND, WIFE, OTHER = "511921196001010016", "511921196201010029", "511921197501010033"


def tell_relief(today: date, posts: Posts) -> int:
    """Tell the chapter once; return how many applications were made."""
    if Fund.objects.exists() or (OFFICE, "treasurer") not in posts:
        return 0
    matters = {
        row.title: row
        for row in Petition.objects.filter(title__in=[PAID, DOUBLE, WAITS], source_ref__startswith="demo-")
        if row.handler_id is not None
    }
    if len(matters) < 3:  # noqa: PLR2004 - the three letters
        return 0
    _Chapter(today, posts).tell(matters)
    return 3


class _Chapter:
    """The people of the fund and their days."""

    def __init__(self, today: date, posts: Posts) -> None:
        self.today, self.posts = today, posts

    def actor(self, duty: str) -> Actor:
        return actor_of(self.posts[OFFICE, duty], self.today)

    def at(self, before: int) -> datetime:
        wanted = datetime.combine(self.today - timedelta(days=before), time(10), CIVIL_ZONE)
        return min(wanted, now())

    def tell(self, matters: Mapping[str, Petition]) -> None:
        fund = relief.open_fund(
            actor=self.actor("treasurer"),
            organ_id=self.actor("treasurer").posts[0].organ_id,
            draft=relief.FundDraft(
                name="特殊疑难信访专项资金",
                year=self.today.year,
                source="county",
                basis=f"通财预〔{self.today.year}〕8号",
                budget=50_000_000,
                ceilings=Ceilings(case_fen=10_000_000, person_fen=5_000_000, period_fen=20_000_000),
            ),
            at=self.at(30),
        )
        first = self._apply(matters[PAID], fund, 12, "living", (("熊天明", HUSBAND), ("尹素芳", WIFE)))
        self._agree(first, "registrar", "review", 11)
        self._agree(first, "leader", "approve", 10)
        self._pay(first, 9)
        second = self._apply(matters[DOUBLE], fund, 6, "living", (("尹素芳", WIFE),))
        relief.refuse_relief(
            actor=self.actor("registrar"),
            application_id=second.pk,
            step="review",
            ground="double",
            words="",
            version=second.version,
            at=self.at(5),
        )
        self._apply(matters[WAITS], fund, 2, "housing", (("向晓东", OTHER),))
        self._plan(matters[PAID])

    def _handler(self, matter: Petition) -> Actor:
        handler = matter.handler
        if handler is None:
            raise ValueError("the letters of this chapter are being handled")
        return actor_of(handler, self.today)

    def _apply(
        self, matter: Petition, fund: Fund, before: int, need: str, people: tuple[tuple[str, str], ...]
    ) -> Application:
        day = self.at(before).date()
        draft = ReliefDraft(
            fund_id=fund.pk,
            people=tuple(
                Helped(name, number, "配偶" if place else "本人")
                for place, (name, number) in enumerate(people)
            ),
            need=need,
            need_from=day - timedelta(days=90),
            need_to=day,
            asked=300_000,
            reason="过渡期租房和看病花光积蓄，两个老人没有收入，用于三个月的基本生活。",
            household_number="511921004412" if need == "living" else "",
            file_ids=(_picture("困难证明"),),
        )
        return apply_on_matter(
            actor=self._handler(matter), petition_id=matter.pk, draft=draft, at=self.at(before)
        )

    def _agree(self, row: Application, duty: str, step: str, before: int) -> None:
        row.refresh_from_db()
        relief.agree_to_relief(
            actor=self.actor(duty),
            application_id=row.pk,
            step=step,
            consent=Consent(row.asked, "情况属实，同意。"),
            version=row.version,
            at=self.at(before),
        )

    def _pay(self, row: Application, before: int) -> None:
        row.refresh_from_db()
        relief.pay_relief(
            actor=self.actor("treasurer"),
            application_id=row.pk,
            voucher=Voucher("记-0061", _picture("银行回单"), row.to_pay, self.at(before).date()),
            way="transfer",
            payee_id=row.people.get(applies=True).pk,
            version=row.version,
            at=self.at(before),
        )

    def _plan(self, matter: Petition) -> None:
        handler = self._handler(matter)
        measure = MeasureDraft(
            "living",
            "帮助申请临时救助和低保，陪同到镇便民服务中心办理。",
            _account(handler),
            self.today + timedelta(days=20),
        )
        draft = PlanDraft(
            situation="过渡费没有发放，一家四口租房住，两个老人没有收入。",
            goal="三个月内基本生活有保障，回迁前房租不断。",
            review_on=self.today + timedelta(days=60),
            measure=measure,
        )
        plan_on_matter(actor=handler, petition_id=matter.pk, draft=draft, at=self.at(8))


def _account(actor: Actor) -> UUID:
    if actor.account_id is None:
        raise ValueError("a member of staff has an account")
    return actor.account_id


def _picture(words: str) -> UUID:
    """Return a small stored picture that stands for a paper."""
    image = Image.new("RGB", (480, 320), "white")
    ImageDraw.Draw(image).rectangle((20, 20, 460, 300), outline="black")
    out: Any = BytesIO()
    image.save(out, "PNG")
    out.seek(0)
    return take_in(out, f"{words}.png").id
