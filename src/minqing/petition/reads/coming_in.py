"""Reads of coming in: how a matter arrived, who joined it, what it is linked with, how urgent it is.

Each is one query, asked only when the annex is on the file.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Prefetch, Q
from django.utils.translation import gettext as _

from minqing.kernel.clock.public import civil_day
from minqing.kernel.documents.public import Document, DocumentKind
from minqing.kernel.people.public import Actor
from minqing.kernel.search.public import matching_subjects
from minqing.kernel.text.public import bigrams, tokens
from minqing.petition.intake.models import Arrival, Joiner
from minqing.petition.matter.clocks import summed_up
from minqing.petition.matter.gate import visible_to
from minqing.petition.matter.models import Petition, RunningClock
from minqing.petition.matter.sealing import others_of_the_same
from minqing.petition.reads.resident import state_words
from minqing.petition.reads.stations import Station, stations_of
from minqing.petition.registration.models import Link, Urgency, UrgentReport

ALIKE_SHOWN: Final = 8
LOOKED_AT: Final = 300
NEAR: Final = 0.18
WORD: Final = 2


def oral_record_of(petition: Petition) -> UUID | None:
    """Return the id of the paper of what was said at the counter and read back, or nothing; one query."""
    found = Document.objects.filter(subject_id=petition.pk, kind=DocumentKind.STATEMENT_RECORD)
    return found.order_by("id").values_list("id", flat=True).first()


def arrival_of(petition: Petition) -> Arrival | None:
    """Return how the matter arrived, with the names of who wrote it down and read it back."""
    return Arrival.objects.select_related("taken_by", "read_back_by").filter(petition=petition).first()


def joiners_of(petition: Petition) -> tuple[Joiner, ...]:
    """Return everybody who joined, representatives first, those who left last."""
    rows = Joiner.objects.select_related("person").filter(petition=petition)
    return tuple(sorted(rows, key=lambda row: (row.left_at is not None, not row.representative, row.id)))


@dataclass(frozen=True, slots=True)
class LinkLine:
    """One link as one of its two files shows it: to which other matter, as what, why."""

    id: UUID
    kind: str
    from_here: bool
    other: Petition
    reason: str
    undone: bool


def links_of(actor: Actor, petition: Petition) -> tuple[LinkLine, ...]:
    """Return the links whose other matter the actor may read; two queries."""
    rows = list(Link.objects.filter(Q(petition=petition) | Q(other=petition), undone_at=None).order_by("id"))
    others = [row.other_id if row.petition_id == petition.pk else row.petition_id for row in rows]
    seen = visible_to(actor).filter(pk__in=others).select_related("holder").defer("body").in_bulk()
    return tuple(
        LinkLine(
            id=row.id,
            kind=row.kind,
            from_here=row.petition_id == petition.pk,
            other=seen[other],
            reason=row.reason,
            undone=row.undone_at is not None,
        )
        for row, other in zip(rows, others, strict=True)
        if other in seen
    )


def urgencies_of(petition: Petition) -> tuple[Urgency, ...]:
    """Return when the matter was urgent and who was told, the latest first; two queries."""
    reports = UrgentReport.objects.select_related("by").order_by("told_at")
    rows = Urgency.objects.filter(petition=petition).select_related("found_by", "ended_by")
    return tuple(rows.prefetch_related(Prefetch("reports", queryset=reports)).order_by("-id"))


@dataclass(frozen=True, slots=True)
class Alike:
    """An earlier matter this one may repeat, and why it is offered; a person decides."""

    petition: Petition
    reasons: tuple[str, ...]


def alike(actor: Actor, petition: Petition) -> tuple[Alike, ...]:
    """Return earlier matters the actor may read that this one may repeat, the likeliest first.

    The same person (by the blind index of telephone or identity number), and the same place with words in
    common. Two queries, the second over the latest ``LOOKED_AT`` of the place.
    """
    rows = visible_to(actor).exclude(pk=petition.pk).select_related("holder").defer("body")
    found: dict[UUID, tuple[float, Petition, list[str]]] = {}
    same = _same_person(petition)
    if same is not None:
        for row in rows.filter(same).order_by("-id")[:ALIKE_SHOWN]:
            found[row.pk] = (1.0, row, [_("同一位信访人")])
    near = _near(petition)
    if near is not None:
        for row in rows.filter(near).order_by("-id")[:LOOKED_AT]:
            score, words = _likeness(petition.title, row.title)
            if score < NEAR and row.pk not in found:
                continue
            before, _row, reasons = found.get(row.pk, (0.0, row, []))
            said = _("地点相同")
            if words:
                said = _("地点相同，都说到%(words)s") % {"words": "、".join(words)}
            found[row.pk] = (before + score, row, [*reasons, said])
    best = sorted(found.values(), key=lambda each: (-each[0], -each[1].id.int))
    return tuple(Alike(row, tuple(reasons)) for _score, row, reasons in best[:ALIKE_SHOWN])


def _same_person(petition: Petition) -> Q | None:
    """Return the condition of the same person; of a sealed matter only other sealed ones, nobody named."""
    if petition.sealed:
        return Q(sealed=True, pk__in=others_of_the_same(petition))
    return Q(petitioner_id=petition.petitioner_id) if petition.petitioner_id is not None else None


def _near(petition: Petition) -> Q | None:
    """Return the condition of the same place: its code, else its address as it was written."""
    if petition.place_id:
        return Q(place_id=petition.place_id)
    if petition.address.strip():
        return Q(pk__in=matching_subjects(petition.address, "petition", LOOKED_AT))
    return None


def _likeness(one: str, other: str) -> tuple[float, tuple[str, ...]]:
    """Return how much two titles have in common (shared pairs of letters of all), and the shared words."""
    a, b = set(bigrams(one)), set(bigrams(other))
    shared = [word for word in dict.fromkeys(tokens(one)) if len(word) >= WORD and word in set(tokens(other))]
    return (len(a & b) / len(a | b) if a and b else 0.0), tuple(shared[:4])


@dataclass(frozen=True, slots=True)
class JointView:
    """What one who joined sees: where the matter is and until when; nobody's name, letter or papers."""

    number: str
    state_words: str
    why_that_day: str
    due_on: date | None
    stations: tuple[Station, ...]
    people_count: int
    words: str
    representative: bool
    joined_on: date
    left_on: date | None


def joint_view(joiner: Joiner) -> JointView:
    """Return the page of one who joined, opened by the code they got; two queries."""
    petition = Petition.objects.select_related("holder", "handling", "handler").get(pk=joiner.petition_id)
    clocks = RunningClock.objects.filter(petition=petition, term=petition.due_term, stopped_on=None)
    running = clocks.order_by("-id").first() if petition.due_term else None
    return JointView(
        number=petition.number or "",
        state_words=state_words(petition),
        why_that_day=summed_up(running) if running else "",
        due_on=petition.due_on,
        stations=stations_of(petition, None),
        people_count=petition.people_count,
        words=joiner.words,
        representative=joiner.representative,
        joined_on=civil_day(joiner.joined_at),
        left_on=civil_day(joiner.left_at) if joiner.left_at else None,
    )
