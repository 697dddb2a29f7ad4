"""What routing records."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from minqing.kernel.ledger.public import Event


@dataclass(frozen=True)
class PetitionReferred(Event):
    """信访事项已转送·交办."""

    name: ClassVar[str] = "petition.referred"
    referral_id: UUID
    from_organ: UUID
    to_organ: UUID
    mode: str
    report_by: date | None


@dataclass(frozen=True)
class ReferralObjected(Event):
    """已提出异议，退回."""

    name: ClassVar[str] = "petition.objected"
    referral_id: UUID
    by_organ: UUID
    proposed_organ: UUID | None
    reason_digest: str
    bounces: int
