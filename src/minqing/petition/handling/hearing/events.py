"""What a hearing records."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from minqing.kernel.ledger.public import Event


@dataclass(frozen=True)
class HearingApplied(Event):
    """信访人申请听证."""

    name: ClassVar[str] = "petition.hearing_applied"
    hearing_id: UUID
    reason_digest: str


@dataclass(frozen=True)
class HearingAnnounced(Event):
    """听证已通知."""

    name: ClassVar[str] = "petition.hearing_announced"
    hearing_id: UUID
    held_on: date
    is_public: bool
    participants: int
    document_id: UUID


@dataclass(frozen=True)
class HearingHeld(Event):
    """听证已举行并记录."""

    name: ClassVar[str] = "petition.hearing_held"
    hearing_id: UUID
    held_on: date
    document_id: UUID
    digest: str


@dataclass(frozen=True)
class HearingWaived(Event):
    """信访人无正当理由不到场，视为放弃听证."""

    name: ClassVar[str] = "petition.hearing_waived"
    hearing_id: UUID
    reason_digest: str


@dataclass(frozen=True)
class HearingConcluded(Event):
    """听证意见已作出."""

    name: ClassVar[str] = "petition.hearing_concluded"
    hearing_id: UUID
    document_id: UUID
    votes_for: int
    votes_against: int
    votes_abstain: int


@dataclass(frozen=True)
class HearingEnded(Event):
    """听证申请未获准许，或者听证取消."""

    name: ClassVar[str] = "petition.hearing_ended"
    hearing_id: UUID
    status: str
    reason_digest: str
