"""Citations in the words of a statute, and refusals that carry them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minqing.kernel.law.public import (
    Article,
    Conflict,
    Incomplete,
    NotAllowed,
    NotCompetent,
    Refused,
    TooLate,
    UnlawfulMove,
    chinese_number,
)


@pytest.mark.parametrize(
    ("number", "cited"),
    [
        ("34", "《信访工作条例》第三十四条"),
        ("34(1)", "《信访工作条例》第三十四条第一款"),
        ("23(3)", "《信访工作条例》第二十三条第三款"),
        ("22(1)(3)", "《信访工作条例》第二十二条第一款第三项"),
        ("31(6)", "《信访工作条例》第三十一条第六项"),
        ("31[6]", "《信访工作条例》第三十一条第六项"),
        ("44(2)", "《信访工作条例》第四十四条第二项"),
        ("22(1),23(1)", "《信访工作条例》第二十二条第一款、第二十三条第一款"),
        ("10", "《信访工作条例》第十条"),
        ("20(3)", "《信访工作条例》第二十条第三款"),
        ("", "《信访工作条例》"),
        ("附则", "《信访工作条例》附则"),
    ],
)
def test_an_article_is_cited_as_statutes_are(number: str, cited: str) -> None:
    assert Article("信访工作条例", number).cite == cited
    assert str(Article("信访工作条例", number)) == cited


def test_a_bracket_is_a_paragraph_in_a_text_whose_articles_have_paragraphs() -> None:
    assert Article("信访条例", "31(2)").cite == "《信访条例》第三十一条第二款"
    assert Article("民法典", "1039").cite == "《民法典》第一千零三十九条"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "零"),
        (9, "九"),
        (10, "十"),
        (15, "十五"),
        (20, "二十"),
        (99, "九十九"),
        (100, "一百"),
        (101, "一百零一"),
        (110, "一百一十"),
        (119, "一百一十九"),
        (1001, "一千零一"),
        (1010, "一千零一十"),
        (1100, "一千一百"),
        (9999, "九千九百九十九"),
    ],
)
def test_numerals_follow_chinese_usage(value: int, words: str) -> None:
    assert chinese_number(value) == words


@given(st.integers(0, 9999))
def test_a_numeral_reads_back_to_its_number(value: int) -> None:
    units = {"千": 1000, "百": 100, "十": 10}
    total, digit = 0, None
    for sign in chinese_number(value):
        if sign in units:
            total += (1 if digit is None else digit) * units[sign]
            digit = None
        elif sign != "零":
            digit = "一二三四五六七八九".index(sign) + 1
    assert total + (digit or 0) == value


@pytest.mark.parametrize("value", [-1, 10_000])
def test_a_number_no_statute_has_is_refused(value: int) -> None:
    with pytest.raises(ValueError, match="no Chinese numeral"):
        chinese_number(value)


@pytest.mark.parametrize("kind", [UnlawfulMove, NotCompetent, TooLate, NotAllowed, Incomplete, Conflict])
def test_every_refusal_is_caught_as_refused_and_keeps_reason_and_basis(kind: type[Refused]) -> None:
    basis = Article("信访工作条例", "23(3)")
    with pytest.raises(Refused) as caught:
        raise kind("已超过提出异议的期限", basis)
    assert caught.value.reason == "已超过提出异议的期限"
    assert caught.value.basis is basis
    assert str(caught.value) == "已超过提出异议的期限（《信访工作条例》第二十三条第三款）"


def test_a_refusal_without_a_basis_is_only_its_reason() -> None:
    assert str(Refused("请填写姓名")) == "请填写姓名"
