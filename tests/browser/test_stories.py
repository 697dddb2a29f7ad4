"""Stories of a county petition office from the first click to the end, each in the browsers of its people.

The ordinary claim stands in ``test_whole_path``, the scanned letter in ``test_coming_in``, the objection in
``test_routing``, more time in ``test_clocks``, the review in ``test_review_path``.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from minqing.kernel.people.public import Account
from minqing.petition.public import Petition, State
from tests.browser.conftest import axe_clean, no_sideways_scrolling, picture
from tests.browser.test_staff_pictures import signed_in
from tests.browser.test_whole_path import do, drafts_and_submits, look_up
from tests.cast import Cast, make_cast
from tests.factories.path import Walk

pytestmark = pytest.mark.django_db(transaction=True)

Contexts = Callable[..., BrowserContext]
TAKEN = {"name": "李桂兰", "telephone": "13800005678", "title": "村道塌方三个月没人修"}


def today() -> date:
    return date.today()  # noqa: DTZ011 - the browser lives today


class Office:
    """The people of one county at their desks: every page is opened by clicking or at the matter itself."""

    def __init__(self, cast: Cast, new_context: Contexts, server: LiveServer) -> None:
        self.cast, self.new_context, self.server = cast, new_context, server
        self.pages: list[Page] = []

    def desk(self, account: Account) -> Page:
        """Return the desk of somebody, signed in."""
        page = signed_in(self.new_context(viewport={"width": 1440, "height": 900}), self.server, account)
        self.pages.append(page)
        return page

    def at(self, account: Account, matter: Petition) -> Page:
        """Return somebody's desk with the case page open."""
        page = self.desk(account)
        page.goto(f"/desk/matters/{matter.id}/")
        return page

    def resident(self, matter: Petition, tail: str = "5678") -> Page:
        """Return the petitioner's page of the matter, on a telephone."""
        page = self.new_context().new_page()
        look_up(page, matter.query_code, tail)
        return page

    def no_fault(self) -> None:
        """Assert that no page of anybody raised a script error or was refused content."""
        assert [page.faults for page in self.pages if page.faults] == []  # type: ignore[attr-defined]


@pytest.fixture
def office(transactional_db: None, new_context: Contexts, live_server: LiveServer) -> Office:
    """A county with its people."""
    return Office(make_cast(), new_context, live_server)


def opened(page: Page, label: str) -> None:
    """Click an act of the bar, in the menu behind it when it is not in front."""
    bar = page.locator("nav.case-bar")
    act = bar.get_by_role("link", name=label, exact=True)
    if not act.is_visible():
        bar.get_by_text("更多办理").click()
    act.click()
    expect(page.locator("#do")).to_be_visible()


def whole(page: Page, name: str) -> None:
    """Look at a page with axe and at both widths; keep its picture when asked."""
    axe_clean(page)
    page.set_viewport_size({"width": 390, "height": 844})
    no_sideways_scrolling(page)
    page.set_viewport_size({"width": 1440, "height": 900})
    picture(page, name)


def test_a_visit_is_written_down_read_back_and_its_receipt_printed(office: Office) -> None:
    page = office.desk(office.cast.registrar)
    page.goto("/desk/registrar/")
    page.keyboard.press("c")
    page.get_by_label("姓名", exact=False).first.fill("李桂兰")
    page.get_by_label("联系电话").fill("13800005678")
    page.get_by_label("反映的内容").fill("门前的路灯坏了两个月，晚上摔过人。")
    page.get_by_label("要求解决什么").fill("修好路灯")
    expect(page.get_by_label("以上是本人口述、由我记录的")).to_be_checked()
    page.get_by_role("button", name="登记，接着分类转送").click()
    expect(page.locator(".messages")).to_contain_text("查询码")
    expect(page.locator("#arrival")).to_contain_text("还没有宣读确认")
    page.locator("#arrival").get_by_role("link", name="宣读确认").click()
    page.locator("#do input[name=confirmed]").first.check()
    whole(page, "story-read-back")
    do(page, "宣读确认")
    expect(page.locator("#arrival")).to_contain_text("李桂兰宣读")
    receipt = page.locator("#papers").get_by_role("link", name="信访事项登记受理凭证", exact=True)
    answer = page.request.get(str(receipt.get_attribute("href")))
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.body().startswith(b"%PDF")
    # What stands on the receipt opens the matter on the visitor's own telephone.
    mine = office.resident(Petition.objects.get())
    expect(mine.locator("main")).to_contain_text("修好路灯")
    office.no_fault()


