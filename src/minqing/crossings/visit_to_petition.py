"""From a talk at a window to a matter: what was said becomes one, or belongs to one, without retyping.

Articles: 信访工作条例 19(1) (spoken words are written down), 22(1) (what is raised is registered).
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from minqing.kernel.law.public import NotAllowed
from minqing.kernel.people.public import Actor, Duty
from minqing.petition.public import (
    FINISHED,
    HandIn,
    Petition,
    State,
    Statement,
    add_material,
    hand_in,
    visible_to,
)
from minqing.petition.public.coming_in import take_down
from minqing.reception.public.hall import Doing, ticket_for
from minqing.reception.public.visits import Outcome, Visit, VisitDraft, record_visit

MOST = 20


def may_write_down(actor: Actor) -> bool:
    """Return whether the actor may turn a visit into a matter: who registers, or who sits at the counter."""
    return actor.holds(Duty.REGISTRAR) or actor.holds(Duty.COUNTER)


def earlier_matters(actor: Actor, persons: frozenset[UUID]) -> QuerySet[Petition]:
    """Return the last matters of these persons that the actor may read, the newest first; no sealed one."""
    rows = visible_to(actor).filter(petitioner__in=persons, sealed=False)
    return rows.select_related("holder").defer("body").order_by("-received_on", "-id")[:MOST]


def matter_of_visit(actor: Actor, visit: Visit) -> Petition | None:
    """Return the matter a visit belongs to if the actor may read it."""
    if visit.subject_id is None:
        return None
    return visible_to(actor).filter(pk=visit.subject_id).first()


def readable_matters(actor: Actor, ids: Collection[UUID]) -> dict[UUID, Petition]:
    """Return those of these matters that the actor may read, by id."""
    return {row.pk: row for row in visible_to(actor).filter(pk__in=set(ids)).only("id", "number")}


def register_visit(
    *, actor: Actor, ticket_id: UUID, statement: Statement, at: datetime, version: int | None = None
) -> tuple[HandIn, Visit]:
    """登记为信访事项: handed in – and registered, where the actor is a registrar – and the number finished.

    All or nothing; the number is the key: twice is once. People at the counter hand in, a registrar
    registers. Refuses what ``hand_in``, ``register_petition`` and ``record_visit`` refuse.
    """
    with transaction.atomic():
        ticket = ticket_for(actor, ticket_id, Doing.WORK, lock=True)
        people = max(statement.people_count, ticket.group_size)
        statement = replace(
            statement,
            people_count=people,
            idempotency_key=f"visit-{ticket_id}",
            organ_id=_receiving(actor, ticket.hall.organ_id),
        )
        writes = take_down if actor.holds(Duty.REGISTRAR, statement.organ_id) else hand_in
        handed = writes(actor=actor, statement=statement, at=at)
        visit = record_visit(
            actor=actor,
            ticket_id=ticket_id,
            draft=VisitDraft(Outcome.REGISTERED),
            subject_id=handed.petition.id,
            at=at,
            version=version,
        )
    return handed, visit


def _receiving(actor: Actor, hall_organ: UUID) -> UUID | None:
    """Return the organ that receives: that of the hall where the actor works for it, else the actor's own."""
    own = actor.organ_ids(Duty.REGISTRAR) | actor.organ_ids(Duty.COUNTER)
    if not own:
        raise NotAllowed("把来访登记为信访事项，由登记员或者窗口接待员进行；请转到登记的窗口，笔记一并转去。")
    return hall_organ if hall_organ in own else min(own)


def join_visit(
    *, actor: Actor, ticket_id: UUID, number: str, words: str, at: datetime, version: int | None = None
) -> Visit:
    """并入已有的事项: what was said this time is added to a matter the actor may read; its handler is told.

    Of a finished one only the visit is recorded. Refused for an unknown number and one kept from the actor.
    """
    with transaction.atomic():
        found = visible_to(actor).filter(number=number.strip(), sealed=False).first()
        if found is None:
            raise NotAllowed("没有这个登记编号的事项，或者您无权查看。请核对编号。")
        if State(found.state) not in FINISHED:
            add_material(actor=actor, petition_id=found.pk, text=words, at=at)
        return record_visit(
            actor=actor,
            ticket_id=ticket_id,
            draft=VisitDraft(Outcome.JOINED),
            subject_id=found.pk,
            at=at,
            version=version,
        )
