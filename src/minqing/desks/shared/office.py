"""The petition office's own particulars: how it is reached (信访工作条例 18(1))."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from django.conf import settings

_SHIPPED: Final = Path(__file__).parent / "office.toml"


@dataclass(frozen=True, slots=True)
class Office:
    """信访部门: name, place and ways in."""

    name: str
    place: str
    address: str
    postcode: str
    telephone: str
    hours: str


@lru_cache(maxsize=1)
def office() -> Office:
    """Return the office's particulars: the installation's ``var/office.toml``, else the demo county's."""
    own = Path(settings.VAR) / "office.toml"
    with (own if own.exists() else _SHIPPED).open("rb") as opened:
        facts = tomllib.load(opened)
    return Office(**{name: str(facts.get(name, "")) for name in Office.__slots__})
