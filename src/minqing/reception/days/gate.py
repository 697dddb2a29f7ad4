"""Who may do what around the leaders' days, and the only way from an id to its rows for somebody.

The petition office's registrars and people at the counter plan and book for every unit; a unit's own
registrar plans for that unit. A leader (or who stands in for them) has their own days. An instruction is
carried out by its owner or a leader of the owner's organ, and found done by the leader who gave it.
"""

from enum import StrEnum
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from minqing.kernel.law.public import NotAllowed
from minqing.kernel.people.public import Actor, ActorKind, Duty, Organ, OrganKind
from minqing.reception.days.models import Instruction, LeaderDay, ReceptionRecord

UNKNOWN: Final = "没有这个接访日、预约或者记录，或者您无权查看。"
PLANNERS: Final = frozenset({Duty.REGISTRAR, Duty.COUNTER})


class Doing(StrEnum):
    """接访日里的权限."""

    SEE = "see"
    PLAN = "plan"
    LEAD = "lead"
    RECEIVE = "receive"
    CARRY_OUT = "carry_out"
    JUDGE = "judge"


def account_of(actor: Actor) -> UUID:
    """Return the account that stands in the record; raises ``NotAllowed`` for whoever has none."""
    if actor.account_id is None:
        raise NotAllowed("这一步要由工作人员登录后进行。")
    return actor.account_id


def stands_for(actor: Actor, account_id: UUID) -> bool:
    """Return whether the actor is this leader, or stands in for them as a leader."""
    return actor.account_id == account_id or any(
        post.duty is Duty.LEADER and post.standing_for == account_id for post in actor.posts
    )


def accounts_of(actor: Actor) -> set[UUID]:
    """Return the leaders' accounts in whose name the actor may act: the own one and those stood in for."""
    found = {post.standing_for for post in actor.posts if post.duty is Duty.LEADER} | {actor.account_id}
    return {each for each in found if each is not None}


def organs_planned_by(actor: Actor) -> QuerySet[Organ]:
    """Return the units whose rota the actor plans, in their order."""
    rows = Organ.objects.filter(active=True, outside=False)
    if actor.kind is ActorKind.SYSTEM:
        return rows
    own = {post.organ_id for post in actor.posts if post.duty in PLANNERS}
    if actor.kind is not ActorKind.STAFF or not own:
        return rows.none()
    if Organ.objects.filter(pk__in=own, kind=OrganKind.PETITION_OFFICE.value).exists():
        return rows
    registrar = {post.organ_id for post in actor.posts if post.duty is Duty.REGISTRAR}
    return rows.filter(pk__in=registrar)


def organ_for(actor: Actor, organ_id: UUID) -> Organ:
    """Return the unit for this actor to plan its rota; raises ``NotAllowed``."""
    organ = organs_planned_by(actor).filter(pk=organ_id).first()
    if organ is None:
        raise NotAllowed("排班和预约由信访工作部门的登记、窗口人员进行；本单位的登记员可以排本单位的班。")
    return organ


def days_for(actor: Actor) -> QuerySet[LeaderDay]:
    """Return the days the actor sees with their appointments: planned by them, or led by them."""
    rows = LeaderDay.objects.select_related("organ")
    if actor.kind is ActorKind.SYSTEM:
        return rows
    if actor.kind is not ActorKind.STAFF:
        return rows.none()
    planned = Q(organ__in=organs_planned_by(actor).values("id"))
    return rows.filter(planned | Q(leader__in=accounts_of(actor)))


def day_for(actor: Actor, day_id: UUID, doing: Doing = Doing.SEE, *, lock: bool = False) -> LeaderDay:
    """Return the day with its unit for this actor to do this; raises ``NotAllowed``."""
    rows = days_for(actor)
    day = (rows.select_for_update(of=("self",)) if lock else rows).filter(pk=day_id).first()
    if day is None:
        raise NotAllowed(UNKNOWN)
    if doing is Doing.PLAN:
        organ_for(actor, day.organ_id)
    if doing is Doing.LEAD and not stands_for(actor, day.leader_id):
        raise NotAllowed("这一步由当天接访的领导本人进行。")
    return day


def records_for(actor: Actor) -> QuerySet[ReceptionRecord]:
    """Return the records the actor reads: of days they see, or with an instruction for them or their organ.

    Whether a linked matter is kept from them is judged above this room (``crossings``).
    """
    rows = ReceptionRecord.objects.select_related("day__organ")
    mine = instructions_for(actor).values("record")
    return rows.filter(Q(day__in=days_for(actor).values("id")) | Q(pk__in=mine))


def record_for(actor: Actor, record_id: UUID, *, lock: bool = False) -> ReceptionRecord:
    """Return the record with its day for this actor; raises ``NotAllowed``."""
    rows = records_for(actor)
    found = (rows.select_for_update(of=("self",)) if lock else rows).filter(pk=record_id).first()
    if found is None:
        raise NotAllowed(UNKNOWN)
    return found


def instructions_for(actor: Actor) -> QuerySet[Instruction]:
    """Return the instructions the actor gave, owns, or whose owner's organ they lead or plan for."""
    rows = Instruction.objects.select_related("organ", "record__day", "owner", "leader")
    if actor.kind is ActorKind.SYSTEM:
        return rows
    if actor.kind is not ActorKind.STAFF:
        return rows.none()
    return rows.filter(
        Q(leader__in=accounts_of(actor))
        | Q(owner=actor.account_id)
        | Q(organ__in=actor.organ_ids(Duty.LEADER))
        | Q(record__day__organ__in=organs_planned_by(actor).values("id"))
    )


def instruction_for(
    actor: Actor, instruction_id: UUID, doing: Doing = Doing.SEE, *, lock: bool = False
) -> Instruction:
    """Return the instruction for this actor to do this; raises ``NotAllowed``."""
    rows = instructions_for(actor)
    found = (rows.select_for_update(of=("self",)) if lock else rows).filter(pk=instruction_id).first()
    if found is None:
        raise NotAllowed(UNKNOWN)
    if doing is Doing.JUDGE and not stands_for(actor, found.leader_id):
        raise NotAllowed("是不是落实了，由作批示的领导确认或者退回。")
    if doing is Doing.CARRY_OUT and not carries_out(actor, found):
        raise NotAllowed("落实情况由责任人或者责任单位的领导填写。")
    return found


def carries_out(actor: Actor, instruction: Instruction) -> bool:
    """Return whether the actor owns the instruction or leads the organ that does."""
    return actor.account_id == instruction.owner_id or actor.holds(Duty.LEADER, instruction.organ_id)
