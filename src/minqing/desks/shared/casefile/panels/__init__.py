"""What a case page shows beside the main line: one panel for each annex of the file, by theme.

A panel is read only when its annex is on the matter, so that a plain case pays for none.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from minqing.kernel.people.public import Actor
from minqing.petition.public import Petition

from . import (
    clocks,
    closing,
    coming_in,
    conference,
    handling,
    leaders,
    relief,
    review,
    routing,
    sealed,
    serving,
    supervising,
    taking_over,
)
from .kinds import Panel

PANELS: Final[tuple[Panel, ...]] = (
    *review.PANELS,
    *handling.PANELS,
    *coming_in.PANELS,
    *taking_over.PANELS,
    *clocks.PANELS,
    *serving.PANELS,
    *routing.PANELS,
    *conference.PANELS,
    *closing.PANELS,
    *sealed.PANELS,
    *supervising.PANELS,
    *leaders.PANELS,
    *relief.PANELS,
)


def panels_of(actor: Actor, matter: Petition, today: date) -> list[tuple[str, Mapping[str, Any]]]:
    """Return the panels of a file with what each draws, in the order of the table."""
    there = frozenset(matter.annexes)
    drawn = []
    for panel in PANELS:
        if panel.annex is None or panel.annex in there:
            said = panel.read(actor, matter, today)
            if said is not None:
                drawn.append((panel.template, said))
    return drawn
