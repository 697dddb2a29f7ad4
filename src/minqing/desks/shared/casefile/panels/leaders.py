"""What a case page shows of leaders: receptions linked to it with their instructions, and who holds it."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from minqing.desks.shared.retelling import retold
from minqing.kernel.people.public import Actor
from minqing.petition.public import Annex, Petition
from minqing.reception.public.days import STANDING_WORDS, Standing, instructions_about
from minqing.supervision.public.held import cases_about, tone_on

from .kinds import Panel


def received(_actor: Actor, matter: Petition, _today: date) -> Mapping[str, Any] | None:
    """Return the instructions given at receptions of this matter; one query."""
    rows = instructions_about(matter.pk)
    return {"instructions": [(each, retold(STANDING_WORDS[Standing(each.standing)])) for each in rows]}


def holding(_actor: Actor, matter: Petition, today: date) -> Mapping[str, Any] | None:
    """Return the held cases of this matter; one query."""
    return {"held": [(each, tone_on(each.facts, today)) for each in cases_about(matter.pk)]}


PANELS: Final = (
    Panel(Annex.LEADERS_DAY, "casefile/panel_leaders.html", received),
    Panel(Annex.HELD, "casefile/panel_held.html", holding),
)
