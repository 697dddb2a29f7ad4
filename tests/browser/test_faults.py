"""The database stops while somebody writes: said in words, nothing is lost, and afterwards it goes on."""

import re
from collections.abc import Callable

import pytest
from django.db import OperationalError
from django.db.backends.utils import CursorWrapper
from playwright.sync_api import BrowserContext, Page, expect

from minqing.petition.public import Petition
from tests.browser.test_petitioner_letter import BODY, county, write
from tests.cast import Cast

__all__ = ["county"]


def stop_the_database(patch: pytest.MonkeyPatch) -> None:
    """Let no statement through, as when the server is gone."""

    def away(*_args: object, **_more: object) -> None:
        raise OperationalError("the connection is closed")

    patch.setattr(CursorWrapper, "execute", away)
    patch.setattr(CursorWrapper, "executemany", away)


def test_a_letter_being_written_outlives_a_stopped_database(
    county: Cast, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.goto("/letter/new/")
    write(page)
    # The draft is kept on the device a moment after the last key.
    page.wait_for_function(
        "words => Object.values(localStorage).some(kept => kept.includes(words))", arg=BODY
    )
    with monkeypatch.context() as patch:
        stop_the_database(patch)
        page.get_by_role("button", name="看一遍再提交").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("暂时不能办理")
        expect(page.get_by_text("也没有丢失")).to_be_visible()
    assert Petition.objects.count() == 0
    page.get_by_role("button", name="再交一次").click()
    expect(page.get_by_text(BODY).first).to_be_visible()
    expect(page.get_by_text("修好以前派车送孩子").first).to_be_visible()


def test_without_javascript_the_same_letter_can_be_sent_again_and_is_one_matter(
    county: Cast, plain_page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain_page.goto("/letter/new/")
    write(plain_page)
    plain_page.get_by_role("button", name="看一遍再提交").click()
    send = plain_page.locator("button[value=send]")
    with monkeypatch.context() as patch:
        stop_the_database(patch)
        send.click()
        expect(plain_page.get_by_role("heading", level=1)).to_have_text("暂时不能办理")
        # Still away: the same page again, and still nothing is lost.
        plain_page.get_by_role("button", name="再交一次").click()
        expect(plain_page.get_by_role("heading", level=1)).to_have_text("暂时不能办理")
    plain_page.get_by_role("button", name="再交一次").click()
    expect(plain_page).to_have_url(ending("/letter/receipt/"))
    assert Petition.objects.count() == 1
    assert Petition.objects.get().body == BODY


def ending(end: str) -> re.Pattern[str]:
    """Return the pattern of an address's end."""
    return re.compile(f"{re.escape(end)}$")


def test_a_draft_is_there_again_in_a_new_window_after_the_database_came_back(
    county: Cast, new_context: Callable[..., BrowserContext], monkeypatch: pytest.MonkeyPatch
) -> None:
    context = new_context()
    page = context.new_page()
    page.goto("/letter/new/")
    write(page)
    page.wait_for_function(
        "words => Object.values(localStorage).some(kept => kept.includes(words))", arg=BODY
    )
    with monkeypatch.context() as patch:
        stop_the_database(patch)
        page.goto("/letter/new/")
        expect(page.get_by_role("heading", level=1)).to_have_text("暂时不能办理")
        expect(page.locator("meta[http-equiv=refresh]")).to_have_count(1)
    page.close()
    again = context.new_page()
    again.goto("/letter/new/")
    expect(again.get_by_label("发生了什么事")).to_have_value(BODY)
