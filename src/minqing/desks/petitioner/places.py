"""Where a thing happened, as a person says it: a township from a list, a village typed or chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from minqing.kernel.places import public as places

if TYPE_CHECKING:
    from collections.abc import Sequence


def townships() -> Sequence[tuple[str, str]]:
    """Return code and name of the county's townships in the order of their sound."""
    return [(place.code, place.name) for place in places.children_of(settings.MINQING_PLACE)]


def villages(township: str) -> Sequence[str]:
    """Return the names of a township's villages; none for a township that is not of this county."""
    if not township.startswith(settings.MINQING_PLACE):
        return []
    return [place.name for place in places.children_of(township)]


def village_code(township: str, typed: str) -> str:
    """Return the code of the village whose name was typed, "" when it is none of the township's.

    Half a name counts when only one village begins with it: 梓潼 for 梓潼村.
    """
    typed = typed.strip()
    if not typed or not township.startswith(settings.MINQING_PLACE):
        return ""
    found = list(places.children_of(township))
    exact = [place.code for place in found if place.name == typed]
    near = exact or [place.code for place in found if place.name.startswith(typed)]
    return near[0] if len(near) == 1 else ""
