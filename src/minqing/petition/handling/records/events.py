"""What the records of handling record."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from minqing.kernel.ledger.public import Event


@dataclass(frozen=True)
class PetitionerHeard(Event):
    """已听取信访人陈述."""

    name: ClassVar[str] = "petition.petitioner_heard"
    note_id: UUID
    way: str
    heard_on: date
    points_digest: str


@dataclass(frozen=True)
class RecordMade(Event):
    """已制作笔录."""

    name: ClassVar[str] = "petition.record_made"
    record_id: UUID
    kind: str
    held_on: date
    document_id: UUID
    digest: str
