"""The calendar in force: stored years, the held copy, and taking over a year's plan."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from minqing.kernel.clock.public import (
    CalendarRejected,
    DayKind,
    HolidayDay,
    Length,
    calendar,
    count_days,
    holidays_of,
    import_published_years,
    import_year,
    published_calendar,
    reset_calendar,
)
from minqing.kernel.law.public import Refused, Unit

pytestmark = pytest.mark.django_db

# An invented plan of 2027: the holidays of fixed date and a bridge day worked for on a Sunday.
PLAN_2027: list[dict[str, Any]] = [
    {"day": "2027-01-01", "kind": "放假", "name": "元旦"},
    {"day": "2027/01/02", "kind": "放假", "name": "元旦"},
    {"day": dt.date(2027, 1, 3), "kind": "holiday", "name": "元旦"},
    {"day": "2027-01-04", "kind": "休", "name": "元旦"},
    {"day": "2027-01-10", "kind": "调休上班", "name": "元旦"},
    *({"day": f"2027-05-0{n}", "kind": "放假", "name": "劳动节"} for n in (1, 2, 3)),
    *({"day": f"2027-10-0{n}", "kind": "放假", "name": "国庆节"} for n in range(1, 8)),
]


@pytest.fixture(autouse=True)
def forget_the_calendar() -> Iterator[None]:
    reset_calendar()
    yield
    reset_calendar()


def test_the_years_2019_to_2026_are_stored_with_their_source() -> None:
    years = sorted(set(HolidayDay.objects.values_list("plan_year", flat=True)))
    assert years == list(range(2019, 2027))
    row = HolidayDay.objects.get(day=dt.date(2026, 10, 10))
    assert (row.kind, row.name) == ("swapped", "国庆节")
    assert "chinesecalendar" in row.source
    assert str(row) == "2026-10-10 国庆节 swapped"


def test_the_stored_calendar_says_the_same_as_the_published_one() -> None:
    stored, published = calendar(), published_calendar()
    assert stored.published_years == published.published_years
    day = dt.date(2019, 1, 1)
    while day <= dt.date(2027, 12, 31):
        assert stored.kind_of(day) is published.kind_of(day), day
        day += dt.timedelta(days=1)


def test_the_calendar_is_held_and_costs_no_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    first = calendar()
    with django_assert_num_queries(0):
        assert calendar() is first


def test_after_a_minute_one_query_looks_for_a_change(
    monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    monkeypatch.setattr("minqing.kernel.clock.queries.time.monotonic", lambda: 1000.0)
    first = calendar()
    monkeypatch.setattr("minqing.kernel.clock.queries.time.monotonic", lambda: 1100_000.0)
    with django_assert_num_queries(1):
        assert calendar() is first
    with django_assert_num_queries(0):
        calendar()


def test_a_year_imported_elsewhere_is_seen_after_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("minqing.kernel.clock.queries.time.monotonic", lambda: 1000.0)
    assert not calendar().is_published(2027)
    HolidayDay.objects.create(
        day=dt.date(2027, 1, 1),
        plan_year=2027,
        kind="holiday",
        name="元旦",
        source="另一进程",
        recorded_at=dt.datetime(2026, 11, 23, tzinfo=dt.UTC),
    )
    assert not calendar().is_published(2027)
    monkeypatch.setattr("minqing.kernel.clock.queries.time.monotonic", lambda: 1100_000.0)
    assert calendar().is_published(2027)


def test_importing_a_year_makes_provisional_dates_firm_at_once() -> None:
    length = Length(5, Unit.WORKDAY)
    before = count_days(dt.date(2026, 12, 30), length, calendar())
    assert (before.due, before.provisional) == (dt.date(2027, 1, 7), True)
    done = import_year(PLAN_2027, "国办发明电〔2026〕示例号")
    assert (done.year, done.holidays, done.swapped, done.replaced) == (2027, 14, 1, 0)
    after = count_days(dt.date(2026, 12, 30), length, calendar())
    assert (after.due, after.provisional) == (dt.date(2027, 1, 8), False)
    assert calendar().kind_of(dt.date(2027, 1, 10)) is DayKind.SWAPPED
    assert len(holidays_of(2027)) == 15


def test_importing_a_year_again_replaces_it() -> None:
    import_year(PLAN_2027, "第一次")
    done = import_year(PLAN_2027[1:] + PLAN_2027[:1], "更正")
    assert done.replaced == 15
    assert {row.source for row in holidays_of(2027)} == {"更正"}


def test_a_plan_may_reach_into_the_december_before() -> None:
    plan = [
        *PLAN_2027,
        {"day": "2026-12-31", "kind": "放假", "name": "元旦"},
        {"day": "2026-12-26", "kind": "调休上班", "name": "元旦"},
    ]
    done = import_year(plan, "文号")
    assert (done.year, done.holidays, done.swapped) == (2027, 15, 2)
    assert calendar().kind_of(dt.date(2026, 12, 31)) is DayKind.HOLIDAY
    assert calendar().kind_of(dt.date(2026, 12, 26)) is DayKind.SWAPPED
    assert calendar().kind_of(dt.date(2026, 10, 10)) is DayKind.SWAPPED
    assert import_year(PLAN_2027, "文号").replaced == 17
    assert calendar().kind_of(dt.date(2026, 12, 31)) is DayKind.WORKDAY


def test_the_command_imports_a_file_and_tells_what_is_wrong_with_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "2027.csv"
    lines = [f"{row['day']},{row['kind']},{row['name']}" for row in PLAN_2027]
    path.write_text("日期,类别,节日\n" + "\n".join(lines), encoding="utf-8-sig")
    call_command("import_holidays", path, "--source", "国办发明电〔2026〕示例号")
    assert capsys.readouterr().out == "2027年：放假 14 天，调休上班 1 天，替换 0 行\n"
    path.write_text("day,kind,name\n2027-01-01,放假,元旦\n", encoding="utf-8")
    with pytest.raises(CommandError, match="缺少法定节日 2027-05-01"):
        call_command("import_holidays", path, "--source", "文号")
    with pytest.raises(CommandError, match="没有文件"):
        call_command("import_holidays", tmp_path / "none.csv", "--source", "文号")
    assert len(holidays_of(2027)) == 15


@pytest.mark.parametrize(
    ("rows", "source", "problem"),
    [
        ([], "文号", "没有任何一行可用"),
        (PLAN_2027, "  ", "须注明放假安排的依据"),
        (PLAN_2027[1:], "文号", "缺少法定节日 2027-01-01"),
        ([*PLAN_2027, PLAN_2027[0]], "文号", "第16行：2027-01-01 重复"),
        (
            [*PLAN_2027, {"day": "2027-02-30", "kind": "放假", "name": "春节"}],
            "文号",
            "第16行：“2027-02-30”不是日期",
        ),
        ([*PLAN_2027, {"day": "2027-02-06", "kind": "半天", "name": "春节"}], "文号", "第16行：“半天”不是"),
        (
            [*PLAN_2027, {"day": "2027-02-06", "kind": "放假", "name": ""}],
            "文号",
            "第16行：节日名称须为1至40字",
        ),
        (
            [*PLAN_2027, {"day": "2027-02-08", "kind": "班", "name": "春节"}],
            "文号",
            "2027-02-08 本来就是工作日",
        ),
        ([*PLAN_2027, {"day": "2028-02-06", "kind": "放假", "name": "春节"}], "文号", "一次只能录入一年"),
        (PLAN_2027[:1] + PLAN_2027[5:6] + PLAN_2027[8:11], "文号", "全年只有5个放假日"),
        ([{"day": None, "kind": None}], "文号", "第1行：“None”不是日期"),
    ],
)
def test_a_faulty_plan_is_refused_whole_and_every_fault_is_told(
    rows: list[dict[str, Any]], source: str, problem: str
) -> None:
    before = list(HolidayDay.objects.values_list("day", "source"))
    with pytest.raises(CalendarRejected) as caught:
        import_year(rows, source)
    assert any(problem in each for each in caught.value.problems), caught.value.problems
    assert isinstance(caught.value, Refused)
    assert list(HolidayDay.objects.values_list("day", "source")) == before


def test_storing_the_published_years_again_adds_nothing_and_overwrites_nothing() -> None:
    assert import_published_years() == []
    HolidayDay.objects.filter(plan_year=2020).delete()
    HolidayDay.objects.filter(plan_year=2021).update(source="县政府办公室核对")
    assert import_published_years() == [2020]
    assert {row.source for row in holidays_of(2021)} == {"县政府办公室核对"}
    assert len(holidays_of(2020)) == 36


def test_years_the_table_has_lost_are_still_those_of_the_package() -> None:
    HolidayDay.objects.all().delete()
    reset_calendar()
    assert calendar().kind_of(dt.date(2026, 10, 10)) is DayKind.SWAPPED
    assert calendar().is_published(2015)


def test_the_database_refuses_a_kind_no_plan_names() -> None:
    moment = dt.datetime(2026, 11, 23, tzinfo=dt.UTC)
    with pytest.raises(IntegrityError), transaction.atomic():
        HolidayDay.objects.create(
            day=dt.date(2027, 3, 1), plan_year=2027, kind="weekend", name="x", source="x", recorded_at=moment
        )
