"""Coming in, in a real browser: a stack of letters, a visit at the counter, a neighbour who joins."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from minqing.kernel.clock.public import now
from minqing.petition.models import Joiner
from minqing.petition.public import Petition, State
from minqing.petition.public.scans import ScanBatch, cut_batch
from tests.browser.conftest import axe_clean, no_sideways_scrolling, picture
from tests.browser.test_staff_pictures import signed_in
from tests.browser.test_whole_path import do
from tests.cast import make_cast
from tests.desks.registrar.test_scans import page as scanned
from tests.desks.registrar.test_scans import pdf
from tests.factories.path import Walk

pytestmark = pytest.mark.django_db(transaction=True)


def looked_at(page: Page, name: str) -> None:
    """Assert that a page is whole, and keep its picture when asked."""
    axe_clean(page)
    for width, height in ((390, 844), (1440, 900)):
        page.set_viewport_size({"width": width, "height": height})
        no_sideways_scrolling(page)
    picture(page, name)


def test_a_stack_of_letters_is_scanned_and_the_first_taken_down_beside_its_pages(
    new_context: Callable[..., BrowserContext], live_server: LiveServer, tmp_path: Path
) -> None:
    cast = make_cast()
    today = date.today()  # noqa: DTZ011 - the browser lives today
    stack = tmp_path / "一摞.pdf"
    stack.write_bytes(pdf(scanned("LX2026-000001"), scanned(), scanned("LX2026-000002")).read())
    page = signed_in(new_context(viewport={"width": 1440, "height": 900}), live_server, cast.registrar)
    page.goto("/desk/registrar/")
    page.get_by_role("link", name="来信批量登记").click()
    page.get_by_label("扫描件").set_input_files(stack)
    looked_at(page, "registrar-scans")
    page.get_by_role("button", name="上传并分信").click()
    expect(page.get_by_role("status").filter(has_text="还有 1 个文件没有分完")).to_be_visible()
    looked_at(page, "registrar-scans-cutting")
    # The page follows the queued work and shows the letters when it is done.
    cut_batch(batch_id=ScanBatch.objects.get().id, at=now())
    expect(page.get_by_role("heading", level=1)).to_contain_text("2 封")
    page.get_by_label("寄出日期（邮戳）").first.fill((today - timedelta(days=5)).isoformat())
    looked_at(page, "registrar-scans-batch")
    page.get_by_role("button", name="录入这一封").first.click()
    expect(page.get_by_alt_text("来信第 2 页")).to_be_attached()
    page.get_by_label("姓名", exact=False).first.fill("陈𠮷")
    page.get_by_label("反映的内容").fill("楼顶漏雨三个月，物业一直没有修。")
    page.get_by_label("要求解决什么").fill("请修好楼顶")
    looked_at(page, "registrar-take-down-scan")
    page.set_viewport_size({"width": 1440, "height": 900})
    page.get_by_label("要求解决什么").press("Control+Enter")
    expect(page.get_by_text("还有 1 封等着录入")).to_be_visible()
    matter = Petition.objects.get()
    assert matter.arrival.label == "LX2026-000001"
    # From the batch the letter goes on to its classification and to the organ whose matter it is.
    page.locator("#letter-1").get_by_role("link", name=str(matter.number)).click()
    classified_and_referred(page, matter, cast.housing.id)
    reaches_the_organ(signed_in(new_context(), live_server, cast.handler), matter)
    assert page.faults == []  # type: ignore[attr-defined]


def classified_and_referred(page: Page, matter: Petition, organ: UUID) -> None:
    """Classify the open matter as a claim and refer it, each by its act on the case page."""
    page.get_by_role("link", name="分类", exact=True).click()
    page.locator("#do").get_by_label("申诉求决").check()
    page.locator("#do select[name=procedure]").select_option("31-6")
    do(page, "分类")
    matter.refresh_from_db()
    assert (matter.state, matter.purpose) == (State.REGISTERED, "claim")
    page.get_by_role("link", name="转送·交办", exact=True).click()
    page.locator("#do select[name=organ_id]").select_option(str(organ))
    do(page, "转送·交办")
    expect(page.locator("#papers")).to_contain_text("转送")


def reaches_the_organ(desk: Page, matter: Petition) -> None:
    """The organ finds the matter where it accepts, and nowhere as somebody else's."""
    matter.refresh_from_db()
    assert (matter.state, matter.holder.code) == (State.REFERRED, "zjj")
    desk.goto("/desk/handler/")
    desk.get_by_role("link", name=re.compile("待受理")).click()
    desk.locator("[data-open-row]").first.click()
    expect(desk.locator(".case-head")).to_contain_text(str(matter.number))
    expect(desk.get_by_role("link", name="受理", exact=True)).to_be_visible()
    assert desk.faults == []  # type: ignore[attr-defined]


