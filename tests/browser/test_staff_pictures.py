"""Every desk in a real browser: no script error, nothing serious for axe, nothing wider than the window."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from minqing.kernel.people.public import Account
from minqing.petition.public import Channel, Petition
from tests.browser.conftest import axe_clean, no_sideways_scrolling, picture
from tests.cast import Cast, make_cast
from tests.factories.path import Walk

pytestmark = pytest.mark.django_db(transaction=True)

TITLES = (
    ("村道塌方三个月没人修", "张桂兰", Channel.ONLINE),
    ("楼顶漏雨三个月，物业一直没有修", "王建国", Channel.LETTER),
    ("工地拖欠三个月工资", "陈𠮷", Channel.VISIT),
    ("建议在东门小学门口装红绿灯", "吴㛃", Channel.CALL),
    ("低保核减没有说明理由", "马䶮", Channel.LETTER),
    ("自来水发黄，半个月没人管", "何春梅", Channel.ONLINE),
)


def signed_in(context: BrowserContext, server: LiveServer, account: Account) -> Page:
    """Return a page of somebody signed in, without the sign-in page's typing."""
    client = Client()
    client.force_login(account, backend="minqing.project.accounts.StaffBackend")
    session = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": server.url}])
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if "Content Security" in said.text else None)
    page.faults = faults  # type: ignore[attr-defined]
    return page


def furnish(cast: Cast) -> dict[str, Walk]:
    """Put matters at every station, as a county has them on an ordinary day."""
    today = date.today()  # noqa: DTZ011 - the browser lives today
    late, week = today - timedelta(days=80), today - timedelta(days=12)

    def walk(number: int, day: date) -> Walk:
        title, name, channel = TITLES[number % len(TITLES)]
        told = {"title": title, "name": name, "channel": channel, "telephone": f"1380000{number:04}"}
        return Walk(cast).hand_in(day, **told)

    def handled(number: int, day: date) -> Walk:
        return walk(number, day).register(day).classify(day).refer(day).accept(day)

    for number in range(3):
        walk(number, today - timedelta(days=number))
    for number in range(3, 5):
        walk(number, week).register(week).classify(week)
    referred = walk(5, week).register(week).classify(week).refer(week)
    handled(1, late)
    handling = handled(0, week)
    approving = handled(1, week)
    approving.draft(today)
    approving.submit(today)
    answered = handled(2, week)
    answered.draft(today)
    answered.submit(today)
    answered.approve(today)
    return {"referred": referred, "handling": handling, "approving": approving, "answered": answered}


@pytest.mark.parametrize(
    ("who", "places"),
    [
        (
            "registrar",
            {"registrar-inbox": "/desk/registrar/", "registrar-letter": "/desk/registrar/{first}/"},
        ),
        (
            "handler",
            {
                "handler-work": "/desk/handler/",
                "case-handling": "/desk/matters/{handling}/",
                "case-accept": "/desk/matters/{referred}/?do=accept",
                "case-deliver": "/desk/matters/{answered}/?do=deliver",
                "handler-opinion": "/desk/matters/{handling}/opinion/",
                "notices": "/desk/notices/",
                "exports": "/desk/exports/",
            },
        ),
        (
            "leader",
            {"leader-work": "/desk/leader/", "leader-approve": "/desk/matters/{approving}/?do=approve"},
        ),
        ("supervisor", {"supervisor-board": "/desk/supervisor/", "matters": "/desk/matters/?due=overdue"}),
        (
            "steward",
            {
                "steward-home": "/desk/steward/",
                "steward-organs": "/desk/steward/organs/",
                "steward-account": "/desk/steward/accounts/{someone}/",
                "steward-year": "/desk/steward/calendar/2026/",
                "steward-year-new": "/desk/steward/calendar/new/",
                "steward-papers": "/desk/steward/papers/",
            },
        ),
    ],
)
def test_a_desk_looks_right_at_both_widths(
    who: str,
    places: dict[str, str],
    new_context: Callable[..., BrowserContext],
    live_server: LiveServer,
) -> None:
    cast = make_cast()
    walks = furnish(cast)
    ids: dict[str, Any] = {name: walk.id for name, walk in walks.items()}
    ids["someone"] = cast.handler.id
    ids["first"] = Petition.objects.filter(state="received").order_by("id")[0].id
    page = signed_in(new_context(viewport={"width": 1440, "height": 900}), live_server, getattr(cast, who))
    for name, place in places.items():
        answer = page.goto(live_server.url + place.format(**ids))
        assert answer is not None
        assert answer.status == 200, place
        picture(page, f"desk-{name}")
        axe_clean(page)
        page.set_viewport_size({"width": 390, "height": 844})
        no_sideways_scrolling(page)
        axe_clean(page)
        page.set_viewport_size({"width": 1440, "height": 900})
        assert page.faults == []  # type: ignore[attr-defined]


def test_on_a_phone_the_next_act_stands_on_the_first_screen_and_the_menu_is_walked_by_keys(
    new_context: Callable[..., BrowserContext], live_server: LiveServer
) -> None:
    cast = make_cast()
    walk = furnish(cast)["handling"]
    page = signed_in(new_context(viewport={"width": 390, "height": 844}), live_server, cast.handler)
    page.goto(f"{live_server.url}/desk/matters/{walk.id}/")
    act = page.locator(".case-bar .btn-primary").first.bounding_box()
    assert act is not None
    assert act["y"] + act["height"] <= 844
    page.locator(".case-more > summary").focus()
    page.keyboard.press("ArrowDown")
    first = page.locator(".case-more a").first
    assert first.is_visible()
    assert first.evaluate("link => link === document.activeElement")
    page.keyboard.press("ArrowDown")
    assert page.locator(".case-more a").nth(1).evaluate("link => link === document.activeElement")
    no_sideways_scrolling(page)
    axe_clean(page)
    page.keyboard.press("Escape")
    assert not first.is_visible()
