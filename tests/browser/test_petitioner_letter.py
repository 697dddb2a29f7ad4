"""A resident hands a letter in: on a telephone, with and without JavaScript."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect

from minqing.kernel.files import public as files
from minqing.kernel.places import public as places
from minqing.petition.public import Attachment, Petition
from tests.browser.conftest import axe_clean, no_sideways_scrolling, picture
from tests.cast import Cast, make_cast
from tests.desks.petitioner.conftest import DIVISIONS

BODY = "九月二十日下大雨，村口的小桥塌了一半，孩子上学要绕三里路。找过村里，说没有钱修。"


@pytest.fixture
def county(transactional_db: None) -> Cast:
    """Organs, posts and the divisions of a small county, really committed."""
    places.import_divisions(list(DIVISIONS))
    return make_cast()


def photo_with_place(folder: Path) -> Path:
    """Return a photograph that carries where it was taken."""
    image = Image.new("RGB", (640, 480), "#678")
    exif = Image.Exif()
    exif[0x010F] = "MAKER"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (31.9, 12.0, 5.0)
    path = folder / "塌桥.jpg"
    image.save(path, "JPEG", exif=exif)
    return path


def write(page: Page) -> None:
    """Fill the letter as most people do."""
    page.get_by_label("发生了什么事").fill(BODY)
    page.get_by_label("请求1").fill("把桥修好")
    page.get_by_label("请求2").fill("修好以前派车送孩子")
    page.get_by_label("事情发生在哪个乡镇、街道").select_option("诺水河镇")
    page.get_by_label("哪个村、社区").fill("梓潼村")
    page.get_by_label("您的姓名").fill("李桂兰")
    page.get_by_label("联系电话").fill("13800001234")


def test_the_first_page_is_light_clean_and_leads_to_everything(county: Cast, page: Page) -> None:
    sizes: dict[str, int] = {}
    page.on("response", lambda answer: sizes.update({answer.url: len(answer.body())}))
    page.goto("/")
    page.wait_for_load_state("networkidle")
    expect(page.get_by_role("heading", level=1)).to_have_text("有事要反映，从这里开始")
    no_sideways_scrolling(page)
    axe_clean(page)
    picture(page, "public-home")
    assert sum(sizes.values()) <= 120 * 1024, sizes
    page.get_by_role("link", name="写信，提出一件事").click()
    expect(page).to_have_url(re.compile("/letter/new/$"))
    assert page.faults == []  # type: ignore[attr-defined]


@pytest.mark.parametrize("address", ["/procedures/", "/privacy/", "/matter/", "/no-such-page/"])
def test_every_public_page_is_clean_at_both_widths(county: Cast, page: Page, address: str) -> None:
    for width in (320, 390, 1440):
        page.set_viewport_size({"width": width, "height": 844})
        page.goto(address)
        no_sideways_scrolling(page)
    axe_clean(page)
    if address != "/no-such-page/":
        picture(page, f"public{address.replace('/', '-').rstrip('-')}")


def test_a_letter_with_a_photograph_travels_from_page_to_receipt(
    county: Cast, page: Page, tmp_path: Path
) -> None:
    page.goto("/letter/new/")
    axe_clean(page)
    no_sideways_scrolling(page)
    write(page)
    page.get_by_label("照片、录音、视频、文件").set_input_files(photo_with_place(tmp_path))
    expect(page.locator(".files li[data-token]")).to_contain_text("塌桥.jpg")
    picture(page, "petitioner-letter")
    axe_clean(page)
    page.get_by_role("button", name="看一遍再提交").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("请看一遍，再提交")
    expect(page.get_by_text("塌桥.jpg")).to_be_visible()
    axe_clean(page)
    no_sideways_scrolling(page)
    picture(page, "petitioner-summary")
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("收到了")
    matter = Petition.objects.get()
    expect(page.locator("[data-copy]")).to_have_attribute("data-copy", matter.query_code)
    expect(page.get_by_text("1234", exact=True)).to_be_visible()
    axe_clean(page)
    no_sideways_scrolling(page)
    picture(page, "petitioner-receipt")
    stored = Attachment.objects.get().file
    with files.open_file(stored) as opened:
        image = Image.open(io.BytesIO(opened.read()))
    assert dict(image.getexif().get_ifd(0x8825)) == {}
    assert page.faults == []  # type: ignore[attr-defined]


def test_a_double_click_makes_one_matter(county: Cast, page: Page) -> None:
    page.goto("/letter/new/")
    write(page)
    page.get_by_role("button", name="看一遍再提交").click()
    page.get_by_role("button", name="提交").dblclick()
    expect(page.get_by_role("heading", level=1)).to_have_text("收到了")
    assert Petition.objects.count() == 1


def test_a_draft_comes_back_after_the_page_was_lost_and_is_gone_after_the_receipt(
    county: Cast, page: Page, tmp_path: Path
) -> None:
    page.goto("/letter/new/")
    write(page)
    page.get_by_role("button", name="再加一条").click()
    page.get_by_label("请求4").fill("把经过告诉我们")
    page.get_by_label("身份证号").fill("51192119800101001X")
    page.get_by_label("照片、录音、视频、文件").set_input_files(photo_with_place(tmp_path))
    expect(page.locator(".files li[data-token]")).to_have_count(1)
    page.wait_for_timeout(600)
    page.goto("/procedures/")
    page.goto("/letter/new/")
    expect(page.get_by_label("发生了什么事")).to_have_value(BODY)
    expect(page.get_by_label("请求2")).to_have_value("修好以前派车送孩子")
    expect(page.get_by_label("请求4")).to_have_value("把经过告诉我们")
    expect(page.get_by_label("您的姓名")).to_have_value("李桂兰")
    expect(page.get_by_label("身份证号")).to_have_value("")
    expect(page.locator(".files li[data-token]")).to_have_count(1)
    expect(page.get_by_text("这台设备上有一份没有交的内容")).to_be_visible()
    page.get_by_role("button", name="看一遍再提交").click()
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("收到了")
    page.goto("/letter/new/")
    expect(page.get_by_label("发生了什么事")).to_have_value("")
    expect(page.locator(".files li")).to_have_count(0)


def test_errors_are_summed_up_with_the_focus_and_lead_to_their_fields(county: Cast, page: Page) -> None:
    page.goto("/letter/new/")
    page.get_by_label("联系电话").fill("12")
    page.get_by_role("button", name="看一遍再提交").click()
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("listitem")).to_have_count(4)
    axe_clean(page)
    picture(page, "petitioner-letter-errors")
    summary.get_by_role("link", name="请写您的姓名").click()
    expect(page.get_by_label("您的姓名")).to_be_focused()


def test_the_whole_letter_goes_without_javascript(county: Cast, plain_page: Page, tmp_path: Path) -> None:
    page = plain_page
    page.goto("/letter/new/")
    page.get_by_role("button", name="再加一条").click()
    expect(page.get_by_label("请求4")).to_be_visible()
    write(page)
    page.get_by_label("照片、录音、视频、文件").set_input_files(photo_with_place(tmp_path))
    page.get_by_label("联系电话").fill("138")
    page.get_by_role("button", name="看一遍再提交").click()
    expect(page.get_by_role("alert")).to_contain_text("这个电话号码好像不对")
    expect(page.get_by_label("发生了什么事")).to_have_value(BODY)
    expect(page.locator(".files li")).to_contain_text("塌桥.jpg")
    page.get_by_label("联系电话").fill("13800001234")
    page.get_by_role("button", name="看一遍再提交").click()
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("收到了")
    matter = Petition.objects.get()
    page.get_by_role("link", name="查这件事项").click()
    expect(page.get_by_label("查询码")).to_have_value(matter.query_code)
    page.get_by_label("电话号码后四位").fill("1234")
    page.get_by_role("button", name="查询").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(matter.title)
    assert Attachment.objects.count() == 1


def test_anonymous_hides_the_fields_it_does_not_send(county: Cast, page: Page) -> None:
    page.goto("/letter/new/")
    page.get_by_label("匿名").check()
    expect(page.get_by_label("您的姓名")).to_be_hidden()
    page.get_by_label("实名", exact=True).check()
    expect(page.get_by_label("您的姓名")).to_be_visible()


def test_large_type_and_keyboard_reach_every_control(
    county: Cast, new_context: Callable[..., BrowserContext]
) -> None:
    page = new_context(viewport={"width": 320, "height": 700}).new_page()
    page.goto("/letter/new/")
    page.get_by_role("button", name="大字版").click()
    expect(page.locator("html")).to_have_attribute("data-text", "large")
    no_sideways_scrolling(page)
    small = page.evaluate(
        """() => [...document.querySelectorAll('main a, main button, main input, main select, main textarea')]
        .filter(e => e.offsetParent && e.type !== 'hidden' && !e.classList.contains('visually-hidden'))
        .filter(e => !e.closest('p, li') && e.getBoundingClientRect().height < 24).map(e => e.outerHTML)"""
    )
    assert small == []
