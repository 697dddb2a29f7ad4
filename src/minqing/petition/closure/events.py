"""What closure records."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from minqing.kernel.ledger.public import Event


@dataclass(frozen=True)
class PetitionClosed(Event):
    """信访事项已办结."""

    name: ClassVar[str] = "petition.closed"
    closure_id: UUID
    closed_on: date
    marks: tuple[str, ...]
    checklist_digest: str
