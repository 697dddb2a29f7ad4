"""What is recorded of held cases, on the chain of the case. Ids, codes, days and digests only."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from minqing.kernel.ledger.public import Event


@dataclass(frozen=True)
class CaseHeld(Event):
    """已包案."""

    name: ClassVar[str] = "supervision.case_held"
    subject: UUID
    leader: UUID
    organ: UUID
    due: date
    digest: str


@dataclass(frozen=True)
class CaseTold(Event):
    """包案有进展: a deed on a day."""

    name: ClassVar[str] = "supervision.case_told"
    deed: str
    on: date
    digest: str


@dataclass(frozen=True)
class CaseEnded(Event):
    """包案已办结."""

    name: ClassVar[str] = "supervision.case_ended"
    ending: str
    on: date
    digest: str
