"""One spelling for everything that is the same text, and rare characters kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minqing.kernel.text.public import normalise, simplify

RARE = "𠮷㛃䶮𫚭䲜"
texts = st.text(st.one_of(st.characters(), st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ＡＢＣ１２３", "abc123"),
        ("　信　访　", "信 访"),
        ("信訪工作條例", "信访工作条例"),
        ("雁鳴湖鎮", "雁鸣湖镇"),
        ("a\t\r\nb\x00c\u200bd", "a b c\u200bd"),
        ("（一）：", "(一):"),
        ("ｶﾞ", "ガ"),
        ("Café", "café"),
        ("", ""),
        (" \n ", ""),
        ("瞭解乾旱", "了解干旱"),
    ],
)
def test_width_script_case_and_spaces_are_folded(text: str, folded: str) -> None:
    assert normalise(text) == folded


@pytest.mark.parametrize("sign", RARE)
def test_rare_characters_of_names_are_untouched(sign: str) -> None:
    assert normalise(sign) == sign
    assert normalise(f"李{sign}") == f"李{sign}"
    assert simplify(sign) == sign


def test_half_a_surrogate_pair_is_replaced_and_a_split_pair_joined() -> None:
    assert normalise("李\ud842") == "李\ufffd"
    assert normalise("李\ud842\udfb7") == "李𠮷"


@given(texts)
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


@given(texts)
def test_no_control_character_and_no_double_space_is_left(text: str) -> None:
    folded = normalise(text)
    assert folded == folded.strip()
    assert "  " not in folded
    assert not any(ord(sign) < 0x20 or 0x7F <= ord(sign) < 0xA0 for sign in folded)


@given(st.text(st.sampled_from("ａｂｃＸＹＺ０１２ｱ（）：；"), max_size=20))
def test_full_width_and_half_width_are_the_same(text: str) -> None:
    half = "".join(chr(ord(s) - 0xFEE0) if 0xFF01 <= ord(s) <= 0xFF5E else s for s in text)
    assert normalise(text) == normalise(half)
