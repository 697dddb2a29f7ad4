"""Co-handling, hearing, mediation and execution as people see them: the desks and the petitioner's page."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from minqing.petition.public import State, handling
from tests.browser.conftest import axe_clean, no_sideways_scrolling, picture
from tests.browser.test_staff_pictures import signed_in
from tests.cast import Cast, make_cast
from tests.factories.path import Walk, on_day

pytestmark = pytest.mark.django_db(transaction=True)


def today() -> date:
    return date.today()  # noqa: DTZ011 - the browser lives today


def busy(cast: Cast) -> Walk:
    """Return a matter with an organ asked, a record made, a hearing announced and mediation proposed."""
    day = today()
    walk = Walk(cast).hand_in(day).register(day).classify(day).refer(day).accept(day)
    with on_day(day) as at:
        actor = walk.actor(cast.handler, day)
        handling.ask_co_opinion(
            actor=actor,
            petition_id=walk.id,
            organ_id=cast.resources.id,
            question="塌方路段的土地权属是谁的？由谁管护？",
            due_on=day + timedelta(days=10),
            at=at,
        )
        draft = handling.RecordDraft(
            "in_person",
            day,
            "9时至10时",
            "梓潼村村委会",
            "王建国",
            "陈𠮷",
            "李桂兰",
            "问：路是哪天塌的？\n答：六月三日，那天下大雨。\n问：报过没有？\n答：报过三次。",
            "已宣读，无误，签名",
        )
        handling.record_statement(actor=actor, petition_id=walk.id, draft=draft, at=at)
        plan = handling.HearingPlan(
            held_on=day + timedelta(days=8),
            times="9时30分",
            place="信访局听证室",
            host="赵明山",
            recorder="陈𠮷",
            seats=handling.seats_of("信访人 李桂兰\n承办人员 王建国\n听证员 何春梅 县人大代表"),
            is_public=True,
            closed_reason="",
            ground=handling.Ground.COMPLEX,
            reason="涉及三十户的通行",
        )
        handling.announce_hearing(actor=actor, petition_id=walk.id, plan=plan, at=at)
        handling.propose_settlement(
            actor=actor,
            petition_id=walk.id,
            kind="mediation",
            other_party="某建筑公司",
            mediator="何春梅",
            proposal="公司先垫付便道费用，双方各让一步。",
            at=at,
        )
    return walk


def seen(page: Page, name: str) -> None:
    """Look at a page at both widths, and let axe look."""
    picture(page, name)
    axe_clean(page)
    page.set_viewport_size({"width": 390, "height": 844})
    no_sideways_scrolling(page)
    page.set_viewport_size({"width": 1440, "height": 900})


def test_the_lead_and_the_helping_organ_see_what_is_theirs(
    new_context: Callable[..., BrowserContext], live_server: LiveServer
) -> None:
    cast = make_cast()
    walk = busy(cast)
    here = f"{live_server.url}/desk/matters/{walk.id}/"
    lead = signed_in(new_context(viewport={"width": 1440, "height": 900}), live_server, cast.handler)
    lead.goto(here)
    for panel in ("co-handling", "records", "hearing", "settlement"):
        expect(lead.locator(f"#{panel}")).to_be_visible()
    seen(lead, "case-handling-annexes")
    lead.get_by_text("更多办理").click()
    lead.get_by_role("link", name="请协办").click()
    expect(lead.locator("#do")).to_contain_text("请哪个单位协办")
    for key in ("hearing_call", "statement", "settle", "co_withdraw"):
        lead.goto(f"{here}?do={key}")
        seen(lead, f"case-do-{key}")

    helper = signed_in(new_context(viewport={"width": 1440, "height": 900}), live_server, cast.other_handler)
    helper.goto(f"{live_server.url}/desk/helping/")
    seen(helper, "desk-helping")
    helper.get_by_role("link", name="村道塌方").first.click()
    helper.locator("#do-opinion").fill("属村集体所有，由镇政府管护。")
    helper.get_by_role("button", name="提出协办意见").click()
    expect(helper.locator("#co-handling")).to_contain_text("属村集体所有，由镇政府管护。")
    assert lead.faults == []  # type: ignore[attr-defined]
    assert helper.faults == []  # type: ignore[attr-defined]


def test_the_petitioner_says_no_to_mediation_and_later_what_was_not_carried_out(
    new_context: Callable[..., BrowserContext], live_server: LiveServer
) -> None:
    cast, day = make_cast(), today()
    walk = busy(cast)
    assert walk.handed is not None
    mine = new_context(java_script_enabled=False).new_page()
    mine.goto(f"{live_server.url}/matter/")
    mine.get_by_label("查询码").fill(walk.handed.query_code)
    mine.locator("input[name=tail]").fill("5678")
    mine.get_by_role("button", name="查询").last.click()
    expect(mine.get_by_text("听证已经安排。")).to_be_visible()
    mine.get_by_role("button", name="不愿意调解").click()
    expect(mine.get_by_text("事项继续办理，期限照算")).to_be_visible()

    with on_day(day) as at:
        actor = walk.actor(cast.handler, day)
        handling.end_hearing(actor=actor, petition_id=walk.id, reason="双方已经说清", at=at)
        row = handling.open_co_handlings(walk.matter)[0]
        handling.withdraw_co_opinion(
            actor=actor, petition_id=walk.id, co_handling_id=row.id, reason="已查清", at=at
        )
    walk.draft(day, execute_by=day + timedelta(days=20))
    walk.submit(day).approve(day)
    walk.deliver(day)
    with on_day(day) as at:
        for execution in handling.executions_of(walk.matter):
            handling.finish_execution(
                actor=walk.actor(cast.handler, day),
                petition_id=walk.id,
                execution_id=execution.id,
                evidence="路面已经修复，验收单存卷。",
                at=at,
            )
    mine.reload()
    mine.goto(f"{live_server.url}/matter/now/")
    picture(mine, "petitioner-execution")
    no_sideways_scrolling(mine)
    mine.get_by_role("button", name="确实执行了").first.click()
    mine.get_by_label("是这样吗").fill("护栏没有装")
    mine.get_by_role("button", name="没有执行到位").click()
    expect(mine.get_by_text("您说没有执行到位，正在重新执行")).to_be_visible()
    assert walk.matter.state == State.DELIVERED
