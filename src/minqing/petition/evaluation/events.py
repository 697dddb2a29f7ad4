"""What evaluation records."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from minqing.kernel.ledger.public import Event


@dataclass(frozen=True)
class PetitionEvaluated(Event):
    """信访人已评价."""

    name: ClassVar[str] = "petition.evaluated"
    evaluation_id: UUID
    resolved: str
    office_attitude: str
    organ_attitude: str
    reason_digest: str
    way: str = "online"


@dataclass(frozen=True)
class CallBacksDrawn(Event):
    """已抽取回访: seed, range and result, so that anybody can draw again and compare."""

    name: ClassVar[str] = "petition.call_backs_drawn"
    first_on: date
    last_on: date
    percent: int
    seed: str
    population: int
    population_digest: str
    matters: tuple[UUID, ...]


@dataclass(frozen=True)
class CallBackDrawn(Event):
    """已被抽中回访; not told on the timeline, for the handler is not to know before the call."""

    name: ClassVar[str] = "petition.call_back_drawn"
    call_back_id: UUID
    draw_id: UUID
    due_on: date


@dataclass(frozen=True)
class CallBackAssigned(Event):
    """已指定回访人."""

    name: ClassVar[str] = "petition.call_back_assigned"
    call_back_id: UUID
    account_id: UUID


@dataclass(frozen=True)
class CallBackEnded(Event):
    """回访已结束; ``agrees`` is the comparison with the petitioner's own rating."""

    name: ClassVar[str] = "petition.call_back_ended"
    call_back_id: UUID
    status: str
    agrees: bool | None
    said_digest: str
