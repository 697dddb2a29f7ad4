"""An application that is paid and one that is refused as double, from the case page to the books."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from minqing.kernel.people.public import Account
from minqing.relief.models import Application
from minqing.relief.public import fund as relief
from tests.browser.conftest import axe_clean, no_sideways_scrolling, picture
from tests.browser.test_staff_pictures import signed_in
from tests.cast import make_cast
from tests.factories.fund import PICTURE, Purse, identity
from tests.factories.path import Walk

pytestmark = pytest.mark.django_db(transaction=True)
Desk = Callable[[Account], Page]


def today() -> date:
    return date.today()  # noqa: DTZ011 - the browser lives today


@pytest.fixture
def paper(tmp_path: Path) -> str:
    """A picture to hand in."""
    path = tmp_path / "结算单.png"
    path.write_bytes(PICTURE)
    return str(path)


@pytest.fixture
def desk(new_context: Callable[..., BrowserContext], live_server: LiveServer) -> Desk:
    """Return the page of somebody at their desk."""

    def at(account: Account) -> Page:
        return signed_in(new_context(viewport={"width": 1440, "height": 900}), live_server, account)

    return at


def seen(page: Page, name: str) -> None:
    picture(page, name)
    axe_clean(page)
    page.set_viewport_size({"width": 390, "height": 844})
    no_sideways_scrolling(page)
    page.set_viewport_size({"width": 1440, "height": 900})


def apply(page: Page, walk: Walk, paper: str, name: str, serial: int) -> None:
    """Ask for help on the case page."""
    page.goto(f"/desk/matters/{walk.id}/?do=relief_apply#do")
    page.get_by_label("申请人姓名").fill(name)
    page.get_by_label("申请人身份证号").fill(identity(serial))
    page.get_by_label("户号").fill("511921000123")
    page.get_by_label("申请金额（元）").fill("3,000")
    page.get_by_label("困难情况和用途").fill("丈夫住院三个月，自付一万二千元。")
    page.get_by_label("附件").set_input_files(paper)


def agree(page: Page, number: str) -> None:
    """Open what waits for me and agree."""
    page.goto("/desk/fund/")
    page.get_by_role("link", name=number).click()
    page.get_by_role("link", name="同意").click()
    page.locator("#do").get_by_role("button", name="同意").click()
    expect(page.get_by_text("已签署意见")).to_be_visible()


def test_one_application_is_paid_and_the_next_of_the_household_refused_as_double(
    desk: Desk, page: Page, paper: str
) -> None:
    cast, day = make_cast(), today()
    purse = Purse(cast)
    walks = [Walk(cast).hand_in(day).register(day).classify(day).refer(day).accept(day) for _ in range(2)]

    handler = desk(cast.handler)
    apply(handler, walks[0], paper, "李桂兰", 1)
    # Help in return for silence is refused, with the reason and the article; what was typed stays.
    handler.get_by_label("救助协议的内容").fill("领款后自愿息诉罢访。")
    handler.locator("#do").get_by_role("button", name="申请救助资金").click()
    expect(handler.get_by_text("换取救助").first).to_be_visible()
    expect(handler.get_by_text("《中华人民共和国宪法》第四十一条第一款").first).to_be_visible()
    handler.get_by_label("救助协议的内容").fill("")
    handler.get_by_label("附件").set_input_files(paper)
    handler.locator("#do").get_by_role("button", name="申请救助资金").click()
    expect(handler.locator("#relief").get_by_text("等待审核")).to_be_visible()
    seen(handler, "fund-case-page")
    first = Application.objects.get()

    agree(desk(cast.registrar), first.number)
    agree(desk(cast.office_leader), first.number)

    treasurer = desk(purse.treasurer)
    treasurer.goto("/desk/fund/")
    seen(treasurer, "fund-queue")
    treasurer.get_by_role("link", name=first.number).click()
    treasurer.get_by_role("link", name="登记付款").click()
    treasurer.get_by_label("凭证号").fill("记-0061")
    treasurer.get_by_label("凭证", exact=False).last.set_input_files(paper)
    seen(treasurer, "fund-pay")
    treasurer.locator("#do").get_by_role("button", name="登记付款").click()
    expect(treasurer.get_by_text("已付清")).to_be_visible()
    treasurer.goto(f"/desk/fund/funds/{purse.fund.pk}/")
    expect(treasurer.get_by_text("分文不差")).to_be_visible()
    seen(treasurer, "fund-books")

    apply(handler, walks[1], paper, "王小强", 7)
    handler.locator("#do").get_by_role("button", name="申请救助资金").click()
    expect(handler.locator("#relief").get_by_text("等待审核")).to_be_visible()
    second = Application.objects.latest("lodged_at")
    registrar = desk(cast.registrar)
    registrar.goto(f"/desk/fund/applications/{second.pk}/")
    expect(registrar.get_by_role("alert")).to_contain_text(first.number)
    expect(registrar.get_by_role("alert")).to_contain_text("3,000.00元")
    seen(registrar, "fund-double")
    registrar.get_by_role("link", name="不予救助").click()
    registrar.locator("#do").get_by_role("button", name="不予救助").click()
    expect(registrar.get_by_text("不予救助：同一困难已经得到救助")).to_be_visible()
    assert relief.recount() == []

    # The petitioner sees what was paid; the public page shows nobody.
    page.goto("/relief/")
    expect(page.get_by_text("不公布").first).to_be_visible()
    axe_clean(page)
    no_sideways_scrolling(page)
