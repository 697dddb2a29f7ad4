"""The door of plans of assistance."""

from minqing.relief.assistance.actions import (
    MeasureDraft,
    PlanDraft,
    add_measure,
    make_plan,
    record_result,
    review_plan,
)
from minqing.relief.assistance.models import AssistancePlan, Measure
from minqing.relief.assistance.queries import open_measures, plans_of

__all__ = [
    "AssistancePlan",
    "Measure",
    "MeasureDraft",
    "PlanDraft",
    "add_measure",
    "make_plan",
    "open_measures",
    "plans_of",
    "record_result",
    "review_plan",
]
