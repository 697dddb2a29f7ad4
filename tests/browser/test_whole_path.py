"""A letter travels the whole path through the browsers of the people on it: real sign-in, real papers."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from minqing.kernel.places import public as places
from minqing.petition.public import Petition, State
from tests.browser.conftest import axe_clean, picture
from tests.browser.test_petitioner_letter import write
from tests.cast import PASSWORD, Cast, make_cast
from tests.desks.petitioner.conftest import DIVISIONS

DESK = {"width": 1440, "height": 900}


@pytest.fixture
def county(transactional_db: None) -> Cast:
    """Organs, posts and divisions, really committed."""
    places.import_divisions(list(DIVISIONS))
    return make_cast()


@pytest.fixture
def desk(new_context: Callable[..., BrowserContext]) -> Callable[[str], Page]:
    """Return a maker of desks: a browser of one's own, signed in through the sign-in page."""

    def sign_in(username: str) -> Page:
        page = new_context(viewport=DESK).new_page()
        page.goto("/desk/")
        page.locator("input[name=login]").fill(username)
        page.locator("input[name=password]").fill(PASSWORD)
        page.locator("input[name=password]").press("Enter")
        page.wait_for_url(re.compile("/desk/"))
        return page

    return sign_in


def shown(page: Page, name: str) -> None:
    """Keep a picture of the page from its top."""
    page.evaluate("scrollTo(0, 0)")
    picture(page, name)


def hand_in(page: Page) -> tuple[str, str]:
    """Write a letter as a resident; returns the query code and the four digits."""
    page.goto("/letter/new/")
    write(page)
    page.get_by_role("button", name="看一遍再提交").click()
    page.get_by_role("button", name="提交").click()
    page.wait_for_url(re.compile("/letter/receipt/"))
    code, tail = page.locator(".receipt__code").all_inner_texts()
    return code, tail


def look_up(page: Page, code: str, tail: str) -> None:
    """Open the matter by its code."""
    page.goto("/matter/")
    page.get_by_label("查询码").fill(code)
    page.get_by_label("电话号码后四位").fill(tail)
    page.get_by_role("button", name="查询").click()
    page.wait_for_url(re.compile("/matter/now/"))


def state() -> State:
    """Return where the one matter stands."""
    return State(Petition.objects.get().state)


def do(page: Page, move: str) -> None:
    """Press the open form's button and wait until the case page says it is done."""
    page.locator("#do").get_by_role("button", name=move, exact=True).click()
    expect(page.locator(".messages")).to_be_visible()


def registers_and_refers(registrar: Page, county: Cast) -> None:
    """Open the oldest letter by a key, find the organ by part of its name, send it by Ctrl+Enter."""
    expect(registrar.get_by_role("heading", level=1)).to_have_text("登记转办")
    expect(registrar.locator("[data-row]")).to_have_count(1)
    registrar.keyboard.press("n")
    registrar.wait_for_url(re.compile("/desk/registrar/[0-9a-f-]{36}/"))
    expect(registrar.locator(".letter")).to_contain_text("小桥塌了一半")
    registrar.get_by_label("打几个字或者拼音首字母").fill("住房")
    expect(registrar.get_by_label("转给哪个单位")).to_have_value(str(county.housing.id))
    shown(registrar, "path-1-registrar")
    registrar.get_by_label("转给哪个单位").press("Control+Enter")
    registrar.wait_for_url(re.compile("/desk/registrar/$"))
    expect(registrar.locator(".messages")).to_contain_text("已登记并转出")
    assert state() is State.REFERRED


def accepts_and_asks_why(handler: Page, county: Cast) -> None:
    """Walk the list by keys, accept, open the count of days, reveal the telephone with a reason."""
    handler.get_by_role("link", name=re.compile("待受理")).click()
    expect(handler.get_by_role("link", name=re.compile("待受理"))).to_have_attribute("aria-current", "page")
    expect(handler.locator("[data-row]")).to_have_count(1)
    handler.keyboard.press("j")
    handler.keyboard.press("Enter")
    handler.wait_for_url(re.compile("/desk/matters/"))
    expect(handler.locator(".case-next")).to_contain_text("决定是否受理")
    handler.get_by_role("link", name="受理", exact=True).click()
    expect(handler.get_by_label("承办人")).to_have_value(str(county.handler.id))
    do(handler, "受理")
    assert state() is State.HANDLING
    handler.locator("#clocks").get_by_text("为什么是这一天").first.click()
    expect(handler.locator("#clocks .days li").first).to_be_visible()
    handler.locator("#people summary").first.click()
    handler.get_by_label("为什么需要看").fill("约时间到现场")
    handler.get_by_role("button", name="记录理由并显示").click()
    expect(handler.locator(".plain-value")).to_have_text("13800001234")
    shown(handler, "path-3-handler")


