"""Moves a clock that runs: extends, pauses, resumes, leaves days out; each leaves a row that says why.

Called by actions inside their transaction, with the matter locked; they record the event, save ``DUE_FIELDS``
and tell the petitioner. Articles: 信访工作条例 34, 36(2).
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from minqing.kernel.law.public import PauseGround
from minqing.kernel.rows.public import insert, update
from minqing.petition.matter.clocks import (
    Start,
    counted,
    profile_in_force,
    recounted,
    running_clocks,
    set_due,
    turn_clocks,
)
from minqing.petition.matter.effects.rules import EFFECTS, Act
from minqing.petition.matter.models import ClockChange, ClockPause, Petition, RunningClock
from minqing.petition.matter.rules import Annex, term_named
from minqing.petition.matter.steps import add_annex, refuse_if
from minqing.petition.matter.timing.rules import (
    PAUSE_LIMIT,
    ChangeKind,
    PauseFacts,
    excluded_days,
    exclusion_refusal,
    pause_refusal,
    pauses_of,
)

COUNTED_FIELDS: Final = ("due_on", "target_on", "provisional")


@dataclass(frozen=True, slots=True)
class Mover:
    """Who moves a clock and why: who applied, who approved under which title, and the paper of it."""

    at: datetime
    on: date
    basis: str
    reason: str = ""
    applied_by: UUID | None = None
    approved_by: UUID | None = None
    approved_title: str = ""
    document_id: UUID | None = None


def count_anew(clock: RunningClock) -> date:
    """Set the clock's last day from its start, pauses and extension; return the last day before that."""
    before, count = clock.due_on, recounted(clock)
    if count is not None:
        clock.due_on, clock.target_on, clock.provisional = count.due, count.unrolled, count.provisional
    return before


def note_change(
    clock: RunningClock, kind: ChangeKind, before: date, mover: Mover, *, days: int = 0
) -> ClockChange:
    """Write down what moved a clock."""
    change = ClockChange(
        clock=clock,
        kind=kind.value,
        at=mover.at,
        on=mover.on,
        before=before,
        after=clock.due_on,
        days=days,
        basis=mover.basis[:200],
        reason=mover.reason,
        applied_by_id=mover.applied_by,
        approved_by_id=mover.approved_by,
        approved_title=mover.approved_title[:80],
        document_id=mover.document_id,
    )
    insert(change)
    return change


def running_clock(petition: Petition, term: str) -> RunningClock | None:
    """Return the clock of a term that runs on a matter (or stands still)."""
    return next((clock for clock in running_clocks(petition) if clock.term == term), None)


def extended_due(clock: RunningClock, days: int) -> date:
    """Return the last day the clock would have with so many days more.

    Counted from the original last day before its roll-over, never from the day of the decision: sixty days
    due on 2026-11-28 (Saturday, so 2026-11-30) and thirty more end on 2026-12-28.
    """
    before = clock.extended_days
    clock.extended_days = days
    try:
        count = recounted(clock)
    finally:
        clock.extended_days = before
    return count.due if count is not None else clock.due_on + timedelta(days=days)


def extend_clock(petition: Petition, clock: RunningClock, days: int, mover: Mover) -> ClockChange:
    """Extend a clock; the caller has judged that it may be."""
    clock.extended_days = days
    before = count_anew(clock)
    update(clock, ["extended_days", *COUNTED_FIELDS])
    _set_due(petition, clock)
    return note_change(clock, ChangeKind.EXTENDED, before, mover, days=days)


def grounds_of(clock: RunningClock) -> dict[str, PauseGround]:
    """Return what may pause this clock under the law it started under, by id."""
    profile = profile_in_force(clock.started_on)
    return {ground.id: ground for ground in profile.grounds_for(clock.term)}


