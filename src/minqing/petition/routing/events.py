"""What routing records."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from minqing.kernel.ledger.public import Event


@dataclass(frozen=True)
class PetitionReferred(Event):
    """信访事项已转送·交办; ``row`` is the row of the table it rests on."""

    name: ClassVar[str] = "petition.referred"
    referral_id: UUID
    from_organ: UUID
    to_organ: UUID
    mode: str
    report_by: date | None
    row: str = ""


@dataclass(frozen=True)
class ReferralObjected(Event):
    """已提出异议: the organ says it is not competent; the sender verifies."""

    name: ClassVar[str] = "petition.objected"
    referral_id: UUID
    by_organ: UUID
    proposed_organ: UUID | None
    reason_digest: str
    document_id: UUID
    verify_by: date | None


@dataclass(frozen=True)
class ObjectionAgreed(Event):
    """同意异议: the materials come back, the bounce is counted."""

    name: ClassVar[str] = "petition.taken_back"
    referral_id: UUID
    by_organ: UUID
    bounces: int
    words_digest: str


@dataclass(frozen=True)
class ObjectionRefused(Event):
    """不同意异议: the receiving organ must go on."""

    name: ClassVar[str] = "petition.objection_refused"
    referral_id: UUID
    to_organ: UUID
    reason_digest: str


@dataclass(frozen=True)
class OrgansAgreed(Event):
    """协商受理已记录: which organs agreed, on which day, that which of them accepts."""

    name: ClassVar[str] = "petition.agreed"
    agreement_id: UUID
    to_organ: UUID
    organs: tuple[UUID, ...]
    agreed_on: date
    document_id: UUID
    text_digest: str


@dataclass(frozen=True)
class CoordinationHeld(Event):
    """协调会已记录."""

    name: ClassVar[str] = "petition.coordinated"
    coordination_id: UUID
    met_on: date
    to_organ: UUID
    organs: tuple[UUID, ...]
    bounces: int
    document_id: UUID | None
    row: str = "R10"


@dataclass(frozen=True)
class OrganDesignated(Event):
    """已指定受理机关; without ``decided_by`` the joint conference decided."""

    name: ClassVar[str] = "petition.designated"
    designation_id: UUID
    to_organ: UUID
    by_organ: UUID | None
    document_id: UUID
    row: str = "R10"


@dataclass(frozen=True)
class OrganSucceeded(Event):
    """已由承继职权的机关、单位接办."""

    name: ClassVar[str] = "petition.succeeded"
    from_organ: UUID
    to_organ: UUID
    row: str = "R11"


@dataclass(frozen=True)
class PetitionDeclined(Event):
    """不予（不再）受理: on which row; the facts stand in the notice."""

    name: ClassVar[str] = "petition.declined"
    decline_id: UUID
    ground: str
    row: str
    document_id: UUID


@dataclass(frozen=True)
class SimpleProposed(Event):
    """信访部门建议简易办理."""

    name: ClassVar[str] = "petition.simple_proposed"
    reason: str
