"""The case page at every station: the words, the moves, the queries."""

from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest
from pytest_django.fixtures import DjangoAssertNumQueries

from minqing.desks.shared.casefile.grouping import GROUPS, grouped
from minqing.desks.shared.casefile.moves import MOVES
from minqing.desks.shared.casefile.page import ALWAYS_SHOWN
from minqing.petition.public import Petition
from tests.cast import Cast
from tests.desks.staff import at_desk
from tests.factories.path import Walk

STRETCHES = {
    "received": ("hand_in", "registrar", "登记"),
    "registered": ("to_registered", "registrar", "转送·交办"),
    "referred": ("to_referred", "handler", "受理"),
    "handling": ("to_handling", "handler", "写处理意见"),
    "approving": ("to_approving", "leader", "签发"),
    "answered": ("to_answered", "handler", "送达"),
    "delivered": ("to_delivered", "handler", "办结"),
}


@pytest.mark.parametrize("state", sorted(STRETCHES))
def test_the_page_shows_the_file_and_what_comes_next(state: str, cast: Cast, walk: Walk, today: date) -> None:
    stretch, who, move = STRETCHES[state]
    getattr(walk, stretch)()
    answer = at_desk(getattr(cast, who)).get(f"/desk/matters/{walk.id}/")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert walk.matter.state == state
    for words in (
        "村道塌方三个月没人修",
        "尽快修复塌方路段",
        "下一步：",
        "经过",
        "期限",
        "138****5678",
        move,
    ):
        assert words in page, words
    assert "13800005678" not in page


@pytest.mark.parametrize("state", sorted(STRETCHES))
def test_the_page_costs_twelve_queries_at_most(
    state: str,
    cast: Cast,
    walk: Walk,
    today: date,
    django_assert_max_num_queries: Callable[[int], DjangoAssertNumQueries],
) -> None:
    stretch, who, _move = STRETCHES[state]
    getattr(walk, stretch)()
    client = at_desk(getattr(cast, who))
    client.get(f"/desk/matters/{walk.id}/")
    with django_assert_max_num_queries(12):
        assert client.get(f"/desk/matters/{walk.id}/").status_code == 200


@pytest.mark.parametrize(
    "key", ["register", "classify", "refer", "accept", "object", "assign", "note", "ask", "guide"]
)
def test_each_form_opens_on_the_page(key: str, cast: Cast, walk: Walk, today: date) -> None:
    walk.to_referred()
    answer = at_desk(cast.handler).get(f"/desk/matters/{walk.id}/?do={key}")
    assert answer.status_code == 200
    assert f"/do/{key}/" in answer.content.decode()


def test_a_stranger_finds_nothing_where_a_matter_is(cast: Cast, walk: Walk, today: date) -> None:
    walk.to_handling()
    stranger = at_desk(cast.other_handler)
    there, nowhere = (stranger.get(f"/desk/matters/{found}/") for found in (walk.id, uuid4()))
    assert (there.status_code, nowhere.status_code) == (404, 404)
    assert there.content.replace(str(walk.id).encode(), b"") is not None
    assert Petition.objects.get(pk=walk.id).title not in there.content.decode()


def test_seldom_acts_stand_in_the_menu_under_headings(cast: Cast, walk: Walk, today: date) -> None:
    walk.to_handling()
    page = at_desk(cast.handler).get(f"/desk/matters/{walk.id}/").content.decode()
    menu = page[page.index("更多办理") : page.index("现在还不能办的")]
    shown = [menu.index(words) for words in ("调查、听取意见", "听证", "协办", "调解、和解", "期限", "回避")]
    assert shown == sorted(shown)
    assert menu.index("听证") < menu.index("举行听证") < menu.index("协办")
    assert "其他" not in menu


def test_every_act_of_the_menu_has_a_heading() -> None:
    headed = [key for keys in GROUPS.values() for key in keys]
    assert len(headed) == len(set(headed))
    assert {spec.key for spec in MOVES} - set(ALWAYS_SHOWN) == set(headed)
    assert grouped(["pause", "hear", "brand_new"]) == (
        ("调查、听取意见", ("hear",)),
        ("期限", ("pause",)),
        ("其他", ("brand_new",)),
    )
