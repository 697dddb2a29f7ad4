"""What hangs on a file in handling and execution, and the work of organs that help or carry out.

Every read takes what the gate has let through, or the actor whose organs it is for.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from minqing.kernel.people.public import Actor, Duty
from minqing.petition.handling.models import CoHandling, Hearing, Record, Settlement
from minqing.petition.matter.gate import visible_to
from minqing.petition.matter.models import OPEN, TO_BE_EXECUTED, Petition
from minqing.petition.reply.execution.rules import TO_DO
from minqing.petition.reply.models import Execution

SHOWN = 200
WORKING = (Duty.HANDLER, Duty.LEADER)


@dataclass(frozen=True, slots=True)
class CoWork:
    """协办件: one question put to the actor's organs; ``late`` when its day has passed unanswered."""

    row: CoHandling
    late: bool


def co_questions_of(petition: Petition, organ_ids: Collection[UUID] | None = None) -> list[CoHandling]:
    """Return the questions asked on a matter, those of some organs only when these are named; one query."""
    rows = CoHandling.objects.select_related("organ", "asked_by", "ended_by").filter(petition=petition)
    if organ_ids is not None:
        rows = rows.filter(organ_id__in=list(organ_ids))
    return list(rows.order_by("id"))


def co_work(actor: Actor, today: date) -> list[CoWork]:
    """Return what was asked of the organs where the actor handles or leads, what is due first on top.

    Questions still open, of matters still open and never of one kept from the actor. One query. Uses index:
    co_handling_asked.
    """
    organs = sorted({organ for duty in WORKING for organ in actor.organ_ids(duty)})
    if not organs:
        return []
    rows = CoHandling.objects.select_related("petition", "petition__holder", "organ").filter(
        organ_id__in=organs, status=CoHandling.Status.ASKED, petition__in=visible_to(actor).filter(OPEN)
    )
    return [CoWork(row, late=row.due_on < today) for row in rows.order_by("due_on", "id")[:SHOWN]]


def execution_work(actor: Actor) -> list[Execution]:
    """Return what the actor's organs must carry out, or follow; what is due first on top; one query.

    Uses index: execution_to_do, petition_holder.
    """
    organs = sorted({organ for duty in (*WORKING, Duty.REGISTRAR) for organ in actor.organ_ids(duty)})
    if not organs:
        return []
    rows = Execution.objects.select_related("petition", "petition__holder", "organ", "request").filter(
        Q(organ_id__in=organs) | Q(petition__holder_id__in=organs),
        status__in=TO_DO,
        petition__in=visible_to(actor).filter(TO_BE_EXECUTED),
    )
    return list(rows.order_by("due_on", "id")[:SHOWN])


def unexecuted_on(day: date) -> QuerySet[Petition]:
    """Return the matters, closed ones too, of which something should have been carried out before a day.

    Uses index: petition_execution.
    """
    return Petition.objects.filter(TO_BE_EXECUTED, execution_due_on__lt=day).order_by(
        "execution_due_on", "id"
    )


def records_of(petition: Petition) -> list[Record]:
    """Return the records made on a matter, in their order; one query."""
    return list(Record.objects.filter(petition=petition).order_by("held_on", "id"))


def hearings_of(petition: Petition) -> list[Hearing]:
    """Return the hearings of a matter, in their order; one query."""
    return list(Hearing.objects.filter(petition=petition).order_by("id"))


def settlements_of(petition: Petition) -> list[Settlement]:
    """Return the attempts to settle a matter, in their order; one query."""
    return list(Settlement.objects.filter(petition=petition).order_by("id"))
