"""Reads of supervision: the three guarantees, what is overdue at which organ. Each figure has its rows.

Articles: 信访工作条例 40(1) (督办), 45(1).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Count, F, Min, QuerySet

from minqing.kernel.people.public import Actor
from minqing.petition import public as petitions
from minqing.petition.public import Doing, Petition, handling, review
from minqing.supervision.board.rules import PROMISES, Guarantee, Promise

SOON: Final = timedelta(days=7)
_BROKEN: Final[Mapping[Guarantee, Callable[[], QuerySet[Petition]]]] = {
    Guarantee.OWNED: petitions.without_owner_or_clock,
    Guarantee.RESULT: petitions.closed_without_result,
    Guarantee.HEARD: petitions.result_not_delivered,
}


@dataclass(frozen=True, slots=True)
class BoardLine:
    """One promise and how many matters break it today."""

    promise: Promise
    count: int


@dataclass(frozen=True, slots=True)
class OrganLoad:
    """How one organ stands: its overdue matters, and since when the oldest is overdue."""

    organ_id: UUID
    name: str
    overdue: int
    oldest: date | None


@dataclass(frozen=True, slots=True)
class Board:
    """督查看板: the three guarantees, the deadlines, and the organs that are late."""

    guarantees: tuple[BoardLine, ...]
    overdue: int
    due_today: int
    due_soon: int
    unexecuted: int
    unreturned: int
    late_organs: tuple[OrganLoad, ...]


def _within(rows: QuerySet[Petition], actor: Actor) -> QuerySet[Petition]:
    """Return the rows the actor supervises."""
    return rows & petitions.visible_to(actor, Doing.SUPERVISE)


def broken(actor: Actor, guarantee: Guarantee) -> QuerySet[Petition]:
    """Return the matters that break a promise, the oldest first, with what a list shows."""
    rows = _within(_BROKEN[Guarantee(guarantee)](), actor)
    return rows.select_related("holder", "handling", "handler", "received_by").order_by("received_on", "id")


def overdue_rows(actor: Actor, today: date) -> QuerySet[Petition]:
    """Return the open matters past their day that the actor supervises, the most overdue first."""
    rows = _within(petitions.overdue_on(today), actor)
    return rows.select_related("holder", "handling", "handler", "received_by")


def unexecuted_rows(actor: Actor, today: date) -> QuerySet[Petition]:
    """Return the matters the actor supervises of which something supported is overdue to be carried out."""
    rows = _within(handling.unexecuted_on(today), actor)
    return rows.select_related("holder", "handling", "handler", "received_by")


def unreturned_rows(actor: Actor, today: date) -> QuerySet[Petition]:
    """Return the matters the actor supervises whose review by an organ outside is overdue to come back."""
    rows = _within(review.unreturned_on(today), actor)
    return rows.select_related("holder", "handling", "handler", "received_by")


def board(actor: Actor, today: date) -> Board:
    """Return the board of what the actor supervises; nine queries whatever the number of matters."""
    late = _within(petitions.overdue_on(today), actor)
    organs = (
        late.order_by()
        .values("holder_id", name=F("holder__name"))
        .annotate(overdue=Count("id"), oldest=Min("due_on"))
        .order_by("-overdue", "name")
    )
    return Board(
        guarantees=tuple(
            BoardLine(promise, _within(_BROKEN[promise.key](), actor).count()) for promise in PROMISES
        ),
        overdue=late.count(),
        due_today=_within(petitions.due_between(today, today), actor).count(),
        due_soon=_within(petitions.due_between(today + timedelta(days=1), today + SOON), actor).count(),
        unexecuted=_within(handling.unexecuted_on(today), actor).count(),
        unreturned=_within(review.unreturned_on(today), actor).count(),
        late_organs=tuple(
            OrganLoad(row["holder_id"], row["name"], row["overdue"], row["oldest"]) for row in organs
        ),
    )
