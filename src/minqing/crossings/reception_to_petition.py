"""From a leader's reception to a matter: linked or handed in without retyping; sealed ones stay apart.

Articles: 信访工作条例 22(1) (what is raised is registered), 30(3) (whom a report is kept from).
"""

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from minqing.kernel.law.public import Conflict, Incomplete, NotAllowed
from minqing.kernel.people.public import Actor, reveal_field
from minqing.petition.public import (
    FINISHED,
    Annex,
    Channel,
    Doing,
    Level,
    Petition,
    State,
    Statement,
    hand_in,
    open_by_code,
    petition_for,
    visible_to,
)
from minqing.petition.public.beside import hang_annex
from minqing.reception.public.days import (
    BookingDraft,
    Instruction,
    ReceptionRecord,
    Stage,
    link_record,
    record_for,
    records_for,
    running_instructions,
)


def _hidden(actor: Actor) -> QuerySet[Petition]:
    """Return the sealed matters the actor may not read."""
    return Petition.objects.filter(sealed=True).exclude(pk__in=visible_to(actor).values("pk"))


def records_seen(actor: Actor) -> QuerySet[ReceptionRecord]:
    """Return the records the actor reads, without those of a matter that is sealed from them."""
    return records_for(actor).exclude(subject_id__in=_hidden(actor).values("pk"))


def instructions_seen(actor: Actor) -> QuerySet[Instruction]:
    """Return the running instructions the actor sees, without those of a matter sealed from them."""
    return running_instructions(actor).exclude(record__subject_id__in=_hidden(actor).values("pk"))


def record_seen(actor: Actor, record_id: UUID) -> ReceptionRecord:
    """Return one record; raises ``NotAllowed`` as for one that does not exist."""
    found = record_for(actor, record_id)
    if not records_seen(actor).filter(pk=record_id).exists():
        raise NotAllowed("没有这个接访日、预约或者记录，或者您无权查看。")
    return found


def matter_of(actor: Actor, record: ReceptionRecord) -> Petition | None:
    """Return the linked matter if the actor may read it."""
    if record.subject_id is None:
        return None
    return visible_to(actor).filter(pk=record.subject_id).first()


def link_to_matter(*, actor: Actor, record_id: UUID, number: str, at: datetime) -> ReceptionRecord:
    """关联事项 by its number; refused for one the actor may not read, and for sealed ones."""
    with transaction.atomic():
        record_seen(actor, record_id)
        found = visible_to(actor).filter(number=number.strip()).first()
        if found is None:
            raise NotAllowed("没有这个登记编号的事项，或者您无权查看。请核对编号。")
        return _link(actor, record_id, found.pk, at)


def _link(actor: Actor, record_id: UUID, petition_id: UUID, at: datetime) -> ReceptionRecord:
    matter = petition_for(actor, petition_id, Doing.READ, lock=True)
    if matter.sealed:
        raise Conflict("密封的事项不与接访记录关联；请在该件里批示、办理。")
    hang_annex(matter, Annex.LEADERS_DAY)
    return link_record(actor=actor, record_id=record_id, subject_id=petition_id, at=at)


def hand_in_record(*, actor: Actor, record_id: UUID, at: datetime) -> Petition:
    """转为信访事项: what was received becomes a matter, with the visitor and the words already written.

    By a registrar; the same record is the same matter when done twice.
    """
    with transaction.atomic():
        found = record_seen(actor, record_id)
        if found.subject_id is not None:
            raise Conflict("这条接访记录已经关联了一件事项。")
        person = found.persons.order_by("id").first()
        if person is None:
            raise NotAllowed("接访记录里没有来访人。")
        statement = Statement(
            title=found.title,
            body=found.what,
            requests=(found.title,),
            name=person.name,
            telephone=reveal_field(person, "telephone"),
            channel=Channel.VISIT,
            idempotency_key=f"leaders-day-{found.id}",
        )
        made = hand_in(actor=actor, statement=statement, at=at).petition
        _link(actor, record_id, made.pk, at)
        return made


def stage_of(matter: Petition, on: date) -> Stage:
    """Return how far a matter is, as an appointment with a leader weighs it."""
    if matter.level == Level.FINAL_REVIEW and matter.answered_on is not None:
        return Stage.ENDED
    if matter.answered_on is not None or State(matter.state) in FINISHED:
        return Stage.ANSWERED
    if matter.due_on is not None and matter.due_on < on:
        return Stage.OVERDUE
    return Stage.IN_HANDLING


def with_matter(draft: BookingDraft, code: str, tail: str, on: date) -> BookingDraft:
    """Return the appointment with the matter of this code and how far it really is; without a code, as it is.

    Raises ``Incomplete`` alike for an unknown code and a wrong tail; the caller limits the tries. A sealed
    matter stays out of the appointment, which looks like any other: every one says in words what it is about.
    """
    if not code:
        return draft
    matter = open_by_code(code, tail)
    if matter is None:
        raise Incomplete("查询码或者电话后四位不对，请核对；没有查询码的，可以只写要反映什么。")
    return replace(draft, subject_id=None if matter.sealed else matter.pk, stage=stage_of(matter, on))
