"""From the application to the issued review opinion, in the browsers of those who do it."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from minqing.kernel.clock.public import today
from minqing.petition.public import Level, State
from minqing.petition.public.review import ReviewRequest
from minqing.petition.review.queries import window_of
from tests.browser.conftest import axe_clean, picture
from tests.browser.test_whole_path import look_up
from tests.cast import PASSWORD
from tests.factories.review import Remedy, delivered


@pytest.fixture
def remedy(transactional_db: None) -> Remedy:
    """An opinion of a township served three days ago, really committed."""
    return delivered(today() - timedelta(days=3))


def sign_in(page: Page, username: str) -> Page:
    """Sign in through the page."""
    page.goto("/desk/")
    page.locator("input[name=login]").fill(username)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(re.compile("/desk/"))
    return page


def press(page: Page, matter: str, key: str, button: str) -> None:
    """Open one act of the case page and press its button."""
    page.goto(f"/desk/matters/{matter}/?do={key}")
    page.locator("#do").get_by_role("button", name=button, exact=True).click()
    page.wait_for_url(re.compile(f"/desk/matters/{matter}/$"))


def test_an_application_becomes_a_review_opinion(
    remedy: Remedy, new_context: Callable[..., BrowserContext]
) -> None:
    matter = remedy.walk.matter
    page = new_context().new_page()
    look_up(page, matter.query_code, "5678")
    expect(page.get_by_role("heading", name="不服答复，可以请求复查")).to_be_visible()
    picture(page, "petitioner_review")
    page.get_by_role("link", name="申请复查").click()
    axe_clean(page)
    picture(page, "petitioner_review_form")
    page.locator("textarea[name=requests]").fill("撤销原处理意见")
    page.locator("textarea[name=facts]").fill("没有查清塌方原因")
    page.locator(".buttons button[value=send]").click()
    expect(page.get_by_text("申请已经交给通江县人民政府")).to_be_visible()
    request = ReviewRequest.objects.select_related("matter").get()
    assert request.matter is not None
    opened = str(request.matter.pk)

    desk = sign_in(new_context(viewport={"width": 1440, "height": 900}).new_page(), "reviewer")
    desk.goto("/desk/reviewer/")
    expect(desk.get_by_text("申请复查：村道塌方三个月没人修").first).to_be_visible()
    picture(desk, "reviewer_list")
    press(desk, opened, "register", "登记")
    press(desk, opened, "review_accept", "受理复查、复核请求")
    desk.goto(f"/desk/reviewer/matters/{opened}/")
    axe_clean(desk)
    picture(desk, "reviewer_file")
    desk.goto(f"/desk/matters/{opened}/?do=review_opinion")
    axe_clean(desk)
    picture(desk, "reviewer_opinion")
    desk.locator("textarea[name=facts_found]").fill("原意见认定的事实清楚。")
    desk.locator("input[name=outcome][value=uphold]").check()
    desk.locator("textarea[name=reasons]").fill("依据正确。")
    desk.locator("textarea[name=basis]").fill("《公路法》第三十五条")
    desk.locator("#do").get_by_role("button", name="起草复查、复核意见").click()
    desk.wait_for_url(re.compile(f"/desk/matters/{opened}/$"))
    press(desk, opened, "review_submit", "送审")
    leader = sign_in(new_context(viewport={"width": 1440, "height": 900}).new_page(), "county_leader")
    press(leader, opened, "review_approve", "签发")
    picture(leader, "review_case")
    request.refresh_from_db()
    assert request.outcome == "uphold"
    assert remedy.upper is not None
    request.matter.refresh_from_db()
    assert request.matter.state == State.ANSWERED

    page.reload()
    # What the opinion says is told once it was delivered.
    expect(page.get_by_text("待送达").first).to_be_visible()
    expect(page.get_by_text("维持")).to_have_count(0)

    it_is_delivered(desk, page, request)
    told_the_result_and_the_next_right(page, request)


def it_is_delivered(desk: Page, page: Page, request: ReviewRequest) -> None:
    """Deliver the review opinion; from then on the petitioner's chain tells its result."""
    assert request.matter is not None
    opened = str(request.matter.pk)
    desk.goto(f"/desk/matters/{opened}/?do=deliver")
    expect(desk.get_by_label("受送达人")).to_have_value("李桂兰")
    press(desk, opened, "deliver", "送达")
    request.matter.refresh_from_db()
    assert request.matter.state == State.DELIVERED
    axe_clean(desk)
    page.reload()
    expect(page.get_by_text("维持").first).to_be_visible()
    picture(page, "petitioner_chain")


def told_the_result_and_the_next_right(page: Page, request: ReviewRequest) -> None:
    """Look up the review itself: its result, its paper, and final review by whom and until when (36(1))."""
    assert request.matter is not None
    ends = window_of(Level.FINAL_REVIEW, today())
    look_up(page, request.matter.query_code, "5678")
    told = page.locator("main")
    expect(told).to_contain_text("维持")
    expect(told.get_by_role("link", name="复查意见书")).to_be_visible()
    expect(page.get_by_role("heading", name="不服复查意见，可以请求复核")).to_be_visible()
    expect(told).to_contain_text(f"{ends.month}月{ends.day}日")
    axe_clean(page)
    picture(page, "petitioner_final_review")
    page.get_by_role("link", name="申请复核").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("复核")
    expect(page.locator("main")).to_contain_text("巴中市人民政府")
    axe_clean(page)
