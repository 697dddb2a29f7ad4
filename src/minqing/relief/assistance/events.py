"""What plans of assistance record."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from minqing.kernel.ledger.public import Event


@dataclass(frozen=True)
class AssistancePlanned(Event):
    """已制定帮扶计划."""

    name: ClassVar[str] = "relief.plan_made"
    plan_id: UUID
    review_on: date


@dataclass(frozen=True)
class MeasureAdded(Event):
    """已增加帮扶措施."""

    name: ClassVar[str] = "relief.measure_added"
    plan_id: UUID
    measure_id: UUID
    kind: str
    due_on: date


@dataclass(frozen=True)
class MeasureDone(Event):
    """已写明帮扶措施的结果."""

    name: ClassVar[str] = "relief.measure_done"
    plan_id: UUID
    measure_id: UUID
    done_on: date


@dataclass(frozen=True)
class PlanReviewed(Event):
    """已复盘帮扶计划."""

    name: ClassVar[str] = "relief.plan_reviewed"
    plan_id: UUID
    outcome: str
