"""固定用语: which sentences are in force, and how a steward words one anew. Versions are kept for ever.

A sentence is data with slots; it is checked by ``rules.wording_refusal`` (what the law asks for stays, no
court remedy is named) and never evaluated. A new wording holds for papers issued from its day on and after
it was written; what was issued before keeps what it said.
"""

import datetime as dt
from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from minqing.kernel.clock.public import now, today
from minqing.kernel.documents import rules
from minqing.kernel.documents.events import WordingChanged
from minqing.kernel.documents.models import Document, Wording
from minqing.kernel.documents.rules import DocumentKind
from minqing.kernel.law.public import Article, Incomplete, NotAllowed, TooLate
from minqing.kernel.ledger import public as ledger
from minqing.kernel.people.public import Actor, Duty

CHAIN = UUID("0192f0c0-0000-7000-8000-000000000001")  # the ledger chain of all changes of wording


def words_in_force(
    kind: DocumentKind, on: dt.date, written_before: dt.datetime | None = None
) -> Mapping[str, str]:
    """Return the sentences worded anew that hold on a day, by name; one query."""
    rows = Wording.objects.filter(kind=kind.value, in_force_from__lte=on)
    if written_before is not None:
        rows = rows.filter(written_at__lte=written_before)
    latest = {row.name: row.text for row in rows.order_by("in_force_from", "id")}
    return {name: text for name, text in latest.items() if text and name in rules.SENTENCES[kind]}


def words_of(document: Document) -> Mapping[str, str]:
    """Return the sentences a paper was issued with."""
    return words_in_force(DocumentKind(document.kind), document.issued_on, document.issued_at)


def change_wording(*, actor: Actor, kind: DocumentKind, name: str, text: str, since: dt.date) -> Wording:
    """Word a fixed sentence anew for papers issued from a day on; an empty text brings the built-in one back.

    Stewards only. Recorded as ``document.wording_changed``. Refused: without what the law asks for, with an
    unknown slot, with a court remedy, or for a day that has passed.
    """
    if not actor.holds(Duty.STEWARD):
        raise NotAllowed("只有系统管理员可以修改文书用语。")
    if since < today():
        raise TooLate("启用日期不能早于今天：已经制发的文书不改。", None)
    reason = rules.wording_refusal(kind, name, text) if text.strip() else ""
    if reason or name not in rules.SENTENCES[kind]:
        raise Incomplete(reason or "这种文书没有这段用语。", Article("信访工作条例", rules.BASIS[kind]))
    with transaction.atomic():
        row = Wording.objects.create(
            kind=kind.value,
            name=name,
            text=text.strip(),
            in_force_from=since,
            account_id=actor.account_id,
            written_at=now(),
        )
        event = WordingChanged(wording_id=row.id, kind=row.kind, part=name, in_force_from=since)
        ledger.record(actor=actor, chain=CHAIN, event=event, at=now())
    return row


def history_of(kind: DocumentKind) -> list[Wording]:
    """Return every wording there was of a kind, the newest first."""
    return list(Wording.objects.filter(kind=kind.value).order_by("-in_force_from", "-id"))
