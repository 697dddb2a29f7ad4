"""Every setting an operator can turn is described, and everything described exists."""

import re

from tests.guards.house import ROOT, own_modules

PAGE = ROOT / "docs" / "operate" / "settings.md"
NAME = re.compile(r"\b(MINQING_[A-Z_]+[A-Z]|DATABASE_URL)\b")
# Set by the program for itself.
INTERNAL = {"MINQING_WEB"}
# Of the Makefile and the tests.
OF_DEVELOPMENT = {"MINQING_CHROMIUM", "MINQING_SCREENSHOTS"}


def test_settings_and_page_name_the_same() -> None:
    used = {
        name for path in own_modules() for name in NAME.findall(path.read_text(encoding="utf-8"))
    } - INTERNAL
    described = set(NAME.findall(PAGE.read_text(encoding="utf-8")))
    assert used - described == set()
    assert described - used - OF_DEVELOPMENT == set()
