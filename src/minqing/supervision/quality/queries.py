"""Reads of the quality check: what can be drawn with its risks, what waits, what came of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Coalesce, Length

from minqing.kernel.people.public import Actor
from minqing.petition import public as petitions
from minqing.petition.public import Answer, Doing, Opinion, State, closing, review
from minqing.supervision.quality import rules
from minqing.supervision.quality.gate import corrections_for, readings_for
from minqing.supervision.quality.models import Reading, Sample
from minqing.supervision.quality.rules import Candidate, Facts, Risk, Status


def population_of(actor: Actor, first_on: date, last_on: date) -> list[Candidate]:
    """Return the matters closed in these days that the actor supervises, with their risks; five queries."""
    rows = petitions.visible_to(actor, Doing.SUPERVISE).filter(
        state=State.CLOSED.value, sealed=False, closed_on__range=(first_on, last_on)
    )
    late = petitions.RunningClock.objects.filter(petition=OuterRef("pk"), stopped_on__gt=F("due_on"))
    found = list(
        rows.annotate(late=Exists(late), letters=Count("repeats", distinct=True))
        .order_by("id")
        .only("id", "title", "body", "bounces", "repeat_of_id")
    )
    keys = [each.pk for each in found]
    rated = {e.petition_id: e for e in petitions.Evaluation.objects.filter(petition__in=keys)}
    differs = set(
        closing.CallBack.objects.filter(petition__in=keys, agrees=False).values_list("petition_id", flat=True)
    )
    redone = _redone(keys)
    lengths = _lengths(keys)
    return [
        Candidate(
            each.pk,
            rules.risks_of(
                Facts(
                    text=f"{each.title}{each.body}",
                    resolved=rated[each.pk].resolved if each.pk in rated else "",
                    attitudes=_attitudes(rated.get(each.pk)),
                    redone=each.pk in redone,
                    call_differs=each.pk in differs,
                    late=bool(each.late),
                    bounces=each.bounces,
                    repeats=bool(each.repeat_of_id or each.letters),
                    answer_length=lengths.get(each.pk),
                )
            ),
        )
        for each in found
    ]


def _attitudes(rated: petitions.Evaluation | None) -> frozenset[str]:
    return frozenset({rated.office_attitude, rated.organ_attitude}) if rated else frozenset()


def _redone(keys: Iterable[UUID]) -> set[UUID]:
    rows = review.ReviewRequest.objects.filter(Q(of__in=keys) | Q(redo__in=keys)).exclude(redo=None)
    return {key for pair in rows.values_list("of_id", "redo_id") for key in pair if key is not None}


def _lengths(keys: Iterable[UUID]) -> dict[UUID, int]:
    """Return how many characters of facts and reasons the issued opinion of each matter has."""
    issued = Opinion.objects.filter(petition__in=keys, status=Opinion.Status.ISSUED)
    facts = dict(issued.values_list("petition_id").annotate(n=Sum(Length("facts"))))
    reasons = dict(
        Answer.objects.filter(opinion__in=issued)
        .values_list("opinion__petition_id")
        .annotate(n=Coalesce(Sum(Length("reason")), 0))
    )
    return {key: length + reasons.get(key, 0) for key, length in facts.items()}


def drawn_again(sample: Sample) -> list[UUID]:
    """Return what the sample's own seed, matters and weights draw, computed afresh."""
    population = [Candidate(UUID(key), frozenset(map(Risk, risks))) for key, risks in sample.population]
    return [each.matter for each in rules.draw(sample.seed, population, sample.drawn)]


def is_true(sample: Sample) -> bool:
    """Return whether the sample is what its seed draws of its population, and its seed that of the seal."""
    population = [Candidate(UUID(key), frozenset(map(Risk, risks))) for key, risks in sample.population]
    stored = list(sample.readings.order_by("seq").values_list("petition_id", flat=True))
    return (
        sample.seed == rules.seed_of(sample.seal, sample.last_on)
        and sample.population_digest == rules.population_digest(population)
        and stored == drawn_again(sample)
    )


@dataclass(frozen=True, slots=True)
class Progress:
    """How the readings stand: numbers by status, and how many are past their day."""

    counts: dict[str, int]
    late: int


def progress(actor: Actor, today: date) -> Progress:
    """Return how the readings the actor supervises stand; two queries."""
    rows = readings_for(actor)
    counts = dict(rows.order_by().values_list("status").annotate(n=Count("id")))
    late = rows.filter(status__in=[Status.DRAWN, Status.SENT_BACK], due_on__lt=today).count()
    return Progress({status.value: counts.get(status.value, 0) for status in Status}, late)


def readings(actor: Actor, status: str = "", sample_id: UUID | None = None) -> QuerySet[Reading]:
    """Return the readings the actor supervises, the first due first."""
    rows = readings_for(actor).select_related("petition", "handling", "reader")
    if status:
        rows = rows.filter(status=status)
    if sample_id is not None:
        rows = rows.filter(sample_id=sample_id)
    return rows.order_by("due_on", "id")


def corrections(actor: Actor) -> QuerySet[Reading]:
    """Return what the actor's organs have to put right, or did, the open ones first."""
    rows = corrections_for(actor).select_related("petition", "handling", "reader")
    return rows.order_by("-status", "due_on", "id")
