"""No line of the program goes around the ledger's locks, and production keeps its cookies to itself."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src" / "minqing"
PYTHON = sorted(path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)
# Tables whose rows are written once: a bypass would make every later proof worthless.
FINAL = ("ledger_entry", "ledger_seal", "documents_document", "documents_delivery", "documents_rendering")
CHANGES = re.compile(
    rf"\b(UPDATE|DELETE\s+FROM|TRUNCATE(\s+TABLE)?|ALTER\s+TABLE)\s+\"?({'|'.join(FINAL)})\b", re.IGNORECASE
)
BYPASSES = re.compile(
    r"pgtrigger\.(ignore|schema|core)|session_replication_role|DISABLE\s+TRIGGER", re.IGNORECASE
)


def found_in(pattern: re.Pattern[str], paths: list[Path]) -> list[str]:
    return [
        f"{path.relative_to(SOURCE)}: {found.group(0)}"
        for path in paths
        for found in pattern.finditer(path.read_text(encoding="utf-8"))
    ]


def test_nothing_switches_the_triggers_off() -> None:
    assert len(PYTHON) > 100
    assert found_in(BYPASSES, PYTHON) == []


def test_no_statement_changes_what_is_final() -> None:
    assert found_in(CHANGES, PYTHON) == []


def test_the_guard_would_see_a_bypass() -> None:
    assert CHANGES.search("cursor.execute('DELETE FROM ledger_entry')")
    assert CHANGES.search('update "ledger_seal" set x = 1')
    assert BYPASSES.search("with pgtrigger.ignore():")


@pytest.mark.parametrize(
    "exempt", ["csrf_exempt", "mark_safe(request", "|safe }}", "autoescape off", "eval(", "pickle"]
)
def test_no_shortcut_around_the_usual_defences(exempt: str) -> None:
    paths = [*PYTHON, *SOURCE.rglob("*.html")]
    assert [
        p for p in paths if re.search(rf"(?<![\w.]){re.escape(exempt)}", p.read_text(encoding="utf-8"))
    ] == []


def test_production_keeps_cookies_to_tls_and_to_the_server() -> None:
    ask = (
        "import django; from django.conf import settings as s; "
        "print(s.DEBUG,s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SESSION_COOKIE_HTTPONLY, "
        "s.SESSION_COOKIE_SAMESITE, s.CSRF_COOKIE_SAMESITE, s.X_FRAME_OPTIONS, "
        "s.SECURE_CONTENT_TYPE_NOSNIFF, "
        "s.SECURE_HSTS_SECONDS >= 31_536_000, s.MINQING_PRINT_MESSAGES)"
    )
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "minqing.project.settings.production",
        "MINQING_SECRET_KEY": "x" * 50,
    }
    said = subprocess.run(
        [sys.executable, "-c", ask], capture_output=True, text=True, check=True, env=environment
    )
    assert said.stdout.split() == [
        "False",
        "True",
        "True",
        "True",
        "Lax",
        "Lax",
        "DENY",
        "True",
        "True",
        "False",
    ]
