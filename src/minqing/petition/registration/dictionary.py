"""内容分类: the two-level dictionary of contents (law.md 7.3).

Our own codes with a column for national ones.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final

LEVEL_DIGITS: Final = 2


@dataclass(frozen=True, slots=True)
class ContentClass:
    """One class: ``code`` two digits (level 1) or four (level 2).

    ``national_code`` empty until it is known.
    """

    code: str
    name: str
    parent: str = ""
    national_code: str = ""


@cache
def content_classes() -> Mapping[str, ContentClass]:
    """Return every class by code, parents before children, in the order of the dictionary."""
    text = (files("minqing.petition.registration") / "content_classes.toml").read_text(encoding="utf-8")
    found: dict[str, ContentClass] = {}
    for entry in tomllib.loads(text)["classes"]:
        code = entry["code"]
        parent = code[:LEVEL_DIGITS] if len(code) > LEVEL_DIGITS else ""
        found[code] = ContentClass(code, entry["name"], parent, entry["national_code"])
    return MappingProxyType(found)


def content_name(code: str) -> str:
    """Return 城乡建设_城乡规划: the names of both levels as exports join them; "" for no class."""
    classes = content_classes()
    found = classes.get(code)
    if found is None:
        return ""
    return f"{classes[found.parent].name}_{found.name}" if found.parent else found.name
