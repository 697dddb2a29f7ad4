"""Deciding the way in a real browser: the page of an objection, the meeting's form, the panels."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import BrowserContext, expect
from pytest_django.live_server_helper import LiveServer

from minqing.petition.public import State
from minqing.petition.public import routing as ways
from tests.browser.conftest import axe_clean, no_sideways_scrolling, picture
from tests.browser.test_staff_pictures import signed_in
from tests.browser.test_whole_path import DESK, do
from tests.cast import make_cast
from tests.factories.path import Walk
from tests.factories.routing import accepts_simply, bounces, declines, designates, meets, objects

pytestmark = pytest.mark.django_db(transaction=True)
Contexts = Callable[..., BrowserContext]


def monday() -> date:
    """Return the last Monday, so that a few working days lie between it and today."""
    day = date.today()  # noqa: DTZ011 - the browser lives today
    return day - timedelta(days=day.weekday())


def test_the_sender_reads_an_objection_and_takes_the_matter_back(
    new_context: Contexts, live_server: LiveServer
) -> None:
    cast = make_cast()
    walk = Walk(cast).to_referred(monday())
    objects(walk, monday(), proposed_organ_id=cast.township.id, materials="原信一份、照片三张")
    office = signed_in(new_context(), live_server, cast.registrar)
    office.goto("/desk/notices/")
    office.get_by_role("link", name="提出异议，请核实").first.click()
    expect(office.get_by_text("该路段由乡镇管护")).to_be_visible()
    axe_clean(office)
    no_sideways_scrolling(office)
    picture(office, "objection")
    office.get_by_label("核实情况").fill("情况属实。")
    office.get_by_role("button", name="同意异议、收回").click()
    expect(office.get_by_text("已收回，请重新转送。")).to_be_visible()
    assert walk.matter.state == State.RETURNED
    assert not office.faults  # type: ignore[attr-defined]


def test_an_objection_is_lodged_decided_and_the_matter_referred_again(
    new_context: Contexts, live_server: LiveServer
) -> None:
    cast = make_cast()
    walk = Walk(cast).to_referred(monday())
    organ = signed_in(new_context(viewport=DESK), live_server, cast.handler)
    organ.goto(f"/desk/matters/{walk.id}/?do=object")
    organ.locator("#do [name=reason]").fill("该路段由乡镇管护，不属于本局职责。")
    organ.locator("#do select[name=proposed_organ_id]").select_option(str(cast.township.id))
    do(organ, "提出异议")
    # It goes on holding the matter until the sender has decided.
    assert (walk.matter.state, walk.matter.holder) == (State.REFERRED, cast.housing)

    office = signed_in(new_context(viewport=DESK), live_server, cast.registrar)
    office.goto("/desk/notices/")
    office.get_by_role("link", name="提出异议，请核实").first.click()
    expect(office.get_by_text("该路段由乡镇管护")).to_be_visible()
    office.get_by_label("核实情况").fill("情况属实。")
    office.get_by_role("button", name="同意异议、收回").click()
    expect(office.get_by_text("已收回，请重新转送。")).to_be_visible()
    assert (walk.matter.state, walk.matter.bounces) == (State.RETURNED, 1)
    office.goto(f"/desk/matters/{walk.id}/?do=refer")
    office.locator("#do select[name=organ_id]").select_option(str(cast.township.id))
    do(office, "转送·交办")
    assert (walk.matter.state, walk.matter.holder) == (State.REFERRED, cast.township)

    township = signed_in(new_context(viewport=DESK), live_server, cast.township_handler)
    township.goto(f"/desk/matters/{walk.id}/")
    expect(township.get_by_role("link", name="受理", exact=True)).to_be_visible()
    for page in (organ, office, township):
        assert not page.faults  # type: ignore[attr-defined]


def test_an_objection_that_is_refused_leaves_the_matter_where_it_is(
    new_context: Contexts, live_server: LiveServer
) -> None:
    cast = make_cast()
    walk = Walk(cast).to_referred(monday())
    objects(walk, monday())
    office = signed_in(new_context(viewport=DESK), live_server, cast.registrar)
    office.goto(f"/desk/matters/{walk.id}/?do=refuse_objection")
    office.locator("#do [name=reason]").fill("职责清单已经列明由住建局管护。")
    do(office, "不同意异议")
    assert (walk.matter.state, walk.matter.holder) == (State.REFERRED, cast.housing)
    organ = signed_in(new_context(viewport=DESK), live_server, cast.handler)
    organ.goto("/desk/notices/")
    organ.get_by_role("link", name=re.compile("异议")).first.click()
    expect(organ.get_by_text("职责清单已经列明由住建局管护。").first).to_be_visible()
    organ.get_by_role("link", name="受理", exact=True).click()
    do(organ, "受理")
    assert walk.matter.state == State.HANDLING


def test_a_dispute_is_coordinated_and_decided_in_the_browser(
    new_context: Contexts, live_server: LiveServer
) -> None:
    cast, day = make_cast(), monday()
    walk = Walk(cast).to_referred(day)
    bounces(walk, day)
    walk.refer(day)
    bounces(walk, day)
    office = signed_in(new_context(), live_server, cast.registrar)
    office.goto(f"/desk/matters/{walk.id}/")
    expect(office.get_by_text("已经退回 2 次")).to_be_visible()
    axe_clean(office)
    office.goto(f"/desk/matters/{walk.id}/?do=coordinate")
    axe_clean(office)
    no_sideways_scrolling(office)
    picture(office, "coordinate-form")
    meets(walk, day)
    bounces_on = walk.refer(day, cast.township)
    bounces(bounces_on, day, account=cast.township_handler)
    designates(walk, day)
    office.goto(f"/desk/matters/{walk.id}/")
    expect(office.get_by_text("通府办函〔2026〕18号").first).to_be_visible()
    axe_clean(office)
    no_sideways_scrolling(office)
    picture(office, "dispute")
    assert not office.faults  # type: ignore[attr-defined]


def test_why_it_was_not_accepted_stands_on_the_file(new_context: Contexts, live_server: LiveServer) -> None:
    cast, day = make_cast(), monday()
    walk = Walk(cast).to_registered(day)
    office = signed_in(new_context(), live_server, cast.registrar)
    office.goto(f"/desk/matters/{walk.id}/?do=decline")
    axe_clean(office)
    no_sideways_scrolling(office)
    picture(office, "decline-form")
    final = ways.Stated("巴中市人民政府", "巴府复核〔2026〕2号", date(2026, 8, 1), sameness="事实和理由一致")
    declines(walk, day, ways.Ground.FINALLY_REVIEWED, stated=final)
    office.goto(f"/desk/matters/{walk.id}/")
    expect(office.get_by_text("巴府复核〔2026〕2号").first).to_be_visible()
    axe_clean(office)
    picture(office, "declined")
    assert not office.faults  # type: ignore[attr-defined]


def test_the_short_track_on_a_telephone(new_context: Contexts, live_server: LiveServer) -> None:
    cast, day = make_cast(), monday()
    walk = Walk(cast).to_referred(day)
    handler = signed_in(new_context(), live_server, cast.handler)
    handler.goto(f"/desk/matters/{walk.id}/?do=accept_simply")
    axe_clean(handler)
    no_sideways_scrolling(handler)
    picture(handler, "simple-form")
    accepts_simply(walk, day)
    handler.goto(f"/desk/matters/{walk.id}/")
    expect(handler.get_by_text("决定适用")).to_be_visible()
    axe_clean(handler)
    picture(handler, "simple")
    assert not handler.faults  # type: ignore[attr-defined]
