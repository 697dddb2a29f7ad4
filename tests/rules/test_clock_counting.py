"""Counting days: the worked example of the law notes, boundaries, pauses, extensions, explanations."""

import datetime as dt
import timeit

import pytest

from minqing.kernel.clock.public import (
    DayKind,
    Length,
    LineKind,
    MarkedDay,
    Pause,
    WorkCalendar,
    count_days,
    published_calendar,
)
from minqing.kernel.law.public import Unit, profile_on

CALENDAR = published_calendar()
LAW = profile_on(dt.date(2026, 9, 14))
D, W = Unit.DAY, Unit.WORKDAY


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def test_the_worked_example_received_accepted_rolled_and_extended() -> None:
    route = count_days(day("2026-09-14"), LAW.term("XFB_ROUTE"), CALENDAR)
    assert (route.due, route.unrolled, route.provisional) == (day("2026-09-29"), day("2026-09-29"), False)
    handle = count_days(day("2026-09-29"), LAW.term("HANDLE"), CALENDAR)
    assert (handle.unrolled, handle.due) == (day("2026-11-28"), day("2026-11-30"))
    longer = count_days(day("2026-09-29"), LAW.term("HANDLE"), CALENDAR, extension_days=30)
    assert (longer.original, longer.unrolled, longer.due) == (
        day("2026-11-28"),
        day("2026-12-28"),
        day("2026-12-28"),
    )


@pytest.mark.parametrize(
    ("start", "count", "unit", "due"),
    [
        ("2026-09-28", 5, W, "2026-10-10"),  # 国庆 1-7 free, Saturday the 10th worked for it
        ("2026-09-16", 15, D, "2026-10-08"),  # the last day 1 October rolls over the whole holiday
        ("2026-09-25", 15, D, "2026-10-10"),  # a last day on a worked Saturday does not roll
        ("2026-09-26", 15, D, "2026-10-12"),  # the Sunday after it does
        ("2026-02-13", 5, W, "2026-02-27"),  # 春节 15-23 free, Saturday the 14th worked
        ("2026-02-13", 1, W, "2026-02-14"),
        ("2026-02-01", 15, D, "2026-02-24"),  # into 春节: rolls nine days
        ("2024-02-28", 1, D, "2024-02-29"),  # leap day
        ("2023-02-28", 1, D, "2023-03-01"),
        ("2023-12-31", 60, D, "2024-02-29"),
        ("2025-12-31", 1, W, "2026-01-04"),  # 元旦 1-3 free, Sunday the 4th worked
        ("2020-01-23", 1, W, "2020-02-03"),  # 春节 2020 was lengthened to 2 February by notice
        ("2026-11-23", 0, D, "2026-11-23"),
        ("2026-11-22", 0, D, "2026-11-23"),
    ],
)
def test_boundaries_of_holidays_swaps_and_leap_days(start: str, count: int, unit: Unit, due: str) -> None:
    assert count_days(day(start), Length(count, unit), CALENDAR).due == day(due)


def test_a_term_that_does_not_roll_ends_on_the_rest_day() -> None:
    result = count_days(day("2026-09-29"), Length(60, D, rolls=False), CALENDAR)
    assert result.due == result.unrolled == day("2026-11-28")


def test_a_plain_tuple_counts_as_a_length_does() -> None:
    assert count_days(day("2026-09-29"), (60, D, True), CALENDAR).due == day("2026-11-30")


def test_days_of_a_pause_do_not_count_and_counting_goes_on_with_the_next_number() -> None:
    pause = Pause(day("2026-11-05"), day("2026-11-09"), "等待鉴定")
    result = count_days(day("2026-11-02"), Length(5), CALENDAR, (pause,))
    assert result.due == day("2026-11-12")
    numbers = {line.day.isoformat(): line.number for line in result.explain() if line.number}
    assert numbers == {
        "2026-11-03": 1,
        "2026-11-04": 2,
        "2026-11-10": 3,
        "2026-11-11": 4,
        "2026-11-12": 5,
    }
    paused = [line for line in result.explain() if line.kind is LineKind.PAUSED]
    assert [line.day.day for line in paused] == [5, 6, 7, 8, 9]
    assert paused[0].words == "2026年11月5日（星期四）：等待鉴定，不计入"
    assert result.paused_days == 5
    assert result.summary == "自2026年11月2日起5日，其间中止5日不计，至2026年11月12日届满"