@pytest.mark.parametrize("channel", ["letter", "visit", "call"])
def test_what_was_taken_down_goes_on_to_the_organ_whose_matter_it_is(
    new_context: Callable[..., BrowserContext], live_server: LiveServer, channel: str
) -> None:
    cast = make_cast()
    page = signed_in(new_context(viewport={"width": 1440, "height": 900}), live_server, cast.registrar)
    page.goto(f"/desk/registrar/new/?channel={channel}")
    page.get_by_label("姓名", exact=False).first.fill("李桂兰")
    page.get_by_label("联系电话").fill("13800005678")
    page.get_by_label("反映的内容").fill("楼顶漏雨三个月，物业一直没有修。")
    page.get_by_label("要求解决什么").fill("请修好楼顶")
    page.get_by_role("button", name="登记，接着分类转送").click()
    page.wait_for_url(re.compile("/desk/registrar/[0-9a-f-]{36}/"))
    sent_on_one_screen(page, cast.housing.id)
    matter = Petition.objects.get()
    assert (matter.channel, matter.purpose, matter.procedure) == (channel, "claim", "31-6")
    reaches_the_organ(signed_in(new_context(), live_server, cast.handler), matter)
    assert page.faults == []  # type: ignore[attr-defined]


def sent_on_one_screen(page: Page, organ: UUID) -> None:
    """Classify and refer on the registrar's screen, where the letter and its form stand beside each other."""
    page.get_by_label("申诉求决").check()
    page.locator("select[name=procedure]").select_option("31-6")
    page.get_by_label("转给哪个单位").select_option(str(organ))
    page.get_by_role("button", name="登记并转出").click()
    expect(page.locator(".messages")).to_contain_text("已登记并转出")


def test_what_was_written_on_the_web_is_registered_classified_and_referred(
    new_context: Callable[..., BrowserContext], live_server: LiveServer
) -> None:
    cast = make_cast()
    walk = Walk(cast).hand_in(date.today())  # noqa: DTZ011 - the browser lives today
    page = signed_in(new_context(viewport={"width": 1440, "height": 900}), live_server, cast.registrar)
    page.goto("/desk/registrar/")
    page.keyboard.press("n")
    page.wait_for_url(re.compile("/desk/registrar/[0-9a-f-]{36}/"))
    page.locator(".crumbs").get_by_role("link").last.click()
    page.get_by_role("link", name="登记", exact=True).first.click()
    do(page, "登记")
    matter = walk.matter
    assert (matter.state, matter.channel) == (State.REGISTERED, "online")
    classified_and_referred(page, matter, cast.housing.id)
    reaches_the_organ(signed_in(new_context(), live_server, cast.handler), matter)
    assert page.faults == []  # type: ignore[attr-defined]


