"""What is recorded of the backlog, on the entry's own chain."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from minqing.kernel.ledger.public import Event


@dataclass(frozen=True)
class BacklogEntered(Event):
    """已列入积案台账."""

    name: ClassVar[str] = "supervision.backlog_entered"
    petition_id: UUID
    criteria: tuple[str, ...]


@dataclass(frozen=True)
class BacklogPlanned(Event):
    """已定化解方案."""

    name: ClassVar[str] = "supervision.backlog_planned"
    by: date
    digest: str


@dataclass(frozen=True)
class BacklogProgressed(Event):
    """已记录化解进展."""

    name: ClassVar[str] = "supervision.backlog_progressed"
    digest: str


@dataclass(frozen=True)
class BacklogProved(Event):
    """已申请销号, with its proof."""

    name: ClassVar[str] = "supervision.backlog_proved"
    proof_id: UUID
    proof_digest: str


@dataclass(frozen=True)
class BacklogSigned(Event):
    """已签字: written off, or sent back."""

    name: ClassVar[str] = "supervision.backlog_signed"
    written_off: bool
    digest: str
