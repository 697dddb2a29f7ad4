"""Tries that failed and corrections of deliveries: new records beside the first, which never change.

Called by the room the matter belongs to, inside its transaction and after its gate.
"""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from minqing.kernel.clock.public import now, today
from minqing.kernel.documents import rules
from minqing.kernel.documents.actions import announced_until
from minqing.kernel.documents.events import DeliveryAttempted, DeliveryCorrected
from minqing.kernel.documents.models import Delivery, DeliveryAttempt, DeliveryCorrection, Document
from minqing.kernel.documents.rules import DeliveryWay, Outcome
from minqing.kernel.files.public import StoredFile
from minqing.kernel.law.public import Article, Conflict, Incomplete
from minqing.kernel.ledger import public as ledger
from minqing.kernel.people.public import Actor
from minqing.kernel.rows.public import gathered


def record_attempt(
    *,
    actor: Actor,
    document_id: UUID,
    way: DeliveryWay,
    place: str,
    attempted_on: dt.date,
    outcome: Outcome,
    servers: Sequence[str] = (),
    post_number: str = "",
    remarks: str = "",
    attachment: StoredFile | None = None,
) -> DeliveryAttempt:
    """Record a try that did not reach the recipient: where, when, how it ended. No clock starts from it.

    Recorded as ``document.delivery_attempted``.

    Raises:
        Conflict: the paper has been delivered already.
        Incomplete: no address, or a day that cannot be.
    """
    with transaction.atomic(savepoint=False), gathered():
        document = Document.objects.select_for_update().get(id=document_id)
        if Delivery.objects.filter(document=document).exists():
            raise Conflict("这份文书已经送达，不用再登记送达未果。")
        reason = rules.attempt_refusal(place, attempted_on, document.issued_on, today())
        if reason:
            raise Incomplete(reason, Article("民事诉讼法", rules.DELIVERY_BASIS[way]))
        attempt = DeliveryAttempt.objects.create(
            document=document,
            way=way.value,
            attempted_on=attempted_on,
            place=place.strip(),
            outcome=outcome.value,
            details={"servers": list(servers), "post_number": post_number, "remarks": remarks},
            attachment=attachment,
            recorded_at=now(),
        )
        event = DeliveryAttempted(
            document_id=document.id, way=way.value, attempted_on=attempted_on, outcome=outcome.value
        )
        ledger.record(actor=actor, chain=document.subject_id, event=event, at=now())
    return attempt


def correct_delivery(
    *,
    actor: Actor,
    document_id: UUID,
    acted_on: dt.date,
    reason: str,
    attachment: StoredFile | None = None,
) -> DeliveryCorrection:
    """Put right the day of a delivery that was typed wrongly: a new record with its reason.

    Recorded as ``document.delivery_corrected``; the caller counts the clocks again.

    Raises:
        Conflict: nothing was delivered yet, or the day is the same and no missing scan is brought in.
        Incomplete: no reason, or a day that cannot be.
    """
    with transaction.atomic(savepoint=False), gathered():
        delivery = (
            Delivery.objects.select_related("document")
            .select_for_update(of=("self",))
            .filter(document_id=document_id)
            .first()
        )
        if delivery is None:
            raise Conflict("这份文书还没有送达记录，没有可以更正的。")
        basis = Article("民事诉讼法", rules.DELIVERY_BASIS[DeliveryWay(delivery.way)])
        if not reason.strip():
            raise Incomplete("请写明为什么更正、凭什么更正。", basis)
        if not delivery.document.issued_on <= acted_on <= today():
            raise Incomplete("送达日期不能早于文书制发日期，也不能晚于今天。", basis)
        last = delivery.corrections.order_by("-id").first()
        scan = attachment is not None and not _scanned(delivery)
        if acted_on == (last or delivery).acted_on and not scan:
            raise Conflict("更正后的日期与原来记录的一样。", basis)
        way = DeliveryWay(delivery.way)
        effective = announced_until(acted_on) if way is DeliveryWay.ANNOUNCEMENT else acted_on
        correction = DeliveryCorrection.objects.create(
            delivery=delivery,
            acted_on=acted_on,
            delivered_on=effective,
            reason=reason.strip(),
            attachment=attachment,
            recorded_at=now(),
        )
        event = DeliveryCorrected(
            document_id=document_id, before=(last or delivery).delivered_on, delivered_on=effective
        )
        ledger.record(actor=actor, chain=delivery.document.subject_id, event=event, at=now())
    return correction


def _scanned(delivery: Delivery) -> bool:
    """Return whether a picture of the receipt lies on the file, with the delivery or brought in later."""
    return bool(delivery.attachment_id) or delivery.corrections.exclude(attachment=None).exists()
