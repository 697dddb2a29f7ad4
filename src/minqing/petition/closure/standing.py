"""What closing is weighed by, in one statement: open requests, the answer's delivery, the report."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from minqing.kernel.documents.public import DocumentKind
from minqing.kernel.rows.public import fetch
from minqing.petition.closure.rules import Served
from minqing.petition.handling.models import Guidance
from minqing.petition.handling.settlement.actions import settled
from minqing.petition.matter.models import Petition
from minqing.petition.matter.rules import Annex, Level

# The papers that answer a matter; one of them must have reached the petitioner with proof.
ANSWERS: Final = [
    kind.value
    for kind in (
        DocumentKind.HANDLING_OPINION,
        DocumentKind.SUGGESTION_REPLY,
        DocumentKind.PROCEDURE_NOTICE,
        DocumentKind.DECLINE_NOTICE,
        DocumentKind.NO_LONGER_NOTICE,
        DocumentKind.MEDIATION_AGREEMENT,
        DocumentKind.SETTLEMENT_AGREEMENT,
        DocumentKind.REVIEW_OPINION,
        DocumentKind.FINAL_REVIEW_OPINION,
    )
]

# Uses index: request_item_once, documents_document_subject_id, referral_petition.
_STANDING: Final = """
SELECT
  (SELECT array_agg(r.seq ORDER BY r.seq) FROM petition_requestitem r WHERE r.petition_id = %s
   AND NOT EXISTS (SELECT 1 FROM petition_answer a JOIN petition_opinion o ON o.id = a.opinion_id
     WHERE a.request_id = r.id AND o.petition_id = %s AND o.status = 'issued' AND a.outcome > '')),
  d.way, d.recipient_name, d.details, d.attachment_id IS NOT NULL, d.delivered_on, d.title, d.number,
  ref.from_organ_id, ref.report_by,
  EXISTS (SELECT 1 FROM documents_document c WHERE c.subject_id = %s AND c.kind = 'closure_report')
FROM (SELECT 1) one
LEFT JOIN LATERAL (
  SELECT y.way, y.recipient_name, y.details, y.attachment_id, y.delivered_on, p.title, p.number
  FROM documents_document p JOIN documents_delivery y ON y.document_id = p.id
  WHERE p.subject_id = %s AND p.kind = ANY(%s) ORDER BY p.id DESC LIMIT 1
) d ON true
LEFT JOIN LATERAL (
  SELECT f.from_organ_id, f.report_by FROM (
    SELECT * FROM petition_referral WHERE petition_id = %s ORDER BY id DESC LIMIT 1
  ) f WHERE f.mode = 'assign' AND f.agreed IS NOT TRUE AND f.to_organ_id = %s
) ref ON true
"""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a matter stands before closing; ``assigner`` is who waits for a report, if anybody does."""

    unanswered: tuple[int, ...]
    served: Served | None
    delivered_on: date | None
    paper: str
    assigner: UUID | None
    report_by: date | None
    reported: bool


def standing_of(petition: Petition) -> Standing:
    """Return how a matter stands; one statement, one more where a request has no answer of its own."""
    key = petition.pk
    row = fetch(_STANDING, [key, key, key, key, ANSWERS, key, petition.holder_id])[0]
    open_requests, way, recipient, details, picture, delivered, title, number, assigner, by, reported = row
    return Standing(
        unanswered=_unanswered(petition, tuple(open_requests or ())),
        served=_served(way, recipient, details, picture=picture) if way else None,
        delivered_on=delivered,
        paper=f"{title} {number}" if way else "",
        assigner=UUID(str(assigner)) if assigner else None,
        report_by=by,
        reported=bool(reported),
    )


def _served(way: str, recipient: str, details: Any, *, picture: bool) -> Served:
    """Return the delivery as the rules weigh it; ``details`` is what the receipt says (送达回证)."""
    said: dict[str, Any] = json.loads(details) if isinstance(details, str) else details or {}
    note = {
        "household": said.get("relation"),
        "post": said.get("post_number"),
        "refused": said.get("refusal_reason"),
    }.get(way)
    return Served(
        way=way,
        recipient=recipient or "",
        servers=tuple(said.get("servers") or ()),
        consent=bool(said.get("consent")),
        picture=picture,
        note=str(note or ""),
    )


def _unanswered(petition: Petition, left: tuple[int, ...]) -> tuple[int, ...]:
    """Leave out matters whose answer is not given request by request.

    A review decides on the whole (35, 36); a notice of not accepting, an agreement (33) and a guidance (31)
    answer the matter as such.
    """
    if not left or petition.level != Level.FIRST or Annex.DECLINE.value in petition.annexes:
        return ()
    if settled(petition) is not None:
        return ()
    return () if Guidance.objects.filter(petition=petition).exists() else left
