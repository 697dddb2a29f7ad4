"""What a statement must contain (信访工作条例 19(1)), and what is made of it."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minqing.kernel.law.public import profile_on
from minqing.petition.intake.rules import (
    Statement,
    check_statement,
    normal_code,
    requests_of,
    tail_of,
    title_of,
)
from minqing.petition.matter.rules import Channel

TODAY = date(2026, 11, 23)
TERMS = profile_on(TODAY)
GOOD = Statement(title="路灯不亮", body="村口路灯三个月不亮。", requests=("修好路灯",), name="𠮷桂㛃")


def fields(statement: Statement) -> list[str]:
    return [problem.field for problem in check_statement(statement, TERMS, TODAY)]


def test_a_whole_statement_has_no_problem() -> None:
    assert fields(GOOD) == []


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({"body": "  "}, "body"),
        ({"body": "长" * 20_001}, "body"),
        ({"title": "长" * 201}, "title"),
        ({"requests": ()}, "requests"),
        ({"requests": (" ",)}, "requests"),
        ({"requests": ("要",) * 21}, "requests"),
        ({"requests": ("长" * 1_001,)}, "requests"),
        ({"name": ""}, "name"),
        ({"name": "名" * 101}, "name"),
        ({"telephone": "一二三"}, "telephone"),
        ({"identity_number": "511921198001010011"}, "identity_number"),
        ({"address": "长" * 301}, "address"),
        ({"home_address": "长" * 301}, "home_address"),
        ({"people_count": 0}, "people_count"),
        ({"received_on": date(2026, 11, 24)}, "received_on"),
        ({"channel": Channel.VISIT, "representatives": 6}, "representatives"),
    ],
)
def test_each_fault_is_told_at_its_field(changed: dict[str, object], wrong: str) -> None:
    assert fields(replace(GOOD, **changed)) == [wrong]  # type: ignore[arg-type]


def test_an_anonymous_letter_needs_no_name_and_an_imported_one_no_separate_requests() -> None:
    assert fields(replace(GOOD, name="", anonymous=True)) == []
    assert fields(replace(GOOD, requests=(), source_ref="letters:1")) == []
    assert requests_of(replace(GOOD, requests=())) == ("路灯不亮",)


@given(st.text(max_size=400), st.text(min_size=1, max_size=400))
def test_a_title_is_one_line_of_at_most_two_hundred_signs(title: str, body: str) -> None:
    made = title_of(replace(GOOD, title=title, body=body))
    assert len(made) <= 200
    assert "\n" not in made


@given(st.text(max_size=30))
def test_a_tail_is_four_digits_or_nothing(number: str) -> None:
    tail = tail_of(number)
    assert tail == "" or (len(tail) == 4 and tail.isdigit())


def test_a_code_is_read_as_people_type_it() -> None:
    assert normal_code(" ab2c-3d4 e ") == "AB2C3D4E"
