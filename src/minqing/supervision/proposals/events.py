"""What is recorded of a proposal, on its own chain. Ids, codes, days and digests only."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from minqing.kernel.ledger.public import Event


@dataclass(frozen=True)
class ProposalMade(Event):
    """已提出建议."""

    name: ClassVar[str] = "supervision.proposal_made"
    kind: str
    number: str
    organ: UUID
    reply_due: date
    digest: str
    matter: UUID | None = None


@dataclass(frozen=True)
class ProposalReplied(Event):
    """已反馈采纳情况."""

    name: ClassVar[str] = "supervision.proposal_replied"
    number: str
    adoption: str
    on_time: bool
    digest: str


@dataclass(frozen=True)
class ProposalFollowed(Event):
    """建议跟踪已结束."""

    name: ClassVar[str] = "supervision.proposal_followed"
    number: str
    digest: str
