"""What handling records."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from minqing.kernel.ledger.public import Event


@dataclass(frozen=True)
class PetitionAccepted(Event):
    """信访事项已受理."""

    name: ClassVar[str] = "petition.accepted"
    organ: UUID
    handler: UUID | None
    accepted_on: date
    term: str
    due_on: date | None


@dataclass(frozen=True)
class HandlerAssigned(Event):
    """承办人已指定."""

    name: ClassVar[str] = "petition.assigned"
    before: UUID | None
    after: UUID


@dataclass(frozen=True)
class PetitionGuided(Event):
    """已导入其他程序."""

    name: ClassVar[str] = "petition.guided"
    guidance_id: UUID
    procedure: str
    document_id: UUID
