"""What a case page shows of urging and 督办: each order, by when the reply is due, what came of it."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from minqing.desks.shared.urging_lines import order_line
from minqing.kernel.people.public import Actor
from minqing.petition.public import Annex, Petition
from minqing.supervision.public import orders

from .kinds import Panel


def read(actor: Actor, matter: Petition, today: date) -> Mapping[str, Any] | None:
    """Return the orders that concern the actor, the latest first; nothing when none does."""
    found = orders.orders_on(actor, matter)
    return {"lines": [order_line(each, today) for each in reversed(found)]} if found else None


PANELS: Final = (Panel(Annex.SUPERVISION, "casefile/panel_supervising.html", read),)
