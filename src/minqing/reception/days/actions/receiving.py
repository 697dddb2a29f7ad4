"""接访记录和批示: who came, with what, what the leader has done about it, until it is done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID

from django.db import transaction

from minqing.kernel.clock.public import calendar, civil_day
from minqing.kernel.law.public import Conflict, Incomplete, NotAllowed
from minqing.kernel.ledger.public import record
from minqing.kernel.people.public import Account, Actor, Organ, remember_person
from minqing.reception.days import notices
from minqing.reception.days.actions.planning import refuse_if
from minqing.reception.days.events import (
    InstructionGiven,
    InstructionMoved,
    ReceptionLinked,
    ReceptionRecorded,
)
from minqing.reception.days.gate import Doing, account_of, day_for, instruction_for, record_for, stands_for
from minqing.reception.days.models import DayBooking, Instruction, InstructionStep, ReceptionRecord
from minqing.reception.days.rules import following
from minqing.reception.days.rules.following import Standing, Step
from minqing.reception.days.rules.rota import RECEIVE


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who came: a name, and a telephone number where one is given."""

    name: str
    telephone: str = ""


@dataclass(frozen=True, slots=True)
class RecordDraft:
    """What was received: visitors, a title, what they said, what was answered on the spot."""

    title: str
    what: str
    answer: str = ""
    visitors: tuple[Visitor, ...] = ()
    people: int = 1
    booking_id: UUID | None = None


def digest(text: str) -> str:
    """Return the digest under which the ledger knows a text."""
    return sha256(text.encode()).hexdigest()


def record_reception(*, actor: Actor, day_id: UUID, draft: RecordDraft, at: datetime) -> ReceptionRecord:
    """记接访: by the leader of the day or whoever plans it; an appointment becomes received.

    Its person and matter come along without retyping. Records ``reception.leader_received``.
    """
    if not draft.title.strip() or not draft.what.strip():
        raise Incomplete("请写明来访人反映的事情：一个标题，再写清要求和事实。", RECEIVE)
    with transaction.atomic():
        day = day_for(actor, day_id, Doing.RECEIVE, lock=True)
        if day.cancelled or day.day > civil_day(at):
            raise Conflict("这一天还没有到，或者已经取消，不能记接访。", RECEIVE)
        booking = _booking(day.id, draft.booking_id)
        visitors = [
            remember_person(name=v.name, telephone=v.telephone) for v in draft.visitors if v.name.strip()
        ]
        persons = ([booking.person] if booking else []) + visitors
        if not persons:
            raise Incomplete("请写明来访人的姓名。", RECEIVE)
        made = ReceptionRecord.objects.create(
            day=day,
            booking=booking,
            people=max(draft.people, len(persons)),
            title=draft.title.strip(),
            what=draft.what.strip(),
            answer=draft.answer.strip(),
            subject_id=booking.subject_id if booking else None,
            recorded_by_id=account_of(actor),
            recorded_at=at,
        )
        made.persons.set(persons)
        if booking is not None:
            booking.status = DayBooking.Status.RECEIVED
            booking.save(update_fields=["status"])
        event = ReceptionRecorded(day.id, made.people, made.subject_id, digest(made.what))
        record(actor=actor, chain=made.id, event=event, at=at)
        return made


def _booking(day_id: UUID, booking_id: UUID | None) -> DayBooking | None:
    if booking_id is None:
        return None
    rows = DayBooking.objects.select_for_update(of=("self",)).select_related("person")
    booking = rows.filter(pk=booking_id, day=day_id).first()
    if booking is None:
        raise NotAllowed("这一天没有这个预约。")
    if booking.status in {DayBooking.Status.RECEIVED, DayBooking.Status.CANCELLED}:
        raise Conflict("这个预约已经接待过，或者已经取消。", RECEIVE)
    return booking


def link_record(*, actor: Actor, record_id: UUID, subject_id: UUID, at: datetime) -> ReceptionRecord:
    """关联事项: the record belongs to a matter from now on. Whether the actor may read it is asked above.

    Records ``reception.leader_record_linked``. Refused when it already belongs to another one.
    """
    with transaction.atomic():
        found = record_for(actor, record_id, lock=True)
        if found.subject_id not in {None, subject_id}:
            raise Conflict("这条接访记录已经关联了另一件事项。", RECEIVE)
        found.subject_id = subject_id
        found.save(update_fields=["subject_id"])
        record(actor=actor, chain=found.id, event=ReceptionLinked(subject_id), at=at)
        return found


