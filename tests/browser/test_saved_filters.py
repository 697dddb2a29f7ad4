"""Filters kept under a name: tabs, chips and the sheet of a list, nothing wider than the window."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import WIDTHS, axe_clean, no_sideways_scrolling, picture
from tests.browser.test_staff_pictures import furnish, signed_in
from tests.cast import make_cast

pytestmark = pytest.mark.django_db(transaction=True)
NARROWED = "/desk/handler/?tab=mine&q=三个月&due=overdue&channel=letter"


def test_a_filter_is_kept_becomes_a_tab_and_its_conditions_are_chips_to_take_away(
    live_server: LiveServer, new_context: Callable[..., BrowserContext]
) -> None:
    cast = make_cast()
    furnish(cast)
    page = signed_in(new_context(), live_server, cast.handler)
    page.goto(NARROWED)
    expect(page.locator(".listing__chips .chip")).to_have_count(3)
    for name in ("漏雨三个月以上的来信，已经超期", "催办"):
        page.locator("summary", has_text="收藏").click()
        page.fill("#save-name", name)
        page.click(".listing__save button")
        expect(page.locator(".tabs__own", has_text=name)).to_be_visible()
    for width, height in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": height})
        page.goto(NARROWED)
        chip = page.locator(".listing__chips .chip").first
        assert chip.evaluate("each => getComputedStyle(each).textDecorationLine") == "none"
        page.locator("summary", has_text="收藏").click()
        no_sideways_scrolling(page)
        sheet = page.locator(".menu[open] .menu__sheet").bounding_box()
        assert sheet is not None
        assert 0 <= sheet["x"] <= sheet["x"] + sheet["width"] <= width
        axe_clean(page)
    picture(page, "list-filters")
    page.locator(".listing__chips .chip").first.click()
    expect(page.locator(".listing__chips .chip")).to_have_count(2)
