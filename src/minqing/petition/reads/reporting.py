"""逐级报告: the ladder of an urgent matter, and what the actor must report next."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.conf import settings
from django.db.models import Prefetch

from minqing.kernel.clock.public import civil_day
from minqing.kernel.law.public import profile_on
from minqing.kernel.people.public import Actor
from minqing.petition.matter.gate import visible_to
from minqing.petition.matter.grants import Doing
from minqing.petition.matter.models import Petition
from minqing.petition.matter.rules import Track
from minqing.petition.registration.models import Urgency, UrgentReport
from minqing.petition.registration.reporting.rules import Rung, ladder, next_due
from minqing.petition.registration.rules import ReportedTo

SHOWN: Final = 20
TERMS: Final = {
    ReportedTo.OWN_LEADERSHIP: "urgent_minutes_leadership",
    ReportedTo.COMPETENT_DEPARTMENT: "urgent_minutes_department",
    ReportedTo.JOINT_CONFERENCE: "urgent_minutes_conference",
    ReportedTo.SUPERIOR_OFFICE: "urgent_minutes_superior",
}


@dataclass(frozen=True, slots=True)
class UrgentDue:
    """待报告: an urgent matter and the level that must be told next."""

    petition: Petition
    rung: Rung


def rungs_of(urgency: Urgency, at: datetime) -> tuple[Rung, ...]:
    """Return the ladder of one urgency; its reports are loaded with it. The minutes are defaults (25(1))."""
    profile = profile_on(civil_day(urgency.found_at), settings.MINQING_PLACE)
    return ladder(
        found_at=urgency.found_at,
        told=[(ReportedTo(report.to), report.told_at) for report in urgency.reports.all()],
        minutes={to: profile.setting(term) for to, term in TERMS.items()},
        at=at,
    )


def urgent_due(actor: Actor, at: datetime) -> list[UrgentDue]:
    """Return the urgent matters the actor may report of and the level due next, the nearest first.

    Only the few who may mark one urgent see any. One query without an urgent matter, two with one.
    """
    matters = visible_to(actor, Doing.MARK_URGENT).filter(track=Track.URGENT.value)
    rows = (
        Urgency.objects.filter(ended_at=None, petition__in=matters)
        .select_related("petition")
        .prefetch_related(Prefetch("reports", UrgentReport.objects.order_by("told_at")))
    )
    found = [(row, next_due(rungs_of(row, at))) for row in rows.order_by("found_at", "id")[:SHOWN]]
    due = [UrgentDue(row.petition, rung) for row, rung in found if rung is not None]
    return sorted(due, key=lambda each: (each.rung.due_at, each.petition.pk))