def test_an_assigned_matter_is_reported_back_before_it_is_closed(office: Office) -> None:
    cast = office.cast
    walk = Walk(cast).to_registered(today(), **TAKEN)
    registrar = office.at(cast.registrar, walk.matter)
    registrar.get_by_role("link", name="转送·交办", exact=True).click()
    registrar.locator("#do select[name=organ_id]").select_option(str(cast.housing.id))
    registrar.get_by_label("交办", exact=True).check()
    registrar.get_by_label("办理要求").fill("入户核实，逐项答复。")
    registrar.get_by_label("反馈期限").fill((today() + timedelta(days=30)).isoformat())
    do(registrar, "转送·交办")

    handler = office.at(cast.handler, walk.matter)
    opened(handler, "受理")
    do(handler, "受理")
    drafts_and_submits(handler)
    leader = office.at(cast.leader, walk.matter)
    opened(leader, "签发")
    do(leader, "签发")
    handler.reload()
    opened(handler, "送达")
    handler.get_by_label("受送达人").fill("李桂兰")
    do(handler, "送达")
    expect(handler.locator("#clocks")).to_contain_text("反馈交办结果")
    opened(handler, "提交办结报告")
    handler.get_by_label("办理经过").fill("到现场查看，逐项核实。")
    handler.get_by_label("信访人的态度").fill("认可。")
    whole(handler, "story-report")
    do(handler, "提交办结报告")
    expect(handler.locator("#papers")).to_contain_text("办结报告")
    registrar.goto(f"/desk/matters/{walk.id}/")
    expect(registrar.locator("#papers")).to_contain_text("办结报告")
    closes_with(handler)
    assert walk.matter.state == State.CLOSED
    office.no_fault()


def closes_with(handler: Page) -> None:
    """Close by the four 到位: the first was done, the others do not come into it."""
    opened(handler, "办结")
    for item in handler.locator(".close-item").all():
        item.get_by_label("这件事不涉及").check()
        item.locator("textarea").fill("不涉及")
    first = handler.locator(".close-item").first
    first.get_by_label("已做到").check()
    first.locator("textarea").fill("塌方路段修好通车")
    do(handler, "办结")


def test_who_must_go_another_way_is_told_which_where_and_until_when(office: Office) -> None:
    cast = office.cast
    walk = Walk(cast).hand_in(today(), title="工地拖欠三个月工资")
    registrar = office.at(cast.registrar, walk.matter)
    opened(registrar, "登记")
    do(registrar, "登记")
    opened(registrar, "分类")
    registrar.get_by_label("申诉求决").check()
    registrar.get_by_label("办理途径").select_option(label="仲裁程序")
    do(registrar, "分类")
    opened(registrar, "导入其他程序")
    registrar.get_by_label("程序名称").fill("劳动争议仲裁")
    registrar.get_by_label("主管机关").fill("通江县劳动人事争议仲裁委员会")
    registrar.get_by_label("怎样提起").fill("写申请书，到县政务大厅三楼交。")
    registrar.get_by_label("时限").fill("从知道权利被侵害之日起一年")
    whole(registrar, "story-guide")
    do(registrar, "导入其他程序")
    expect(registrar.locator("#result")).to_contain_text("劳动争议仲裁")
    mine = office.resident(walk.matter)
    for told in ("劳动争议仲裁", "通江县劳动人事争议仲裁委员会", "一年"):
        expect(mine.locator("main")).to_contain_text(told)
    axe_clean(mine)
    opened(registrar, "送达")
    registrar.get_by_label("受送达人").fill("李桂兰")
    do(registrar, "送达")
    closes_with(registrar)
    assert walk.matter.state == State.CLOSED
    office.no_fault()


