"""Reads of plans of assistance."""

from uuid import UUID

from minqing.relief.assistance.models import AssistancePlan, Measure


def plans_of(subject_id: UUID) -> list[AssistancePlan]:
    """Return the plans of a matter with their measures, the newest first; two queries."""
    rows = AssistancePlan.objects.filter(subject_id=subject_id).select_related("organ", "made_by")
    return list(rows.prefetch_related("measures__responsible"))


def open_measures(subject_id: UUID) -> list[Measure]:
    """Return the measures of the open plan without a result."""
    rows = Measure.objects.filter(plan__subject_id=subject_id, plan__reviewed_on=None, done_on=None)
    return list(rows.select_related("responsible"))
