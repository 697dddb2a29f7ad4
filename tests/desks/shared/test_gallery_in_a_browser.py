"""The gallery in a real Chromium: nothing too wide, nothing axe calls serious, and the islands at work.

No server and no database: the page is drawn here and handed to the browser under our content security
policy, so a script or style inside a page would fail.
"""

import mimetypes
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from playwright.sync_api import Browser, Page, Route, expect, sync_playwright

from minqing.desks.shared.gallery import gallery, public_gallery

pytestmark = pytest.mark.browser
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
FACES: dict[str, Callable[[HttpRequest], HttpResponse]] = {"desk": gallery, "public": public_gallery}
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    system = Path("/usr/bin/chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(system) if system.exists() else None, args=FLAGS
        )
        yield browser
        browser.close()


@pytest.fixture
def open_face(chromium: Browser) -> Iterator[Open]:
    pages: list[Page] = []
    faults: list[str] = []

    def open_it(face: str, *, width: int = 390, scheme: str = "light", script: bool = True) -> Page:
        request = RequestFactory().get("/")
        request.user = SimpleNamespace(is_authenticated=True, name="周文静", username="zhou")  # type: ignore[assignment]
        body = FACES[face](request).content
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if scheme == "dark" else "light",
            java_script_enabled=script,
            reduced_motion="reduce",
        )

        def serve(route: Route) -> None:
            _host, static, name = route.request.url.partition("/static/")
            found = finders.find(name) if static else None
            if found:
                kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
                route.fulfill(body=Path(found).read_bytes(), content_type=kind)
            else:
                headers = {"content-security-policy": "default-src 'self'"}
                route.fulfill(body=body, content_type="text/html; charset=utf-8", headers=headers)

        context.set_default_timeout(10_000)
        page = context.new_page()
        page.route("**/*", serve)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
        page.goto("http://gallery.test/")
        pages.append(page)
        return page

    yield open_it
    for page in pages:
        page.context.close()
    assert faults == []


@pytest.mark.parametrize("width", [320, 390, 1440, 2560])
@pytest.mark.parametrize("face", FACES)
def test_nothing_is_wider_than_the_window(open_face: Open, face: str, width: int) -> None:
    page = open_face(face, width=width)
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("face", FACES)
def test_axe_finds_nothing_serious_on_either_face(open_face: Open, face: str, scheme: str) -> None:
    page = open_face(face, width=1440 if face == "desk" else 390, scheme=scheme)
    found = Axe().run(page).response["violations"]
    assert [(v["id"], v["nodes"][0]["html"]) for v in found if v["impact"] in {"serious", "critical"}] == []


def test_targets_on_public_pages_are_at_least_44_pixels_high(open_face: Open) -> None:
    page = open_face("public")
    low = page.evaluate(
        """() => [...document.querySelectorAll(
            '.button, .plain, .brand, .choice, select, input:not([type=hidden]):not(.choice input)')]
            .filter((e) => e.getClientRects().length && e.getBoundingClientRect().height < 44)
            .map((e) => e.outerHTML.slice(0, 80))"""
    )
    assert low == []


def test_the_ribbon_stands_upright_on_a_telephone_and_lies_on_a_desk(open_face: Open) -> None:
    def corners(page: Page) -> tuple[dict[str, float], dict[str, float]]:
        dots = page.locator(".ribbon--large").first.locator(".ribbon__dot")
        first, last = dots.first.bounding_box(), dots.last.bounding_box()
        assert first is not None
        assert last is not None
        return dict(first), dict(last)

    first, last = corners(open_face("public", width=320))
    assert first["x"] == pytest.approx(last["x"], abs=1)
    assert last["y"] > first["y"] + 200
    first, last = corners(open_face("desk", width=1440))
    assert first["y"] == pytest.approx(last["y"], abs=1)
    assert last["x"] > first["x"] + 600


def test_what_was_typed_comes_back_and_can_be_thrown_away(open_face: Open) -> None:
    page = open_face("public")
    page.evaluate("document.querySelector('[data-error-summary]').remove()")
    page.get_by_label("您遇到了什么事？").fill("屋顶漏雨，㛃 𠮷")
    expect(page.locator("[data-draft-state]")).to_have_text("已存在这台设备上")
    kept = page.evaluate("localStorage.getItem('minqing.draft.gallery')")
    assert "屋顶漏雨，㛃 𠮷" in kept
    # A page that comes back with errors keeps what the server sent; a fresh page takes up the draft.
    script = page.evaluate("document.querySelector('script[type=module]').outerHTML")
    fresh = f"""<html lang="zh-Hans"><main><form method="post" data-draft="gallery"><label>事
        <textarea name="what"></textarea></label><button>交</button></form></main>{script}</html>"""
    page.route(
        "http://gallery.test/fresh",
        lambda route: route.fulfill(content_type="text/html; charset=utf-8", body=fresh),
    )
    page.goto("http://gallery.test/fresh")
    expect(page.locator("[data-draft-note]")).to_contain_text("已经帮您填好")
    expect(page.locator("textarea")).to_have_value("屋顶漏雨，㛃 𠮷")
    page.get_by_role("button", name="不要了，重新填").click()
    expect(page.locator("textarea")).to_have_value("")
    assert page.evaluate("localStorage.getItem('minqing.draft.gallery')") is None


