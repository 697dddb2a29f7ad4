"""Does to a stored matter what a walk does beside the straight path; the rest as in ``real``."""

import io
from datetime import date, datetime, timedelta

from minqing.kernel.documents.public import DeliveryWay
from minqing.kernel.files import public as files
from minqing.kernel.people import public as people
from minqing.kernel.people.public import Actor, Duty, Organ, Person
from minqing.petition import public as petitions
from minqing.petition.public import coming_in, handling, papers, review
from minqing.petition.public import routing as ways
from minqing.petition.public.coming_in import Part, Speaker
from minqing.petition.public.review import ReviewDraft
from minqing.petition.registration.models import Link
from minqing.petition.reply.actions.delivering import answer_paper
from tests.cast import make_account
from tests.factories.path import STATEMENT, Walk
from tests.factories.real import DETAILS, Real
from tests.rooms.files import samples
from tests.walks.acts import P
from tests.walks.beside import SUCCESSORS
from tests.walks.later import PLAN
from tests.walks.matter import Matter


class Whole(Real):
    """The matters of one walk as they are stored, with every turn beside the path."""

    def __init__(self) -> None:
        super().__init__()
        post = (self.organs["county"], Duty.REGISTRAR, "登记员")
        self.above = make_account("r-county", "县政府登记员", post)

    def hand_in(self, m: Matter, day: date) -> None:
        """Hand in what the walk received, where it received it."""
        where = None if m.holder == "office" else self.organs[m.holder].pk
        walk = Walk(self.cast).hand_in(day, requests=STATEMENT.requests[: m.requests], organ_id=where)
        self.ids[id(m)] = walk.id

    def _known(self, m: Matter, day: date, at: datetime, **who: object) -> P:
        known = super()._known(m, day, at, **who)
        if who.get("organ") == "office" and m.received_by in self.registrars:
            # It came straight to an organ: there its own registrar does what the office does elsewhere.
            known["actor"] = registrar_of(self, m.received_by, day)
        return known

    def _registrar(self, m: Matter, day: date, at: datetime) -> P:
        known = self._known(m, day, at)
        if m.holder in self.registrars:
            known["actor"] = registrar_of(self, m.holder, day)
        return known

    def do_register(self, m: Matter, day: date, at: datetime, _p: P) -> None:
        petitions.register_petition(**self._registrar(m, day, at))

    def do_classify(self, m: Matter, day: date, at: datetime, p: P) -> None:
        petitions.classify_petition(
            **self._registrar(m, day, at),
            purpose=p["purpose"],
            procedure=p["procedure"] or "",
            content_class="1201",
            concerns_id=self.organs[p["concerns"]].pk if p["concerns"] else None,
        )

    def do_decline(self, m: Matter, day: date, at: datetime, p: P) -> None:
        facts = ways.GROUNDS[p["ground"]].facts
        stated: P = {key: day if key == "other_on" else "某机关" for key in facts}
        if "period_end" in stated:
            stated["period_end"] = m.received_on + timedelta(p["end"])
        ways.decline_petition(
            **self._registrar(m, day, at),
            ground=p["ground"],
            stated=ways.Stated(**stated),
            explanation="与原事项相同。",
            where="某机关",
            how="书面",
            until="三十日内",
        )

    def do_succeed(self, m: Matter, day: date, at: datetime, _p: P) -> None:
        after = SUCCESSORS.get(m.holder) if m.level == petitions.Level.FIRST else None
        before = self.organs[m.holder]
        if after is not None:
            Organ.objects.filter(pk=before.pk).update(active=False, successor=self.organs[after])
        known = self._known(m, day, at, organ="office")
        if m.received_by != "office":
            # It came straight to an organ that is gone: the county's supervisors move it on, a report only a
            # registrar of the government above.
            known["actor"] = people.actor_of(self.above if m.sealed else self.cast.supervisor, day)
        try:
            ways.hand_to_successor(**known)
        finally:
            Organ.objects.filter(pk=before.pk).update(active=True, successor=None)

    def do_assign(self, m: Matter, day: date, at: datetime, _p: P) -> None:
        known = self._known(m, day, at, leads=True)
        petitions.assign_handler(**known, account_id=self.staff[m.holder][0].pk)

    def do_split(self, m: Matter, day: date, at: datetime, p: P) -> None:
        kept = self.stored(m)
        part = Part(
            title="另一件",
            body="另一件事",
            requests=(kept.requests.order_by("seq")[0].pk,),
            purpose=p["purpose"],
            procedure=p["procedure"] or "",
            content_class="1201",
            concerns_id=self.organs[p["concerns"]].pk if p["concerns"] else None,
            rest="其余",
        )
        coming_in.split_petition(**self._registrar(m, day, at), part=part)

    def grown(self, m: Matter, child: Matter) -> None:
        """Note which stored matter a child of the walk is."""
        split = Link.objects.filter(petition_id=self.ids[id(m)]).order_by("-id").first()
        taken = set(self.ids.values())
        if split is not None and split.other_id not in taken:
            self.ids[id(child)] = split.other_id
        else:
            super().grown(m, child)

    def do_join(self, m: Matter, _day: date, at: datetime, _p: P) -> None:
        number = Person.objects.count()
        speaker = Speaker(f"参加人{number}", f"139{number:08d}")
        coming_in.join_by_code(
            actor=self._petitioner(m, at)["actor"],
            query_code=self.stored(m).query_code,
            speaker=speaker,
            at=at,
        )

    # --- handling ---------------------------------------------------------------------------------

    def do_ask_opinion(self, m: Matter, day: date, at: datetime, p: P) -> None:
        handling.ask_co_opinion(
            **self._known(m, day, at),
            organ_id=self.organs[p["organ"]].pk,
            question="路段权属",
            due_on=p["by"],
        )

    def _asked(self, m: Matter, day: date, at: datetime) -> P:
        row = handling.open_co_handlings(self.stored(m))
        first = min(row, key=lambda each: each.pk)
        return {
            **self._known(m, day, at, organ=self.names[first.organ_id]),
            "co_handling_id": first.pk,
        }

    def do_give_opinion(self, m: Matter, day: date, at: datetime, _p: P) -> None:
        handling.give_co_opinion(**self._asked(m, day, at), opinion="属于乡道，由镇管护。")

    def do_decline_opinion(self, m: Matter, day: date, at: datetime, _p: P) -> None:
        handling.decline_co_opinion(**self._asked(m, day, at), reason="不属于本单位职责。")

    def do_announce_hearing(self, m: Matter, day: date, at: datetime, p: P) -> None:
        plan = type(PLAN)(**{**{k: getattr(PLAN, k) for k in PLAN.__slots__}, "held_on": p["held_on"]})
        handling.announce_hearing(**self._known(m, day, at), plan=plan)

    def do_conclude_hearing(self, m: Matter, day: date, at: datetime, _p: P) -> None:
        known = self._known(m, day, at)
        table = handling.HearingTable("问：何时塌方？\n答：今年六月。", "已核对签名")
        handling.hold_hearing(**known, table=table)
        handling.conclude_hearing(**known, facts="属实", conclusion="应当修复", votes=(4, 0, 0))

    # --- the end ----------------------------------------------------------------------------------

    def do_deliver(self, m: Matter, day: date, at: datetime, p: P) -> None:
        announced = p["way"] == DeliveryWay.ANNOUNCEMENT
        picture = files.take_in(io.BytesIO(samples.photo("JPEG")), "公告.jpg").pk if announced else None
        petitions.deliver_answer(
            **self._known(m, day, at),
            way=DeliveryWay(p["way"]),
            recipient="李桂兰",
            delivered_on=p["acted"],
            details="下落不明" if announced else DETAILS.get(p["way"], ""),
            witnesses="赵六、孙梅",
            receipt_file_id=picture,
        )

    def do_correct_service(self, m: Matter, day: date, at: datetime, p: P) -> None:
        papers.correct_service(
            **self._ending(m, day, at),
            document_id=answer_paper(self.stored(m)),
            delivered_on=p["acted"],
            reason="回执上的日期看错了",
        )

    # --- review -----------------------------------------------------------------------------------

    def do_ask_review(self, m: Matter, day: date, at: datetime, p: P) -> None:
        asked, kept = p["posted"] or day, self.stored(m)
        # The first of the superiors the page offers, as a petitioner may choose.
        tier = review.review_choices(kept.handling or kept.holder)[0].tier
        draft = ReviewDraft(
            requests="撤销",
            facts="没有回应",
            tier=tier,
            posted_on=p["posted"],
            late_reason=p["why"],
            obstacle_ended_on=asked - timedelta(3 if p["in_ten"] else 40) if p["why"] else None,
        )
        self.asked = review.request_review(**self._petitioner(m, at), draft=draft)

    def do_decide_late(self, m: Matter, day: date, at: datetime, p: P) -> None:
        review.decide_late_request(**self._known(m, day, at), admit=p["admit"], reason="住院")
        if not p["admit"]:
            # Nobody refuses alone: the reviewer proposes it, the leader signs.
            review.sign_late_refusal(**self._known(m, day, at, leads=True), agree=True)


def registrar_of(real: Real, organ: str, day: date) -> Actor:
    """Return the registrar of an organ as an actor."""
    return people.actor_of(real.registrars[organ], day)


ALL = frozenset(name.removeprefix("do_") for name in dir(Whole) if name.startswith("do_"))
