"""A fund with its people in the county of the cast, and applications led through their steps."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

from minqing.kernel.clock.public import new_id
from minqing.kernel.files.public import take_in
from minqing.kernel.people.public import Account, Actor, Duty, is_identity_number
from minqing.relief.public import fund as relief
from minqing.relief.public.fund import Application, Ceilings, Consent, Fund, Helped, Payment, Voucher
from tests.cast import Cast, make_account
from tests.factories.path import at_noon

DAY = date(2026, 9, 16)
PICTURE = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\x00\x05\x00\x01\xff\x89\x99=\x1d\x00\x00\x00\x00IEND\xaeB`\x82"
)


def identity(serial: int) -> str:
    """Return an invented identity number with its right check character."""
    body = f"51192119{60 + serial // 1000 % 40:02d}0101{serial % 1000:03d}"
    return next(body + sign for sign in "0123456789X" if is_identity_number(body + sign))


def proof(words: str = "结算单") -> UUID:
    """Return a stored picture."""
    return take_in(BytesIO(PICTURE + words.encode()), f"{words}.png").id


@dataclass
class Purse:
    """The fund's people: who proposes, reviews, approves, signs last and pays."""

    cast: Cast
    treasurer: Account = field(init=False)
    county_leader: Account = field(init=False)
    fund: Fund = field(init=False)
    budget: int = 10_000_000
    ceilings: Ceilings = field(default_factory=Ceilings)
    vouchers: int = 0

    def __post_init__(self) -> None:
        """Appoint treasurer and county leader, open the fund of the year."""
        office, county = self.cast.petition_office, self.cast.county
        self.treasurer = make_account("treasurer", "罗秀英", (office, Duty.TREASURER, "出纳"))
        self.county_leader = make_account("county_leader", "严德明", (county, Duty.LEADER, "副县长"))
        self.fund = self.open("信访专项资金", DAY.year, self.budget, self.ceilings)

    def open(self, name: str, year: int, budget: int, ceilings: Ceilings | None = None) -> Fund:
        """Open a fund."""
        draft = relief.FundDraft(
            name=name,
            year=year,
            source="county",
            basis=f"通财预〔{year}〕8号",
            budget=budget,
            ceilings=ceilings or Ceilings(),
        )
        return relief.open_fund(
            actor=self.actor(self.treasurer),
            organ_id=self.cast.petition_office.id,
            draft=draft,
            at=at_noon(date(year, 1, 5) if year < DAY.year else DAY),
        )

    def actor(self, account: Account) -> Actor:
        """Return somebody as an actor."""
        return self.cast.actor(account, DAY)

    def draft(self, serial: int = 1, **more: Any) -> relief.ReliefDraft:
        """Return a draft for one invented person."""
        facts: dict[str, Any] = {
            "fund_id": self.fund.id,
            "people": (Helped("李桂兰", identity(serial), "本人"),),
            "need": "medical",
            "need_from": date(2026, 3, 1),
            "need_to": date(2026, 5, 31),
            "asked": 300_000,
            "reason": "丈夫住院三个月，自付一万二千元。",
            "file_ids": (proof(),),
        }
        return relief.ReliefDraft(**{**facts, **more})

    def apply(
        self, serial: int = 1, *, subject: UUID | None = None, at: datetime | None = None, **more: Any
    ) -> Application:
        """Lodge an application on a matter of its own, or on the one named."""
        return relief.apply_for_relief(
            actor=self.actor(self.cast.handler),
            subject=relief.Subject(subject or new_id(), "511921-2026-000123", self.cast.housing.id),
            draft=self.draft(serial, **more),
            at=at or at_noon(DAY),
        )

    def agree(
        self,
        row: Application,
        account: Account,
        step: str,
        amount: int | None = None,
        at: datetime | None = None,
        **more: Any,
    ) -> Application:
        """Sign one step."""
        row.refresh_from_db()
        return relief.agree_to_relief(
            actor=self.actor(account),
            application_id=row.pk,
            step=step,
            consent=Consent(row.asked if amount is None else amount, "情况属实。", **more),
            version=row.version,
            at=at or at_noon(DAY),
        )

    def grant(self, row: Application, amount: int | None = None, at: datetime | None = None) -> Application:
        """Lead an application through review and approval."""
        self.agree(row, self.cast.registrar, "review", amount, at)
        return self.agree(row, self.cast.office_leader, "approve", amount, at)

    def voucher(self, amount: int, number: str = "", on: date = DAY) -> Voucher:
        """Return a voucher with the next number."""
        self.vouchers += 1
        return Voucher(number or f"记-{self.vouchers:04d}", proof("回单"), amount, on)

    def pay(self, row: Application, amount: int | None = None, **more: Any) -> Payment:
        """Pay what is granted, or a part."""
        row.refresh_from_db()
        payee = row.people.get(applies=True)
        return relief.pay_relief(
            actor=self.actor(self.treasurer),
            application_id=row.pk,
            voucher=self.voucher(row.to_pay if amount is None else amount, **more),
            way="transfer",
            payee_id=payee.pk,
            version=row.version,
            at=at_noon(DAY),
        )


def months_ago(months: int) -> datetime:
    """Return noon of a day roughly so many months before."""
    return at_noon(DAY - timedelta(days=31 * months))