def test_a_double_click_sends_once(open_face: Open) -> None:
    page = open_face("public")
    sent: list[str] = []

    def take(route: Route) -> None:
        sent.append(route.request.method)
        route.fulfill(status=204)

    page.route("**/hand-in", take)
    page.evaluate(
        """() => { const form = document.querySelector('form[data-draft]');
                   form.action = '/hand-in'; form.removeAttribute('enctype'); }"""
    )
    page.get_by_role("button", name="看一遍，再提交").dblclick(no_wait_after=True)
    expect(page.locator("[data-sending]")).to_contain_text("正在提交")
    assert sent == ["POST"]


def test_chosen_files_are_listed_with_their_size_and_can_be_taken_out(open_face: Open) -> None:
    page = open_face("public")
    page.locator("#files").set_input_files(
        [{"name": "屋顶.jpg", "mimeType": "image/jpeg", "buffer": b"x" * 2_000_000}]
    )
    expect(page.locator(".files li")).to_contain_text("屋顶.jpg")
    expect(page.locator(".files li")).to_contain_text("1.9 MB")
    expect(page.locator(".files .bad")).to_have_count(0)
    page.get_by_role("button", name="去掉 屋顶.jpg").click()
    expect(page.locator(".files li")).to_have_count(0)
    assert page.evaluate("document.querySelector('#files').files.length") == 0


def test_a_file_over_the_limit_keeps_the_form_here(open_face: Open) -> None:
    page = open_face("public")
    big = {"name": "录像.mp4", "mimeType": "video/mp4", "buffer": b"x" * 1_100_000}
    page.evaluate("document.querySelector('#files').dataset.limit = '1048576'")
    page.locator("#files").set_input_files([big])
    expect(page.locator(".files .bad")).to_contain_text("太大了，每个不超过 1.0 MB")
    assert page.evaluate("document.querySelector('#files').checkValidity()") is False


def test_large_type_is_kept_in_a_cookie_for_the_next_page(open_face: Open) -> None:
    page = open_face("public")
    page.get_by_role("button", name="大字版").click()
    assert page.evaluate("document.documentElement.dataset.text") == "large"
    assert "text=large" in page.evaluate("document.cookie")


def test_the_list_is_worked_from_the_keyboard_alone(open_face: Open) -> None:
    page = open_face("desk", width=1440)
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("j")
    page.keyboard.press("j")
    rows = page.locator("[data-list] [data-row]")
    expect(rows.nth(1)).to_have_class("is-at")
    page.keyboard.press("x")
    expect(rows.nth(1).locator("input[type=checkbox]")).to_be_checked()
    page.keyboard.press("k")
    expect(rows.nth(0)).to_have_class("is-at")
    page.keyboard.press("/")
    expect(page.locator("#desk-search")).to_be_focused()
    page.keyboard.type("jx?")
    expect(page.locator("#desk-search")).to_have_value("jx?")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="快捷键")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="快捷键")).to_be_hidden()


def test_what_cannot_be_undone_is_asked_in_a_dialog_and_unfolds_without_script(open_face: Open) -> None:
    page = open_face("desk", width=1440)
    page.get_by_text("送达…").click()
    dialog = page.get_by_role("dialog", name="送达处理意见书")
    expect(dialog).to_contain_text("住建信〔2026〕12号")
    dialog.get_by_role("button", name="再想想").click()
    expect(dialog).to_be_hidden()
    plain = open_face("desk", width=1440, script=False)
    plain.get_by_text("送达…").click()
    expect(plain.get_by_role("button", name="确认送达")).to_be_visible()


def test_the_error_summary_takes_the_focus_and_its_links_lead_into_the_field(open_face: Open) -> None:
    page = open_face("public")
    expect(page.locator("[data-error-summary]")).to_be_focused()
    page.get_by_role("link", name="手机号码应当是").click()
    expect(page.get_by_label("手机号码")).to_be_focused()
