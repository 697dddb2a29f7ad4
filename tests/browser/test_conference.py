"""A matter of three departments solved in one package: notice, answer, minutes, the lead designated."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from playwright.sync_api import BrowserContext, expect
from pytest_django.live_server_helper import LiveServer

from minqing.crossings import conference_to_petition as crossing
from minqing.kernel.clock.public import CIVIL_ZONE, now
from minqing.kernel.people.public import actor_of
from minqing.petition.public import State
from minqing.reception.public.conference import Conference, Guest, Point
from tests.browser.conftest import axe_clean, no_sideways_scrolling, picture
from tests.browser.test_staff_pictures import signed_in
from tests.browser.test_whole_path import DESK
from tests.cast import Cast, make_cast
from tests.factories.path import Walk

pytestmark = pytest.mark.django_db(transaction=True)
Contexts = Callable[..., BrowserContext]


def called(cast: Cast, walk: Walk) -> Conference:
    """A conference called the day before yesterday for yesterday."""
    at = now() - timedelta(days=2)
    return crossing.convene_on_matters(
        actor=actor_of(cast.registrar, at.date()),
        kind="conference",
        theme="安置房办证一揽子解决",
        starts_at=now() + timedelta(seconds=1),
        place="信访局二楼会议室",
        host="孙建业",
        agenda=[Point("安置房办证", walk.id)],
        guests=[
            Guest(cast.housing.id, "带竣工验收材料"),
            Guest(cast.resources.id),
            Guest(cast.civil_affairs.id),
        ],
        at=at,
    )


def test_three_departments_solve_a_matter_in_one_package(
    new_context: Contexts, live_server: LiveServer
) -> None:
    cast = make_cast()
    walk = Walk(cast).to_registered(date.today())  # noqa: DTZ011 - the browser lives today
    office = signed_in(new_context(viewport=DESK), live_server, cast.registrar)
    office.goto(f"/desk/conferences/new/?matter={walk.id}")
    expect(office.get_by_label("议题")).not_to_have_value("")
    axe_clean(office)
    picture(office, "conference-notice")
    found = called(cast, walk)

    unit = signed_in(new_context(), live_server, cast.handler)
    unit.goto("/desk/conferences/")
    unit.get_by_role("link", name="安置房办证一揽子解决").first.click()
    unit.get_by_label("参加", exact=True).check()
    unit.get_by_label("参会人").fill("刘志远")
    unit.get_by_role("button", name="回执").click()
    expect(unit.get_by_text("回执已记下")).to_be_visible()
    axe_clean(unit)
    no_sideways_scrolling(unit)
    picture(unit, "conference-answer")

    office.goto(f"/desk/conferences/{found.pk}/")
    held = datetime.now(CIVIL_ZONE).strftime("%Y-%m-%dT%H:%M")
    office.locator("[name=held_at]").fill(held)
    for row in found.invitations.all():
        office.locator(f"[name=who_{row.pk}]").fill("到会的人，副局长")
        office.locator(f"[name=said_{row.pk}]").fill("同意一揽子解决。")
    office.get_by_role("button", name="保存会议记录").click()
    expect(office.get_by_text("会议记录已保存")).to_be_visible()
    due = (date.today() + timedelta(days=14)).isoformat()  # noqa: DTZ011
    for organ, effect in ((cast.housing, "lead"), (cast.resources, "help"), (cast.civil_affairs, "help")):
        office.locator("textarea[name=text]").last.fill(f"{organ.short_name}办好自己的一项")
        office.locator("select[name=organ_id]").select_option(str(organ.id))
        office.locator("[name=person]").fill("负责人")
        office.locator("[name=due_on]").fill(due)
        office.locator(f"[name=effect][value={effect}]").check()
        office.locator("select[name=subject_id]").select_option(str(walk.id))
        office.get_by_role("button", name="写入议定事项").click()
        expect(office.get_by_text("议定事项已写入。")).to_be_visible()
    office.get_by_role("button", name="印发纪要").click()
    expect(office.get_by_text("纪要已印发")).to_be_visible()
    assert (walk.matter.state, walk.matter.holder) == (State.REFERRED, cast.housing)
    axe_clean(office)
    picture(office, "conference-decisions")

    walk.accept(date.today())  # noqa: DTZ011
    unit.goto(f"/desk/matters/{walk.id}/#conference")
    unit.get_by_role("button", name="按会议议定请协办").click()
    expect(unit.get_by_text("已按会议议定请2个单位协办。")).to_be_visible()
    for page in (office, unit):
        assert not page.faults  # type: ignore[attr-defined]
