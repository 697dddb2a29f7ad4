"""Walks a matter along the path through the real actions, each step on its own day."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

import time_machine

from minqing.kernel.clock.public import CIVIL_ZONE, new_id
from minqing.kernel.documents.public import Delivery, DeliveryWay
from minqing.kernel.people.public import Account, Actor, Organ, actor_of, petitioner_actor
from minqing.petition import public as petitions
from minqing.petition.public import (
    AnswerDraft,
    Attitude,
    HandIn,
    Mode,
    Opinion,
    Outcome,
    Petition,
    Procedure,
    Purpose,
    Resolved,
    Statement,
    handling,
)
from minqing.petition.public.handling import Way
from tests.cast import Cast

# Monday; the worked example of law.md section 9 is received on this day.
FIRST_DAY = date(2026, 9, 14)
STATEMENT = Statement(
    title="村道塌方三个月没人修",
    body="诺水河镇梓潼村三组的村道今年六月塌方，至今没有修复，学生上学要绕行两公里。",
    requests=("尽快修复塌方路段", "说明为什么拖了三个月"),
    name="李桂兰",
    telephone="13800005678",
    address="诺水河镇梓潼村三组",
)
CHECKLIST = {
    "solved": "done：塌方路段已经修复通车",
    "explained": "not_applicable：诉求合理",
    "helped": "not_applicable：不涉及",
    "dealt_with": "not_applicable：不涉及",
}


def at_noon(day: date) -> datetime:
    """Return noon of a civil day as an instant."""
    return datetime.combine(day, time(12), CIVIL_ZONE)


@contextmanager
def on_day(day: date) -> Iterator[datetime]:
    """Freeze the clock at noon of a day."""
    at = at_noon(day)
    with time_machine.travel(at, tick=False):
        yield at


@dataclass
class Walk:
    """One matter on its way; every method is one step on a day.

    By the person of the cast whose step it is.
    """

    cast: Cast
    handed: HandIn | None = None
    statement: Statement = STATEMENT
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def id(self) -> UUID:
        """Return the matter's id."""
        assert self.handed is not None
        return self.handed.petition.id

    @property
    def matter(self) -> Petition:
        """Return the matter as it is stored now."""
        return Petition.objects.select_related("holder", "handling", "received_by", "concerns").get(
            pk=self.id
        )

    def actor(self, account: Account, day: date) -> Actor:
        """Return an account of the cast as an actor of that day."""
        return actor_of(account, day)

    def hand_in(self, day: date = FIRST_DAY, actor: Actor | None = None, **changed: Any) -> "Walk":
        """The petitioner hands in."""
        with on_day(day) as at:
            statement = replace(self.statement, **changed)
            self.handed = petitions.hand_in(actor=actor or petitioner_actor(), statement=statement, at=at)
        return self

    def register(self, day: date = FIRST_DAY) -> "Walk":
        """The petition office registers."""
        with on_day(day) as at:
            petitions.register_petition(
                actor=self.actor(self.cast.registrar, day), petition_id=self.id, at=at
            )
        return self

    def classify(
        self,
        day: date = FIRST_DAY,
        purpose: Purpose = Purpose.CLAIM,
        procedure: Procedure | str = Procedure.PETITION,
        **more: Any,
    ) -> "Walk":
        """The petition office classifies."""
        with on_day(day) as at:
            petitions.classify_petition(
                actor=self.actor(self.cast.registrar, day),
                petition_id=self.id,
                purpose=purpose,
                procedure=procedure,
                content_class=more.pop("content_class", "1201"),
                at=at,
                **more,
            )
        return self

    def refer(self, day: date, organ: Organ | None = None, mode: Mode = Mode.TRANSFER, **more: Any) -> "Walk":
        """The petition office refers, to the housing bureau unless another organ is named."""
        with on_day(day) as at:
            petitions.refer_petition(
                actor=self.actor(self.cast.registrar, day),
                petition_id=self.id,
                organ_id=(organ or self.cast.housing).id,
                mode=mode,
                at=at,
                **more,
            )
        return self

    def accept(self, day: date, account: Account | None = None) -> "Walk":
        """The handler accepts."""
        with on_day(day) as at:
            actor = self.actor(account or self.cast.handler, day)
            petitions.accept_petition(actor=actor, petition_id=self.id, at=at)
        return self

    def hear(self, day: date, way: Way = Way.TELEPHONE) -> "Walk":
        """The handler hears the petitioner, once."""
        with on_day(day) as at:
            handling.hear_petitioner(
                actor=self.actor(self.matter.handler or self.cast.handler, day),
                petition_id=self.id,
                way=way,
                points="六月三日塌方以后报过三次，没有人来看。",
                at=at,
            )
        return self

    def draft(
        self,
        day: date,
        outcome: Outcome = Outcome.SUPPORT,
        basis: str = "《公路法》第三十五条",
        execute_by: date | None = None,
    ) -> Opinion:
        """The handler hears the petitioner and drafts an answer to every request.

        What is supported has been carried out already unless a day is given.
        """
        if self.matter.heard_on is None and self.matter.purpose == Purpose.CLAIM:
            self.hear(day)
        executed = "" if execute_by else "路面已经修复，验收单存卷。"
        with on_day(day) as at:
            actor = self.actor(self.matter.handler or self.cast.handler, day)
            return petitions.save_opinion(
                actor=actor,
                petition_id=self.id,
                facts="经现场查看，路基塌方长十二米。",
                answers=tuple(
                    AnswerDraft(
                        request.id,
                        outcome,
                        "已列入水毁修复计划，施工队已进场。",
                        basis,
                        execute_by=execute_by,
                        executed=executed,
                    )
                    for request in self.matter.requests.all()
                ),
                at=at,
            )

    def submit(self, day: date) -> "Walk":
        """The handler sends the draft up."""
        with on_day(day) as at:
            actor = self.actor(self.matter.handler or self.cast.handler, day)
            petitions.submit_opinion(actor=actor, petition_id=self.id, at=at)
        return self

    def approve(self, day: date, account: Account | None = None) -> Opinion:
        """The leader approves."""
        with on_day(day) as at:
            actor = self.actor(account or self.cast.leader, day)
            return petitions.approve_opinion(actor=actor, petition_id=self.id, at=at)

    def deliver(self, day: date, way: DeliveryWay = DeliveryWay.IN_PERSON, **more: Any) -> Delivery:
        """The handler delivers."""
        with on_day(day) as at:
            actor = self.actor(more.pop("account", None) or self.matter.handler or self.cast.registrar, day)
            return petitions.deliver_answer(
                actor=actor,
                petition_id=self.id,
                way=way,
                recipient="李桂兰",
                delivered_on=more.pop("delivered_on", day),
                at=at,
                **more,
            )

    def evaluate(self, day: date, actor: Actor | None = None) -> petitions.Evaluation:
        """The petitioner rates."""
        with on_day(day) as at:
            return petitions.record_evaluation(
                actor=actor or petitions.petitioner_of(self.matter),
                petition_id=self.id,
                resolved=Resolved.YES,
                office_attitude=Attitude.SATISFIED,
                organ_attitude=Attitude.FAIRLY_SATISFIED,
                reason="路修好了，就是慢",
                at=at,
            )

    def close(self, day: date, account: Account | None = None, **more: Any) -> petitions.Closure:
        """The handler closes."""
        with on_day(day) as at:
            actor = self.actor(account or self.matter.handler or self.cast.registrar, day)
            checklist = more.pop("checklist", CHECKLIST)
            return petitions.close_petition(
                actor=actor, petition_id=self.id, checklist=checklist, summary="已修复", at=at
            )

    # --- stretches ------------------------------------------------------------------------------------

    def to_registered(self, day: date = FIRST_DAY, **changed: Any) -> "Walk":
        """Hand in, register and classify as a claim of the petition procedure, all on one day."""
        return self.hand_in(day, **changed).register(day).classify(day)

    def to_referred(self, day: date = FIRST_DAY) -> "Walk":
        """Up to the housing bureau's desk."""
        return self.to_registered(day).refer(day)

    def to_handling(self, day: date = FIRST_DAY) -> "Walk":
        """Up to acceptance by the housing bureau's handler."""
        return self.to_referred(day).accept(day)

    def to_approving(self, day: date = FIRST_DAY) -> "Walk":
        """Up to the leader's desk."""
        self.to_handling(day).draft(day)
        return self.submit(day)

    def to_answered(self, day: date = FIRST_DAY) -> "Walk":
        """Up to the issued opinion."""
        self.to_approving(day).approve(day)
        return self

    def to_delivered(self, day: date = FIRST_DAY) -> "Walk":
        """Up to the delivery of the opinion."""
        self.to_answered(day).deliver(day)
        return self


def fresh_key() -> str:
    """Return a key as a form carries it."""
    return str(new_id())
