"""放假安排: the plans of the State Council's General Office, as the package chinesecalendar has them.

The package knows 2004 to 2026 and is corrected upstream; later years are imported by the steward.
"""

import datetime as dt
from functools import cache
from importlib.metadata import version

from chinese_calendar import constants

from minqing.kernel.clock.rules import DayKind, MarkedDay, WorkCalendar

_NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "National Day": "国庆节",
    "Mid-autumn Festival": "中秋节",
    "Anti-Fascist 70th Day": "抗战胜利70周年纪念日",
}


def packaged_source() -> str:
    """Where the packaged days come from, as recorded beside every row."""
    return f"国务院办公厅放假安排，取自 chinesecalendar {version('chinesecalendar')}"


@cache
def packaged_days() -> dict[dt.date, MarkedDay]:
    """Every holiday and swapped workday of the package, with its Chinese name."""
    found = {day: MarkedDay(DayKind.HOLIDAY, _NAMES[name]) for day, name in constants.holidays.items()}
    found.update({day: MarkedDay(DayKind.SWAPPED, _NAMES[name]) for day, name in constants.workdays.items()})
    return found


@cache
def packaged_years() -> frozenset[int]:
    """The years whose plan the package holds (2004 to 2026 at the time of writing)."""
    return frozenset(day.year for day in packaged_days())


@cache
def published_calendar() -> WorkCalendar:
    """The calendar of the package alone: needs no database, for pure tests and tools."""
    return WorkCalendar(packaged_days(), packaged_years())