def test_overlapping_pauses_take_each_day_once_and_their_order_does_not_matter() -> None:
    one = (day("2026-11-05"), day("2026-11-09"))
    two = (day("2026-11-08"), day("2026-11-10"))
    both = count_days(day("2026-11-02"), Length(5), CALENDAR, (two, one))
    assert both == count_days(day("2026-11-02"), Length(5), CALENDAR, ((one[0], two[1]),))
    assert both.due == day("2026-11-13")


def test_a_pause_before_the_start_or_after_the_end_changes_nothing() -> None:
    plain = count_days(day("2026-11-02"), Length(5), CALENDAR)
    outside = [(day("2026-10-01"), day("2026-11-02")), (day("2026-11-10"), day("2026-11-20"))]
    assert count_days(day("2026-11-02"), Length(5), CALENDAR, outside).due == plain.due


def test_a_pause_that_begins_on_the_last_day_takes_it_away() -> None:
    result = count_days(day("2026-11-02"), Length(2), CALENDAR, [(day("2026-11-04"), day("2026-11-04"))])
    assert result.due == day("2026-11-05")


def test_working_days_lost_to_a_pause_are_only_its_working_days() -> None:
    weekend = [(day("2026-11-07"), day("2026-11-08"))]
    assert count_days(day("2026-11-02"), Length(5, W), CALENDAR, weekend).due == day("2026-11-09")
    monday = [(day("2026-11-07"), day("2026-11-09"))]
    assert count_days(day("2026-11-02"), Length(5, W), CALENDAR, monday).due == day("2026-11-10")


def test_an_extension_counts_from_the_last_day_before_it_rolled() -> None:
    plain = count_days(day("2026-11-13"), Length(15), CALENDAR)
    assert (plain.unrolled, plain.due) == (day("2026-11-28"), day("2026-11-30"))
    longer = count_days(day("2026-11-13"), Length(15), CALENDAR, extension_days=3)
    assert longer.due == day("2026-12-01")
    lines = longer.explain()
    assert lines[-1].words == "2026年12月1日（星期二）：第18日（延长期第3日），期限最后一日"


@pytest.mark.parametrize(
    ("length", "pauses", "extension"),
    [
        (Length(-1), (), 0),
        (Length(3), (), -1),
        (Length(3), ((dt.date(2026, 11, 5), dt.date(2026, 11, 4)),), 0),
    ],
)
def test_impossible_lengths_and_pauses_are_refused(
    length: Length, pauses: tuple[tuple[dt.date, dt.date], ...], extension: int
) -> None:
    with pytest.raises(ValueError, match=r"negative|ends before"):
        count_days(day("2026-11-02"), length, CALENDAR, pauses, extension)


def test_the_explanation_of_working_days_names_every_holiday_and_swapped_day() -> None:
    result = count_days(day("2026-09-28"), LAW.term("ORG_OBJECT"), CALENDAR)
    assert [(line.day.day, line.number, line.kind.value) for line in result.explain()] == [
        (28, None, "excluded"),
        (29, 1, "counted"),
        (30, 2, "counted"),
        (1, None, "skipped"),
        (2, None, "skipped"),
        (3, None, "skipped"),
        (4, None, "skipped"),
        (5, None, "skipped"),
        (6, None, "skipped"),
        (7, None, "skipped"),
        (8, 3, "counted"),
        (9, 4, "counted"),
        (10, 5, "counted"),
    ]
    words = [line.words for line in result.explain()]
    assert words[0] == "2026年9月28日（星期一）：开始当日，不计入"
    assert words[3] == "2026年10月1日（星期四）：国庆节放假，不是工作日，不计"
    assert words[-1] == "2026年10月10日（星期六）：第5个工作日（国庆节调休上班），期限最后一日"


