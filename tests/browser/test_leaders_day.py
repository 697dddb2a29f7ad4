"""A leader's day: rota, public page, appointment, checking in, record, instruction, done."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
import time_machine
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from minqing.kernel.clock.public import CIVIL_ZONE, calendar
from minqing.kernel.people.public import Duty
from minqing.reception.public.days import Instruction, LeaderDay
from minqing.supervision.public import held
from minqing.supervision.public.held import Deed, Ground, HoldDraft
from tests.browser.conftest import axe_clean, no_sideways_scrolling, picture
from tests.browser.test_staff_pictures import signed_in
from tests.browser.test_whole_path import DESK
from tests.cast import Cast, make_account, make_cast
from tests.factories.hall import make_hall
from tests.factories.path import Walk

pytestmark = pytest.mark.django_db(transaction=True)
Contexts = Callable[..., BrowserContext]


@pytest.fixture
def morning() -> date:
    """Eight in the morning of a working day; the server's clock goes on from there."""
    day = date.today()  # noqa: DTZ011 - the browser lives today
    return calendar().next_workday(day)


def looked_at(page: Page, name: str) -> None:
    """Look at a page as a machine does, and keep what a person looks at."""
    axe_clean(page)
    no_sideways_scrolling(page)
    picture(page, name)


def holds(cast: Cast, day: date) -> None:
    """The leader holds a case."""
    walk = Walk(cast).to_registered(day)
    at = datetime.combine(day, time(7), CIVIL_ZONE)
    case = held.hold_case(
        actor=walk.actor(cast.supervisor, day),
        petition_id=walk.id,
        draft=HoldDraft(
            leader_id=cast.office_leader.pk,
            leader_organ_id=cast.petition_office.pk,
            organ_id=cast.petition_office.pk,
            ground=Ground.LONG,
            plan="一个月内修通，修好以前安排接送学生。",
            due_on=day + timedelta(days=30),
            why="反映过三次，两个单位各有说法。",
        ),
        at=at,
    )
    held.tell_deed(
        actor=walk.actor(cast.office_leader, day),
        case_id=case.pk,
        deed=Deed.MEETING,
        words="与来访代表当面商量，约定半个月内给方案。",
        on=day,
        at=at,
    )


def publishes(office: Page) -> None:
    """The office plans the month by rotation and publishes it."""
    office.goto("/desk/days/")
    office.get_by_text("按轮值生成这个月").click()
    office.locator("#act-generate [name=place]").fill("接访大厅接访一室")
    office.get_by_role("button", name="生成").click()
    expect(office.get_by_text("往后每个工作日都有领导")).to_be_visible()
    office.get_by_text("公布这个月").click()
    office.get_by_role("button", name="公布", exact=True).click()
    expect(office.get_by_text("未公布")).to_have_count(0)
    looked_at(office, "leaders-plan")


def books(public: Page, day: LeaderDay) -> str:
    """A resident books without an account; return the code."""
    public.goto("/leaders/")
    looked_at(public, "leaders-rota")
    public.goto(f"/leaders/{day.pk}/")
    public.get_by_label("是哪方面的事").select_option("03")
    public.get_by_label("一两句话说明要反映什么").fill("安置房楼顶漏水，物业说不归它管。")
    public.get_by_label("姓名").fill("王建国")
    public.get_by_label("联系电话").fill("13800005678")
    looked_at(public, "leaders-booking")
    public.get_by_role("button", name="预约").click()
    return public.locator(".receipt__code").inner_text()


def arrives(public: Page, code: str) -> None:
    """At the kiosk, which shows who receives, the code checks the resident in."""
    public.goto("/hall/hall/kiosk/")
    expect(public.get_by_role("heading", name="领导接访")).to_be_visible()
    looked_at(public, "leaders-kiosk")
    public.get_by_role("textbox", name="预约码").fill(code)
    public.get_by_role("button", name="用预约码取号").click()
    expect(public.get_by_role("heading", name="已报到")).to_be_visible()
    looked_at(public, "leaders-arrived")


def receives(leader: Page, owner: str) -> None:
    """On a telephone the leader opens their day, writes the reception down and gives an instruction."""
    leader.goto("/desk/leader/day/")
    looked_at(leader, "leaders-phone")
    leader.get_by_role("link", name="王建国").click()
    leader.get_by_text("记一次接访").click()
    leader.locator("#act-record [name=booking]").select_option(index=1)
    leader.get_by_label("反映什么事").fill("安置房楼顶漏水")
    leader.get_by_label("要求和事实").fill("三栋楼顶漏水三个月，物业和开发商互相推。要求修好。")
    leader.get_by_role("button", name="记下").click()
    looked_at(leader, "leaders-one-day")
    leader.get_by_role("link", name="安置房楼顶漏水").click()
    leader.get_by_text("作批示").click()
    leader.locator("#act-give [name=text]").fill("请住建局五日内查明原因，提出维修办法。")
    leader.locator("#act-give select[name=owner]").select_option(owner)
    leader.get_by_role("button", name="批示").click()
    expect(leader.get_by_text("责任人已收到通知")).to_be_visible()


def finishes(unit: Page, leader: Page) -> None:
    """The unit reports, the leader finds it done."""
    unit.goto(leader.url)
    unit.get_by_text("批示1：报告结果").click()
    unit.locator("[id^=act-report] [name=words]").fill("已查明是防水层老化，下周一进场维修。")
    unit.get_by_role("button", name="报告结果").click()
    expect(unit.get_by_text("已报结果")).to_be_visible()
    leader.goto("/desk/leader/day/")
    leader.get_by_role("link", name="请住建局五日内查明原因").click()
    leader.get_by_text("批示1：确认落实").click()
    leader.get_by_role("button", name="确认落实").click()
    expect(leader.get_by_text("已落实")).to_be_visible()
    looked_at(leader, "leaders-record")


def test_a_leaders_day_from_the_rota_to_the_done_instruction(
    new_context: Contexts, live_server: LiveServer, morning: date
) -> None:
    cast = make_cast()
    second = make_account("second_leader", "冉小䶮", (cast.petition_office, Duty.LEADER, "副局长"))
    with time_machine.travel(datetime.combine(morning, time(8), CIVIL_ZONE), tick=True):
        office = signed_in(new_context(viewport=DESK), live_server, cast.registrar)
        publishes(office)
        day = LeaderDay.objects.get(day=morning)
        make_hall(cast, at=datetime.combine(morning, time(7), CIVIL_ZONE))
        public = new_context().new_page()
        arrives(public, books(public, day))
        holds(cast, morning)
        receiving = second if day.leader_id == second.pk else cast.office_leader
        leader = signed_in(new_context(), live_server, receiving)
        receives(leader, f"{cast.housing.pk}/{cast.handler.pk}")
        unit = signed_in(new_context(viewport=DESK), live_server, cast.handler)
        finishes(unit, leader)
        assert Instruction.objects.get().standing == "done"

        leader.context.clear_cookies()
        head = signed_in(leader.context, live_server, cast.office_leader)
        head.goto("/desk/held/")
        looked_at(head, "leaders-held")
        head.get_by_role("link", name="村道塌方").first.click()
        expect(head.get_by_text("与来访代表当面商量")).to_be_visible()
        looked_at(head, "leaders-held-case")
        for page in (office, leader, unit, head):
            assert not page.faults  # type: ignore[attr-defined]
