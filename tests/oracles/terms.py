"""The oracle of terms: how long each is under which law, typed from the texts.

It imports nothing of the program. 信访工作条例 (from 2022-05-01), 信访条例 (2005), and the invented county of
the demonstration. A term the text of the time does not know is not here. With ``days`` it says when a term
ends, counting day by day.
"""

import datetime as dt
from functools import cache
from typing import NamedTuple

from tests.oracles.days import LAST_KNOWN, Span, last_day
from tests.oracles.days import works as published

REGULATION_FROM = dt.date(2022, 5, 1)
COUNTY, COUNTY_FROM = "511921", dt.date(2024, 1, 1)


class Length(NamedTuple):
    """How many, whether working days, whether a last day on a rest day moves on."""

    count: int
    workdays: bool = False
    rolls: bool = True


_BOTH = {
    "XFB_ROUTE": Length(15),
    "ORG_NOTIFY_DIRECT": Length(15),
    "ORG_NOTIFY_TRANSFER": Length(15),
    "HANDLE": Length(60),
    "REVIEW1_APPLY": Length(30),
    "REVIEW1_DECIDE": Length(30),
    "REVIEW2_APPLY": Length(30),
    "REVIEW_OUTSIDE": Length(30),
    "REVIEW2_DECIDE": Length(30),
    "EVALUATION_WINDOW": Length(30),
    "PRACTICE_ACCEPT": Length(15),
    "PRACTICE_HANDLE": Length(60),
    "URGENT_REPORT": Length(1, rolls=False),
    "PAUSE_LIMIT": Length(30, rolls=False),
}
# 民事诉讼法 (2017) 92, to the end of the old regulation; 95 since.
_BEFORE = {"SERVICE_BY_ANNOUNCEMENT": Length(60)}
_SINCE_2022 = {
    "ORG_OBJECT": Length(5, workdays=True),
    "OBJECT_VERIFY": Length(5, workdays=True),
    "REVIEW_OBSTACLE": Length(10),
    "SERVICE_BY_ANNOUNCEMENT": Length(30),
    "SIMPLE_RELAY": Length(1, workdays=True),
    "SIMPLE_ACCEPT": Length(3, workdays=True),
    "SIMPLE_HANDLE": Length(10, workdays=True),
    "JJKG_NOTIFY": Length(15, workdays=True),
    "JJKG_FEEDBACK": Length(15, workdays=True),
}
_COUNTY = {
    "XFB_ROUTE": Length(5, workdays=True),
    "EVALUATION_WINDOW": Length(15),
    "PAUSE_LIMIT": Length(60, rolls=False),
}


# 全国年节及纪念日放假办法: what rests on its fixed day also in a year whose plan is not published yet.
FIXED = {(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)}


def works(day: dt.date) -> bool:
    """Return whether offices are open; later than the published plans by weekends and fixed holidays."""
    return published(day) and (day <= LAST_KNOWN or (day.month, day.day) not in FIXED)


@cache
def length(term: str, day: dt.date, place: str = "") -> Length | None:
    """Return how long a term that starts on a day is at a place, None when the law of the day has none."""
    if place.startswith(COUNTY) and day >= COUNTY_FROM and term in _COUNTY:
        return _COUNTY[term]
    return _BOTH.get(term) or (_SINCE_2022 if day >= REGULATION_FROM else _BEFORE).get(term)


@cache
def term_ends(
    term: str, start: dt.date, place: str = "", extension: int = 0, pauses: tuple[Span, ...] = ()
) -> dt.date:
    """Return the last day of a term, counted day by day; ``ValueError`` when the law has no such term."""
    found = length(term, start, place)
    if found is None:
        raise ValueError(f"{term} on {start}")
    return last_day(
        start,
        found.count,
        workdays=found.workdays,
        rolls=found.rolls,
        pauses=pauses,
        extension=extension,
        works=works,
    ).due
