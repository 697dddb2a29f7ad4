"""Held cases for somebody: only of matters they may read; a sealed one is neither shown nor counted."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from minqing.kernel.people.public import Actor
from minqing.petition.public import Petition
from minqing.supervision.held.gate import cases_for
from minqing.supervision.held.models import HeldCase
from minqing.supervision.held.rules import progress_due, tone_on


@dataclass(frozen=True, slots=True)
class HeldLine:
    """One held case with its matter and colour; ``next_on`` is when progress is due."""

    case: HeldCase
    number: str
    title: str
    tone: str
    next_on: date


def held_lines(actor: Actor, on: date, *, mine: bool = False, running: bool = True) -> list[HeldLine]:
    """Return held cases with their matters, red ones first; two queries."""
    rows = cases_for(actor)
    if mine:
        rows = rows.filter(leader=actor.account_id)
    if running:
        rows = rows.filter(ended_on=None)
    cases = list(rows[:500])
    matters = {each.pk: each for each in Petition.objects.filter(pk__in=[c.subject_id for c in cases])}
    lines = [_line(case, matters[case.subject_id], on) for case in cases]
    order = {"overdue": 0, "soon": 1, "ok": 2, "done": 3}
    return sorted(lines, key=lambda line: (order[line.tone], line.next_on))


def _line(case: HeldCase, matter: Petition, on: date) -> HeldLine:
    tone = tone_on(case.facts, on)
    return HeldLine(case, matter.number or "", matter.title, tone, progress_due(case.facts))


def cases_about(subject_id: UUID) -> list[HeldCase]:
    """Return the held cases of a matter, the latest first; one query. Who may read it asks first."""
    rows = HeldCase.objects.filter(subject_id=subject_id).select_related("leader", "leader_organ", "organ")
    return list(rows.order_by("-started_on"))


def without_progress(on: date) -> list[HeldCase]:
    """Return the running cases whose progress or end is past, by the rule that colours them."""
    rows = HeldCase.objects.filter(ended_on=None)
    return [case for case in rows if tone_on(case.facts, on) == "overdue"]
