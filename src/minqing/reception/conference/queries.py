"""Reads of conferences: what the actor's organs convened, must answer, must follow; one conference whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from minqing.kernel.documents.public import Document, documents_of
from minqing.kernel.people.public import Actor
from minqing.reception.conference.gate import ATTENDS, CONVENES, conferences_for
from minqing.reception.conference.models import AgendaItem, Conference, Decision, DecisionStep, Invitation
from minqing.reception.conference.rules import Answer, DecisionState, Stage

LIVE = (DecisionState.OPEN.value, DecisionState.REPORTED.value)


@dataclass(frozen=True, slots=True)
class Meeting:
    """One conference with everything on it."""

    conference: Conference
    items: Sequence[AgendaItem]
    invitations: Sequence[Invitation]
    decisions: Sequence[Decision]
    papers: Sequence[Document]


def meeting_of(conference: Conference) -> Meeting:
    """Return a conference the gate has let through with all that hangs on it; five queries."""
    steps = Prefetch("steps", DecisionStep.objects.select_related("by"))
    return Meeting(
        conference=conference,
        items=list(conference.items.all()),
        invitations=list(conference.invitations.select_related("organ", "answered_by")),
        decisions=list(conference.decisions.select_related("organ").prefetch_related(steps)),
        papers=list(documents_of(conference.id)),
    )


def units_answering(actor: Actor) -> frozenset[UUID]:
    """Return the organs for which the actor answers and reports."""
    return frozenset(organ for duty in ATTENDS for organ in actor.organ_ids(duty))


def to_answer(actor: Actor, rows: QuerySet[Conference]) -> QuerySet[Invitation]:
    """Return the notices the actor's organs have not answered yet, the next meeting first."""
    found = Invitation.objects.select_related("conference", "organ").filter(
        organ__in=units_answering(actor),
        answer=Answer.WAITING.value,
        conference__stage=Stage.CALLED.value,
        conference__in=rows,
    )
    return found.order_by("conference__starts_at", "id")


def decisions_followed(actor: Actor, rows: QuerySet[Conference]) -> QuerySet[Decision]:
    """Return the decisions in force the actor's organs owe or follow up, what is due first on top.

    Uses index: decision_owed.
    """
    own = frozenset(organ for duty in CONVENES for organ in actor.organ_ids(duty))
    found = Decision.objects.select_related("conference", "organ").filter(
        Q(organ__in=units_answering(actor)) | Q(conference__organ__in=own),
        state__in=LIVE,
        conference__in=rows,
    )
    return found.order_by("due_on", "id")


def decisions_on(actor: Actor, subject_id: UUID) -> list[Decision]:
    """Return the decisions in force about one matter the actor may read the conferences of."""
    rows = Decision.objects.select_related("conference", "organ").filter(
        subject_id=subject_id,
        conference__stage=Stage.MINUTED.value,
        conference__in=conferences_for(actor),
    )
    return list(rows.order_by("conference__starts_at", "seq"))


def conferences_on(actor: Actor, subject_id: UUID) -> list[Conference]:
    """Return the conferences a matter is on the agenda of, as far as the actor may read them; one query."""
    on = AgendaItem.objects.filter(subject_id=subject_id).values("conference")
    return list(conferences_for(actor).filter(pk__in=on).order_by("-starts_at"))


def late_decisions(actor: Actor, today: date) -> int:
    """Return how many decisions the actor's organs owe or follow up are past their day."""
    found = decisions_followed(actor, conferences_for(actor))
    return found.filter(state=DecisionState.OPEN.value, due_on__lt=today).count()
