"""What registration records."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from minqing.kernel.ledger.public import Event


@dataclass(frozen=True)
class PetitionRegistered(Event):
    """信访事项已登记."""

    name: ClassVar[str] = "petition.registered"
    number: str
    registered_on: date


@dataclass(frozen=True)
class PetitionClassified(Event):
    """信访事项已分类."""

    name: ClassVar[str] = "petition.classified"
    purpose: str
    procedure: str
    content_class: str
    repeat_of: UUID | None
    concerns: UUID | None
    sealed: bool
