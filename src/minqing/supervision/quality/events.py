"""What is recorded of quality checks, on the sample's own chain. Ids, codes, days and digests only."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from minqing.kernel.ledger.public import Event


@dataclass(frozen=True)
class SampleDrawn(Event):
    """已抽取质量抽查样本: everything a second draw needs is in the sample; here are its digests."""

    name: ClassVar[str] = "supervision.quality_drawn"
    first_on: date
    last_on: date
    percent: int
    seed: str
    population: int
    population_digest: str
    matters: tuple[UUID, ...]


@dataclass(frozen=True)
class ReaderNamed(Event):
    """已指定阅卷人."""

    name: ClassVar[str] = "supervision.quality_reader_named"
    reading_id: UUID
    account_id: UUID


@dataclass(frozen=True)
class MatterRead(Event):
    """已阅卷."""

    name: ClassVar[str] = "supervision.quality_read"
    reading_id: UUID
    petition_id: UUID
    status: str
    failed: tuple[str, ...]


@dataclass(frozen=True)
class CorrectionReplied(Event):
    """已报送整改情况."""

    name: ClassVar[str] = "supervision.quality_replied"
    reading_id: UUID
    digest: str
    file_id: UUID | None = None


@dataclass(frozen=True)
class CorrectionJudged(Event):
    """已核实整改."""

    name: ClassVar[str] = "supervision.quality_judged"
    reading_id: UUID
    settled: bool
    digest: str
