"""Matters another system handled come in with their own deadlines, results and days, to the instant."""

import csv
import io
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, datetime

import pytest

from minqing.exchange.public import (
    Field,
    ImportRun,
    confirm_import,
    preview_letters,
    rejected_rows_csv,
    run_import,
    upload_letters,
)
from minqing.kernel.clock.public import CIVIL_ZONE
from minqing.kernel.ledger.public import entries_of, verify_all
from minqing.kernel.people.public import Actor, actor_of
from minqing.petition.public import (
    Criteria,
    Petition,
    case_file,
    matching,
    overdue_on,
    without_owner_or_clock,
)
from minqing.petition.public.taking_over import TakenOver, on_time
from tests.cast import Cast, make_cast

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 23, 10, tzinfo=CIVIL_ZONE)
HEADINGS = ["编号", "标题", "内容", "收到日期", "期限", "办结时间", "办理结果", "按期标志", "承办单位"]
ROWS = [
    [
        "A1",
        "路灯不亮",
        "村口路灯三个月不亮。",
        "2026-01-05 09:00",
        "2026-01-20 18:00",
        "2026-01-20 17:59",
        "已更换灯泡。",
        "按期",
        "住建局",
    ],
    [
        "A2",
        "井盖缺失",
        "学校门口缺井盖。",
        "2026-01-05 09:00",
        "2026-01-20 18:00",
        "2026-01-20 18:01",
        "已补装。",
        "逾期",
        "住建局",
    ],
    ["A3", "垃圾清运", "垃圾没人运。", "2026-10-05", "2026-10-20", "", "", "按期", "镇政府"],
    ["A4", "道路破损", "路面坑洼。", "2026-10-05", "2026-12-20", "", "", "", "交通局"],
    ["A5", "咨询社保", "怎样续保。", "2026-10-05", "", "", "", "", ""],
    ["A6", "日期颠倒", "办结早于收到。", "2026-10-05", "2026-10-20", "2026-10-01", "", "", ""],
    ["A7", "看不懂的日期", "期限写错。", "2026-10-05", "下个月", "", "", "", ""],
]


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def registrar(cast: Cast) -> Actor:
    return actor_of(cast.registrar, AT.date())


def brought_in(actor: Actor, rows: list[list[str]] = ROWS) -> ImportRun:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADINGS)
    writer.writerows(rows)
    run = upload_letters(actor=actor, upload=io.BytesIO(text.getvalue().encode()), name="old.csv", at=AT)
    preview = preview_letters(run, today=AT.date())
    confirm_import(actor=actor, run_id=run.pk, columns=preview.columns, missing_day=None, at=AT, queue=False)
    *_, last = run_import(actor=actor, run_id=run.pk, at=AT)
    return last


def test_an_old_matter_keeps_its_days_its_result_and_whether_it_was_on_time(registrar: Actor) -> None:
    run = brought_in(registrar)
    assert (run.made, run.rejected) == (5, 2)
    first = Petition.objects.get(taken_over__external_id="A1")
    assert (first.state, first.received_on, first.closed_on) == (
        "closed",
        date(2026, 1, 5),
        date(2026, 1, 20),
    )
    assert first.answered_on == date(2026, 1, 20)
    told = {each.external_id: each for each in TakenOver.objects.all()}
    assert [told[key].on_time for key in ("A1", "A2", "A3", "A4", "A5")] == [True, False, False, True, True]
    # The other system called A3 on time though its last day has passed: both are kept, the dates decide.
    assert told["A3"].said_on_time is True
    assert told["A2"].closed_at == datetime(2026, 1, 20, 18, 1, tzinfo=CIVIL_ZONE)
    assert told["A4"].organ == "交通局"


def test_an_open_one_has_owner_and_clock_and_its_old_deadline(cast: Cast, registrar: Actor) -> None:
    brought_in(registrar)
    assert not without_owner_or_clock().exists()
    late = set(overdue_on(AT.date()).values_list("taken_over__external_id", flat=True))
    assert late == {"A3"}
    waiting = Petition.objects.get(taken_over__external_id="A4")
    assert (waiting.state, waiting.due_on, waiting.holder_id) == (
        "registered",
        date(2026, 12, 20),
        cast.petition_office.id,
    )
    without = Petition.objects.get(taken_over__external_id="A5")
    assert (without.due_term, without.clocks.get().started_on) == ("XFB_ROUTE", AT.date())


def test_the_file_tells_where_it_came_from_and_what_was_answered(registrar: Actor) -> None:
    brought_in(registrar)
    matter = Petition.objects.get(taken_over__external_id="A1")
    case = case_file(registrar, matter.id, AT)
    assert any("原编号A1" in item.words for item in case.timeline)
    assert any("已更换灯泡" in note.text for note in case.notes)
    assert [entry.name for entry in entries_of(matter.id)] == ["petition.taken_over"]
    assert verify_all().ok


def test_what_cannot_be_read_comes_back_with_its_reason(registrar: Actor) -> None:
    run = brought_in(registrar)
    back = list(csv.reader(io.StringIO("".join(rejected_rows_csv(run)).removeprefix("\ufeff"))))
    assert [row[0] for row in back[1:]] == ["A6", "A7"]
    assert "早于收到日期" in back[1][-1]
    assert "下个月" in back[2][-1]


def test_twice_the_same_sheet_takes_nothing_over_twice(registrar: Actor) -> None:
    brought_in(registrar)
    again = brought_in(registrar)
    assert (again.made, again.known) == (0, 5)
    assert TakenOver.objects.count() == 5


def test_the_preview_compares_the_flags_with_the_dates(registrar: Actor) -> None:
    run = brought_in(registrar)
    preview = preview_letters(run, today=AT.date())
    assert (preview.on_time_same, preview.on_time_other) == (2, 1)
    assert preview.columns[Field.TARGET] == "期限"


def test_a_long_list_of_old_matters_is_written_in_a_handful_of_statements(
    registrar: Actor, django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    many = [
        [f"B{n}", f"第{n}件", f"第{n}件的内容", "2026-01-05", "2026-01-20", "", "", "", ""]
        for n in range(300)
    ]
    with django_assert_max_num_queries(60):
        assert brought_in(registrar, many).made == 300


def at(day: int, hour: int = 12, second: int = 0) -> datetime:
    return datetime(2026, 1, day, hour, 0, second, tzinfo=CIVIL_ZONE)


@pytest.mark.parametrize(
    ("target", "closed", "expected"),
    [
        (None, None, True),
        (at(1), at(1), True),
        (at(1), at(1, second=1), False),
        (at(1), None, False),
        (at(20), None, True),
    ],
)
def test_on_time_is_judged_to_the_instant(
    target: datetime | None, closed: datetime | None, expected: bool
) -> None:
    assert on_time(target=target, closed=closed, now=at(10)) is expected


def test_old_matters_are_found_by_their_words(registrar: Actor) -> None:
    brought_in(registrar)
    found = matching(registrar, Criteria(text="井盖"), AT.date())
    assert [each.title for each in found] == ["井盖缺失"]
