"""Serve any paper that must reach the petitioner: tries, ways, consent, corrections, a copy on paper.

Articles: 信访工作条例 has no chapter on service; 民事诉讼法 87-95 by analogy (law.md 8.2).
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from minqing.kernel.clock.public import civil_day
from minqing.kernel.documents.public import (
    KINDS,
    Delivery,
    DeliveryAttempt,
    DeliveryCorrection,
    DeliveryWay,
    Document,
    DocumentKind,
    Outcome,
    correct_delivery,
    deliver_document,
    documents_of,
    record_attempt,
    with_tries,
)
from minqing.kernel.law.public import Article, Conflict, Incomplete
from minqing.kernel.ledger.public import record
from minqing.kernel.people.public import Actor
from minqing.kernel.rows.public import update
from minqing.petition.matter.clock_changes import Mover, note_change
from minqing.petition.matter.clocks import Start, counted, running_clocks
from minqing.petition.matter.events import ClocksRecounted
from minqing.petition.matter.gate import petition_for
from minqing.petition.matter.grants import Doing
from minqing.petition.matter.models import Note, Petition, RunningClock
from minqing.petition.matter.rules import Annex, State
from minqing.petition.matter.steps import add_annex, check_version, save_step
from minqing.petition.matter.timing.rules import ChangeKind
from minqing.petition.matter.together import whole
from minqing.petition.reply.actions.delivering import (
    answer_paper,
    check_announcement,
    deliver_answer,
    named,
    receipt_file,
)
from minqing.petition.reply.events import (
    ConsentChanged,
    PaperCopyAsked,
    PaperServed,
    ServiceCorrected,
    ServiceFailed,
)

SERVICE: Final = Article("民事诉讼法", "87")
ELECTRONIC: Final = Article("民事诉讼法", "90")
# What the served day starts, on the side of the petitioner.
WINDOWS: Final = frozenset({"REVIEW1_APPLY", "REVIEW2_APPLY", "EVALUATION_WINDOW"})


def must_be_served(document: Document) -> bool:
    """Return whether a paper has to reach the petitioner with proof (law.md 8.2)."""
    return KINDS[DocumentKind(document.kind)].served


def serve_paper(
    *,
    actor: Actor,
    petition_id: UUID,
    document_id: UUID,
    way: DeliveryWay,
    recipient: str,
    delivered_on: date,
    place: str = "",
    servers: str = "",
    details: str = "",
    witnesses: str = "",
    receipt_file_id: UUID | None = None,
    at: datetime,
    version: int | None = None,
) -> Delivery:
    """送达任何一份文书: notice, extension, hearing, opinion; the answer itself moves the matter on.

    Registrars and handlers of the holding organ. ``details`` is the one thing the way needs (mail number,
    relation, reason of the refusal, why it is announced). Records ``petition.paper_served``. Refused: a paper
    that need not be served, one served already, and whatever the way's own conditions refuse.
    """
    with whole():
        petition = petition_for(actor, petition_id, Doing.DELIVER, lock=True, joins=("petitioner",))
        check_version(petition, version)
        document = _paper_of(petition, document_id)
        if State(petition.state) is State.ANSWERED and answer_paper(petition) == document.id:
            return deliver_answer(
                actor=actor,
                petition_id=petition_id,
                way=way,
                recipient=recipient,
                delivered_on=delivered_on,
                details=details,
                witnesses=witnesses,
                receipt_file_id=receipt_file_id,
                at=at,
            )
        if not recipient.strip():
            raise Incomplete("请写明受送达人。", SERVICE)
        delivery = _delivered(
            actor,
            petition,
            document,
            Receipt(
                DeliveryWay(way), recipient, delivered_on, place, servers, details, witnesses, receipt_file_id
            ),
        )
        save_step(petition, None, add_annex(petition, Annex.SERVICE))
        event = PaperServed(
            document_id=document.id,
            kind=document.kind,
            way=delivery.way,
            delivered_on=delivery.delivered_on,
        )
        record(actor=actor, chain=petition.id, event=event, at=at)
    return delivery


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the 送达回证 of one paper says."""

    way: DeliveryWay
    recipient: str
    delivered_on: date
    place: str
    servers: str
    details: str
    witnesses: str
    file_id: UUID | None


