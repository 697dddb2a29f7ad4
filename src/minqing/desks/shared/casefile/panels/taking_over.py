"""What another system said of a matter, beside what this one counts."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from minqing.kernel.people.public import Actor
from minqing.petition.public import Annex, Petition
from minqing.petition.public.taking_over import TakenOver

from .kinds import Panel


def read(actor: Actor, matter: Petition, today: date) -> Mapping[str, Any] | None:
    """Return what came with the matter; one query."""
    del actor, today
    found = TakenOver.objects.filter(petition_id=matter.id).first()
    return {"taken": found} if found else None


PANELS: Final = (Panel(Annex.TAKEN_OVER, "casefile/panel_taking_over.html", read),)
