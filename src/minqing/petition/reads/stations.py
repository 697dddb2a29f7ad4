"""The eight stations of the path, for the ribbon.

Where a matter has been, where it is, who has it, until when.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from minqing.petition.matter.models import Petition
from minqing.petition.matter.rules import State

LABELS: Final[tuple[tuple[str, str | Promise], ...]] = (
    ("intake", _("提出")),
    ("registration", _("登记")),
    ("routing", _("转送")),
    ("handling", _("受理办理")),
    ("reply", _("答复")),
    ("review", _("复查复核")),
    ("evaluation", _("评价")),
    ("closure", _("办结")),
)
PRESENT: Final[dict[State, str]] = {
    State.RECEIVED: "registration",
    State.REGISTERED: "routing",
    State.RETURNED: "routing",
    State.REFERRED: "handling",
    State.HANDLING: "handling",
    State.APPROVING: "reply",
    State.ANSWERED: "reply",
    State.DELIVERED: "evaluation",
    State.CLOSED: "closure",
}


@dataclass(frozen=True, slots=True)
class Station:
    """One station: ``state`` is passed, present, skipped (gone by without stopping) or ahead."""

    key: str
    label: str | Promise
    state: str
    on: date | None = None
    holder: str = ""
    due_on: date | None = None


def stations_of(petition: Petition, rated_on: date | None = None) -> tuple[Station, ...]:
    """Return the eight stations of a matter; needs its holder loaded, no further query.

    ``rated_on`` is the day of the petitioner's rating, where the page has it at hand; a list row has not.
    """
    state = State(petition.state)
    days: dict[str, date | None] = {
        "intake": petition.received_on,
        "registration": petition.registered_on,
        "routing": petition.referred_on,
        "handling": petition.accepted_on,
        "reply": petition.delivered_on,
        "evaluation": rated_on,
        "closure": petition.closed_on if state is State.CLOSED else None,
    }
    keys = [key for key, _label in LABELS]
    present = keys.index(PRESENT[state]) if state in PRESENT else _last_reached(keys, days) + 1
    stations = []
    for place, (key, label) in enumerate(LABELS):
        on = days.get(key)
        if state is State.WITHDRAWN:
            shown = "passed" if on else ("ahead" if place >= present else "skipped")
        elif state is State.CLOSED:
            shown = "passed" if on or key == "closure" else "skipped"
        elif place == present:
            shown = "present"
        elif place < present:
            shown = "passed" if on or key == "intake" else "skipped"
        else:
            shown = "ahead"
        here = shown == "present"
        stations.append(
            Station(
                key=key,
                label=label,
                state=shown,
                on=None if here else on,
                holder=(petition.holder.short_name or petition.holder.name) if here else "",
                due_on=petition.due_on if here else None,
            )
        )
    return tuple(stations)


def _last_reached(keys: list[str], days: dict[str, date | None]) -> int:
    return max(place for place, key in enumerate(keys) if days.get(key))
