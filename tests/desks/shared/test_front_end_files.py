"""What the built front end may weigh, and what no template may hold under our content security policy."""

import gzip
import json
import re
from pathlib import Path

import pytest

DESKS = Path(__file__).resolve().parents[3] / "src" / "minqing" / "desks"
BUILT = DESKS / "shared" / "static" / "built"
TEMPLATES = sorted(DESKS.glob("**/templates/**/*.html"))
BUDGETS = {"src/public.ts": (8_000, 12_000), "src/desk.ts": (60_000, 30_000)}
INLINE = re.compile(r"""\s(style|on[a-z]+)\s*=\s*["']|<style\b|javascript:""", re.IGNORECASE)
SCRIPT = re.compile(r"<script\b(?![^>]*\bsrc=)(?![^>]*application/json)", re.IGNORECASE)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(DESKS)))
def test_no_template_holds_a_script_or_a_style(template: Path) -> None:
    html = template.read_text()
    assert INLINE.search(html) is None
    assert SCRIPT.search(html) is None


@pytest.mark.parametrize("entry", BUDGETS)
def test_sheet_and_script_of_each_face_stay_within_their_budget(entry: str) -> None:
    manifest = json.loads((BUILT / "manifest.json").read_text())
    files, waiting = set(), [entry]
    while waiting:
        part = manifest[waiting.pop()]
        files |= {part["file"], *part.get("css", ())}
        waiting += part.get("imports", [])
    weigh = {
        kind: sum(len(gzip.compress((BUILT / name).read_bytes())) for name in files if name.endswith(kind))
        for kind in (".css", ".js")
    }
    sheet, script = BUDGETS[entry]
    assert weigh[".css"] <= sheet
    assert weigh[".js"] <= script


def test_no_sheet_draws_from_data_addresses_or_from_another_server() -> None:
    for sheet in BUILT.glob("**/*.css"):
        css = sheet.read_text()
        assert "url(data:" not in css.replace('"', "").replace("'", "")
        assert re.search(r"url\([\"']?(https?:)?//", css) is None
        assert "@font-face" not in css
