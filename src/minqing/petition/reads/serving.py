"""What of a matter's papers is still to be served, by when, and what was tried; papers of many matters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from minqing.kernel.documents.public import (
    NEXT_WAYS,
    DeliveryAttempt,
    DeliveryCorrection,
    DeliveryWay,
    Document,
    DocumentKind,
    Outcome,
    tries_of,
)
from minqing.kernel.people.public import Actor
from minqing.petition.matter.gate import visible_to
from minqing.petition.matter.models import Petition, RunningClock
from minqing.petition.reply.actions.serving import served_papers

_K: Final = DocumentKind
_NOTIFY: Final = ("ORG_NOTIFY_DIRECT", "ORG_NOTIFY_TRANSFER", "XFB_ROUTE")
# By the end of which clock a paper should reach the petitioner; the answer itself by its own.
TERMS: Final[Mapping[DocumentKind, tuple[str, ...]]] = {
    _K.ACCEPTANCE_NOTICE: _NOTIFY,
    _K.DECLINE_NOTICE: _NOTIFY,
    _K.NO_LONGER_NOTICE: _NOTIFY,
    _K.PROCEDURE_NOTICE: _NOTIFY,
    _K.TRANSFER_NOTICE: _NOTIFY,
    _K.EXTENSION_NOTICE: ("HANDLE", "PRACTICE_HANDLE"),
    _K.HANDLING_OPINION: ("HANDLE", "PRACTICE_HANDLE"),
    _K.SUGGESTION_REPLY: ("PRACTICE_HANDLE",),
    _K.REVIEW_OPINION: ("REVIEW1_DECIDE",),
    _K.FINAL_REVIEW_OPINION: ("REVIEW2_DECIDE",),
}


@dataclass(frozen=True, slots=True)
class ServiceLine:
    """One paper to be served: whether it was, the day it counts from, what was tried, and what comes next."""

    document: Document
    delivered_on: date | None
    way: str
    due_on: date | None
    tries: tuple[DeliveryAttempt, ...]
    corrections: tuple[DeliveryCorrection, ...]
    next_ways: tuple[DeliveryWay, ...]
    scanned: bool = False


@dataclass(frozen=True, slots=True)
class Served:
    """送达情况 of a matter: its papers, and whether the petitioner agreed to electronic delivery."""

    lines: tuple[ServiceLine, ...]
    electronic: bool


def service_of(petition: Petition) -> Served:
    """Return the service of every paper of a matter; two queries, two more where a try failed."""
    papers = served_papers(petition)
    tries, corrections = tries_of(papers)
    due: dict[str, date] = {}
    for clock in RunningClock.objects.filter(petition=petition).order_by("id"):
        due[clock.term] = clock.due_on
    lines = []
    for document in papers:
        own = tuple(each for each in tries if each.document_id == document.id)
        changed = tuple(each for each in corrections if each.delivery.document_id == document.id)
        delivery = getattr(document, "delivery", None)
        lines.append(
            ServiceLine(
                document=document,
                delivered_on=changed[-1].delivered_on if changed else delivery and delivery.delivered_on,
                way=delivery.way if delivery else "",
                due_on=due_of(document.kind, due),
                tries=own,
                corrections=changed,
                next_ways=NEXT_WAYS[Outcome(own[-1].outcome)] if own and delivery is None else (),
                scanned=any(each is not None and each.attachment_id for each in (delivery, *changed)),
            )
        )
    return Served(tuple(lines), petition.electronic_delivery)


def due_of(kind: str, due: Mapping[str, date]) -> date | None:
    """Return the day by which a paper should be served, from the last days of the matter's clocks."""
    found = [due[term] for term in TERMS.get(DocumentKind(kind), ()) if term in due]
    return min(found) if found else None


def batch_papers(actor: Actor, petition_ids: Sequence[UUID], kinds: Sequence[str]) -> list[Document]:
    """Return the papers of these kinds of those of these matters the actor may read, in order.

    Every matter goes through the gate: one that may not be read adds nothing, a sealed one neither, for its
    papers are opened one by one. Two queries.
    """
    allowed = list(
        visible_to(actor).filter(pk__in=list(petition_ids), sealed=False).values_list("pk", flat=True)
    )
    papers = Document.objects.filter(subject_id__in=allowed, kind__in=list(kinds)).select_related("organ")
    order = {key: place for place, key in enumerate(petition_ids)}
    rank = {kind: place for place, kind in enumerate(kinds)}
    return sorted(papers, key=lambda each: (order[each.subject_id], rank[each.kind], each.id))
