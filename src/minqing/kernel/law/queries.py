"""Reading the profiles shipped in ``profiles/*.toml`` and choosing the one in force.

Loaded once per process; a profile that is not complete stops the loading (see ``LawIncomplete``).
"""

import datetime as dt
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from minqing.kernel.law.reading import choose, inherit, profile_of
from minqing.kernel.law.rules import LawIncomplete, Profile


def _folder() -> Traversable:
    return files("minqing.kernel.law") / "profiles"


def load_profiles(folder: Traversable | Path | None = None) -> dict[str, Profile]:
    """Read every ``*.toml`` of a folder (default: the shipped one) into profiles by id.

    Raises ``LawIncomplete`` naming the file and the entry: bad TOML, a term without an article, an id
    that does not match the file name, an unknown parent, or no profile at all.
    """
    found: dict[str, Profile] = {}
    where = folder if folder is not None else _folder()
    for each in sorted(where.iterdir(), key=lambda entry: entry.name):
        if not each.name.endswith(".toml"):
            continue
        try:
            raw = tomllib.loads(each.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
            raise LawIncomplete(each.name, "file", str(wrong)) from wrong
        profile = profile_of(raw, each.name)
        if f"{profile.id}.toml" != each.name:
            raise LawIncomplete(each.name, "profile", f"id {profile.id!r} does not match the file name")
        found[profile.id] = profile
    if not found:
        raise LawIncomplete(str(where), "folder", "holds no profile")
    return inherit(found)


@cache
def _shipped() -> dict[str, Profile]:
    return load_profiles()


@lru_cache(maxsize=8192)
def _chosen(day: dt.date, prefix: str) -> Profile:
    return choose(_shipped(), day, prefix)


def all_profiles() -> tuple[Profile, ...]:
    """Every profile, shared ones included, in the order of place prefix and first day."""
    return tuple(sorted(_shipped().values(), key=lambda p: (not p.shared, p.place_prefix, p.valid_from)))


def profile_on(day: dt.date, place_code: str = "") -> Profile:
    """The profile in force on ``day`` at a place (division code, "" = only national rules).

    The most specific place prefix wins; it has inherited from its parents.  ``LawIncomplete`` before
    2005-05-01, the first day known to the data.  Cached: costs a dictionary look-up.
    """
    return _chosen(day, place_code)


def check_profiles() -> list[str]:
    """Complaints about the shipped profiles, empty when all is well; used by the start-up check."""
    try:
        profiles = load_profiles()
    except LawIncomplete as wrong:
        return [str(wrong)]
    return [
        f"{a.id} and {b.id} are both in force at {a.place_prefix or 'the whole country'} from {b.valid_from}"
        for a in profiles.values()
        for b in profiles.values()
        if a.id != b.id
        and a.place_prefix == b.place_prefix
        and not (a.shared or b.shared)
        and a.valid_from <= b.valid_from
        and (a.valid_to is None or a.valid_to >= b.valid_from)
    ]
