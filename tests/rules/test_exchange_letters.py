"""Reading sheets of letters: columns by name, days in any spelling, every problem told, nothing invented."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minqing.exchange.imports.rules import (
    HEADINGS,
    LONGEST_TEXT,
    Field,
    Options,
    day_of,
    guess_columns,
    problems_of_columns,
    read_row,
    reference_of,
)
from minqing.petition.intake.rules import BODY_MAX

TODAY = date(2026, 11, 23)
COLUMNS = {
    Field.EXTERNAL_ID: "编号",
    Field.AUTHOR: "姓名",
    Field.TITLE: "标题",
    Field.RECEIVED: "日期",
    Field.TEXT: "内容",
}
GOOD = {
    "编号": "7",
    "姓名": "李𠮷",
    "标题": "路灯不亮",
    "日期": "2026-09-14",
    "内容": "村口的路灯三个月不亮。",
}


def test_columns_are_known_by_their_names_whatever_their_order() -> None:
    assert guess_columns(["text", "row", "received_at", "user", "title", "category", "message_id"]) == {
        Field.EXTERNAL_ID: "message_id",
        Field.AUTHOR: "user",
        Field.TITLE: "title",
        Field.RECEIVED: "received_at",
        Field.TEXT: "text",
        Field.CONTENT_CLASS: "category",
    }


@given(st.permutations([names[0] for names in HEADINGS.values()]))
def test_a_guess_never_uses_a_heading_twice_and_never_leaves_a_known_one_out(headings: list[str]) -> None:
    found = guess_columns(headings)
    assert sorted(found.values()) == sorted(headings)
    assert problems_of_columns(found, headings) == ()


def test_a_mapping_without_the_text_or_with_a_strange_or_doubled_column_is_told() -> None:
    problems = problems_of_columns(
        {Field.TITLE: "标题", Field.AUTHOR: "标题", Field.RECEIVED: "月"}, ["标题"]
    )
    assert [problem.field for problem in problems] == [Field.TEXT, Field.AUTHOR, Field.RECEIVED]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2020-01-04 11:17:46", date(2020, 1, 4)),
        ("2020/1/4 9:05", date(2020, 1, 4)),
        ("2020年1月4日", date(2020, 1, 4)),
        ("2020.02.29", date(2020, 2, 29)),
        ("2019-02-29", None),
        ("昨天", None),
        ("", None),
    ],
)
def test_days_are_read_in_every_usual_spelling_and_no_other(text: str, day: date | None) -> None:
    assert day_of(text) == day


@given(st.dates(min_value=date(1950, 1, 1), max_value=TODAY))
def test_every_day_survives_being_written_and_read(day: date) -> None:
    assert day_of(day.isoformat()) == day
    assert day_of(f"{day.year}年{day.month}月{day.day}日") == day


def test_a_good_row_keeps_its_own_author_and_day() -> None:
    letter = read_row(2, GOOD, COLUMNS, Options(TODAY)).letter
    assert letter is not None
    assert (letter.author, letter.received_on, letter.day_assumed) == ("李𠮷", date(2026, 9, 14), False)


def test_a_row_without_a_day_stays_out_unless_the_operator_named_one() -> None:
    row = GOOD | {"日期": ""}
    assert read_row(2, row, COLUMNS, Options(TODAY)).problems[0].field == Field.RECEIVED
    letter = read_row(2, row, COLUMNS, Options(TODAY, missing_day=date(2020, 1, 1))).letter
    assert letter is not None
    assert (letter.received_on, letter.day_assumed) == (date(2020, 1, 1), True)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"内容": "  "}, Field.TEXT),
        ({"内容": "长" * 20_001}, Field.TEXT),
        ({"标题": "长" * 201}, Field.TITLE),
        ({"姓名": "长" * 101}, Field.AUTHOR),
        ({"日期": "2026-13-01"}, Field.RECEIVED),
        ({"日期": "2026-11-24"}, Field.RECEIVED),
    ],
)
def test_every_fault_of_a_row_is_named_at_its_field(change: dict[str, str], field: Field) -> None:
    read = read_row(9, GOOD | change, COLUMNS, Options(TODAY))
    assert read.letter is None
    assert [problem.field for problem in read.problems] == [field]


def test_a_letter_without_a_title_takes_the_beginning_of_its_text() -> None:
    letter = read_row(2, GOOD | {"标题": "", "内容": "路" * 90}, COLUMNS, Options(TODAY)).letter
    assert letter is not None
    assert letter.title == "路" * 40


TEXTS = st.text(alphabet=st.characters(exclude_characters="\x1f", exclude_categories=["Cs"]), max_size=20)


@given(st.tuples(*[TEXTS] * 5), st.tuples(*[TEXTS] * 5))
def test_the_mark_of_a_letter_is_equal_exactly_when_the_letter_is(
    one: tuple[str, ...], other: tuple[str, ...]
) -> None:
    def mark(cells: tuple[str, ...]) -> str:
        external_id, author, received, title, text = cells
        return reference_of(external_id=external_id, author=author, received=received, title=title, text=text)

    assert (mark(one) == mark(other)) == (one == other)


@given(st.dictionaries(st.sampled_from(list(GOOD)), st.text(max_size=60)))
def test_any_row_is_either_a_letter_or_has_a_reason(values: dict[str, str]) -> None:
    read = read_row(2, values, COLUMNS, Options(TODAY))
    assert (read.letter is None) == bool(read.problems)


def test_an_import_takes_texts_exactly_as_long_as_the_path_does() -> None:
    assert LONGEST_TEXT == BODY_MAX
