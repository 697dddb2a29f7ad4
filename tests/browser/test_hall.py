"""A group of seven in the hall, in a real browser: one number, called, passed on, and registered."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from minqing.kernel.clock.public import now, today
from minqing.petition.public import Petition
from minqing.reception.public import hall as halls
from minqing.reception.public.hall import Standing, Ticket
from tests.browser.conftest import axe_clean, no_sideways_scrolling, picture
from tests.browser.test_staff_pictures import signed_in
from tests.cast import make_cast
from tests.factories.hall import HallSet, make_hall

pytestmark = pytest.mark.django_db(transaction=True)
Contexts = Callable[..., BrowserContext]
DESK = {"width": 1440, "height": 900}
KIOSK = {"width": 1080, "height": 1920}
SCREEN = {"width": 1920, "height": 1080}


@pytest.fixture
def hall() -> HallSet:
    """A hall that is open at the hour of the test, whichever it is."""
    made = make_hall(make_cast(), windows=4, at=now())
    whole = (halls.Period(datetime.min.time(), datetime.max.time()),)
    steward = made.cast.actor(made.cast.steward)
    halls.set_day(actor=steward, hall_id=made.hall.id, day=today(), periods=whole, at=now())
    return made


def opened(context: BrowserContext, address: str) -> Page:
    """Return a page at an address whose script errors and refused contents are kept."""
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "console", lambda message: faults.append(message.text) if "Content Security" in message.text else None
    )
    page.faults = faults  # type: ignore[attr-defined]
    page.goto(address)
    return page


def looked_at(page: Page, name: str) -> None:
    """Hold a page to what every page is held to, and keep its picture."""
    axe_clean(page)
    no_sideways_scrolling(page)
    picture(page, name)


def becomes_a_matter(page: Page, hall: HallSet) -> None:
    """Let the registrar take the number back, see what was noted, and register it with representatives."""
    page.goto(f"/desk/counter/windows/{hall.windows[0].id}/")
    page.keyboard.press("n")
    expect(page.locator(".counter__number")).to_have_text("A001")
    page.keyboard.press("b")
    expect(page.get_by_role("heading", name="接谈中")).to_be_visible()
    page.keyboard.press("w")
    expect(page.locator("#take-body")).to_have_value(re.compile("七人名单已收.*住建局核对", re.DOTALL))
    page.locator("#take-name").fill("李桂兰")
    page.locator("#take-telephone").fill("13800005678")
    expect(page.locator("#take-people_count")).to_have_value("7")
    page.locator("#take-speakers").fill("王建国 13800005679\n陈𠮷 13800005670")
    page.locator("#take-requests").fill("发放拖欠的工资")
    page.get_by_role("button", name="查一查").click()
    expect(page.get_by_text("没有您可以看到的从前的事项")).to_be_visible()
    expect(page.locator("#take-requests")).to_have_value("发放拖欠的工资")
    looked_at(page, "hall-work")
    page.get_by_role("button", name="登记为信访事项").click()
    expect(page.get_by_role("heading", name="来访凭证")).to_be_visible()
    matter = Petition.objects.get()
    expect(page.get_by_text(matter.query_code)).to_be_visible()
    looked_at(page, "hall-visit")
    assert (matter.state, matter.people_count) == ("registered", 7)
    assert {each.name for each in matter.joiners.all()} == {"王建国", "陈𠮷"}
    page.goto(f"/desk/counter/halls/{hall.hall.id}/sheet/")
    expect(page.get_by_role("heading", name="接待日报表")).to_be_visible()
    looked_at(page, "hall-sheet")


def test_a_group_of_seven_goes_with_one_number_from_the_kiosk_to_a_registered_matter(
    new_context: Contexts, live_server: LiveServer, hall: HallSet
) -> None:
    screen = opened(new_context(viewport=SCREEN), "/hall/hall/display/")
    expect(screen.locator("[data-now-number]")).to_have_text("—")

    machine = opened(new_context(viewport=KIOSK, has_touch=True), "/hall/hall/kiosk/")
    more = machine.get_by_role("button", name="多一个人")
    for _person in range(6):
        more.click()
    machine.get_by_text("老年人").click()
    looked_at(machine, "hall-kiosk")
    machine.get_by_role("button", name="反映信访事项").click()
    expect(machine.get_by_text("A001")).to_be_visible()
    expect(machine.get_by_text("集体访7人")).to_be_visible()
    looked_at(machine, "hall-number")
    ticket = Ticket.objects.get()
    assert (ticket.group_size, ticket.reasons) == (7, ["old"])

    phone = opened(new_context(), f"/hall/hall/number/{ticket.id}/")
    expect(phone.get_by_text("前面没有人")).to_be_visible()

    first = signed_in(new_context(viewport=DESK), live_server, hall.clerks[0])
    first.goto(f"/desk/counter/windows/{hall.windows[0].id}/")
    first.keyboard.press("n")
    expect(first.locator(".counter__number")).to_have_text("A001")
    # Without the live process the display asks by itself every few seconds.
    expect(screen.locator("[data-now-number]")).to_have_text("A001")
    expect(screen.locator("[data-now-window]")).to_have_text("1号窗口")
    expect(screen.get_by_text("实时服务没有连上")).to_be_visible()
    looked_at(screen, "hall-display")
    first.keyboard.press("b")
    expect(first.get_by_role("heading", name="接谈中")).to_be_visible()
    first.get_by_text("转窗口").first.click()
    first.locator("#pass-to_window").select_option(label="2号窗口")
    first.locator("#pass-note").fill("工资拖欠，七人名单已收。")
    looked_at(first, "hall-window")
    first.locator("form", has=first.locator("#pass-note")).get_by_role("button", name="转窗口").click()
    expect(first.get_by_text("A001号已转到2号窗口")).to_be_visible()

    second = signed_in(new_context(viewport=DESK), live_server, hall.clerks[1])
    second.goto(f"/desk/counter/windows/{hall.windows[1].id}/")
    second.keyboard.press("n")
    expect(second.get_by_text("工资拖欠，七人名单已收。")).to_be_visible()
    expect(screen.locator("[data-now-window]")).to_have_text("2号窗口")
    second.keyboard.press("b")
    second.get_by_text("转窗口").first.click()
    second.locator("#pass-to_window").select_option(label="1号窗口")
    second.locator("#pass-note").fill("住建局核对：欠三个月，共七人。")
    second.locator("form", has=second.locator("#pass-note")).get_by_role("button", name="转窗口").click()
    expect(second.get_by_text("A001号已转到1号窗口")).to_be_visible()

    third = signed_in(new_context(viewport=DESK), live_server, hall.cast.registrar)
    becomes_a_matter(third, hall)
    ticket.refresh_from_db()
    assert (ticket.standing, ticket.subject_id) == (Standing.FINISHED, Petition.objects.get().id)
    for page in (screen, machine, phone, first, second, third):
        assert not page.faults  # type: ignore[attr-defined]
        assert hall.clerks[0].name not in screen.content()


def test_a_display_without_the_network_shows_the_last_state_and_says_of_when(
    new_context: Contexts, hall: HallSet
) -> None:
    service = hall.services["A"]
    ticket = halls.issue_number(actor=hall.clerk(0), hall_id=hall.hall.id, service_id=service.id, at=now())
    halls.call_next(actor=hall.clerk(0), window_id=hall.windows[0].id, at=now())
    context = new_context(viewport=SCREEN)
    page = opened(context, "/hall/hall/display/")
    spoken = "window.spoken = []; speechSynthesis.getVoices = () => [{lang: 'zh-CN'}]; "
    page.evaluate(spoken + "speechSynthesis.speak = (said) => window.spoken.push(said.text); 0")
    page.evaluate("Object.defineProperty(SpeechSynthesisUtterance.prototype, 'voice', {set() {}, get() {}})")
    page.get_by_role("button", name="打开语音").click()
    expect(page.get_by_text("实时服务没有连上")).to_be_visible()
    context.set_offline(True)
    expect(page.get_by_text("网络中断，以下是")).to_be_visible()
    expect(page.locator("[data-now-number]")).to_have_text(ticket.number)
    axe_clean(page)
    picture(page, "hall-display-lost")
    halls.recall_number(actor=hall.clerk(0), ticket_id=ticket.id, at=now() + timedelta(seconds=1))
    context.set_offline(False)
    expect(page.get_by_text("网络中断")).to_have_count(0)
    page.wait_for_function("window.spoken.length === 2")
    assert set(page.evaluate("window.spoken")) == {"请 A 0 0 1 号，到 1号窗口"}
    assert not page.faults  # type: ignore[attr-defined]


def test_a_display_follows_the_live_process_while_it_answers(new_context: Contexts, hall: HallSet) -> None:
    context = new_context(viewport=SCREEN)

    def answer(route: Route) -> None:
        board = context.request.get("/hall/hall/display/board.json").text()
        route.fulfill(
            headers={"content-type": "text/event-stream", "access-control-allow-origin": "*"},
            body=f"retry: 300\n\nid: 1\nevent: board\ndata: {board}\n\n",
        )

    context.route("**/live/hall", answer)
    page = opened(context, "/hall/hall/display/")
    expect(page.get_by_text("实时", exact=True)).to_be_visible()


def test_the_hall_is_set_up_by_the_steward_and_works_without_scripts(
    new_context: Contexts, live_server: LiveServer, hall: HallSet
) -> None:
    steward = signed_in(new_context(viewport=DESK), live_server, hall.cast.steward)
    steward.goto("/desk/steward/")
    steward.get_by_role("link", name="接访大厅").click()
    steward.get_by_role("link", name="群众来访接待大厅").click()
    looked_at(steward, "hall-setting-up")
    steward.get_by_role("link", name="新增窗口").click()
    steward.get_by_label("名称").fill("5号窗口")
    steward.get_by_label("驻厅单位").select_option(str(hall.cast.resources.id))
    looked_at(steward, "hall-setting-up-window")
    steward.get_by_role("button", name="保存").click()
    expect(steward.get_by_role("link", name="5号窗口")).to_be_visible()
    steward.get_by_role("link", name="修改").click()
    looked_at(steward, "hall-hours")

    clerk = signed_in(new_context(viewport=DESK), live_server, hall.clerks[0])
    clerk.goto("/desk/counter/")
    looked_at(clerk, "hall-counter")
    clerk.get_by_role("link", name="代取号").click()
    looked_at(clerk, "hall-issue")
    clerk.get_by_label("反映信访事项").check()
    clerk.get_by_role("button", name="取号").first.click()
    expect(clerk.get_by_role("heading", name="A001号")).to_be_visible()
    looked_at(clerk, "hall-slip")
    clerk.goto(f"/desk/counter/halls/{hall.hall.id}/")
    looked_at(clerk, "hall-day")

    plain = opened(new_context(java_script_enabled=False), "/hall/hall/kiosk/")
    plain.get_by_label("几个人一起来").last.fill("2")
    plain.get_by_role("button", name="反映信访事项").click()
    expect(plain.get_by_text("A002")).to_be_visible()
    visitor = opened(new_context(), "/hall/hall/")
    looked_at(visitor, "hall-public")
    visitor.get_by_role("link", name="预约").first.click()
    looked_at(visitor, "hall-book")
