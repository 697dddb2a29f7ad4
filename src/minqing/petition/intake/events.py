"""What intake records: a matter came in, its petitioner took it back."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from minqing.kernel.ledger.public import Event


@dataclass(frozen=True)
class PetitionReceived(Event):
    """信访事项已收到; the digest covers title, body and requests as handed in."""

    name: ClassVar[str] = "petition.received"
    channel: str
    received_on: date
    received_by: UUID
    statement_digest: str
    anonymous: bool
    files: int


@dataclass(frozen=True)
class PetitionWithdrawn(Event):
    """信访事项已撤回."""

    name: ClassVar[str] = "petition.withdrawn"
    before: str
    reason_digest: str
