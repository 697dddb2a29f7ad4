"""Extension, clock panel and absence in a real browser, on a telephone."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import BrowserContext, expect
from pytest_django.live_server_helper import LiveServer

from minqing.kernel.clock.public import calendar
from minqing.kernel.documents.public import Document, delivery_of
from minqing.petition.models import TermRequest
from tests.browser.conftest import axe_clean, no_sideways_scrolling, picture
from tests.browser.test_staff_pictures import signed_in
from tests.browser.test_stories import opened
from tests.browser.test_whole_path import do, look_up
from tests.cast import make_cast
from tests.factories.path import Walk

pytestmark = pytest.mark.django_db(transaction=True)
WHY = "滑坡成因复杂，需要等待省级专家组的鉴定结论。"


def test_more_time_is_asked_granted_and_explained(
    new_context: Callable[..., BrowserContext], live_server: LiveServer
) -> None:
    cast = make_cast()
    day = calendar().next_workday(date.today() - timedelta(days=20))  # noqa: DTZ011 - the browser lives today
    walk = Walk(cast).to_handling(day)
    handler = signed_in(new_context(), live_server, cast.handler)
    handler.goto(f"/desk/matters/{walk.id}/?do=extend")
    handler.get_by_label("延长几日").fill("30")
    handler.get_by_label("为什么要延长").fill(WHY)
    axe_clean(handler)
    picture(handler, "extend")
    handler.get_by_role("button", name="送负责人审批").click()
    expect(handler.get_by_text("等负责人审批")).to_be_visible()

    leader = signed_in(new_context(), live_server, cast.leader)
    leader.goto("/desk/leader/")
    leader.get_by_role("link", name="村道塌方").first.click()
    expect(leader.get_by_text(WHY).first).to_be_visible()
    picture(leader, "extend-approve")
    leader.get_by_role("button", name="批准延期、中止").click()
    expect(leader.get_by_text("已延长30日")).to_be_visible()
    leader.wait_for_load_state("networkidle")
    leader.locator(".clock__why summary").first.click()
    expect(leader.get_by_text("延长期第30日")).to_be_attached()
    expect(leader.get_by_text("刘志远批准").first).to_be_visible()
    axe_clean(leader)
    no_sideways_scrolling(leader)
    picture(leader, "clock-panel")
    asked = TermRequest.objects.get()
    assert asked.status == "approved"

    # 34: the petitioner is told why; the notice is a paper and is served like one.
    handler.goto(f"/desk/matters/{walk.id}/")
    opened(handler, "登记文书送达")
    papers = handler.get_by_label("哪一份文书")
    notice = papers.locator("option").filter(has_text="延期办理告知书")
    papers.select_option(str(notice.get_attribute("value")))
    expect(handler.get_by_label("受送达人")).to_have_value("李桂兰")
    do(handler, "登记文书送达")
    assert asked.notice_id is not None
    served = delivery_of(Document.objects.get(pk=asked.notice_id))
    assert served is not None
    assert served.recipient_name == "李桂兰"

    new_day = walk.matter.due_on
    assert new_day is not None
    mine = new_context().new_page()
    look_up(mine, walk.matter.query_code, "5678")
    told = mine.locator("main")
    expect(told).to_contain_text(f"{new_day.month}月{new_day.day}日")
    expect(told).to_contain_text(WHY)
    expect(told.get_by_role("link", name="信访事项延期办理告知书")).to_be_visible()
    axe_clean(mine)
    no_sideways_scrolling(mine)
    picture(mine, "petitioner-extension")
    assert not [page.faults for page in (handler, leader) if page.faults]  # type: ignore[attr-defined]


def test_an_absence_is_noted_with_deputy_and_caseload(
    new_context: Callable[..., BrowserContext], live_server: LiveServer
) -> None:
    cast = make_cast()
    walk = Walk(cast).to_handling(date.today() - timedelta(days=20))  # noqa: DTZ011 - the browser lives today
    page = signed_in(new_context(), live_server, cast.handler)
    page.goto("/desk/away/")
    page.get_by_label("事由").first.fill("下乡蹲点")
    page.get_by_label("陈𠮷").first.check()
    axe_clean(page)
    page.get_by_role("button", name="登记外出").click()
    expect(page.get_by_text("外出中")).to_be_visible()
    axe_clean(page)
    no_sideways_scrolling(page)
    picture(page, "away")
    assert walk.matter.handler_id == cast.second_handler.pk
    assert not page.faults  # type: ignore[attr-defined]
