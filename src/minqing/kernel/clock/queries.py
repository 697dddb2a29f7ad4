"""The calendar in force, held per process."""

import datetime as dt
import time
from typing import NamedTuple

from django.conf import settings
from django.db.models import Count as CountRows
from django.db.models import Max

from minqing.kernel.clock.models import HolidayDay
from minqing.kernel.clock.published import packaged_days, packaged_years
from minqing.kernel.clock.rules import DayKind, MarkedDay, WorkCalendar

_Stamp = tuple[int, dt.datetime | None]


class _Held(NamedTuple):
    calendar: WorkCalendar
    stamp: _Stamp
    checked: float


_held: list[_Held] = []


def _stamp() -> _Stamp:
    row = HolidayDay.objects.aggregate(rows=CountRows("day"), latest=Max("recorded_at"))
    return row["rows"], row["latest"]


def calendar() -> WorkCalendar:
    """The working calendar in force: the table's years, and the package's for years the table has not.

    Held per process, so it normally costs no query; once a minute (``CALENDAR_CHECK_SECONDS``) one small
    query looks whether another process has imported a year.
    """
    moment = time.monotonic()
    if _held and moment - _held[0].checked < settings.CALENDAR_CHECK_SECONDS:
        return _held[0].calendar
    stamp = _stamp()
    same = bool(_held) and _held[0].stamp == stamp
    fresh = _held[0].calendar if same else stored_calendar()
    _held[:] = [_Held(fresh, stamp, moment)]
    return fresh


def reset_calendar() -> None:
    """Forget the held calendar; the next ``calendar()`` reads the table again."""
    _held.clear()


def stored_calendar() -> WorkCalendar:
    """Build the calendar from the table (one query), years the table has not from the package."""
    rows = HolidayDay.objects.values_list("plan_year", "day", "kind", "name")
    years, stored = set(), {}
    for year, day, kind, name in rows:
        years.add(year)
        stored[day] = MarkedDay(DayKind(kind), name)
    packaged = {day: mark for day, mark in packaged_days().items() if day.year not in years}
    return WorkCalendar(packaged | stored, years | packaged_years())


def holidays_of(year: int) -> list[HolidayDay]:
    """The rows of a year's plan, in order; empty when it has not been imported."""
    return list(HolidayDay.objects.filter(plan_year=year))
