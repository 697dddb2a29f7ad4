"""Words for search: the same for both scripts, without punctuation, with taught names whole."""

import opencc
from hypothesis import given
from hypothesis import strategies as st

from minqing.kernel.text.public import add_phrases, bigrams, normalise, tokens

SENTENCES = [
    "村口的路灯三个月不亮，请尽快修好。",
    "请问诺水河镇什么时候通自来水？",
    "反映拖欠农民工工资，共计三万二千元！",
    "建议在学校门口增设斑马线和红绿灯",
    "医保报销比例太低，住院费用负担不起",
    "李桂兰要求落实低保待遇",
    "土地征收补偿款未足额发放",
]
to_traditional = opencc.OpenCC("s2t")


def test_words_are_cut_and_punctuation_falls_away() -> None:
    assert tokens("反映拖欠农民工工资，共计３万元！") == [
        "反映",
        "拖欠",
        "农民",
        "民工",
        "农民工",
        "工资",
        "共计",
        "3",
        "万元",
    ]
    assert tokens("，。！？ \n") == []
    assert tokens("") == []


@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4))
def test_the_traditional_spelling_has_the_same_words(parts: list[str]) -> None:
    text = "".join(parts)
    assert tokens(to_traditional.convert(text)) == tokens(text)


@given(st.text())
def test_every_word_occurs_in_the_normalised_text(text: str) -> None:
    folded = normalise(text)
    assert all(word in folded and word.strip() == word for word in tokens(text))


def test_rare_characters_can_be_searched() -> None:
    assert "𠮷" in "".join(tokens("李𠮷反映问题"))
    assert bigrams("李𠮷") == ["李𠮷"]
    assert bigrams("王㛃䶮") == ["王㛃", "㛃䶮"]


def test_a_taught_name_stays_whole_in_both_scripts() -> None:
    name = "龘雳坪镇"
    assert name not in tokens(f"家住{name}三组")
    assert add_phrases([name, "镇", "两 词"]) == 1
    assert add_phrases([name]) == 0
    assert name in tokens(f"家住{name}三组")
    assert name in tokens(f"家住{name.replace('镇', '鎮')}三组")


def test_bigrams_overlap_within_words_and_never_across_spaces() -> None:
    assert bigrams("李桂兰 138") == ["李桂", "桂兰", "13", "38"]
    assert bigrams("王") == ["王"]
    assert bigrams("") == []


@given(st.text())
def test_a_text_is_found_by_the_bigrams_of_any_of_its_parts(text: str) -> None:
    for word in normalise(text).split():
        middle = word[1:4]
        if len(middle) >= 2:
            assert set(bigrams(middle)) <= set(bigrams(text))
