"""开放时间: when a hall is open, by the working calendar and the days set apart. Pure.

Articles: 信访工作条例 18(1) (time and place of reception are published).
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Final

from minqing.kernel.clock.rules import WorkCalendar
from minqing.kernel.law.rules import Article, Incomplete, Refused

PUBLISHED_HOURS: Final = Article("信访工作条例", "18(1)")
LOOK_AHEAD = 60
"""Days to look for the next opening; a hall closed for longer has no next opening."""


class OpenOn(StrEnum):
    """On which days hours hold: working days (swapped ones too) or days of rest."""

    WORKDAY = "workday"
    REST = "rest"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """From when to when, on one day, in civil time."""

    opens: dt.time
    closes: dt.time

    def __str__(self) -> str:
        return f"{self.opens:%H:%M}–{self.closes:%H:%M}"


@dataclass(frozen=True, slots=True)
class Hours:
    """The hall's hours: what holds on working days and days of rest, and the days set apart.

    A day set apart without a period is closed.
    """

    workday: tuple[Period, ...]
    rest: tuple[Period, ...]
    apart: Mapping[dt.date, tuple[Period, ...]]


def hours_refusal(periods: Sequence[Period]) -> Refused | None:
    """Return what is wrong with the periods of a day: an end before its beginning, or two that overlap."""
    ordered = sorted(periods)
    for period in ordered:
        if period.closes <= period.opens:
            return Incomplete(f"{period}：结束时间应当晚于开始时间。", PUBLISHED_HOURS)
    for before, after in pairwise(ordered):
        if after.opens < before.closes:
            return Incomplete(f"{before}与{after}重叠。", PUBLISHED_HOURS)
    return None


def periods_on(hours: Hours, calendar: WorkCalendar, day: dt.date) -> tuple[Period, ...]:
    """Return when the hall is open that day, in order; nothing when it is closed."""
    if day in hours.apart:
        return tuple(sorted(hours.apart[day]))
    return tuple(sorted(hours.workday if calendar.is_workday(day) else hours.rest))


def is_open(hours: Hours, calendar: WorkCalendar, at: dt.datetime) -> bool:
    """Return whether the hall is open at an instant given in civil time."""
    return any(p.opens <= at.time() < p.closes for p in periods_on(hours, calendar, at.date()))


def next_opening(hours: Hours, calendar: WorkCalendar, at: dt.datetime) -> dt.datetime | None:
    """Return when the hall opens next, at or after an instant in civil time; itself while it is open."""
    if is_open(hours, calendar, at):
        return at
    for ahead in range(LOOK_AHEAD):
        day = at.date() + dt.timedelta(days=ahead)
        for period in periods_on(hours, calendar, day):
            opens = dt.datetime.combine(day, period.opens, at.tzinfo)
            if opens >= at:
                return opens
    return None


def closed_refusal(hours: Hours, calendar: WorkCalendar, at: dt.datetime) -> Refused | None:
    """Return why no number is issued now, with the next opening."""
    if is_open(hours, calendar, at):
        return None
    opens = next_opening(hours, calendar, at)
    when = f"下次开放：{opens.month}月{opens.day}日{opens:%H:%M}" if opens else "近期没有安排开放"
    return Incomplete(f"现在不在接待时间内。{when}。急事请找大厅值班人员，或者网上提交。", PUBLISHED_HOURS)


def slots_on(periods: Iterable[Period], minutes: int) -> tuple[dt.time, ...]:
    """Return the beginnings of the appointment slots of a day; a slot ends before the hall closes.

    >>> [str(t) for t in slots_on([Period(dt.time(9), dt.time(10))], 30)]
    ['09:00:00', '09:30:00']
    """
    found = []
    for period in sorted(periods):
        begin = period.opens.hour * 60 + period.opens.minute
        end = period.closes.hour * 60 + period.closes.minute
        found += [dt.time(m // 60, m % 60) for m in range(begin, end - minutes + 1, minutes)]
    return tuple(found)
