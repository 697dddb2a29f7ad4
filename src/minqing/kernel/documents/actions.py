"""Issues papers (制发文书), numbers them and records their delivery (送达)."""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

from minqing.kernel.clock.public import calendar, count_days, now, today
from minqing.kernel.documents import rules
from minqing.kernel.documents.events import DocumentDelivered, DocumentIssued
from minqing.kernel.documents.models import Delivery, Document
from minqing.kernel.documents.rules import DeliveryFacts, DeliveryWay, DocumentKind
from minqing.kernel.files.public import StoredFile
from minqing.kernel.law.public import Article, Conflict, Incomplete, NotAllowed, profile_on
from minqing.kernel.ledger import public as ledger
from minqing.kernel.people.public import Actor, Organ
from minqing.kernel.rows.public import Prepared, fetch, gathered, insert

NEXT_NUMBER = """
INSERT INTO documents_numberseries (series, year, last) VALUES (%s, %s, 1)
ON CONFLICT (series, year) DO UPDATE SET last = documents_numberseries.last + 1
RETURNING last
"""


def next_number(series: str, year: int) -> int:
    """Return the next number of a series in a year, starting at 1, without gaps or repeats.

    The row of the series stays locked until the caller's transaction ends: a transaction rolled back gives
    its
    number back, a second one waits.  So call it last in a transaction.

    Raises:
        TransactionManagementError: called outside a transaction.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError(
            "next_number needs the transaction its number is used in"
        )
    return int(fetch(NEXT_NUMBER, [series, year])[0][0])


def digest_of(data: Mapping[str, object]) -> str:
    """Return the SHA-256 of data as canonical JSON: sorted keys, no blanks, UTF-8."""
    canonical = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def issue_document(
    *,
    actor: Actor,
    kind: DocumentKind,
    subject_id: UUID,
    organ: Organ,
    data: Mapping[str, Any],
    on: dt.date,
    title: str = "",
) -> Document:
    """Issue a paper in the name of an organ: checked, numbered, frozen.

    Who may is decided by the room the matter belongs to.  The number is the next of the organ's series of
    this kind and year (``住建局信访处〔2026〕12号``; with a 机关代字 ``通住建信访处〔2026〕12号``).
    ``data`` holds JSON values under the keys of ``rules.REQUIRED``; dates are given as text.
    Recorded as ``document.issued`` in the ledger of ``subject_id``.

    Raises:
        Incomplete: a required element is missing; the reason names all of them (law.md 8.1).
    """
    lacks = rules.missing(kind, data)
    if lacks:
        raise Incomplete(f"{rules.TITLES[kind]}还不完整，缺少：{'、'.join(lacks)}。", _basis(kind))
    frozen = json.loads(json.dumps(dict(data), ensure_ascii=False).replace("\\u0000", ""))
    frozen["organ_name"] = organ.name
    mark = f"{organ.number_prefix}{rules.MARKS[kind]}"
    with transaction.atomic(savepoint=False), gathered():  # its callers' own transaction is enough
        seq = next_number(f"{organ.code}/{kind.value}", on.year)
        document = Document(
            kind=kind.value,
            subject_id=subject_id,
            organ=organ,
            series=f"{organ.code}/{kind.value}",
            number=rules.number_text(mark, on.year, seq),
            year=on.year,
            seq=seq,
            title=title or rules.title_of(kind, frozen),
            data=frozen,
            issued_on=on,
            issued_at=now(),
            digest=digest_of(frozen),
        )
        insert(document)
        ledger.record(
            actor=actor,
            chain=subject_id,
            event=DocumentIssued(
                document_id=document.id,
                kind=document.kind,
                number=document.number,
                issued_on=on,
                digest=document.digest,
            ),
            at=now(),
        )
    return document


def _basis(kind: DocumentKind) -> Article:
    """Return the article that asks for the elements of a paper."""
    return rules.KINDS[kind].basis


def announced_until(day: dt.date) -> dt.date:
    """Return the day on which what was announced on a day counts as delivered (民事诉讼法 第九十五条)."""
    term = profile_on(day, settings.MINQING_PLACE).term("SERVICE_BY_ANNOUNCEMENT")
    return count_days(day, term, calendar()).due


def deliver_document(
    *,
    actor: Actor,
    document_id: UUID,
    way: DeliveryWay,
    recipient_name: str,
    acted_on: dt.date,
    place: str = "",
    at_time: str = "",
    servers: Sequence[str] = (),
    consent: bool = False,
    relation: str = "",
    signed_by: str = "",
    witnesses: Sequence[str] = (),
    refusal_reason: str = "",
    post_number: str = "",
    remarks: str = "",
    attachment: StoredFile | None = None,
) -> Delivery:
    """Record how a paper reached its recipient; from ``delivered_on`` the recipient's next clock runs.

    In the caller's transaction, in which the paper stays locked.

    ``acted_on`` is the day of signing, of arrival, of the slip, of leaving it, or of the announcement.
    Recorded
    once, as ``document.delivered`` in the ledger of the document's subject.

    Raises:
        Conflict: the delivery of this document is recorded already.
        NotAllowed: electronic delivery without consent, or a day that cannot be.
        Incomplete: the receipt lacks what this way needs (民事诉讼法 第八十七至九十五条).
    """
    with gathered():
        document = _undelivered(document_id)
        facts = DeliveryFacts(
            way=way,
            acted_on=acted_on,
            issued_on=document.issued_on,
            consent=consent,
            relation=relation,
            witnesses=tuple(name for name in witnesses if name.strip()),
            refusal_reason=refusal_reason,
            post_number=post_number,
            evidence=attachment is not None,
            announced_until=announced_until(acted_on) if way is DeliveryWay.ANNOUNCEMENT else None,
        )
        _refuse(facts)
        details = {
            "place": place,
            "at_time": at_time,
            "servers": list(servers),
            "signed_by": signed_by,
            "remarks": remarks,
        }
        return _record_delivery(
            actor, document, facts, recipient_name=recipient_name, details=details, attachment=attachment
        )


_LOCKED = Prepared(lambda key: Document.objects.select_for_update().filter(id=key), UUID)
_DELIVERED = Prepared(lambda key: Delivery.objects.filter(document=key), UUID)


def _undelivered(document_id: UUID) -> Document:
    """Return the locked document, or refuse when its delivery is recorded already."""
    document = _LOCKED.first(document_id)
    if document is None:
        raise Document.DoesNotExist(str(document_id))
    if _DELIVERED.first(document_id) is not None:
        raise Conflict("这份文书的送达已经记录过了，不能重复记录。")
    return document


def _refuse(facts: DeliveryFacts) -> None:
    """Refuse a delivery that cannot count, with the article its way rests on."""
    reason = rules.delivery_refusal(facts, today())
    if not reason:
        return
    without_consent = facts.way is DeliveryWay.ELECTRONIC and not facts.consent
    refusal = NotAllowed if without_consent else Incomplete
    raise refusal(reason, Article("民事诉讼法", rules.DELIVERY_BASIS[facts.way]))


def _record_delivery(
    actor: Actor,
    document: Document,
    facts: DeliveryFacts,
    *,
    recipient_name: str,
    details: Mapping[str, Any],
    attachment: StoredFile | None,
) -> Delivery:
    """Write a delivery and its ledger entry."""
    stated = {
        "consent": facts.consent,
        "relation": facts.relation,
        "witnesses": list(facts.witnesses),
        "refusal_reason": facts.refusal_reason,
        "post_number": facts.post_number,
    }
    delivery = Delivery(
        document=document,
        recipient_name=recipient_name,
        way=facts.way.value,
        acted_on=facts.acted_on,
        delivered_on=rules.delivered_on(facts),
        details={**details, **stated},
        attachment=attachment,
        recorded_at=now(),
    )
    insert(delivery)
    event = DocumentDelivered(
        document_id=document.id,
        way=facts.way.value,
        acted_on=facts.acted_on,
        delivered_on=delivery.delivered_on,
    )
    ledger.record(actor=actor, chain=document.subject_id, event=event, at=now())
    return delivery
