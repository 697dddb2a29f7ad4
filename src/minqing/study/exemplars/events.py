"""What is recorded of exemplars, on the exemplar's own chain."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from minqing.kernel.ledger.public import Event


@dataclass(frozen=True)
class ExemplarNominated(Event):
    """已提名典型."""

    name: ClassVar[str] = "study.exemplar_nominated"
    organ: UUID
    matters: tuple[UUID, ...]
    digest: str
    consent_digest: str


@dataclass(frozen=True)
class ExemplarReviewed(Event):
    """已审核."""

    name: ClassVar[str] = "study.exemplar_reviewed"
    approved: bool
    digest: str


@dataclass(frozen=True)
class ExemplarPublished(Event):
    """已公布."""

    name: ClassVar[str] = "study.exemplar_published"
    on: date
    digest: str


@dataclass(frozen=True)
class ExemplarWithdrawn(Event):
    """已撤下."""

    name: ClassVar[str] = "study.exemplar_withdrawn"
    on: date
    digest: str
