"""What the following of execution records."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from minqing.kernel.ledger.public import Event


@dataclass(frozen=True)
class ExecutionStarted(Event):
    """已开始跟踪执行."""

    name: ClassVar[str] = "petition.execution_started"
    execution_id: UUID
    to_organ: UUID
    due_on: date


@dataclass(frozen=True)
class ExecutionProgressed(Event):
    """已报告执行进展."""

    name: ClassVar[str] = "petition.execution_progressed"
    execution_id: UUID
    words_digest: str


@dataclass(frozen=True)
class ExecutionDone(Event):
    """已报告执行完毕."""

    name: ClassVar[str] = "petition.execution_done"
    execution_id: UUID
    done_on: date
    evidence_digest: str


@dataclass(frozen=True)
class ExecutionConfirmed(Event):
    """信访人确认已执行."""

    name: ClassVar[str] = "petition.execution_confirmed"
    execution_id: UUID
    said_digest: str


@dataclass(frozen=True)
class ExecutionDisputed(Event):
    """信访人说没有执行到位."""

    name: ClassVar[str] = "petition.execution_disputed"
    execution_id: UUID
    said_digest: str


@dataclass(frozen=True)
class ExecutionRefused(Event):
    """执行单位拒不执行，报督查."""

    name: ClassVar[str] = "petition.execution_refused"
    execution_id: UUID
    by_organ: UUID
    reason_digest: str
