"""Deliver the written answer: from its day the petitioner's windows run."""

from datetime import date, datetime
from uuid import UUID

from minqing.kernel.clock.public import civil_day
from minqing.kernel.documents.public import (
    Delivery,
    DeliveryAttempt,
    DeliveryWay,
    Outcome,
    announcement_refusal,
    deliver_document,
)
from minqing.kernel.files.public import StoredFile
from minqing.kernel.law.public import Article, Conflict, Incomplete
from minqing.kernel.ledger.public import record
from minqing.kernel.people.public import Actor
from minqing.petition.handling.models import Guidance
from minqing.petition.handling.settlement.actions import settled
from minqing.petition.matter.clocks import DUE_FIELDS, Start, knows_term, turn_clocks
from minqing.petition.matter.effects.rules import EFFECTS, Act
from minqing.petition.matter.grants import Doing
from minqing.petition.matter.models import Petition
from minqing.petition.matter.rules import Annex, Level, Move
from minqing.petition.matter.steps import add_annex, open_for_move, procedure_of, purpose_of, save_step
from minqing.petition.matter.together import whole
from minqing.petition.reply import rules
from minqing.petition.reply.events import AnswerDelivered
from minqing.petition.reply.notices import tell_answered
from minqing.petition.reply.opinions import issued_opinion
from minqing.petition.routing.models import Decline


def deliver_answer(
    *,
    actor: Actor,
    petition_id: UUID,
    way: DeliveryWay,
    recipient: str,
    delivered_on: date,
    details: str = "",
    witnesses: str = "",
    receipt_file_id: UUID | None = None,
    at: datetime,
    version: int | None = None,
) -> Delivery:
    """送达: how and when the answer reached the petitioner; review and evaluation windows start that day.

    Registrars and handlers of the holding organ. ``delivered_on`` is the day of signing, arrival or
    announcing; ``details`` the one thing that way needs: the mail number (post), the relation (household),
    the reason (refused); ``witnesses`` names parted by 、. The organ's duty clocks stop, a day of feedback
    excepted. Records ``petition.answer_delivered`` and the delivery; the petitioner is told. Refused:
    electronic without consent, before the paper was issued, in the future, or without what the way needs.
    """
    with whole():
        petition, found = open_for_move(
            actor, petition_id, Doing.DELIVER, Move.DELIVER, version=version, joins=("petitioner",)
        )
        if not recipient.strip():
            raise Incomplete("请写明受送达人。", rules.OPINION)
        wanted, paper = DeliveryWay(way), answer_paper(petition)
        check_announcement(paper, wanted, details)
        delivery = deliver_document(
            actor=actor,
            document_id=paper,
            way=wanted,
            recipient_name=recipient.strip(),
            acted_on=delivered_on,
            servers=(actor.name,),
            consent=petition.electronic_delivery,
            relation=details if wanted is DeliveryWay.HOUSEHOLD else "",
            post_number=details if wanted is DeliveryWay.POST else "",
            refusal_reason=details if wanted is DeliveryWay.REFUSED else "",
            remarks=details,
            witnesses=named(witnesses),
            attachment=receipt_file(receipt_file_id),
        )
        reached = delivery.delivered_on
        starts = [Start(term, None, reached) for term in _windows(petition, reached)]
        turn_clocks(petition, on=civil_day(at), stop=EFFECTS[Act.DELIVER].stops, start=starts)
        petition.delivered_on = reached
        save_step(petition, found, ("delivered_on", *DUE_FIELDS, *add_annex(petition, Annex.SERVICE)))
        record(
            actor=actor,
            chain=petition.id,
            event=AnswerDelivered(document_id=delivery.document_id, way=wanted.value, delivered_on=reached),
            at=at,
        )
        tell_answered(petition)
    return delivery


def named(names: str) -> list[str]:
    """Return names parted by 、 or commas.

    >>> named("赵六，孙梅")
    ['赵六', '孙梅']
    """
    return [name.strip() for name in names.replace("，", "、").replace(",", "、").split("、") if name.strip()]


def check_announcement(document_id: UUID, way: DeliveryWay, reason: str) -> None:
    """Refuse announcing a paper that no other way was tried for, without a reason (民事诉讼法 95)."""
    if way is not DeliveryWay.ANNOUNCEMENT:
        return
    tried = DeliveryAttempt.objects.filter(document_id=document_id).values_list("outcome", flat=True)
    refused = announcement_refusal(tuple(Outcome(each) for each in tried), reason)
    if refused:
        raise Incomplete(refused, Article("民事诉讼法", "95"))


def answer_paper(petition: Petition) -> UUID:
    """Return the paper that answers: agreement, issued opinion, notice of not accepting, else guidance."""
    agreement = settled(petition)
    if agreement is not None and agreement.document_id is not None:
        return agreement.document_id
    issued = issued_opinion(petition)
    found = issued.document_id if issued else None
    if found is None and Annex.DECLINE.value in petition.annexes:
        found = Decline.objects.values_list("document_id", flat=True).get(petition=petition)
    found = found or Guidance.objects.filter(petition=petition).values_list("document_id", flat=True).first()
    if found is None:
        raise Conflict("还没有可以送达的书面答复。", rules.OPINION)
    return found


def receipt_file(file_id: UUID | None) -> StoredFile | None:
    """Return the stored picture of a receipt; refuse one that never arrived."""
    if file_id is None:
        return None
    found = StoredFile.objects.filter(pk=file_id).first()
    if found is None:
        raise Incomplete("送达回证没有上传成功，请重新上传。", rules.OPINION)
    return found


def _windows(petition: Petition, on: date) -> list[str]:
    """Return the petitioner's windows that open; an agreement (33) leaves nothing to review."""
    purpose, procedure, level = purpose_of(petition), procedure_of(petition), Level(petition.level)
    declined = Annex.DECLINE.value in petition.annexes
    first = level is Level.FIRST and not declined and rules.starts_review(purpose, procedure)
    return rules.opened_windows(
        purpose,
        procedure,
        level=level,
        declined=declined,
        reviewed=first and settled(petition) is None,
        knows=lambda term: knows_term(term, on),
    )
