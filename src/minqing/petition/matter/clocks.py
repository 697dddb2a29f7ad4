"""Starts and stops the clocks of a matter and keeps its nearest due day in step. Called by actions only.

Counting: kernel.clock; terms: kernel.law; articles: 信访工作条例 22, 23, 34, 35; 民法典 200-203.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.conf import settings

from minqing.kernel.clock.public import Count, DayLine, Pause, calendar, count_days
from minqing.kernel.law.public import LawIncomplete, Profile, profile_on
from minqing.kernel.rows.public import Prepared, insert, update, write
from minqing.petition.matter.effects.rules import EVERY, OUTLIVES, Every, Stops
from minqing.petition.matter.models import Petition, RunningClock
from minqing.petition.matter.rules import (
    SET_BY_HAND,
    Annex,
    DueFacts,
    Track,
    nearest_duty,
    term_named,
)
from minqing.petition.matter.timing.rules import PAUSE_LIMIT, pauses_of

DUE_FIELDS: Final = ("due_on", "due_term", "due_provisional")


_RUNNING: Final = Prepared(
    lambda petition: RunningClock.objects.filter(petition=petition, stopped_on=None), UUID
)
_STOP_ALL: Final = """
UPDATE petition_runningclock SET stopped_on = %s WHERE petition_id = %s AND stopped_on IS NULL
"""


# A clock that ends while it is paused leaves out the days until then.
_END_PAUSES: Final = """
UPDATE petition_clockpause p SET last_on = GREATEST(p.first_on, %s) - 1
FROM petition_runningclock c WHERE c.id = p.clock_id AND p.last_on IS NULL AND c.petition_id = %s
AND (%s::text[] IS NULL OR c.term = ANY(%s))
"""


@dataclass(frozen=True, slots=True)
class Start:
    """A clock to start: the term, who owes it, and its last day when that was set and not counted."""

    term: str
    organ_id: UUID | None
    on: date
    set_due: date | None = None


def profile_in_force(day: date) -> Profile:
    """Return the profile of this installation's place on a day; the earliest law for days before any."""
    try:
        return profile_on(day, settings.MINQING_PLACE)
    except LawIncomplete:
        # A letter older than the first regulation in the data is registered under the oldest one there is.
        return profile_on(FIRST_LAW, settings.MINQING_PLACE)


FIRST_LAW: Final = date(2005, 5, 1)


def counted(petition: Petition, start: Start) -> RunningClock:
    """Return the clock of a term, counted but not stored."""
    profile = profile_in_force(start.on)
    if start.set_due is not None:
        due, target, provisional = start.set_due, start.set_due, False
    else:
        term = term_named(profile, start.term)
        if term is None:
            raise LawIncomplete(profile.id, start.term, "this profile has no such term")
        count = count_days(start.on, term, calendar())
        due, target, provisional = count.due, count.unrolled, count.provisional
    return RunningClock(
        petition=petition,
        term=start.term,
        profile=profile.id,
        organ_id=start.organ_id,
        started_on=start.on,
        due_on=due,
        target_on=target,
        provisional=provisional,
    )


def knows_term(term: str, on: date) -> bool:
    """Return whether the law of that day has the term."""
    return term_named(profile_in_force(on), term) is not None


def turn_clocks(
    petition: Petition,
    *,
    on: date,
    stop: Stops = (),
    start: Sequence[Start] = (),
) -> None:
    """Stop and start clocks and set the due day on the matter; the caller saves ``DUE_FIELDS``.

    No query when every running clock stops, else one: what goes on running decides on the due day. The
    changes are written with the rest of the act.
    """
    if stop is EVERY and petition.track == Track.URGENT:
        stop = {clock.term for clock in running_clocks(petition)} - {OUTLIVES}
    going_on: list[RunningClock] = []
    paused = Annex.PAUSE.value in petition.annexes
    if paused:
        terms = None if isinstance(stop, Every) else list(stop)
        write(_END_PAUSES, [on, petition.pk, terms, terms], "petition_clockpause")
    if isinstance(stop, Every):
        write(_STOP_ALL, [on, petition.pk], "petition_runningclock")
    else:
        rows = running_clocks(petition)
        if paused and any(clock.paused_on and clock.term in stop for clock in rows):
            stop = {*stop, PAUSE_LIMIT}
        for clock in rows:
            if clock.term in stop:
                clock.stopped_on = on
                update(clock, ["stopped_on"])
            else:
                going_on.append(clock)
    started = [counted(petition, each) for each in start]
    insert(*started)
    set_due(petition, [*going_on, *started])


def resume_clock(petition: Petition, terms: Collection[str], organ_id: UUID | None = None) -> None:
    """Let the latest stopped clock of these terms (of one organ) run on as if it had never stopped.

    For a referral that came back (23(3)): the days since receipt do not begin again.
    """
    found = petition.clocks.filter(term__in=terms)
    latest = (found.filter(organ_id=organ_id) if organ_id else found).order_by("-id").first()
    if latest is None:
        return
    latest.stopped_on = None
    update(latest, ["stopped_on"])
    others = running_clocks(petition) if petition.track == Track.URGENT else []
    set_due(petition, [latest, *others])


def running_clocks(petition: Petition) -> list[RunningClock]:
    """Return the clocks that run (or stand still) on a matter; one prepared query."""
    return _RUNNING.rows(petition.pk)


def set_due(petition: Petition, running: Sequence[RunningClock]) -> None:
    """Set the nearest running duty of an organ on the matter; nothing on one that is finished (ADR 0015)."""
    nearest = nearest_duty(
        # A paused clock falls due on no day; the limit of its pause runs instead.
        DueFacts(clock.term, clock.due_on, clock.provisional)
        for clock in running
        if clock.paused_on is None and petition.closed_on is None
    )
    petition.due_on = nearest.due_on if nearest else None
    petition.due_term = nearest.term if nearest else ""
    petition.due_provisional = nearest.provisional if nearest else False


def recounted(clock: RunningClock, *, standing_until: date | None = None) -> Count | None:
    """Return the clock counted again on today's calendar, with its pauses and its extension.

    None for a day that was set by hand (交办的反馈期限). A clock that stands still is counted as if it ran on
    from the day after ``standing_until``; without one, as if it had not been paused at all.
    """
    if clock.term in SET_BY_HAND:
        return None
    term = term_named(profile_in_force(clock.started_on), clock.term)
    if term is None:
        return None
    pauses = list(pauses_of(clock.pauses))
    if clock.paused_on is not None and standing_until is not None and standing_until >= clock.paused_on:
        pauses.append(Pause(clock.paused_on, standing_until, STANDING_STILL))
    return count_days(clock.started_on, term, calendar(), pauses, extension_days=clock.extended_days)


STANDING_STILL: Final = "期限中止"


def explained(clock: RunningClock, today: date | None = None) -> tuple[DayLine, ...]:
    """Return one line for every day of a clock; () for a day that was set by hand.

    Of one that stands still, the days up to ``today`` (or its stop) are shown as left out.
    """
    count = recounted(clock, standing_until=clock.stopped_on or today)
    return count.explain() if count else ()


def summed_up(clock: RunningClock) -> str:
    """Return the counting in one sentence: 自…起15日，至…届满."""
    count = recounted(clock)
    return count.summary if count else ""