def test_a_visit_of_many_is_taken_down_split_and_goes_up(
    new_context: Callable[..., BrowserContext], live_server: LiveServer
) -> None:
    cast = make_cast()
    page = signed_in(new_context(viewport={"width": 1440, "height": 900}), live_server, cast.registrar)
    page.goto("/desk/registrar/")
    page.keyboard.press("c")
    page.get_by_label("姓名", exact=False).first.fill("李桂兰")
    page.get_by_label("联系电话").fill("13800005678")
    page.get_by_text("多人共同提出").click()
    page.get_by_label("涉及人数").fill("30")
    page.get_by_label("推选的代表").fill("王建国 13711112222\n陈𠮷 13733334444")
    page.get_by_label("反映的内容").fill("村道塌方没人修；另外低保核减没有说理由。")
    page.get_by_label("要求解决什么").fill("修好村道\n说明低保为什么核减")
    looked_at(page, "registrar-take-down")
    page.set_viewport_size({"width": 1440, "height": 900})
    page.get_by_role("button", name="登记，接着分类转送").click()
    expect(page.get_by_text("没有找到同一人或者同一地点")).to_be_visible()
    looked_at(page, "registrar-letter-joint")
    page.set_viewport_size({"width": 1440, "height": 900})
    page.get_by_role("link", name="拆分").click()
    page.get_by_label("说明低保为什么核减").check()
    page.get_by_label("分出来这一件的标题").fill("低保核减没有说明理由")
    looked_at(page, "case-split")
    page.set_viewport_size({"width": 1440, "height": 900})
    page.locator("#do").get_by_role("button", name="拆分").click()
    expect(page.get_by_role("heading", name="关联的事项")).to_be_visible()
    page.get_by_text("更多办理").click()
    page.get_by_role("link", name="标为重大、紧急").click()
    page.get_by_label("为什么重大、紧急").fill("三十余人准备上路堵车")
    page.locator("#do").get_by_role("button", name="标为重大、紧急").click()
    expect(page.get_by_text("还没有报告")).to_be_visible()
    page.locator("#urgent").get_by_role("link", name="记下报告").click()
    page.get_by_label("本级党委和政府").check()
    page.get_by_label("单位和接报人").fill("县委办公室值班室")
    page.locator("#do").get_by_role("button", name="记下报告").click()
    expect(page.locator("#urgent").get_by_text("县委办公室值班室")).to_be_visible()
    looked_at(page, "case-coming-in")
    assert page.faults == []  # type: ignore[attr-defined]


def test_a_neighbour_joins_without_script_and_sees_the_progress(plain_page: Page) -> None:
    walk = Walk(make_cast()).to_registered()
    assert walk.handed is not None
    page = plain_page
    page.goto("/matter/")
    page.get_by_role("link", name="凭他的查询码一起提").click()
    page.get_by_label("那件事项的查询码").fill(walk.handed.query_code)
    page.get_by_label("您的姓名").fill("王建国")
    page.get_by_label("联系电话").fill("13711112222")
    page.get_by_role("button", name="一起提出").click()
    joiner = Joiner.objects.get()
    page.goto("/matter/")
    page.get_by_label("查询码").fill(joiner.query_code)
    page.get_by_label("后四位").fill("2222")
    page.get_by_role("button", name="查询").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("您参加共同提出的事项")
    expect(page.get_by_text("李桂兰")).to_have_count(0)


def test_the_joint_pages_are_whole(page: Page) -> None:
    walk = Walk(make_cast()).to_registered()
    assert walk.handed is not None
    page.goto("/matter/join/")
    looked_at(page, "petitioner-join")
    page.get_by_label("那件事项的查询码").fill(walk.handed.query_code)
    page.get_by_label("您的姓名").fill("王建国")
    page.get_by_label("联系电话").fill("13711112222")
    page.get_by_role("button", name="一起提出").click()
    joiner = Joiner.objects.get()
    page.goto("/matter/")
    page.get_by_label("查询码").fill(joiner.query_code)
    page.get_by_label("后四位").fill("2222")
    page.get_by_role("button", name="查询").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("您参加共同提出的事项")
    looked_at(page, "petitioner-joint")
    assert page.faults == []  # type: ignore[attr-defined]
