"""The list: its state in the address, tabs that agree with their counts, filters and columns kept."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from minqing.desks.shared.listing.preferences import preferences_of, save_filter
from minqing.desks.shared.listing.query import FACETS, read_query
from minqing.desks.shared.listing.tabs import BY_PAGE, objected
from minqing.kernel.clock.public import new_id
from minqing.kernel.people.public import Duty
from minqing.petition import public as petitions
from tests.cast import Cast, make_account
from tests.desks.staff import at_desk
from tests.factories.path import FIRST_DAY, Walk

WHO = {"registrar:inbox": "registrar", "handler:work": "handler", "leader:work": "leader"}
Spread = Callable[[], None]


@pytest.fixture
def spread(cast: Cast) -> None:
    """Matters at every station, some late."""
    Walk(cast).hand_in()
    Walk(cast).hand_in(FIRST_DAY - timedelta(days=40))
    Walk(cast).to_registered()
    Walk(cast).to_referred()
    Walk(cast).to_handling(FIRST_DAY - timedelta(days=70))
    Walk(cast).to_approving()
    Walk(cast).to_answered()
    Walk(cast).to_delivered()
    first = Walk(cast).to_registered()
    Walk(cast).hand_in().register().classify(repeat_of=first.id)


def test_every_tab_shows_as_many_rows_as_its_count_says(cast: Cast, spread: None, today: date) -> None:
    reviewer = make_account("reviewer", "林秋菊", (cast.housing, Duty.REVIEWER, "复查复核员"))
    for page, tabs in BY_PAGE.items():
        actor = cast.actor(getattr(cast, WHO[page]) if page in WHO else reviewer, today)
        mine = petitions.Criteria(**objected(actor))  # type: ignore[arg-type]
        counts = {
            **petitions.inbox_counts(actor, today),
            "objections": petitions.total_of(actor, mine, today, 100),
        }
        for tab in tabs:
            rows = petitions.matching(actor, read_query(QueryDict("")).criteria(tab.fixed(actor)), today)
            assert rows.count() == counts[tab.count], (page, tab.key)


def test_a_tab_and_a_choice_that_exclude_one_another_show_nothing(
    cast: Cast, spread: None, today: date
) -> None:
    client = at_desk(cast.registrar)
    page = client.get("/desk/registrar/?tab=new&state=closed").content.decode()
    assert "data-row" not in page
    assert "没有符合这些条件的事项" in page
    assert "data-row" not in client.get(f"/desk/registrar/?tab=new&holder={new_id()}").content.decode()


def test_pages_follow_by_cursor_and_lead_back(cast: Cast, today: date) -> None:
    for number in range(30):
        Walk(cast).hand_in(title=f"第{number:02}件事")
    client = at_desk(cast.registrar)
    first = client.get("/desk/matters/?size=25").content.decode()
    older = re.search(r'href="([^"]+)" rel="next"', first)
    assert older is not None
    second = client.get(older.group(1).replace("&amp;", "&")).content.decode()
    newer = re.search(r'href="([^"]+)" rel="prev"', second)
    assert newer is not None
    again = client.get(newer.group(1).replace("&amp;", "&")).content.decode()
    titles = [re.findall(r"第\d\d件事</a>", page) for page in (first, second, again)]
    assert (len(titles[0]), len(titles[1])) == (25, 5)
    assert titles[0] == titles[2]


def test_htmx_gets_the_list_alone_and_a_browser_the_whole_page(cast: Cast, spread: None, today: date) -> None:
    client = at_desk(cast.registrar)
    part = client.get(
        "/desk/registrar/", headers={"HX-Request": "true", "HX-Target": "list"}
    ).content.decode()
    assert '<div id="list"' in part
    assert "<html" not in part
    assert "<html" in client.get("/desk/registrar/").content.decode()


def test_a_filter_is_kept_under_its_name_replaced_and_dropped(cast: Cast, today: date) -> None:
    client = at_desk(cast.registrar)
    here = {"path": "/desk/matters/", "query": "channel=letter&state=closed&nonsense=1"}
    answer = client.post("/desk/matters/filters/save/", {**here, "name": "办结的来信"})
    assert answer.headers["Location"] == "/desk/matters/?channel=letter&state=closed&nonsense=1"
    shown = client.get("/desk/matters/").content.decode()
    assert "办结的来信" in shown
    assert "state=closed&amp;channel=letter" in shown
    assert "nonsense" not in shown
    assert "办结的来信" not in at_desk(cast.supervisor).get("/desk/matters/").content.decode()
    client.post("/desk/matters/filters/drop/", {**here, "name": "办结的来信"})
    assert "办结的来信</a>" not in client.get("/desk/matters/").content.decode()


def test_chosen_columns_are_remembered_and_number_and_title_always_stay(cast: Cast, today: date) -> None:
    Walk(cast).hand_in(title="村道塌方")
    client = at_desk(cast.registrar)
    client.post(
        "/desk/matters/columns/", {"path": "/desk/matters/", "query": "", "column": ["address", "bogus"]}
    )
    page = client.get("/desk/matters/").content.decode()
    assert "诺水河镇梓潼村三组" in page
    assert "村道塌方" in page
    assert 'class="is-due"' not in page


def test_saving_leads_nowhere_but_into_the_program(cast: Cast, today: date) -> None:
    for path in ("https://elsewhere.example/", "//elsewhere.example/", ""):
        answer = at_desk(cast.registrar).post("/desk/matters/columns/", {"path": path, "query": ""})
        assert answer.headers["Location"].startswith("/desk/")


@given(st.text(max_size=60), st.dictionaries(st.sampled_from(sorted(FACETS)), st.text(max_size=20)))
def test_whatever_the_address_says_is_read_and_written_the_same_again(
    text: str, facets: dict[str, str]
) -> None:
    params = QueryDict(mutable=True)
    params["q"] = text
    params.update(facets)
    once = read_query(params)
    assert read_query(QueryDict(once.address())) == once


def test_a_kept_list_is_a_tab_leads_back_to_its_list_and_takes_another_name(cast: Cast, today: date) -> None:
    client = at_desk(cast.handler)
    here = {"path": "/desk/handler/", "query": "tab=overdue&purpose=claim"}
    client.post("/desk/matters/filters/save/", {**here, "name": "超期的求决"})
    client.post("/desk/matters/filters/save/", {**here, "query": "tab=mine&q=塌方", "name": "塌方"})
    address = "/desk/handler/?tab=overdue&amp;purpose=claim"
    # The tab stands on every list and leads to the list it was kept on.
    for page in ("/desk/handler/", "/desk/matters/"):
        tabs = client.get(page).content.decode().split("listing__card")[0]
        assert f'href="{address}"' in tabs
        assert "超期的求决" in tabs
    at = client.get("/desk/handler/?tab=overdue&purpose=claim").content.decode()
    assert re.search(rf'class="tabs__own" href="{re.escape(address)}"[^>]*aria-current="true"', at)

    def rename(name: str, wanted: str) -> str:
        change = {**here, "name": name, "wanted": wanted}
        answer = client.post("/desk/matters/filters/rename/", change, follow=True)
        return answer.content.decode()

    assert "已改名为“盯紧的”" in rename("超期的求决", " 盯紧的 ")
    assert "已经有一个收藏叫“塌方”" in rename("盯紧的", "塌方")
    assert "没有改名" in rename("盯紧的", " ")
    assert "没有改名" in rename("不是我的", "别的")
    assert [(f.name, f.query, f.path) for f in preferences_of(cast.handler.pk).filters] == [
        ("盯紧的", "tab=overdue&purpose=claim", "/desk/handler/"),
        ("塌方", "tab=mine&q=%E5%A1%8C%E6%96%B9", "/desk/handler/"),
    ]
    # Nobody else sees it, and nobody else's is touched.
    other = at_desk(cast.other_handler)
    assert "盯紧的" not in other.get("/desk/matters/").content.decode()
    other.post("/desk/matters/filters/drop/", {**here, "name": "盯紧的"})
    other.post("/desk/matters/filters/rename/", {**here, "name": "盯紧的", "wanted": "拿走"})
    assert [f.name for f in preferences_of(cast.handler.pk).filters] == ["盯紧的", "塌方"]
    assert preferences_of(cast.other_handler.pk).filters == ()


def test_kept_lists_cost_the_list_no_query(cast: Cast, today: date) -> None:
    client = at_desk(cast.handler)

    def asked() -> int:
        client.get("/desk/handler/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/desk/handler/")
        return len(queries)

    none = asked()
    for number in range(5):
        save_filter(cast.handler.pk, f"第{number}个", f"tab=mine&q={number}", "/desk/handler/")
    assert asked() == none


def test_a_list_is_kept_only_on_a_list(cast: Cast, today: date) -> None:
    client = at_desk(cast.handler)
    client.post(
        "/desk/matters/filters/save/", {"name": "外面", "path": "/desk/steward/", "query": "tab=mine"}
    )
    assert [f.path for f in preferences_of(cast.handler.pk).filters] == [""]


def test_on_a_phone_the_facets_lie_behind_one_button_and_the_list_says_its_address_is_the_filter(
    cast: Cast, spread: None, today: date
) -> None:
    page = at_desk(cast.registrar).get("/desk/registrar/", follow=True).content.decode()
    fold = page.index('<details class="facets__fold">')
    first_facet = page.index('<details class="menu menu--left">')
    assert fold < first_facet  # the style hides what follows the closed fold
    assert "把网址发给同事" in page
