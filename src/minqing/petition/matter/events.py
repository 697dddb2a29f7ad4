"""What is recorded of a matter in the ledger (留痕): ids, codes, dates and digests, no personal data."""

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from minqing.kernel.ledger.public import Event


def digest_of(text: str) -> str:
    """Return SHA-256 of a text in hex: proves later what was written, without telling it."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


@dataclass(frozen=True)
class NoteAdded(Event):
    """办理记录已添加."""

    name: ClassVar[str] = "petition.note_added"
    note_id: UUID
    kind: str
    shown: bool
    text_digest: str
    file_ids: tuple[UUID, ...] = ()


@dataclass(frozen=True)
class ContactRevealed(Event):
    """联系方式已查看: the reason itself stands in the note of that id."""

    name: ClassVar[str] = "petition.contact_revealed"
    field: str
    note_id: UUID


@dataclass(frozen=True)
class ClocksRecounted(Event):
    """期限已按公布的日历重新计算."""

    name: ClassVar[str] = "petition.clocks_recounted"
    clock_id: UUID
    term: str
    before: date
    after: date


@dataclass(frozen=True)
class PetitionTakenOver(Event):
    """旧件已接收: its days as the other system gave them; the row it came in stays with the import."""

    name: ClassVar[str] = "petition.taken_over"
    external_id: str
    received_on: date
    due_on: date | None
    closed_on: date | None
    on_time: bool