def test_the_explanation_of_a_roll_over_says_why_and_where_to() -> None:
    words = [line.words for line in count_days(day("2026-09-29"), LAW.term("HANDLE"), CALENDAR).explain()]
    assert words[-3:] == [
        "2026年11月28日（星期六）：第60日，期限最后一日；周末休息，顺延至下一工作日",
        "2026年11月29日（星期日）：周末休息，继续顺延",
        "2026年11月30日（星期一）：顺延后的期限最后一日",
    ]


def test_the_summary_is_one_sentence() -> None:
    result = count_days(day("2026-09-29"), LAW.term("HANDLE"), CALENDAR, extension_days=30)
    assert result.summary == "自2026年9月29日起60日，延长30日，至2026年12月28日届满"
    rolled = count_days(day("2026-09-29"), LAW.term("HANDLE"), CALENDAR)
    assert rolled.summary == "自2026年9月29日起60日，至2026年11月30日届满（2026年11月28日是休息日，顺延）"


def test_a_year_without_a_published_plan_is_estimated_and_says_so() -> None:
    assert not CALENDAR.is_published(2027)
    assert CALENDAR.kind_of(day("2027-01-01")) is DayKind.HOLIDAY
    assert CALENDAR.kind_of(day("2027-10-03")) is DayKind.HOLIDAY
    assert CALENDAR.kind_of(day("2027-05-02")) is DayKind.HOLIDAY
    assert CALENDAR.kind_of(day("2027-01-04")) is DayKind.WORKDAY
    result = count_days(day("2026-12-28"), Length(5, W), CALENDAR)
    assert (result.due, result.provisional) == (day("2027-01-05"), True)
    assert result.summary.endswith("2027年放假安排尚未公布，此为暂定日期")
    marked = [line for line in result.explain() if "尚未公布" in line.words]
    assert [line.day.isoformat() for line in marked] == [
        "2027-01-01",
        "2027-01-02",
        "2027-01-03",
        "2027-01-04",
        "2027-01-05",
    ]


def test_only_what_a_plan_can_still_move_is_provisional() -> None:
    into_next_year = Length(3, D, rolls=False)
    assert not count_days(day("2026-12-30"), into_next_year, CALENDAR).provisional
    assert count_days(day("2026-12-30"), Length(3), CALENDAR).provisional
    assert not count_days(day("2026-12-28"), Length(3), CALENDAR).provisional
    # Day terms that began in an unpublished year but end in a published one depend on the latter alone.
    assert not count_days(day("2003-12-20"), Length(30), CALENDAR).provisional
    assert count_days(day("2003-12-20"), Length(10, W), CALENDAR).provisional


def test_publishing_the_plan_turns_the_estimate_into_a_date() -> None:
    marks = {
        day("2027-01-01"): MarkedDay(DayKind.HOLIDAY, "元旦"),
        day("2027-01-03"): MarkedDay(DayKind.SWAPPED, "元旦"),
    }
    calendar = WorkCalendar(marks, {2026, 2027})
    result = count_days(day("2026-12-31"), Length(1, W), calendar)
    assert (result.due, result.provisional) == (day("2027-01-03"), False)


@pytest.mark.parametrize("year", [1999, 2060])
def test_years_far_from_the_published_ones_are_counted_too(year: int) -> None:
    start = dt.date(year, 3, 1)
    result = count_days(start, Length(20, W), CALENDAR)
    expected, left = start, 20
    while left:
        expected += dt.timedelta(days=1)
        left -= expected.weekday() < 5
    assert (result.due, result.provisional) == (expected, True)


def test_a_calendar_without_any_plan_still_counts() -> None:
    empty = WorkCalendar({}, ())
    assert count_days(day("2026-11-20"), Length(1, W), empty).due == day("2026-11-23")
    assert empty.published_years == ()


def test_counting_sixty_days_takes_less_than_fifty_microseconds() -> None:
    term, start = LAW.term("HANDLE"), day("2026-09-29")
    pauses = ((day("2026-10-12"), day("2026-10-20")),)
    count_days(start, Length(60, W), CALENDAR, pauses)
    for length in (term, Length(60, W)):
        best = min(timeit.repeat(lambda: count_days(start, length, CALENDAR, pauses), number=500, repeat=5))  # noqa: B023
        assert best / 500 < 50e-6
