"""What closure records."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from minqing.kernel.ledger.public import Event


@dataclass(frozen=True)
class PetitionClosed(Event):
    """信访事项已办结."""

    name: ClassVar[str] = "petition.closed"
    closure_id: UUID
    closed_on: date
    marks: tuple[str, ...]
    checklist_digest: str


@dataclass(frozen=True)
class ClosureReported(Event):
    """办结报告已提交交办单位."""

    name: ClassVar[str] = "petition.closure_reported"
    document_id: UUID
    to_organ: UUID
    report_by: date | None
    reported_on: date


@dataclass(frozen=True)
class ArchiveAsked(Event):
    """已要求归档装订; ``seq`` counts the packages of this matter."""

    name: ClassVar[str] = "petition.archive_asked"
    archive_id: UUID
    seq: int
    reason_digest: str


@dataclass(frozen=True)
class PetitionArchived(Event):
    """案卷已归档: what the package holds, by digest; ``chain_head`` is the ledger's end it was made at."""

    name: ClassVar[str] = "petition.archived"
    archive_id: UUID
    seq: int
    pages: int
    digest: str
    sealed_digest: str
    chain_head: str
