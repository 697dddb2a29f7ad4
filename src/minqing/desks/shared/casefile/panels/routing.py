"""Panels of deciding the way: the rows that fit, disputes, why not accepted, the short track."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from minqing.desks.shared.casefile.forms.routing import GROUND_WORDS, TOLD
from minqing.desks.shared.retelling import retold
from minqing.kernel.people.public import Actor
from minqing.petition.public import Annex, Petition
from minqing.petition.public import routing as ways

from .kinds import Panel


def _way(_actor: Actor, matter: Petition, _today: date) -> Mapping[str, Any] | None:
    lines = ways.way_lines(matter)
    return {"lines": lines} if lines else None


def _dispute(_actor: Actor, matter: Petition, _today: date) -> Mapping[str, Any] | None:
    return {"view": ways.coordination_view(matter), "matter": matter}


def _declined(_actor: Actor, matter: Petition, _today: date) -> Mapping[str, Any] | None:
    decline = ways.decline_of(matter)
    if decline is None:
        return None
    ground = ways.Ground(decline.ground)
    facts = ways.facts_told(decline, ways.GROUNDS[ground].facts)
    return {
        "decline": decline,
        "ground": GROUND_WORDS[ground],
        "facts": [(retold(words), value) for words, value in facts],
    }


def _short(_actor: Actor, matter: Petition, _today: date) -> Mapping[str, Any] | None:
    track = ways.simple_of(matter)
    if track is None:
        return None
    return {
        "track": track,
        "matter": matter,
        "reason": retold(ways.REASONS[ways.Reason(track.reason)]) if track.reason else "",
        "accepted": TOLD[ways.Told(track.accepted_told)] if track.accepted_told else "",
        "answered": TOLD[ways.Told(track.answered_told)] if track.answered_told else "",
    }


PANELS: Final = (
    Panel(None, "casefile/panel_routing_way.html", _way),
    Panel(Annex.COORDINATION, "casefile/panel_routing_dispute.html", _dispute),
    Panel(Annex.DECLINE, "casefile/panel_routing_decline.html", _declined),
    Panel(Annex.SIMPLE, "casefile/panel_routing_simple.html", _short),
)
