"""What is recorded of problem cases, on the case's own chain."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from minqing.kernel.ledger.public import Event


@dataclass(frozen=True)
class ProblemRaised(Event):
    """已形成问题件."""

    name: ClassVar[str] = "supervision.problem_raised"
    ground: str
    matters: tuple[UUID, ...]
    owner: UUID | None
    due_on: date


@dataclass(frozen=True)
class ProblemJoined(Event):
    """又有事项并入问题件."""

    name: ClassVar[str] = "supervision.problem_joined"
    matters: tuple[UUID, ...]


@dataclass(frozen=True)
class ProblemAssigned(Event):
    """已指定负责人和期限."""

    name: ClassVar[str] = "supervision.problem_assigned"
    owner: UUID
    due_on: date


@dataclass(frozen=True)
class ProblemProgressed(Event):
    """已记录进展."""

    name: ClassVar[str] = "supervision.problem_progressed"
    digest: str


@dataclass(frozen=True)
class ProblemEnded(Event):
    """已办结."""

    name: ClassVar[str] = "supervision.problem_ended"
    cause: str
    digest: str
