"""The slow oracle of days: one day after the other, on a calendar of another make.

It imports nothing of the program. What it knows: the day of the event is not counted (民法典 201); 日 are
all days, 工作日 only those the chinesecalendar package calls working days; days inside a pause are not
counted; an extension is counted on from the last day as it was before it rolled; a last day on a rest day
moves to the next working day, once (203). The package knows 2004 to 2026; for later days weekends rest and
nothing else, so callers keep within its years or pass ``works``.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from functools import cache
from typing import NamedTuple

import chinese_calendar

ONE = dt.timedelta(days=1)
FIRST_KNOWN, LAST_KNOWN = dt.date(2004, 1, 1), dt.date(2026, 12, 31)
Works = Callable[[dt.date], bool]
Span = tuple[dt.date, dt.date]


class LastDay(NamedTuple):
    """The last day before and after rolling, and what it would be without the extension."""

    unrolled: dt.date
    due: dt.date
    original: dt.date


@cache
def works(day: dt.date) -> bool:
    """Return whether offices are open; looked up once a day, the counting stays day by day."""
    if FIRST_KNOWN <= day <= LAST_KNOWN:
        return bool(chinese_calendar.is_workday(day))
    return day.weekday() < 5


def last_day(
    start: dt.date,
    count: int,
    *,
    workdays: bool = False,
    rolls: bool = True,
    pauses: Iterable[Span] = (),
    extension: int = 0,
    works: Works = works,
) -> LastDay:
    """Return when a term of ``count`` days after ``start`` ends; ``pauses`` are closed spans of days.

    >>> last_day(dt.date(2026, 9, 29), 60, extension=30).due
    datetime.date(2026, 12, 28)
    """
    held = list(pauses)
    day, numbered, original = start, 0, start
    while numbered < count + extension:
        day += ONE
        if any(first <= day <= last for first, last in held):
            continue
        if workdays and not works(day):
            continue
        numbered += 1
        if numbered == count:
            original = day
    unrolled = day
    while rolls and not works(day):
        day += ONE
    return LastDay(unrolled, day, original)


def left_out(start: dt.date, end: dt.date, pauses: Iterable[Span], *, workdays: bool = False) -> int:
    """Return how many countable days between start (not counted) and end lie in a pause."""
    held, day, number = list(pauses), start, 0
    while day < end:
        day += ONE
        inside = any(first <= day <= last for first, last in held)
        number += inside and (not workdays or works(day))
    return number


def stood_still(paused: dt.date, resumed: dt.date, limit: dt.date) -> list[dt.date]:
    """Return the days left out of a term: from the pause to the day before it ran on, or before its limit."""
    days, day = list[dt.date](), paused
    while day < min(resumed, limit):
        days.append(day)
        day += ONE
    return days
