"""The petition office's own particulars: how it is reached (信访工作条例 18(1))."""

from __future__ import annotations

import tomllib
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError
from django.db.models.functions import Length

from minqing.kernel.people.public import Organ, OrganKind

_SHIPPED: Final = Path(__file__).parent / "office.toml"
_KEY: Final = "desks:office"
_LAST: Final = "desks:office:last"
_SECONDS: Final = 60


@dataclass(frozen=True, slots=True)
class Office:
    """信访部门: name, place and ways in."""

    name: str
    place: str
    address: str
    postcode: str
    telephone: str
    hours: str


def office() -> Office:
    """Return the petition office's particulars, at most a minute old.

    From the topmost petition office's row, as the steward filled it in; what it leaves empty from the
    installation's ``var/office.toml``.  While the row says neither telephone nor address nor hours: the file,
    else the demo county's.  Costs a query once a minute and process, none otherwise; with the database away,
    what was last known.
    """
    kept: Office | None = cache.get(_KEY)
    if kept is not None:
        return kept
    try:
        found = _stored()
    except DatabaseError:
        return known_office()
    cache.set(_KEY, found, _SECONDS)
    cache.set(_LAST, found, None)
    return found


def known_office() -> Office:
    """Return what is known without asking the database: for the pages that tell of a fault."""
    kept: Office | None = cache.get(_LAST)
    return kept or _written(_own_file()) or _shipped()


def forget_office() -> None:
    """Ask anew at the next page: the steward has changed an organ."""
    cache.delete(_KEY)


def _stored() -> Office:
    offices = Organ.objects.filter(kind=str(OrganKind.PETITION_OFFICE), active=True).select_related("place")
    row = offices.order_by(Length("path"), "path").first()
    written = _written(_own_file())
    if row is None or not (row.telephone or row.address or row.hours):
        return written or _shipped()
    said = {"name": row.name, "address": row.address, "telephone": row.telephone, "hours": row.hours}
    said["place"] = row.place.name if row.place else ""
    base = written or Office(**dict.fromkeys(asdict(_shipped()), ""))
    return replace(base, **{name: value for name, value in said.items() if value})


def _own_file() -> Path:
    return Path(settings.VAR) / "office.toml"


def _shipped() -> Office:
    found = _written(_SHIPPED)
    if found is None:
        raise FileNotFoundError(_SHIPPED)
    return found


@lru_cache(maxsize=4)
def _written(path: Path) -> Office | None:
    """Return the particulars a file states, None when there is no such file."""
    if not path.exists():
        return None
    with path.open("rb") as opened:
        facts = tomllib.load(opened)
    return Office(**{name: str(facts.get(name, "")) for name in Office.__slots__})