def pause_facts(clock: RunningClock, ground: str) -> PauseFacts:
    """Return what a pause of this clock is judged by."""
    term = term_named(profile_in_force(clock.started_on), clock.term)
    earlier = pauses_of(clock.pauses)
    return PauseFacts(
        grounds=grounds_of(clock),
        ground=ground,
        term=clock.term,
        term_name=term.name if term else clock.term,
        due_on=clock.due_on,
        started_on=clock.started_on,
        paused=clock.paused_on is not None,
        excluded_until=max((pause.last for pause in earlier), default=None),
    )


def pause_clock(petition: Petition, clock: RunningClock, ground: str, mover: Mover) -> ClockPause:
    """Let a clock stand still from ``mover.on``; the longest the profile allows runs as a clock of its own.

    Refused where the profile knows no such ground for the term, when it is over, or stands still already.
    """
    refuse_if(pause_refusal(pause_facts(clock, ground), on=mover.on))
    limit = counted(petition, Start(PAUSE_LIMIT, clock.organ_id, mover.on))
    clock.paused_on = mover.on
    update(clock, ["paused_on"])
    pause = ClockPause(
        clock=clock, ground=ground, first_on=mover.on, limit_on=limit.due_on, reason=mover.reason
    )
    insert(pause)
    note_change(clock, ChangeKind.PAUSED, clock.due_on, mover)
    turn_clocks(petition, on=mover.on, start=[Start(PAUSE_LIMIT, clock.organ_id, mover.on)])
    return pause


def open_pause(clock: RunningClock) -> ClockPause | None:
    """Return the pause a clock stands still in."""
    return ClockPause.objects.filter(clock=clock, last_on=None).first()


def resume_paused(petition: Petition, clock: RunningClock, pause: ClockPause, mover: Mover) -> ClockChange:
    """Let a paused clock run on with exactly the days that remained.

    The days from the pause to the day before ``mover.on`` (never beyond the limit of the profile) are left
    out; the rest is counted as if they did not exist, and rolled once at the end.
    """
    ground = grounds_of(clock).get(pause.ground)
    out = excluded_days(pause.first_on, mover.on, pause.limit_on)
    pause.last_on = out[1] if out else pause.first_on - timedelta(days=1)
    update(pause, ["last_on"])
    if out:
        why = ground.name if ground else pause.ground
        clock.pauses = [*clock.pauses, [out[0].isoformat(), out[1].isoformat(), why]]
    clock.paused_on = None
    before = count_anew(clock)
    update(clock, ["pauses", "paused_on", *COUNTED_FIELDS])
    turn_clocks(petition, on=mover.on, stop=EFFECTS[Act.RESUME].stops)
    days = (out[1] - out[0]).days + 1 if out else 0
    return note_change(clock, ChangeKind.RESUMED, before, mover, days=days)


def leave_out(
    petition: Petition, clock: RunningClock, ground: str, mover: Mover, *, first: date, last: date
) -> tuple[ClockChange, tuple[str, ...]]:
    """Leave past days out of a running clock, such as the time of a hearing in the final review (36(2)).

    Returns the change and the fields of the matter to save. Refused where the profile knows no such ground
    for the term, and for days that are left out already.
    """
    facts = pause_facts(clock, ground)
    earlier = pauses_of(clock.pauses)
    refuse_if(exclusion_refusal(facts, first=first, last=last, earlier=earlier, on=mover.on))
    why = facts.grounds[ground].name
    clock.pauses = sorted([*clock.pauses, [first.isoformat(), last.isoformat(), why]])
    before = count_anew(clock)
    update(clock, ["pauses", *COUNTED_FIELDS])
    pause = ClockPause(
        clock=clock, ground=ground, first_on=first, last_on=last, limit_on=last, reason=mover.reason
    )
    insert(pause)
    _set_due(petition, clock)
    change = note_change(clock, ChangeKind.EXCLUDED, before, mover, days=(last - first).days + 1)
    return change, add_annex(petition, Annex.PAUSE)


def _set_due(petition: Petition, moved: RunningClock) -> None:
    """Set the nearest duty anew with one clock as it stands in memory."""
    others = [clock for clock in running_clocks(petition) if clock.pk != moved.pk]
    set_due(petition, [*others, moved])
