"""Sorting and finding by sound: words by their usual reading, names by the reading of the surname."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minqing.kernel.text.public import pinyin_initials, pinyin_sort_key


@pytest.mark.parametrize(
    ("text", "key", "initials"),
    [
        ("重庆", "chong2 qing4 重庆", "cq"),
        ("重量", "zhong4 liang4 重量", "zl"),
        ("单雄信", "shan4 xiong2 xin4 单雄信", "sxx"),
        ("解珍", "xie4 zhen1 解珍", "xz"),
        ("仇和平", "qiu2 he2 ping2 仇和平", "qhp"),
        ("曾桂芳", "zeng1 gui4 fang1 曾桂芳", "zgf"),
        ("尉迟敬德", "yu4 chi2 jing4 de2 尉迟敬德", "ycjd"),
        ("單雄信", "shan4 xiong2 xin4 单雄信", "sxx"),
        ("单位", "dan1 wei4 单位", "dw"),
        ("解决", "jie3 jue2 解决", "jj"),
        ("仇恨", "chou2 hen4 仇恨", "ch"),
        ("解放村", "jie3 fang4 cun1 解放村", "jfc"),
        ("解家村", "xie4 jia1 cun1 解家村", "xjc"),
        ("曾口镇", "zeng1 kou3 zhen4 曾口镇", "zkz"),
        ("黑水村", "hei1 shui3 cun1 黑水村", "hsc"),
        ("区政府", "qu1 zheng4 fu3 区政府", "qzf"),
        ("长孙无忌", "zhang3 sun1 wu2 ji4 长孙无忌", "zswj"),
        ("诺水河镇", "nuo4 shui3 he2 zhen4 诺水河镇", "nshz"),
        ("吕梁", "lv3 liang2 吕梁", "ll"),
        ("3组", "3 zu3 3组", "3z"),
        ("", "", ""),
    ],
)
def test_readings(text: str, key: str, initials: str) -> None:
    assert pinyin_sort_key(text) == key
    assert pinyin_initials(text) == initials


def test_the_caller_may_say_whether_it_is_a_name() -> None:
    assert pinyin_initials("解决", surname=True) == "xj"
    assert pinyin_initials("单雄信", surname=False) == "dxx"
    assert pinyin_initials("区桂兰", surname=True) == "ogl"
    assert pinyin_sort_key("乐建国", surname=True) == "yue4 jian4 guo2 乐建国"


def test_names_sort_by_sound_then_tone_then_character() -> None:
    names = ["张伟", "李桂兰", "王建国", "阿力", "单雄信", "李桂蓝", "陈静"]
    assert sorted(names, key=pinyin_sort_key) == [
        "阿力",
        "陈静",
        "李桂兰",
        "李桂蓝",
        "单雄信",
        "王建国",
        "张伟",
    ]


def test_a_rare_character_keeps_its_place_in_the_key() -> None:
    assert pinyin_sort_key("李𠮷").endswith("李𠮷")
    assert pinyin_initials("李𠮷") == "l𠮷"
    assert pinyin_sort_key("王䶮") == "wang2 yan3 王䶮"


@given(st.text())
def test_any_text_has_a_key_and_the_initials_hold_neither_space_nor_sign(text: str) -> None:
    assert isinstance(pinyin_sort_key(text), str)
    assert all(sign.isalnum() for sign in pinyin_initials(text))
