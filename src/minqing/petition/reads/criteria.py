"""What a list is narrowed to, as the petition room understands it.

A value; the desk reads it from the address.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final
from uuid import UUID

# Seven days before its last day a matter counts as soon due; the sweep of notices begins then.
SOON_DAYS: Final = 7
SORTS: Final = ("newest", "due", "oldest")
COUNT_CAP: Final = 10_000


@dataclass(frozen=True, slots=True)
class Criteria:
    """筛选条件: within one field any of the values, between fields all of them.

    ``returned``: given back by an organ, or an opinion sent back to be changed. ``due``: overdue, today or
    soon (one to seven days ahead) among open matters. ``co_organ_ids``: organs that help with it (协办).
    ``objected_ids``: organs that have an open objection to decide.
    An empty field narrows nothing.
    """

    text: str = ""
    states: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    content_classes: tuple[str, ...] = ()
    holder_ids: tuple[UUID, ...] = ()
    handling_ids: tuple[UUID, ...] = ()
    handler_ids: tuple[UUID, ...] = ()
    co_organ_ids: tuple[UUID, ...] = ()
    objected_ids: tuple[UUID, ...] = ()
    mine: bool = False
    repeats: bool | None = None
    returned: bool | None = None
    due: str = ""
    received_from: date | None = None
    received_to: date | None = None
    sort: str = "newest"

    def without(self, field: str, always: "Criteria") -> "Criteria":
        """Return the same without the choice of one facet: what its other values would show.

        ``always`` is what the list narrows to whatever is chosen.
        """
        return replace(self, **{field: getattr(always, field)})


def due_range(due: str, today: date) -> tuple[date | None, date | None]:
    """Return the first and last due day (both included) of a kind of deadline; None is open.

    Today the 20th: overdue → (None, 19th), today → (20th, 20th), soon → (21st, 27th).
    """
    day = timedelta(days=1)
    match due:
        case "overdue":
            return None, today - day
        case "today":
            return today, today
        case "soon":
            return today + day, today + SOON_DAYS * day
        case _:
            return None, None


@dataclass(frozen=True, slots=True)
class FacetCount:
    """How many open matters have a value; ``capped`` when counting stopped at ten thousand."""

    value: str
    count: int
    capped: bool = False