def _delivered(actor: Actor, petition: Petition, document: Document, said: Receipt) -> Delivery:
    """Record the delivery of a paper after the conditions of its way."""
    check_announcement(document.id, said.way, said.details)
    return deliver_document(
        actor=actor,
        document_id=document.id,
        way=said.way,
        recipient_name=said.recipient.strip(),
        acted_on=said.delivered_on,
        place=said.place,
        servers=named(said.servers) or (actor.name,),
        consent=petition.electronic_delivery,
        relation=said.details if said.way is DeliveryWay.HOUSEHOLD else "",
        post_number=said.details if said.way is DeliveryWay.POST else "",
        refusal_reason=said.details if said.way is DeliveryWay.REFUSED else "",
        remarks=said.details,
        witnesses=named(said.witnesses),
        attachment=receipt_file(said.file_id),
    )


def note_failed_service(
    *,
    actor: Actor,
    petition_id: UUID,
    document_id: UUID,
    way: DeliveryWay,
    place: str,
    attempted_on: date,
    outcome: Outcome,
    servers: str = "",
    remarks: str = "",
    receipt_file_id: UUID | None = None,
    at: datetime,
    version: int | None = None,
) -> DeliveryAttempt:
    """送达未果: where and when it was tried and how it ended; the next way, at last announcing, rests on it.

    Registrars and handlers of the holding organ. No clock starts. Records ``petition.service_failed``.
    Refused: without address, on a day that cannot be, or when the paper was served already.
    """
    with whole():
        petition = petition_for(actor, petition_id, Doing.DELIVER, lock=True)
        check_version(petition, version)
        document = _paper_of(petition, document_id)
        attempt = record_attempt(
            actor=actor,
            document_id=document.id,
            way=DeliveryWay(way),
            place=place,
            attempted_on=attempted_on,
            outcome=Outcome(outcome),
            servers=named(servers) or (actor.name,),
            remarks=remarks,
            attachment=receipt_file(receipt_file_id),
        )
        save_step(petition, None, add_annex(petition, Annex.SERVICE))
        event = ServiceFailed(
            document_id=document.id, way=attempt.way, attempted_on=attempted_on, outcome=attempt.outcome
        )
        record(actor=actor, chain=petition.id, event=event, at=at)
    return attempt


def correct_service(
    *,
    actor: Actor,
    petition_id: UUID,
    document_id: UUID,
    delivered_on: date,
    reason: str,
    receipt_file_id: UUID | None = None,
    at: datetime,
    version: int | None = None,
) -> DeliveryCorrection:
    """更正送达日期: a new record with its reason; windows begun on the wrong day are counted anew.

    Registrars and handlers of the holding organ. A window is never made shorter than what the petitioner was
    told. The same day with a scan brings in the picture that was missing. Records
    ``petition.service_corrected`` and, for each clock, ``petition.clocks_recounted``. Refused:
    without reason, without a delivery on record, on a day that cannot be.
    """
    with whole():
        petition = petition_for(actor, petition_id, Doing.DELIVER, lock=True)
        check_version(petition, version)
        document = _paper_of(petition, document_id)
        correction = correct_delivery(
            actor=actor,
            document_id=document.id,
            acted_on=delivered_on,
            reason=reason,
            attachment=receipt_file(receipt_file_id),
        )
        fields = {*add_annex(petition, Annex.SERVICE)}
        if petition.delivered_on is not None and answer_paper(petition) == document.id:
            before, petition.delivered_on = petition.delivered_on, correction.delivered_on
            fields.add("delivered_on")
            if before != correction.delivered_on:
                _count_anew(actor, petition, before, correction, at)
        save_step(petition, None, fields)
        event = ServiceCorrected(
            document_id=document.id, kind=document.kind, delivered_on=correction.delivered_on
        )
        record(actor=actor, chain=petition.id, event=event, at=at)
    return correction