def give_instruction(
    *, actor: Actor, record_id: UUID, text: str, organ_id: UUID, owner_id: UUID, workdays: int, at: datetime
) -> Instruction:
    """批示: the leader says what is to be done, by which organ and person, in how many working days.

    Only the leader of the day (or who stands in). The owner must hold a post in that organ and is told.
    Records ``reception.instruction_given``; from then on it is followed until confirmed.
    """
    if not text.strip():
        raise Incomplete("请写明批示：要做什么、做到什么程度。", RECEIVE)
    refuse_if(following.days_refusal(workdays))
    with transaction.atomic():
        found = record_for(actor, record_id, lock=True)
        if not stands_for(actor, found.day.leader_id):
            raise NotAllowed("批示由当天接访的领导作出。")
        on = civil_day(at)
        organ = Organ.objects.filter(pk=organ_id, active=True, outside=False).first()
        owner = owners_of(on, organ_id).get(owner_id)
        if organ is None or owner is None:
            raise NotAllowed("责任人应当是责任单位的在职人员，请重新选择。")
        made = Instruction.objects.create(
            record=found,
            text=text.strip(),
            leader_id=found.day.leader_id,
            organ=organ,
            owner=owner,
            given_on=on,
            workdays=workdays,
            due_on=following.due_day(on, workdays, calendar()),
        )
        event = InstructionGiven(made.id, organ.pk, owner.pk, made.due_on, digest(made.text))
        record(actor=actor, chain=found.id, event=event, at=at)
        notices.tell_instructed(made)
        return made


def owners_of(on: date, organ_id: UUID) -> dict[UUID, Account]:
    """Return the accounts with a post in an organ on a day who can own an instruction."""
    rows = Account.objects.filter(is_active=True, posts__organ=organ_id, posts__valid_from__lte=on)
    rows = rows.exclude(posts__organ=organ_id, posts__valid_to__lt=on)
    return {each.pk: each for each in rows.distinct().order_by("name")}


def _step(  # noqa: PLR0917 - told in the order it happens
    actor: Actor, instruction_id: UUID, step: Step, words: str, doing: Doing, at: datetime
) -> Instruction:
    found = instruction_for(actor, instruction_id, doing, lock=True)
    after = following.move(Standing(found.standing), step, words)
    found.standing = after.value
    found.done_on = civil_day(at) if after is Standing.DONE else None
    found.save(update_fields=["standing", "done_on"])
    InstructionStep.objects.create(
        instruction=found, step=step.value, words=words.strip(), by_id=account_of(actor), at=at
    )
    event = InstructionMoved(found.id, step.value, after.value, digest(words))
    record(actor=actor, chain=found.record_id, event=event, at=at)
    return found


def note_progress(*, actor: Actor, instruction_id: UUID, words: str, at: datetime) -> Instruction:
    """记进展: what has been done so far; by the owner. Records ``reception.instruction_moved``."""
    with transaction.atomic():
        return _step(actor, instruction_id, Step.PROGRESS, words, Doing.CARRY_OUT, at)


def report_instruction(*, actor: Actor, instruction_id: UUID, words: str, at: datetime) -> Instruction:
    """报告结果: the owner says it is done and how; the leader is told. Records ``instruction_moved``."""
    with transaction.atomic():
        found = _step(actor, instruction_id, Step.REPORT, words, Doing.CARRY_OUT, at)
        notices.tell_reported(found)
        return found


def send_back_instruction(*, actor: Actor, instruction_id: UUID, words: str, at: datetime) -> Instruction:
    """退回再办: the leader is not satisfied; the day stays as it was. Records ``instruction_moved``."""
    with transaction.atomic():
        found = _step(actor, instruction_id, Step.SEND_BACK, words, Doing.JUDGE, at)
        notices.tell_returned(found)
        return found


def confirm_instruction(*, actor: Actor, instruction_id: UUID, words: str = "", at: datetime) -> Instruction:
    """确认落实: the leader finds it done; only this ends it. Records ``reception.instruction_moved``."""
    with transaction.atomic():
        return _step(actor, instruction_id, Step.CONFIRM, words, Doing.JUDGE, at)


def remind_of_instructions(instructions: Sequence[Instruction], at: datetime) -> int:
    """提醒: tell owners of instructions near their day or past it, once a day; return how many were told."""
    told = 0
    on = civil_day(at)
    for each in instructions:
        near = following.told_on(each.due_on, on, calendar())
        if near.remind:
            notices.tell_due(each, near.tone)
            told += 1
    return told
