"""Panel of conferences, decisions and orders of the hall about a matter; four queries with the annex."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from minqing.crossings import conference_to_petition as crossing
from minqing.desks.shared import words
from minqing.desks.shared.retelling import retold
from minqing.desks.shared.ribbon import Deadline
from minqing.kernel.people.public import Actor
from minqing.petition.public import Annex, Petition
from minqing.reception.public import conference as rooms
from minqing.reception.public import dispatch

from .kinds import Panel


def _conference(actor: Actor, matter: Petition, today: date) -> Mapping[str, Any] | None:
    meetings = rooms.conferences_on(actor, matter.pk)
    waiting = crossing.helps_to_ask(actor, matter.pk)
    orders = dispatch.orders_on(actor, matter.pk)
    if not (meetings or waiting or orders):
        return None
    return {
        "matter": matter,
        "meetings": [(each, retold(rooms.STAGE_WORDS[rooms.Stage(each.stage)])) for each in meetings],
        "decisions": [
            (each, retold(rooms.STATE_WORDS[rooms.DecisionState(each.state)]), _due(each, today))
            for each in rooms.decisions_on(actor, matter.pk)
        ],
        "waiting": waiting,
        "orders": [(each, retold(dispatch.STATE_WORDS[dispatch.OrderState(each.state)])) for each in orders],
    }


def _due(row: rooms.Decision, today: date) -> Deadline | None:
    if row.done_on is not None:
        return None
    tone, said = words.due_words(row.due_on, today)
    return Deadline(tone, said, row.due_on)


PANELS: Final = (Panel(Annex.CONFERENCE, "casefile/panel_conference.html", _conference),)
