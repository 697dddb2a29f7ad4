"""What is out of order is named before anything is served."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.core.checks import CheckMessage, run_checks

from minqing.kernel.law import public as law
from minqing.project import checks

KEY = "YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXoxMjM0NTY="


def ids(check: Callable[[], list[CheckMessage]]) -> list[str | None]:
    return [message.id for message in check()]


def test_the_shipped_installation_is_in_order() -> None:
    assert [str(message) for message in run_checks() if message.level >= 40] == []


def test_a_term_without_an_article_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(law, "check_profiles", lambda: ["cxg22.toml: HANDLE: no article"])
    assert ids(checks.every_term_has_its_article) == ["minqing.E001"]


@pytest.mark.parametrize(
    ("ring", "expected"),
    [
        ("", ["minqing.E004"]),
        ("k1:too-short", ["minqing.E004"]),
        (f":{KEY}", ["minqing.E004"]),
        (f"k2:{KEY},k1", ["minqing.E004"]),
        (f"k2:{KEY},k1:{KEY}", []),
    ],
)
def test_only_a_ring_of_real_keys_is_accepted(
    monkeypatch: pytest.MonkeyPatch, ring: str, expected: list[str]
) -> None:
    monkeypatch.setattr(settings, "MINQING_KEYS", ring)
    assert ids(checks.keys_are_there) == expected


def test_production_asks_for_secret_hosts_and_no_debug(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "SECRET_KEY", "short")
    monkeypatch.setattr(settings, "DEBUG", True)
    monkeypatch.setattr(settings, "ALLOWED_HOSTS", ["*"])
    assert ids(checks.keys_are_there) == []
    assert ids(checks.settings_are_sane) == []
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "minqing.project.settings.production")
    assert ids(checks.keys_are_there) == ["minqing.E003"]
    assert ids(checks.settings_are_sane) == ["minqing.E005", "minqing.E006"]


def test_a_waiting_line_without_places_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "MINQING_AT_WORK", 0)
    assert ids(checks.settings_are_sane) == ["minqing.E007"]
