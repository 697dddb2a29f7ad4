"""Counting against a slow oracle of another make: a walk day by day that asks the chinesecalendar package."""

import datetime as dt
from itertools import pairwise

import chinese_calendar
from hypothesis import given
from hypothesis import strategies as st

from minqing.kernel.clock.public import Count, Length, LineKind, count_days, published_calendar
from minqing.kernel.law.public import Unit

CALENDAR = published_calendar()
ONE = dt.timedelta(days=1)
# The oracle knows 2004 to 2026 only; 2026-05-31 leaves room for the longest count and pauses.
starts = st.dates(dt.date(2019, 1, 1), dt.date(2026, 5, 31))
counts = st.integers(0, 90)
units = st.sampled_from(Unit)
Pauses = list[tuple[dt.date, dt.date]]


@st.composite
def pause_lists(draw: st.DrawFn, start: dt.date) -> Pauses:
    """Up to three pauses of up to ten days around the start, in any order, perhaps overlapping."""
    found = []
    for _ in range(draw(st.integers(0, 3))):
        first = start + dt.timedelta(days=draw(st.integers(-5, 60)))
        found.append((first, first + dt.timedelta(days=draw(st.integers(0, 9)))))
    return found


@st.composite
def cases(draw: st.DrawFn) -> tuple[dt.date, Length, Pauses]:
    start = draw(starts)
    return start, Length(draw(counts), draw(units), draw(st.booleans())), draw(pause_lists(start))


def walked(start: dt.date, length: Length, pauses: Pauses) -> tuple[dt.date, dt.date]:
    """The slow way: (unrolled, due)."""
    day, left = start, length.count
    while left:
        day += ONE
        if any(first <= day <= last for first, last in pauses):
            continue
        if length.unit is Unit.WORKDAY and not chinese_calendar.is_workday(day):
            continue
        left -= 1
    unrolled = day
    while length.rolls and not chinese_calendar.is_workday(day):
        day += ONE
    return unrolled, day


def counted(case: tuple[dt.date, Length, Pauses]) -> Count:
    start, length, pauses = case
    return count_days(start, length, CALENDAR, pauses)


@given(cases())
def test_the_fast_count_equals_the_walk(case: tuple[dt.date, Length, Pauses]) -> None:
    result = counted(case)
    assert (result.unrolled, result.due) == walked(*case)
    assert not result.provisional


@given(st.dates(dt.date(2004, 1, 1), dt.date(2026, 12, 31)))
def test_every_day_is_a_working_day_exactly_when_the_package_says_so(day: dt.date) -> None:
    assert CALENDAR.is_workday(day) == chinese_calendar.is_workday(day)


@given(starts, st.integers(0, 200))
def test_the_number_of_working_days_between_two_days_is_that_of_brute_force(
    first: dt.date, span: int
) -> None:
    last = first + dt.timedelta(days=span)
    days = [first + dt.timedelta(days=n) for n in range(span + 1)]
    assert CALENDAR.workdays_between(first, last) == sum(map(chinese_calendar.is_workday, days))
    assert CALENDAR.workdays_between(last, first - ONE) == 0


@given(cases())
def test_a_rolled_term_never_ends_on_a_rest_day(case: tuple[dt.date, Length, Pauses]) -> None:
    result = counted(case)
    assert not result.rolls or CALENDAR.is_workday(result.due)
    assert result.start <= result.original <= result.unrolled <= result.due


@given(cases())
def test_a_longer_term_never_ends_earlier(case: tuple[dt.date, Length, Pauses]) -> None:
    start, length, pauses = case
    longer = Length(length.count + 1, length.unit, length.rolls)
    assert counted(case).due <= count_days(start, longer, CALENDAR, pauses).due
    assert counted(case).unrolled < count_days(start, longer, CALENDAR, pauses).unrolled


@given(cases())
def test_a_later_start_never_ends_earlier(case: tuple[dt.date, Length, Pauses]) -> None:
    start, length, _ = case
    assert counted((start, length, [])).due <= counted((start + ONE, length, [])).due


@given(starts, st.integers(0, 60), st.integers(0, 60), units)
def test_a_term_in_two_parts_ends_where_the_whole_does(
    start: dt.date, one: int, two: int, unit: Unit
) -> None:
    first = count_days(start, Length(one, unit), CALENDAR).unrolled
    whole = count_days(start, Length(one + two, unit), CALENDAR).unrolled
    assert count_days(first, Length(two, unit), CALENDAR).unrolled == whole


@given(cases(), st.integers(0, 30))
def test_an_extension_is_a_longer_term_from_the_same_start(
    case: tuple[dt.date, Length, Pauses], more: int
) -> None:
    start, length, pauses = case
    extended = count_days(start, length, CALENDAR, pauses, extension_days=more)
    longer = Length(length.count + more, length.unit, length.rolls)
    whole = count_days(start, longer, CALENDAR, pauses)
    assert (extended.unrolled, extended.due) == (whole.unrolled, whole.due)
    assert extended.original == counted(case).unrolled


@given(cases())
def test_a_pause_moves_the_end_by_exactly_the_days_it_takes(case: tuple[dt.date, Length, Pauses]) -> None:
    start, length, pauses = case
    result = counted(case)
    paused = {
        day
        for first, last in pauses
        for day in (first + dt.timedelta(days=n) for n in range((last - first).days + 1))
        if start < day <= result.unrolled
    }
    assert result.paused_days == len(paused)
    if length.unit is Unit.DAY:
        assert (result.unrolled - start).days == length.count + len(paused)
    else:
        worked = CALENDAR.workdays_between(start + ONE, result.unrolled)
        assert worked == length.count + sum(map(CALENDAR.is_workday, paused))


@given(cases(), st.integers(0, 5))
def test_the_explanation_has_one_line_a_day_and_numbers_without_gaps(
    case: tuple[dt.date, Length, Pauses], more: int
) -> None:
    start, length, pauses = case
    result = count_days(start, length, CALENDAR, pauses, extension_days=more)
    lines = result.explain()
    assert lines[0].day == start
    assert lines[0].kind is LineKind.EXCLUDED
    assert lines[-1].day == result.due
    assert all(after.day - before.day == ONE for before, after in pairwise(lines))
    numbers = [line.number for line in lines if line.number is not None]
    assert numbers == list(range(1, length.count + more + 1))
    assert all((line.number is not None) == (line.kind is LineKind.COUNTED) for line in lines)
    assert all((line.kind is LineKind.ROLLED) == (line.day > result.unrolled) for line in lines)
    assert all(str(line.day.day) in line.words for line in lines)


@given(st.dates(dt.date(2027, 1, 1), dt.date(2035, 1, 1)), counts, units)
def test_beyond_the_published_years_the_walk_over_weekends_and_fixed_holidays_agrees(
    start: dt.date, count: int, unit: Unit
) -> None:
    free = {(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)}

    def works(day: dt.date) -> bool:
        return day.isoweekday() <= 5 and (day.month, day.day) not in free

    day, left = start, count
    while left:
        day += ONE
        left -= unit is Unit.DAY or works(day)
    while not works(day):
        day += ONE
    result = count_days(start, Length(count, unit), CALENDAR)
    assert (result.due, result.provisional) == (day, True)
