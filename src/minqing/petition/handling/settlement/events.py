"""What mediation and settlement record."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from minqing.kernel.ledger.public import Event


@dataclass(frozen=True)
class SettlementProposed(Event):
    """已提议调解、和解."""

    name: ClassVar[str] = "petition.settlement_proposed"
    settlement_id: UUID
    kind: str
    words_digest: str


@dataclass(frozen=True)
class SettlementAccepted(Event):
    """一方同意调解、和解."""

    name: ClassVar[str] = "petition.settlement_accepted"
    settlement_id: UUID
    side: str
    agreed_on: date


@dataclass(frozen=True)
class SettlementRefused(Event):
    """一方不愿调解、和解，或者没有谈成."""

    name: ClassVar[str] = "petition.settlement_refused"
    settlement_id: UUID
    side: str
    reason_digest: str


@dataclass(frozen=True)
class PetitionSettled(Event):
    """已达成调解协议、和解协议."""

    name: ClassVar[str] = "petition.settled"
    settlement_id: UUID
    kind: str
    document_id: UUID
    execute_by: date | None
