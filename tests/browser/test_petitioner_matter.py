"""A resident looks a matter up, adds to it, rates it, takes it back; seen on a telephone and on a desk."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from minqing.kernel.clock import public as clock
from minqing.kernel.ledger.public import record_reading
from minqing.petition import public as petitions
from minqing.petition.public import Evaluation, Note
from tests.browser.conftest import axe_clean, no_sideways_scrolling, picture
from tests.cast import Cast, make_cast
from tests.factories.path import Walk


@pytest.fixture
def county(transactional_db: None) -> Cast:
    """Organs and posts, really committed."""
    return make_cast()


@pytest.fixture
def walk(county: Cast) -> Walk:
    """A matter not yet handed in."""
    return Walk(county)


def look_up(page: Page, walk: Walk) -> None:
    """Open the matter as its petitioner does."""
    assert walk.handed is not None
    page.goto("/matter/")
    page.get_by_label("查询码").fill(walk.handed.query_code)
    page.get_by_label("电话号码后四位").fill("5678")
    page.get_by_role("button", name="查询").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("村道塌方三个月没人修")


def test_a_matter_in_hand_is_shown_with_its_day_and_material_is_added(
    walk: Walk, county: Cast, page: Page, tmp_path: Path
) -> None:
    today = clock.today()
    walk.to_handling(today - timedelta(days=6))
    petitions.ask_for_material(
        actor=walk.actor(county.handler, today),
        petition_id=walk.id,
        text="请补交一张塌方处的照片。",
        at=clock.now(),
    )
    record_reading(
        actor=walk.actor(county.registrar, today), chain=walk.id, what="petition.case_file", at=clock.now()
    )
    look_up(page, walk)
    no_sideways_scrolling(page)
    axe_clean(page)
    picture(page, "petitioner-matter-handling")
    page.get_by_text("为什么是这一天").click()
    expect(page.get_by_text("第60天")).to_be_visible()
    axe_clean(page)
    picture(page, "petitioner-matter-count")
    page.get_by_role("link", name="去补充").click()
    page.get_by_label("补充说明").fill("又塌了一米，见附件。")
    file = tmp_path / "说明.txt"
    file.write_text("塌方位置说明", encoding="utf-8")
    page.get_by_label("照片、录音、视频、文件").set_input_files(file)
    expect(page.locator(".files li[data-token]")).to_contain_text("说明.txt")
    no_sideways_scrolling(page)
    axe_clean(page)
    picture(page, "petitioner-material")
    page.get_by_role("button", name="交给办理单位").click()
    expect(page.get_by_text("收到了，办理您事项的人马上能看到")).to_be_visible()
    expect(page.get_by_text("又塌了一米，见附件。")).to_be_visible()
    assert Note.objects.get(kind="material_added").attachments.count() == 1
    assert page.faults == []  # type: ignore[attr-defined]


def test_an_answered_matter_is_read_and_rated(walk: Walk, page: Page) -> None:
    walk.to_delivered(clock.today() - timedelta(days=3))
    look_up(page, walk)
    no_sideways_scrolling(page)
    axe_clean(page)
    picture(page, "petitioner-matter-answered")
    address = page.get_by_role("link", name=re.compile("处理意见书")).get_attribute("href")
    assert address is not None
    paper = page.request.get(address)
    assert (paper.status, paper.headers["content-type"]) == (200, "application/pdf")
    assert paper.body().startswith(b"%PDF")
    page.get_by_role("link", name="评价").click()
    page.get_by_role("button", name="提交评价").click()
    expect(page.get_by_role("alert").get_by_role("listitem")).to_have_count(3)
    axe_clean(page)
    page.get_by_role("group", name="您的问题解决了吗").get_by_label("部分解决").check()
    page.get_by_role("group", name="对信访部门满意吗").get_by_label("满意", exact=True).check()
    page.get_by_role("group", name="对办理单位满意吗").get_by_label("不满意").check()
    page.get_by_label("想说的话").fill("修了一半，来得慢。")
    no_sideways_scrolling(page)
    picture(page, "petitioner-evaluation")
    page.get_by_role("button", name="提交评价").dblclick()
    expect(page.get_by_role("heading", name="您的评价")).to_be_visible()
    picture(page, "petitioner-matter-rated")
    rated = Evaluation.objects.get()
    assert (rated.resolved, rated.office_attitude, rated.organ_attitude) == (
        "partly",
        "satisfied",
        "dissatisfied",
    )


def test_a_matter_is_taken_back_without_javascript(walk: Walk, plain_page: Page) -> None:
    page = plain_page
    walk.hand_in(clock.today())
    look_up(page, walk)
    page.get_by_role("link", name="撤回").click()
    page.get_by_role("button", name="确定撤回").click()
    expect(page.get_by_role("alert")).to_contain_text("请写一句为什么撤回")
    page.get_by_label("为什么撤回").fill("村里已经修好了")
    page.get_by_role("button", name="确定撤回").click()
    expect(page.get_by_text("您已经撤回这件事项")).to_be_visible()
    assert walk.matter.state == "withdrawn"
    page.get_by_role("button", name="退出查询").click()
    page.goto("/matter/now/")
    expect(page).to_have_url(re.compile("/matter/$"))


def test_the_withdraw_page_says_what_it_means(walk: Walk, page: Page) -> None:
    walk.hand_in(clock.today())
    look_up(page, walk)
    page.get_by_role("link", name="撤回").click()
    axe_clean(page)
    no_sideways_scrolling(page)
    picture(page, "petitioner-withdraw")
    page.get_by_role("link", name="不撤回").click()
    expect(page).to_have_url(re.compile("/matter/now/$"))
    assert walk.matter.state == "received"


def test_wrong_digits_are_answered_in_plain_words(walk: Walk, page: Page) -> None:
    walk.hand_in(clock.today())
    assert walk.handed is not None
    page.goto(f"/matter/?code={walk.handed.query_code}")
    page.get_by_label("电话号码后四位").fill("0000")
    page.get_by_role("button", name="查询").click()
    expect(page.get_by_role("alert")).to_contain_text("没有查到")
    axe_clean(page)
    picture(page, "petitioner-lookup-wrong")
