"""What co-handling records."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from minqing.kernel.ledger.public import Event


@dataclass(frozen=True)
class CoOpinionAsked(Event):
    """已请协办."""

    name: ClassVar[str] = "petition.co_opinion_asked"
    co_handling_id: UUID
    to_organ: UUID
    due_on: date
    question_digest: str


@dataclass(frozen=True)
class CoOpinionReminded(Event):
    """已催办协办意见."""

    name: ClassVar[str] = "petition.co_opinion_reminded"
    co_handling_id: UUID
    to_organ: UUID


@dataclass(frozen=True)
class CoOpinionGiven(Event):
    """协办意见已提出."""

    name: ClassVar[str] = "petition.co_opinion_given"
    co_handling_id: UUID
    by_organ: UUID
    opinion_digest: str


@dataclass(frozen=True)
class CoOpinionDeclined(Event):
    """协办单位不能协办."""

    name: ClassVar[str] = "petition.co_opinion_declined"
    co_handling_id: UUID
    by_organ: UUID
    reason_digest: str


@dataclass(frozen=True)
class CoOpinionWithdrawn(Event):
    """已撤回协办."""

    name: ClassVar[str] = "petition.co_opinion_withdrawn"
    co_handling_id: UUID
    to_organ: UUID
    reason_digest: str
