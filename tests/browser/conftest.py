"""A real browser against a real server: Chromium driven by Playwright, Django serving on 127.0.0.1.

``page`` speaks to the live server with JavaScript, ``plain_page`` without. ``axe_clean(page)`` refuses
what is serious; ``picture(page, name)`` keeps screenshots when MINQING_PICTURES is set.
"""

import io
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

# Playwright's own loop runs in this thread; Django would take it for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# A busy machine may take longer over a page than the five seconds Playwright waits of itself.
expect.set_options(timeout=15_000)

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"
WIDTHS = {390: 844, 1440: 900}
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SYSTEM_CHROMIUM = Path("/usr/bin/chromium")
# What a person cannot do a page with; lesser findings are read by people, not by a gate.
GRAVE = {"serious", "critical"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder."""
    here = str(Path(__file__).parent)
    for item in items:
        if str(item.path).startswith(here):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def live_server() -> Iterator[LiveServer]:
    """Django on a free port of 127.0.0.1, over the test database, which is emptied after each test."""
    server = LiveServer("127.0.0.1:0")
    yield server
    server.stop()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for all tests of this process: Debian's, else the one Playwright brought."""
    with sync_playwright() as playwright:
        path = str(SYSTEM_CHROMIUM) if SYSTEM_CHROMIUM.exists() else None
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def new_context(chromium: Browser, live_server: LiveServer) -> Iterator[Callable[..., BrowserContext]]:
    """Return a maker of fresh browser contexts (own cookies, own storage) on the live server."""
    made: list[BrowserContext] = []

    def make(**options: Any) -> BrowserContext:
        settings = {
            "base_url": live_server.url,
            "locale": "zh-CN",
            "timezone_id": "Asia/Shanghai",
            "viewport": {"width": 390, "height": 844},
            "reduced_motion": "reduce",
            **options,
        }
        context = chromium.new_context(**settings)
        context.set_default_timeout(15_000)
        made.append(context)
        return context

    yield make
    for context in made:
        context.close()


@pytest.fixture
def page(new_context: Callable[..., BrowserContext]) -> Page:
    """A telephone-sized page with JavaScript, which fails the test on any script error or refused content."""
    page = new_context().new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "console", lambda message: faults.append(message.text) if "Content Security" in message.text else None
    )
    page.faults = faults  # type: ignore[attr-defined]
    return page


@pytest.fixture
def plain_page(new_context: Callable[..., BrowserContext]) -> Page:
    """A telephone-sized page without JavaScript."""
    return new_context(java_script_enabled=False).new_page()


def axe_clean(page: Page) -> None:
    """Assert that axe finds nothing serious on the page as it stands; findings are named with places."""
    found = Axe().run(page)
    grave = [
        f"{violation['id']} ({violation['impact']}): {violation['help']} "
        f"{[node['target'] for node in violation['nodes']]}"
        for violation in found.response["violations"]
        if violation["impact"] in GRAVE
    ]
    assert not grave, "\n".join([page.url, *grave])
    # axe takes a placeholder for a name; a reader of the screen should not have to.
    nameless = page.locator("input[placeholder]:not([aria-label]):not([aria-labelledby]):not([id])").count()
    assert nameless == 0, f"{page.url}: a field named by its placeholder alone"


def picture(page: Page, name: str) -> None:
    """Keep the page as docs/pictures/<name>-<width>.png, telephone and desk, if MINQING_PICTURES is set."""
    if not os.environ.get("MINQING_PICTURES"):
        return
    folder = Path(os.environ.get("MINQING_PICTURES_DIR", str(PICTURES)))
    folder.mkdir(parents=True, exist_ok=True)
    # Without the focus no list of suggestions hangs over the page.
    page.evaluate("document.activeElement?.blur()")
    before = page.viewport_size
    for width, height in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": height})
        # Two frames for the other layout, and a moment for what moves when it changes.
        page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        page.wait_for_timeout(400)
        # From its top: bars that stay in view would lie across the middle of a picture of the whole page.
        page.evaluate("scrollTo(0, 0)")
        taken = Image.open(io.BytesIO(page.screenshot(full_page=True)))
        # A palette of 128 colours shows no difference here and keeps the repository a quarter of the size.
        taken.convert("RGB").quantize(128).save(folder / f"{name}-{width}.png", optimize=True)
    if before is not None:
        page.set_viewport_size(before)


def no_sideways_scrolling(page: Page) -> None:
    """Assert that nothing on the page is wider than the window at the width it has now."""
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{page.url}: {wide} px wider than the window"