def drafts_and_submits(handler: Page) -> None:
    """Write the opinion request by request; it saves itself; send it up."""
    handler.get_by_role("link", name="写处理意见").click()
    handler.get_by_label("查明的事实").fill("桥台被水冲空，桥面断裂，已拉警戒线。")
    handler.get_by_label("怎样听取的").select_option("telephone")
    handler.get_by_label("陈述的要点").fill("上月涨水以后桥断了，三十多户绕行。")
    for number in (1, 2):
        handler.locator(f"#outcome-{number}").select_option("support")
        handler.locator(f"#reason-{number}").fill("已列入水毁修复计划，本月开工。")
        handler.locator(f"#basis-{number}").fill("《公路法》第三十五条")
        handler.locator(f"#executed-{number}").fill("便桥已经搭好，验收单存卷。")
    expect(handler.locator("[data-autosave-state]")).to_contain_text("已自动保存")
    shown(handler, "path-4-opinion")
    handler.get_by_role("button", name="保存并送审").click()
    handler.wait_for_url(re.compile("/desk/matters/[0-9a-f-]{36}/$"))
    assert state() is State.APPROVING


def approves(leader: Page) -> None:
    """See exactly what goes to whom, then sign."""
    leader.locator("[data-open-row]").first.click()
    leader.get_by_role("link", name="签发", exact=True).click()
    expect(leader.locator("#do")).to_contain_text("李桂兰")
    expect(leader.locator("#do")).to_contain_text("已列入水毁修复计划")
    shown(leader, "path-5-leader")
    do(leader, "签发")
    assert state() is State.ANSWERED


def delivers(handler: Page) -> None:
    """Record the delivery."""
    handler.reload()
    handler.get_by_role("link", name="送达", exact=True).click()
    handler.get_by_label("受送达人").fill("李桂兰")
    do(handler, "送达")
    assert state() is State.DELIVERED
    expect(handler.locator("#papers")).to_contain_text("送达")


def rates(page: Page) -> None:
    """Read the answer and rate the work."""
    expect(page.locator("main")).to_contain_text("处理意见书")
    page.get_by_role("link", name="评价").click()
    page.get_by_role("group", name="您的问题解决了吗").locator("input").first.check()
    for who in ("对信访部门满意吗", "对办理单位满意吗"):
        page.get_by_role("group", name=who).get_by_label("满意", exact=True).check()
    page.get_by_role("button", name="提交评价").click()
    page.wait_for_url(re.compile("/matter/now/"))


def closes(handler: Page) -> None:
    """Check the four 到位 off and close."""
    handler.reload()
    expect(handler.locator("#result")).to_contain_text("对承办单位：满意")
    handler.get_by_role("link", name="办结", exact=True).click()
    for item in handler.locator(".close-item").all():
        item.get_by_label("这件事不涉及").check()
        item.locator("textarea").fill("不涉及")
    first = handler.locator(".close-item").first
    first.get_by_label("已做到").check()
    first.locator("textarea").fill("小桥修好通车")
    shown(handler, "path-6-close")
    do(handler, "办结")
    assert state() is State.CLOSED
    expect(handler.locator(".case-head")).to_contain_text("已办结")
    axe_clean(handler)
    shown(handler, "path-7-closed")


def test_a_letter_goes_from_the_resident_to_its_closing(
    county: Cast, page: Page, desk: Callable[[str], Page]
) -> None:
    code, tail = hand_in(page)
    registers_and_refers(desk("registrar"), county)
    look_up(page, code, tail)
    expect(page.locator("main")).to_contain_text("住房和城乡建设局")
    shown(page, "path-2-resident")

    handler = desk("handler")
    accepts_and_asks_why(handler, county)
    drafts_and_submits(handler)
    approves(desk("leader"))
    delivers(handler)
    look_up(page, code, tail)
    rates(page)
    closes(handler)

    look_up(page, code, tail)
    expect(page.locator("main")).to_contain_text("办结")
    shown(page, "path-8-resident")
