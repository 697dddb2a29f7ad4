"""Words, tails and literals of the search."""

from hypothesis import given
from hypothesis import strategies as st

from minqing.kernel.search import rules


def test_a_telephone_is_found_by_every_end_of_four_digits_and_more() -> None:
    assert rules.tails("138-1234 5678") == (
        "5678",
        "45678",
        "345678",
        "2345678",
        "12345678",
        "812345678",
        "3812345678",
        "13812345678",
    )
    assert rules.tails("123") == ()
    assert rules.tails("51192119800101002X")[0] == "002x"


def test_literals_double_quotes_and_backslashes() -> None:
    assert rules.lexeme_literal(["a'b", "c\\d", "a'b", ""]) == "'a''b' 'c\\\\d'"
    assert rules.tsquery_literal(("污水", "o'k")) == "'污水' & 'o''k'"


@given(st.lists(st.text(max_size=80), max_size=20))
def test_no_token_breaks_out_of_its_quotes(tokens: list[str]) -> None:
    made = rules.lexeme_literal(tokens)
    assert made.replace("''", "").count("'") % 2 == 0


def test_an_absurdly_long_token_is_left_out() -> None:
    assert rules.lexeme_literal(["x" * 65, "水"]) == "'水'"