def _count_anew(
    actor: Actor, petition: Petition, before: date, correction: DeliveryCorrection, at: datetime
) -> None:
    """Count the running windows that began on the wrong day from the right one."""
    mover = Mover(at=at, on=civil_day(at), basis=SERVICE.cite, reason=f"更正送达日期：{correction.reason}")
    for clock in running_clocks(petition):
        if clock.term not in WINDOWS or clock.started_on != before:
            continue
        told, fresh = clock.due_on, _fresh(petition, clock, correction.delivered_on)
        kept = fresh.due_on < told
        clock.started_on, clock.target_on = fresh.started_on, fresh.target_on
        clock.provisional = fresh.provisional
        clock.due_on = told if kept else fresh.due_on
        update(clock, ["started_on", "due_on", "target_on", "provisional"])
        note_change(clock, ChangeKind.KEPT if kept else ChangeKind.RECOUNTED, told, mover)
        event = ClocksRecounted(clock_id=clock.id, term=clock.term, before=told, after=clock.due_on)
        record(actor=actor, chain=petition.id, event=event, at=at)


def _fresh(petition: Petition, clock: RunningClock, on: date) -> RunningClock:
    """Return the clock as it would be counted from another day."""
    return counted(petition, Start(clock.term, clock.organ_id, on))


def set_delivery_consent(
    *,
    actor: Actor,
    petition_id: UUID,
    agrees: bool,
    how: str,
    at: datetime,
    version: int | None = None,
) -> Petition:
    """同意或者撤回电子送达: the petitioner's word, on their page or told to staff, who say how.

    Papers served before stay served. Records ``petition.delivery_consent_changed``. Refused: when nothing
    would change, or staff do not say how the petitioner agreed (90: 经受送达人同意).
    """
    with whole():
        petition = petition_for(actor, petition_id, Doing.CONSENT, lock=True)
        check_version(petition, version)
        if petition.electronic_delivery == agrees:
            raise Conflict("信访人已经是这个意思，没有变化。", ELECTRONIC)
        if not how.strip():
            raise Incomplete("请写明信访人怎样表示的（当面、电话、书面）。", ELECTRONIC)
        petition.electronic_delivery = agrees
        save_step(petition, None, {"electronic_delivery", *add_annex(petition, Annex.SERVICE)})
        Note.objects.create(
            petition=petition,
            author_id=actor.account_id,
            at=at,
            text=f"{'同意电子送达' if agrees else '不再同意电子送达'}：{how.strip()}",
            shown_to_petitioner=True,
        )
        record(actor=actor, chain=petition.id, event=ConsentChanged(agrees=agrees), at=at)
    return petition


def ask_for_paper_copy(*, actor: Actor, petition_id: UUID, document_id: UUID, at: datetime) -> None:
    """请给纸质文书: whoever was served electronically may have the paper itself (民事诉讼法 90).

    The petitioner, or staff who were asked. Shown on the file as material to be sent; records
    ``petition.paper_copy_asked``. Refused: for a paper not addressed to the petitioner.
    """
    with whole():
        petition = petition_for(actor, petition_id, Doing.CONSENT, lock=True)
        document = _paper_of(petition, document_id)
        save_step(petition, None, add_annex(petition, Annex.SERVICE))
        Note.objects.create(
            petition=petition,
            author_id=actor.account_id,
            at=at,
            text=f"信访人请求提供纸质文书：《{document.title}》（{document.number}）。",
            shown_to_petitioner=True,
        )
        record(actor=actor, chain=petition.id, event=PaperCopyAsked(document_id=document.id), at=at)


def served_papers(petition: Petition, *, delivered: bool | None = None) -> list[Document]:
    """Return the papers of a matter that must be served, or only those (not) delivered yet; one query."""
    papers = [each for each in with_tries(documents_of(petition.id)) if must_be_served(each)]
    if delivered is None:
        return papers
    return [each for each in papers if hasattr(each, "delivery") is delivered]


def _paper_of(petition: Petition, document_id: UUID) -> Document:
    """Return a paper of this matter that must be served; refuse any other."""
    document = Document.objects.filter(id=document_id, subject_id=petition.id).first()
    if document is None:
        raise Incomplete("这件信访事项没有这份文书。", SERVICE)
    if not must_be_served(document):
        raise Conflict(f"《{document.title}》不是送达信访人的文书，不用登记送达。", SERVICE)
    return document