def test_two_organs_work_on_one_answer_and_it_is_followed_until_carried_out(office: Office) -> None:
    cast = office.cast
    walk = Walk(cast).to_handling(today())
    lead = office.at(cast.handler, walk.matter)
    opened(lead, "请协办")
    lead.locator("#do select[name=organ_id]").select_option(str(cast.resources.id))
    lead.get_by_label("请它查什么、答什么").fill("塌方路段的权属是谁的？")
    lead.get_by_label("最迟哪一天答复").fill((today() + timedelta(days=10)).isoformat())
    do(lead, "请协办")
    helper = office.desk(cast.other_handler)
    helper.goto("/desk/helping/")
    helper.get_by_role("link", name="村道塌方").first.click()
    helper.locator("#do-opinion").fill("属村集体所有，由镇政府管护。")
    do(helper, "提出协办意见")

    lead.reload()
    expect(lead.locator("#co-handling")).to_contain_text("由镇政府管护")
    lead.get_by_role("link", name="写处理意见").click()
    lead.get_by_label("查明的事实").fill("路基塌方长十二米。")
    lead.get_by_label("怎样听取的").select_option("telephone")
    lead.get_by_label("陈述的要点").fill("报过三次，没有人来看。")
    for number in (1, 2):
        lead.locator(f"#outcome-{number}").select_option("support")
        lead.locator(f"#reason-{number}").fill("已列入水毁修复计划。")
        lead.locator(f"#basis-{number}").fill("《公路法》第三十五条")
    lead.locator("#execute_by-1").fill((today() + timedelta(days=20)).isoformat())
    lead.locator("#executed-2").fill("已当面说明。")
    lead.get_by_role("button", name="保存并送审").click()
    lead.wait_for_url(re.compile("/desk/matters/[0-9a-f-]{36}/$"))
    leader = office.at(cast.leader, walk.matter)
    opened(leader, "签发")
    do(leader, "签发")
    lead.reload()
    opened(lead, "送达")
    lead.get_by_label("受送达人").fill("李桂兰")
    do(lead, "送达")
    lead.goto("/desk/helping/")
    expect(lead.get_by_role("region", name="待执行")).to_contain_text("尽快修复塌方路段")
    whole(lead, "story-to-execute")
    lead.get_by_role("link", name="村道塌方").first.click()
    lead.get_by_label("做了什么、有什么依据").fill("路面已经修复，验收单存卷。")
    do(lead, "执行完毕")
    mine = office.resident(walk.matter)
    mine.get_by_role("button", name="确实执行了").first.click()
    lead.goto(f"/desk/matters/{walk.id}/")
    expect(lead.locator("#execution")).to_contain_text("确认")
    closes_with(lead)
    assert walk.matter.state == State.CLOSED
    office.no_fault()


def test_an_accusation_goes_to_discipline_inspection_and_leaves_no_trace_at_the_accused(
    office: Office,
) -> None:
    cast = office.cast
    walk = Walk(cast).hand_in(today(), title="反映收受好处")
    registrar = office.desk(cast.registrar)
    registrar.goto("/desk/registrar/")
    registrar.keyboard.press("n")
    registrar.wait_for_url(re.compile("/desk/registrar/[0-9a-f-]{36}/"))
    registrar.get_by_label("检举控告").check()
    registrar.get_by_label("被反映的单位").select_option(str(cast.housing.id))
    registrar.get_by_label("转给哪个单位").select_option(str(cast.discipline.id))
    registrar.get_by_role("button", name="登记并转出").click()
    expect(registrar.locator(".messages")).to_contain_text("已登记并转出")
    assert walk.matter.sealed
    assert walk.matter.state == State.REFERRED

    accused = office.desk(cast.handler)
    for address in ("/desk/", "/desk/matters/", "/desk/matters/?q=反映收受好处", "/desk/notices/"):
        accused.goto(address)
        expect(accused.locator("[data-row]")).to_have_count(0)
    answer = accused.goto(f"/desk/matters/{walk.id}/")
    assert answer is not None
    assert answer.status in {403, 404}
    expect(accused.locator("main")).not_to_contain_text("收受好处")

    discipline = office.desk(cast.discipline_handler)
    discipline.goto("/desk/handler/")
    discipline.get_by_role("link", name=re.compile("待受理")).click()
    discipline.locator("[data-open-row]").first.click()
    expect(discipline.locator(".case-head")).to_contain_text("密封")
    opened(discipline, "受理")
    do(discipline, "受理")
    whole(discipline, "story-sealed")
    mine = office.resident(walk.matter)
    axe_clean(mine)
    office.no_fault()
