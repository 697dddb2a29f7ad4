"""Finding a division by name, in any script, by initials, by code, below a division."""

import pytest
from pytest_django import DjangoAssertNumQueries

from minqing.kernel.places.public import (
    ancestors_of,
    children_of,
    full_name,
    full_names,
    import_divisions,
    level_of,
    lineage,
    packaged_divisions,
    parent_code,
    search_places,
)
from minqing.kernel.text.public import pinyin_sort_key

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def the_county() -> None:
    import_divisions(packaged_divisions())


def names(text: str, under: str = "") -> list[str]:
    return [place.name for place in search_places(text, under)]


def test_a_name_is_found_in_any_script_and_width_and_by_its_initials() -> None:
    for text in ("诺水河", "諾水河鎮", " 诺 水河 ", "nshz", "NSHZ", "ｎｓｈ", "511921113"):
        assert names(text)[0] == "诺水河镇", text


def test_exact_names_come_first_then_beginnings_then_higher_levels() -> None:
    found = search_places("铁溪镇")
    assert found[0].name == "铁溪镇"
    found = search_places("新")
    assert [place.name.startswith("新") for place in found] == sorted(
        (place.name.startswith("新") for place in found), reverse=True
    )


def test_the_search_can_be_limited_to_what_lies_below_a_division() -> None:
    assert names("诺江镇", "511921") == ["诺江镇"]
    assert names("诺江镇", "511921101") == []
    assert all(place.code.startswith("511921100") for place in search_places("村", "511921100"))
    assert search_places("村", "511921100")


@pytest.mark.parametrize("text", ["", "   ", "不存在的地方", "%", "_", "'; --", "\x00"])
def test_nothing_and_nonsense_find_nothing(text: str) -> None:
    assert search_places(text) == []


def test_at_most_fifty_are_offered_in_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        assert len(search_places("村")) == 50


def test_full_names_run_from_the_province_down(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        assert full_name("511921100") == "四川省巴中市通江县诺江镇"
    assert full_name("51192110099999") == "四川省巴中市通江县诺江镇"
    assert full_name("999999") == ""
    assert full_name("") == ""
    with django_assert_num_queries(1):
        assert full_names(["511921", "511921113", "x"]) == {
            "511921": "四川省巴中市通江县",
            "511921113": "四川省巴中市通江县诺水河镇",
            "x": "",
        }


def test_a_statistical_division_is_left_out_of_an_address() -> None:
    import_divisions(
        [
            {"code": "11", "name": "北京市"},
            {"code": "1101", "name": "市辖区"},
            {"code": "110101", "name": "东城区"},
        ]
    )
    assert full_name("110101") == "北京市东城区"


def test_children_are_sorted_by_sound_and_provinces_have_no_parent() -> None:
    children = list(children_of("511921").values_list("name", flat=True))
    assert children == sorted(children, key=pinyin_sort_key)
    assert (children[0], children[-1]) == ("板桥口镇", "至诚镇")
    assert [place.name for place in children_of("")] == ["四川省"]
    assert [place.code for place in ancestors_of("511921100")] == ["51", "5119", "511921", "511921100"]


def test_codes_tell_their_level_and_parent() -> None:
    assert level_of("511921100201") == "village"
    assert level_of("5119211") is None
    assert level_of("５１") is None
    assert parent_code("51192110020103") == "511921100201"
    assert parent_code("51") is None
    assert lineage("511921100") == ("51", "5119", "511921", "511921100")
