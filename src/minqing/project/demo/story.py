"""Walks one invented letter along the path through the real actions, each step on its own day."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction

from minqing.kernel.clock.public import CIVIL_ZONE, calendar, count_days, new_id, now
from minqing.kernel.documents.public import DeliveryWay
from minqing.kernel.law.public import profile_on
from minqing.kernel.notifications.public import Dispatch
from minqing.kernel.people.public import Account, Actor, Organ, actor_of, petitioner_actor
from minqing.petition import public as petitions
from minqing.petition.public import (
    AnswerDraft,
    Attitude,
    Channel,
    Mode,
    Outcome,
    Petition,
    Procedure,
    Purpose,
    Resolved,
    Statement,
    closing,
    handling,
    sealed,
)
from minqing.petition.public import routing as ways
from minqing.project.demo.chapters import tell_chapter

Letter = dict[str, Any]
OFFICE = "xfj"
# Days after receipt on which each step of an ordinary letter happens; a step later than today waits.
REGISTER, REFER, ACCEPT, NOTE, DRAFT, APPROVE, DELIVER, EVALUATE, CLOSE = 0, 2, 6, 9, 12, 14, 16, 18, 20
ORDER = (
    "received",
    "registered",
    "referred",
    "handling",
    "approving",
    "answered",
    "delivered",
    "closed",
)
# Which term must end today for a letter of age "due_today", and how long after receipt it starts.
DUE_TODAY = {
    "registered": ("XFB_ROUTE", 0),
    "referred": ("ORG_NOTIFY_TRANSFER", REFER),
    "handling": ("HANDLE", ACCEPT),
}
RATED = {
    "yes": (Resolved.YES, Attitude.SATISFIED, Attitude.SATISFIED, "办得实在，谢谢"),
    "partly": (Resolved.PARTLY, Attitude.SATISFIED, Attitude.FAIRLY_SATISFIED, "解决了一部分，还差一点"),
    "no": (Resolved.NO, Attitude.FAIRLY_SATISFIED, Attitude.DISSATISFIED, "还是老样子"),
}


@dataclass
class Story:
    """The demo's people and days, and the matters told so far by their title."""

    today: date
    organs: dict[str, Organ]
    posts: dict[tuple[str, str], Account]
    bases: dict[str, str]
    told: dict[str, UUID] = field(default_factory=dict)
    _actors: dict[UUID, Actor] = field(default_factory=dict)

    def actor(self, organ: str, duty: str) -> Actor:
        """Return who holds a duty in an organ."""
        account = self.posts[organ, duty]
        if account.pk not in self._actors:
            self._actors[account.pk] = actor_of(account, self.today)
        return self._actors[account.pk]

    def received_on(self, letter: Letter) -> date:
        """Return the day a letter came in; for "due_today" the one whose term ends today."""
        if letter["age"] != "due_today":
            return self.today - timedelta(days=letter["age"])
        term_id, after = DUE_TODAY[letter["stage"]]
        term = profile_on(self.today, settings.MINQING_PLACE).term(term_id)
        days = [self.today - timedelta(days=n) for n in range(100)]
        ending = [d for d in days if count_days(d, term, calendar()).due >= self.today]
        return ending[-1] - timedelta(days=after)

    def tell(self, letter: Letter) -> Petition:
        """Make one letter and everything that has happened to it, or nothing of it."""
        with transaction.atomic():
            begun = new_id()
            matter = _Telling(self, letter).run()
            # What happened in the past is not announced to invented telephones today.
            Dispatch.objects.filter(subject_id__gte=begun).delete()
        self.told[letter["title"]] = matter.id
        return matter


