"""What a visit records, on its number's chain: ids, codes and digests only."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from minqing.kernel.ledger.public import Event


@dataclass(frozen=True)
class VisitRecorded(Event):
    """来访已记录: what the talk came to, and the matter it belongs to."""

    name: ClassVar[str] = "reception.visit_recorded"
    visit: UUID
    outcome: str
    subject_id: UUID | None
    people: int
    speakers: int
    digest: str
