"""From the data of ``profiles/*.toml`` to checked values; refuses what is not complete.

Pure.  Every refusal is a ``LawIncomplete`` that names the file and the entry.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from minqing.kernel.law.rules import (
    STARTS,
    Article,
    Extension,
    LawIncomplete,
    PauseGround,
    Profile,
    Setting,
    Side,
    Term,
    Unit,
    is_number,
)

_ARTICLE_KEYS = frozenset({"source", "article", "quote", "confidence"})
_SETTING_KEYS = _ARTICLE_KEYS | {"name", "value", "default", "note"}
_PAUSE_KEYS = _ARTICLE_KEYS | {"name", "terms", "default", "note"}
_TERM_KEYS = _ARTICLE_KEYS | {
    "name",
    "count",
    "unit",
    "starts_on",
    "side",
    "rolls",
    "extension",
    "default",
    "excludes",
    "waived_if",
    "note",
}


def article_of(
    raw: Mapping[str, Any],
    file: str,
    entry: str,
    default_source: str = "",
    keys: frozenset[str] = _ARTICLE_KEYS,
) -> Article:
    """Read the article of one entry; refuses an entry that names none or has a key nobody reads."""
    if not isinstance(raw, Mapping):
        raise LawIncomplete(file, entry, "is not a table")
    if unknown := sorted(set(raw) - keys):
        raise LawIncomplete(file, entry, f"has unknown keys {', '.join(unknown)}")
    number = str(raw.get("article", "")).strip()
    source = str(raw.get("source", default_source)).strip()
    if not source or not number:
        raise LawIncomplete(file, entry, "has no article")
    confidence = str(raw.get("confidence", "A"))
    if confidence not in {"A", "B", "C", "D"}:
        raise LawIncomplete(file, entry, f"confidence {confidence!r} is none of A, B, C, D")
    if confidence == "A" and not is_number(number):
        raise LawIncomplete(file, entry, f"article {number!r} is no number, so its text was not read: not A")
    return Article(source, number, str(raw.get("quote", "")), confidence)


def term_of(term_id: str, raw: Mapping[str, Any], file: str, default_source: str = "") -> Term:
    """Read one term; refuses a term without an article, count, unit or start."""
    article = article_of(raw, file, term_id, default_source, _TERM_KEYS)
    count = raw.get("count")
    if not isinstance(count, int) or isinstance(count, bool) or count < 0:
        raise LawIncomplete(file, term_id, "count must be a whole number of days, 0 or more")
    try:
        unit = Unit(raw.get("unit", ""))
        side = Side(raw.get("side", Side.ORGAN))
        extension = (
            Extension(**{**raw["extension"], "unit": Unit(raw["extension"].get("unit", "day"))})
            if ("extension" in raw)
            else None
        )
    except (ValueError, TypeError) as wrong:
        raise LawIncomplete(file, term_id, str(wrong)) from wrong
    starts_on = str(raw.get("starts_on", ""))
    if starts_on not in STARTS:
        raise LawIncomplete(file, term_id, f"starts on {starts_on!r}, which is no known event")
    return Term(
        id=term_id,
        count=count,
        unit=unit,
        starts_on=starts_on,
        article=article,
        rolls=bool(raw.get("rolls", unit is Unit.DAY)),
        extension=extension,
        side=side,
        name=str(raw.get("name", "")),
        default=bool(raw.get("default", False)),
        excludes=tuple(raw.get("excludes", ())),
        waived_if=tuple(raw.get("waived_if", ())),
        note=str(raw.get("note", "")),
    )


def setting_of(setting_id: str, raw: Mapping[str, Any], file: str, default_source: str = "") -> Setting:
    """Read one setting; refuses one without an article or a whole number."""
    article = article_of(raw, file, setting_id, default_source, _SETTING_KEYS)
    value = raw.get("value")
    if not isinstance(value, int) or isinstance(value, bool):
        raise LawIncomplete(file, setting_id, "value must be a whole number")
    name, note = str(raw.get("name", "")), str(raw.get("note", ""))
    return Setting(setting_id, value, article, name, bool(raw.get("default", False)), note)


def pause_of(ground_id: str, raw: Mapping[str, Any], file: str, default_source: str = "") -> PauseGround:
    """Read what may pause a term; refuses one without an article, a name or the terms it pauses."""
    article = article_of(raw, file, ground_id, default_source, _PAUSE_KEYS)
    name, terms = str(raw.get("name", "")).strip(), tuple(raw.get("terms", ()))
    if not name or not terms:
        raise LawIncomplete(file, ground_id, "a ground of pausing needs a name and the terms it pauses")
    return PauseGround(
        ground_id, name, article, terms, bool(raw.get("default", False)), str(raw.get("note", ""))
    )


def profile_of(raw: Mapping[str, Any], file: str) -> Profile:
    """Read one profile file, parsed from TOML; ``file`` is only named in refusals."""
    head = raw.get("profile", {})
    for needed in ("id", "name", "valid_from", "basis"):
        if not head.get(needed):
            raise LawIncomplete(file, "profile", f"has no {needed}")
    for day in (head["valid_from"], head.get("valid_to", head["valid_from"])):
        if type(day) is not dt.date:
            raise LawIncomplete(file, "profile", "valid_from and valid_to are dates such as 2022-05-01")
    if head.get("valid_to", head["valid_from"]) < head["valid_from"]:
        raise LawIncomplete(file, "profile", "valid_to lies before valid_from")
    basis = str(head["basis"])
    return Profile(
        id=head["id"],
        name=head["name"],
        valid_from=head["valid_from"],
        valid_to=head.get("valid_to"),
        place_prefix=str(head.get("place_prefix", "")),
        parent=head.get("parent"),
        terms=MappingProxyType({k: term_of(k, v, file, basis) for k, v in raw.get("terms", {}).items()}),
        settings=MappingProxyType(
            {k: setting_of(k, v, file, basis) for k, v in raw.get("settings", {}).items()}
        ),
        unclocked=MappingProxyType(
            {k: article_of(v, file, k, basis) for k, v in raw.get("unclocked", {}).items()}
        ),
        pauses=MappingProxyType({k: pause_of(k, v, file, basis) for k, v in raw.get("pauses", {}).items()}),
        basis=basis,
        shared=bool(head.get("shared", False)),
        invented=bool(head.get("invented", False)),
    )


def inherit(profiles: Mapping[str, Profile]) -> dict[str, Profile]:
    """Give every profile what it does not replace from its parent, grandparents first.

    Refuses an unknown parent and a circle of parents.
    """
    done: dict[str, Profile] = {}

    def whole(profile: Profile, below: tuple[str, ...]) -> Profile:
        if profile.id in done:
            return done[profile.id]
        if profile.id in below:
            raise LawIncomplete(profile.id, "parent", "the parents form a circle")
        if profile.parent is not None:
            parent = profiles.get(profile.parent)
            if parent is None:
                raise LawIncomplete(profile.id, "parent", f"unknown profile {profile.parent!r}")
            above = whole(parent, (*below, profile.id))
            unclocked = {k: v for k, v in above.unclocked.items() if k not in profile.terms}
            profile = replace(
                profile,
                terms=MappingProxyType({**above.terms, **profile.terms}),
                settings=MappingProxyType({**above.settings, **profile.settings}),
                unclocked=MappingProxyType({**unclocked, **profile.unclocked}),
                pauses=MappingProxyType({**above.pauses, **profile.pauses}),
            )
        done[profile.id] = profile
        return profile

    for each in profiles.values():
        whole(each, ())
    return done


def choose(profiles: Mapping[str, Profile], day: dt.date, place_code: str = "") -> Profile:
    """The most specific profile in force: the longest place prefix, then the latest start.

    ``LawIncomplete`` when none is in force (before 2005-05-01 there is no petition regulation in the data).
    """
    fitting = [p for p in profiles.values() if p.in_force(day, place_code)]
    if not fitting:
        raise LawIncomplete("profiles", place_code or "national", f"no profile is in force on {day}")
    return max(fitting, key=lambda p: (len(p.place_prefix), p.valid_from))