class _Telling:
    """One letter being told."""

    def __init__(self, story: Story, letter: Letter) -> None:
        self.story, self.letter = story, letter
        self.first = story.received_on(letter)
        self.organ = letter.get("organ", "")
        self.stage = letter["stage"]
        self.reach = ORDER.index(
            {"returned": "registered", "withdrawn": "registered", "sent_back": "handling"}.get(
                self.stage, self.stage
            )
        )
        self.step = 0
        self.id: UUID

    def at(self, after: int, *, hour: int = 9) -> datetime:
        """Return an instant so many days after receipt, on a working day, never in the future."""
        day = self.first + timedelta(days=after)
        if after:
            day = min(calendar().next_workday(day), self.story.today)
        self.step += 1
        wanted = datetime.combine(day, time(hour, (self.step * 7) % 60), CIVIL_ZONE)
        return min(wanted, now())

    def actor(self, duty: str, organ: str = "") -> Actor:
        return self.story.actor(organ or self.organ, duty)

    def organ_id(self, code: str) -> UUID:
        return self.story.organs[code].id

    def draft(self) -> None:
        self._save_draft()

    def run(self) -> Petition:
        self._hand_in()
        steps = [
            ("registered", self._register),
            ("referred", self._refer),
            ("handling", self._accept),
            ("approving", self._draft),
            ("answered", self._approve),
            ("delivered", self._deliver),
            ("closed", self._close),
        ]
        if "guide" in self.letter:
            steps[2:5] = [("answered", self._guide)]
            if self.organ == OFFICE:
                del steps[1]
        for stage, act in steps:
            if ORDER.index(stage) <= self.reach:
                act()
        {"returned": self._object, "withdrawn": self._withdraw, "sent_back": self._send_back}.get(
            self.stage, lambda: None
        )()
        if "then" in self.letter:
            tell_chapter(self.letter["then"], self)
        return Petition.objects.get(pk=self.id)

    def _hand_in(self) -> None:
        letter = self.letter
        channel = Channel(letter.get("channel", "online"))
        staff = channel is not Channel.ONLINE
        at = self.at(0, hour=8)
        handed = petitions.hand_in(
            actor=self.actor("registrar", OFFICE) if staff else petitioner_actor(),
            statement=Statement(
                title=letter["title"],
                body=letter["body"],
                requests=tuple(letter["requests"]),
                name=letter["name"],
                telephone=letter.get("telephone", ""),
                place_code=letter.get("place", ""),
                anonymous=letter.get("anonymous", False),
                confidential=letter.get("confidential", False),
                electronic_delivery=not staff,
                channel=channel,
                people_count=letter.get("people", 1),
                source_ref=letter["ref"],
                received_on=self.first,
            ),
            at=at,
        )
        self.id = handed.petition.id

    def _register(self) -> None:
        letter, office = self.letter, self.actor("registrar", OFFICE)
        petitions.register_petition(actor=office, petition_id=self.id, at=self.at(REGISTER))
        if self.stage == "registered" and not letter.get("classified") and "repeat" not in letter:
            return
        concerns = letter.get("concerns")
        petitions.classify_petition(
            actor=office,
            petition_id=self.id,
            purpose=Purpose(letter["purpose"]),
            procedure=letter.get("procedure", ""),
            content_class=letter.get("content_class", ""),
            repeat_of=self.story.told.get(letter.get("repeat", "")),
            concerns_id=self.story.organs[concerns].id if concerns else None,
            accused=[
                sealed.AccusedPerson(title=title, name=name, managed_by=sealed.ManagedBy(level))
                for name, title, level in letter.get("accused", [])
            ],
            at=self.at(REGISTER, hour=10),
        )

    def assigned(self) -> bool:
        return bool(self.letter.get("assign") or self.letter.get("assign_late"))

    def _refer(self, organ: str = "", after: int = REFER) -> None:
        letter = self.letter
        if letter.get("returned_before") and not organ:
            self._refer("zjj", 1)
            self._object("zjj", 3)
            after = 4
        assigned = self.assigned()
        at = self.at(after)
        petitions.refer_petition(
            actor=self.actor("registrar", OFFICE),
            petition_id=self.id,
            organ_id=self.story.organs[organ or self.organ].id,
            mode=Mode.ASSIGN if assigned else Mode.TRANSFER,
            requirement="请入户核实，逐项答复，报送办结报告。" if assigned else "",
            report_by=(at + timedelta(days=20 if letter.get("assign_late") else 40)).date()
            if assigned
            else None,
            at=at,
        )

    def _object(self, organ: str = "", after: int = 4) -> None:
        if not organ:
            self._refer(after=1)
        petitions.object_to_referral(
            actor=self.actor("handler", organ or self.organ),
            petition_id=self.id,
            reason="经核对职责清单，该事项的管护主体不是本单位，建议转送有管理权的单位。",
            materials="原信一份",
            at=self.at(after - 1),
        )
        ways.take_back(
            actor=self.actor("registrar", OFFICE),
            petition_id=self.id,
            reason="经核实，情况属实。",
            at=self.at(after - 1, hour=16),
        )

    def _accept(self) -> None:
        handler = self.actor("handler")
        petitions.accept_petition(actor=handler, petition_id=self.id, at=self.at(ACCEPT))
        petitions.case_file(handler, self.id, self.at(ACCEPT, hour=10))
        if self.first + timedelta(days=NOTE) > self.story.today:
            return
        petitions.add_note(
            actor=handler,
            petition_id=self.id,
            text="已到现场查看，听取了信访人的陈述，拍照留存。",
            at=self.at(NOTE),
        )
        if self.stage == "handling" and self.step % 2:
            petitions.ask_for_material(
                actor=handler,
                petition_id=self.id,
                text="请补充相关合同、票据或者照片。",
                at=self.at(NOTE, hour=15),
            )

    def _late(self, usual: int) -> int:
        """Return the day of a step: the usual one, or lately for a letter that still waits for the next."""
        age = (self.story.today - self.first).days
        waits = {"approving": 2, "answered": 3, "sent_back": 3}.get(self.stage)
        return max(usual, age - waits) if waits else usual

    def _draft(self) -> None:
        self._save_draft()
        at = self.at(self._late(DRAFT), hour=11)
        petitions.submit_opinion(actor=self.actor("handler"), petition_id=self.id, at=at)

    def _save_draft(self) -> None:
        matter = Petition.objects.get(pk=self.id)
        handler, at = self.actor("handler"), self.at(self._late(DRAFT))
        basis = "" if matter.purpose == Purpose.PROPOSAL else self.story.bases.get(self.organ, "")
        proposal, claim = matter.purpose == Purpose.PROPOSAL, matter.purpose == Purpose.CLAIM
        if claim and matter.heard_on is None:
            handling.hear_petitioner(
                actor=handler,
                petition_id=self.id,
                way=handling.Way.IN_PERSON,
                points="信访人说明了事情的经过和理由，对请求逐项作了说明，没有补充。",
                at=at,
            )
        # Of a letter still open the first request is being carried out; a closed one has nothing left to do.
        by = (at + timedelta(days=45)).date() if claim and self.stage != "closed" else None
        petitions.save_opinion(
            actor=handler,
            petition_id=self.id,
            facts=f"经现场核查、调取资料并听取信访人陈述，所反映的“{matter.title}”情况属实。",
            answers=tuple(
                AnswerDraft(
                    request.id,
                    Outcome.ADOPT if proposal else (Outcome.SUPPORT, Outcome.SUPPORT_IN_PART)[number % 2],
                    "已列入近期实施计划，由专人负责，完成后请信访人现场查看。"
                    if number % 2 == 0
                    else "可以办到的部分已经办理，其余部分向信访人作了说明。",
                    basis,
                    execute_by=by if number % 2 == 0 else None,
                    executed="" if by and number % 2 == 0 else "已经办到，现场照片和验收单存卷。",
                )
                for number, request in enumerate(matter.requests.all())
            ),
            at=at,
        )

    def _approve(self) -> None:
        at = self.at(self._late(APPROVE), hour=14)
        petitions.approve_opinion(actor=self.actor("leader"), petition_id=self.id, at=at)

    def _send_back(self) -> None:
        self._draft()
        petitions.send_back_opinion(
            actor=self.actor("leader"),
            petition_id=self.id,
            reason="第一项的依据要写到条，补发的时间要明确。",
            at=self.at(self._late(APPROVE) + 1, hour=16),
        )

    def _guide(self) -> None:
        name, organ, how, limit = self.letter["guide"].split("|")
        petitions.guide_petition(
            actor=self.actor("registrar"),
            petition_id=self.id,
            procedure=Procedure(self.letter["procedure"]),
            procedure_name=name,
            organ_name=organ,
            how=how,
            time_limit=limit,
            at=self.at(REFER + 1),
        )

    def _deliver(self) -> None:
        matter = Petition.objects.get(pk=self.id)
        at = self.at(DELIVER)
        petitions.deliver_answer(
            actor=self.actor("handler"),
            petition_id=self.id,
            way=DeliveryWay.ELECTRONIC if matter.electronic_delivery else DeliveryWay.IN_PERSON,
            recipient=matter.petitioner_name,
            delivered_on=at.astimezone(CIVIL_ZONE).date(),
            details="经查询页面送达" if matter.electronic_delivery else "当面送达并签收",
            at=at,
        )
        if "rated" in self.letter:
            resolved, office, organ, reason = RATED[self.letter["rated"]]
            petitions.record_evaluation(
                actor=petitions.petitioner_of(matter),
                petition_id=self.id,
                resolved=resolved,
                office_attitude=office,
                organ_attitude=organ,
                reason=reason,
                at=self.at(EVALUATE),
            )

    def _report(self) -> None:
        """An assigned matter is closed only after its report (22(1)[3])."""
        closing.report_closure(
            actor=self.actor("handler"),
            petition_id=self.id,
            handling="到现场查看，听取了信访人的陈述，逐项核实后制发处理意见书并送达。",
            attitude="信访人认可处理意见。",
            at=self.at(CLOSE),
        )

    def _close(self) -> None:
        guided = "guide" in self.letter
        if not guided and self.assigned():
            self._report()
        petitions.close_petition(
            actor=self.actor("registrar") if guided else self.actor("handler"),
            petition_id=self.id,
            checklist={
                "solved": "not_applicable：已导入其他程序"
                if guided
                else "done：已按处理意见落实，信访人到场查看",
                "explained": "done：已当面讲明程序、机关和时限" if guided else "not_applicable：诉求合理",
                "helped": "not_applicable：不涉及",
                "dealt_with": "not_applicable：不涉及",
            },
            summary="已答复、送达，信访人知悉。",
            at=self.at(CLOSE),
        )

    def _withdraw(self) -> None:
        matter = Petition.objects.get(pk=self.id)
        petitions.withdraw_petition(
            actor=petitions.petitioner_of(matter),
            petition_id=self.id,
            reason="已经和对方商量好了，不用再办了。",
            at=self.at(4),
        )
