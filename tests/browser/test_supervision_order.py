"""A 督办 order from red to effect, in a real browser: the ladder, two clicks, the reply, the judgement."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import BrowserContext, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import axe_clean, no_sideways_scrolling, picture
from tests.browser.test_staff_pictures import signed_in
from tests.browser.test_whole_path import DESK
from tests.cast import make_cast
from tests.factories.path import Walk

pytestmark = pytest.mark.django_db(transaction=True)
Contexts = Callable[..., BrowserContext]


def test_a_red_matter_is_ordered_answered_and_the_order_closed_with_its_effect(
    new_context: Contexts, live_server: LiveServer
) -> None:
    cast = make_cast()
    today = date.today()  # noqa: DTZ011 - the browser lives today
    Walk(cast).to_handling(today - timedelta(days=120))
    desk = signed_in(new_context(viewport=DESK), live_server, cast.supervisor)
    desk.goto("/desk/supervisor/ladder/")
    axe_clean(desk)
    picture(desk, "ladder")
    desk.goto("/desk/supervisor/ladder/long/")
    axe_clean(desk)
    desk.get_by_role("link", name="催办：").click()
    desk.get_by_role("link", name="督办", exact=True).click()
    axe_clean(desk)
    picture(desk, "order-form")
    desk.get_by_role("button", name="发出督办").click()
    expect(desk.get_by_text("已发出，被督办单位已收到通知")).to_be_visible()
    organ = signed_in(new_context(), live_server, cast.handler)
    organ.goto("/desk/orders/")
    axe_clean(organ)
    no_sideways_scrolling(organ)
    picture(organ, "orders-inbox")
    organ.get_by_role("link", name="信访督〔").click()
    organ.get_by_role("button", name="签收").click()
    organ.get_by_label("反馈内容").fill("塌方路段已进场施工，十日内修复。")
    organ.get_by_role("button", name="提交反馈").click()
    expect(organ.get_by_text("待审核")).to_be_visible()
    axe_clean(organ)
    no_sideways_scrolling(organ)
    desk.reload()
    desk.get_by_label("办理有进展，问题已纠正").check()
    desk.get_by_label("审核意见").fill("现场看过，属实。")
    desk.get_by_role("button", name="审核通过，办结督办").click()
    expect(desk.get_by_text("办理有进展，问题已纠正")).to_be_visible()
    axe_clean(desk)
    picture(desk, "order-closed")
    assert not desk.faults  # type: ignore[attr-defined]
    assert not organ.faults  # type: ignore[attr-defined]
