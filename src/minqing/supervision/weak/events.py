"""What is recorded of weak links, on the draft's own chain."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from minqing.kernel.ledger.public import Event


@dataclass(frozen=True)
class WeakLinkFound(Event):
    """已记下薄弱环节和建议, with the numbers it rests on."""

    name: ClassVar[str] = "supervision.weak_link_found"
    kind: str
    key: str
    sign: str
    bad: int
    of: int
    first_on: date
    last_on: date
    digest: str


@dataclass(frozen=True)
class WeakLinkProposed(Event):
    """已就薄弱环节提出建议."""

    name: ClassVar[str] = "supervision.weak_link_proposed"
    proposal_id: UUID
