"""PEOPLE rules: actors, the tree by its paths, comparing and masking personal fields, sheets."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minqing.kernel.people.rules import (
    DUTY_WORDS,
    KIND_WORDS,
    SYSTEM,
    Actor,
    ActorKind,
    Duty,
    OrganKind,
    PostFacts,
    in_force,
    is_above_path,
    is_code,
    is_identity_number,
    is_within,
    mask_address,
    mask_identity,
    mask_name,
    mask_telephone,
    normal_identity,
    normal_name,
    normal_telephone,
    path_under,
    paths_upwards,
    petitioner_actor,
)
from minqing.kernel.people.sheet_rules import ORGAN_COLUMNS, RowProblem, read_organ_rows

A, B = UUID(int=1), UUID(int=2)


def test_an_actor_holds_its_duties_where_its_posts_are() -> None:
    actor = Actor(
        UUID(int=9),
        "陈𠮷",
        (
            PostFacts(UUID(int=3), A, "county.a.", Duty.HANDLER, "科员"),
            PostFacts(UUID(int=4), B, "county.b.", Duty.LEADER, "局长"),
        ),
    )
    assert actor.holds(Duty.HANDLER)
    assert actor.holds(Duty.HANDLER, A)
    assert not actor.holds(Duty.HANDLER, B)
    assert not actor.holds(Duty.STEWARD)
    assert actor.organ_ids() == {A, B}
    assert actor.organ_ids(Duty.LEADER) == {B}
    assert actor.duties == {Duty.HANDLER, Duty.LEADER}
    assert (SYSTEM.kind, SYSTEM.account_id, SYSTEM.posts) == (ActorKind.SYSTEM, None, ())
    assert petitioner_actor().kind is ActorKind.PETITIONER


@pytest.mark.parametrize(
    ("day", "ends", "stands"),
    [
        (date(2026, 1, 1), None, True),
        (date(2025, 12, 31), None, False),
        (date(2026, 6, 30), date(2026, 6, 30), True),
        (date(2026, 7, 1), date(2026, 6, 30), False),
    ],
)
def test_a_post_stands_from_its_first_to_its_last_day(day: date, ends: date | None, stands: bool) -> None:
    assert in_force(date(2026, 1, 1), ends, day) is stands


def test_paths_tell_who_is_above_whom() -> None:
    assert path_under("", "county") == "county."
    assert paths_upwards("county.zjj.dui.") == ("county.zjj.dui.", "county.zjj.", "county.")
    assert paths_upwards("") == ()
    assert is_above_path("county.", "county.zjj.")
    assert not is_above_path("county.zjj.", "county.zjj.")
    assert not is_above_path("county.zj.", "county.zjj.")
    assert is_within("county.zjj.", "county.zjj.")
    assert not is_within("county.zjj.", "")


codes = st.lists(st.from_regex(r"[a-z0-9][a-z0-9_-]{0,3}", fullmatch=True), min_size=1, max_size=4)


@given(codes, codes)
def test_being_above_is_being_a_shorter_beginning_of_the_same_codes(one: list[str], other: list[str]) -> None:
    path, second = "".join(f"{c}." for c in one), "".join(f"{c}." for c in other)
    assert all(is_code(code) for code in one)
    assert is_above_path(path, second) == (len(one) < len(other) and other[: len(one)] == one)
    assert paths_upwards(path)[0] == path
    assert len(paths_upwards(path)) == len(one)


@pytest.mark.parametrize("code", ["", "A", "a.b", "-a", "局", "a" * 41, "a b", "a\n"])
def test_what_would_break_a_path_is_no_code(code: str) -> None:
    assert not is_code(code)


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("13812345678", "13812345678"),
        ("+86 138-1234-5678", "13812345678"),
        ("0086 13812345678", "13812345678"),
        ("１３８１２３４５６７８", "13812345678"),
        ("(0827) 7221234", "08277221234"),
        ("86-0827-7221234", "08277221234"),
        ("8612345", "8612345"),
        ("无", ""),
        ("", ""),
    ],
)
def test_telephone_numbers_are_compared_by_their_digits(written: str, compared: str) -> None:
    assert normal_telephone(written) == compared
    assert normal_telephone(normal_telephone(written)) == compared


def test_identity_numbers_are_compared_in_upper_case_and_checked_by_their_last_character() -> None:
    assert normal_identity(" ５1192119800101001x ") == "51192119800101001X"
    # The worked number of GB 11643-1999.
    assert is_identity_number("11010519491231002x")
    assert not is_identity_number("110105194912310021")
    assert not is_identity_number("11010519491231002")
    assert not is_identity_number("")


def test_names_keep_rare_characters_and_lose_only_surplus_spaces() -> None:
    assert normal_name("　欧阳 　㛃𠮷 ") == "欧阳 㛃𠮷"
    assert normal_name("阿卜杜拉·买买提") == "阿卜杜拉·买买提"


@pytest.mark.parametrize(
    ("mask", "plain", "shown"),
    [
        (mask_telephone, "13812345678", "138****5678"),
        (mask_telephone, "0827-7221234", "082****1234"),
        (mask_telephone, "7221234", "*****34"),
        (mask_telephone, "12", "**"),
        (mask_telephone, "", ""),
        (mask_identity, "51192119800101001x", "5119************1X"),
        (mask_identity, "511921800101001", "5119*********01"),
        (mask_identity, "12345", "*****"),
        (mask_identity, "", ""),
        (mask_address, "通江县诺水河镇梓潼村3组12号", "通江县诺水河镇****"),
        (mask_address, "四川省巴中市通江县壁州街道石牛嘴社区", "四川省巴中市通江县壁州街道****"),
        (mask_address, "铁厂乡大营村", "铁厂乡****"),
        (mask_address, "通江县石牛嘴路8号", "通江县****"),
        (mask_address, "石牛嘴路8号", "****"),
        (mask_address, "  ", ""),
        (mask_name, "李桂兰", "李**"),
        (mask_name, "𠮷田", "𠮷*"),
        (mask_name, "李", "李"),
        (mask_name, "", ""),
    ],
)
def test_masks_show_only_what_identifies_nobody(mask: Callable[[str], str], plain: str, shown: str) -> None:
    assert mask(plain) == shown


@given(st.text("0123456789X", min_size=6, max_size=18))
def test_no_mask_shows_more_than_it_hides(number: str) -> None:
    assert mask_identity(number).count("*") >= len(number) - 6
    assert mask_telephone(number[:11]).count("*") >= 4 or len(normal_telephone(number[:11])) < 6


def test_every_kind_and_duty_has_its_words() -> None:
    assert set(KIND_WORDS) == set(OrganKind)
    assert set(DUTY_WORDS) == set(Duty)


# --- sheets -------------------------------------------------------------------------------------------


def test_a_sheet_is_read_with_parents_before_children_whatever_its_order() -> None:
    rows, problems = read_organ_rows(
        [
            ORGAN_COLUMNS,
            ("dui", "执法大队", "", "其他单位", "zjj", "", "", "否"),
            ("", "", "", "", "", "", "", ""),
            ("zjj", "住房和城乡建设局", "住建局", "department", "county", "511921", "020", "是"),
            ("nsh", "诺水河镇", "", "乡镇街道", "stored", "", "", ""),
            ("county", "县政府", "", "县委县政府", "", "", "", "1"),
        ],
        frozenset({"stored"}),
    )
    assert problems == ()
    assert [row.code for row in rows] == ["nsh", "county", "zjj", "dui"]
    assert (rows[3].line, rows[3].active, rows[3].short_name) == (2, False, "执法大队")
    assert (rows[2].kind, rows[2].place_code, rows[2].sort_key) == (OrganKind.DEPARTMENT, "511921", "020")


def test_every_problem_of_a_sheet_is_named_with_its_line_and_column() -> None:
    rows, problems = read_organ_rows(
        [
            ("编码", "名称", "类别", "上级编码", "启用"),
            ("Bad Code", "", "衙门", "", "也许"),
            ("a", "甲", "其他单位", "b"),
            ("b", "乙", "其他单位", "a"),
            ("c", "丙", "其他单位", "nowhere"),
            ("d", "丁", "其他单位", ""),
            ("d", "丁二", "其他单位", ""),
        ]
    )
    assert [row.name for row in rows] == ["丁"]
    assert [(p.line, p.column) for p in problems] == [
        (2, "编码"),
        (2, "名称"),
        (2, "类别"),
        (2, "启用"),
        (3, "上级编码"),
        (4, "上级编码"),
        (5, "上级编码"),
        (7, "编码"),
    ]
    assert problems[-1].words == "编码“d”与第6行重复"


def test_a_sheet_without_its_columns_is_refused_as_a_whole() -> None:
    assert read_organ_rows([]) == ((), (RowProblem(1, "", "文件是空的"),))
    assert read_organ_rows([("编码", "单位")]) == ((), (RowProblem(1, "", "缺少列：名称、类别"),))
