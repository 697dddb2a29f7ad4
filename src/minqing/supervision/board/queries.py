"""Reads of supervision: the three guarantees, what is overdue at which organ. Each figure has its rows.

Articles: 信访工作条例 40(1) (督办), 45(1).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Count, Min, Q, QuerySet

from minqing.kernel.access.public import superior_path
from minqing.kernel.people.public import Actor, Duty, Organ
from minqing.petition import public as petitions
from minqing.petition.public import Doing, Petition, handling, review
from minqing.petition.public.beside import profile_in_force
from minqing.supervision.board.rules import PROMISES, Alarm, Guarantee, Promise, span_of

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
    soon: int = 0
    today: int = 0
    long: int = 0

    def of(self, step: Alarm) -> int:
        """Return the number of one step; 长期超期 is part of all that is overdue, not of its step."""
        return {
            Alarm.SOON: self.soon,
            Alarm.TODAY: self.today,
            Alarm.OVERDUE: self.overdue - self.long,
            Alarm.LONG: self.long,
        }[step]


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
    organs: tuple[OrganLoad, ...] = ()


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


def organs_watched(actor: Actor) -> dict[UUID, str]:
    """Return the organs within the actor's jurisdiction, closed ones too, by name; one query."""
    reach = Q(pk__in=[])
    for post in actor.posts:
        if post.duty is Duty.SUPERVISOR:
            reach |= Q(path__startswith=superior_path(post.organ_path))
    return dict(Organ.objects.filter(reach).values_list("pk", "name"))


def _known(rows: QuerySet[Petition], actor: Actor) -> QuerySet[Petition]:
    """Return what of these rows may be counted for the actor, whichever organ holds them.

    Supervisors are told of nothing sealed and of nothing they stand aside from. Figures are grouped by holder
    and the organs of the jurisdiction picked afterwards: asked for by holder, PostgreSQL reads the index of
    every organ's matters (a million) to find the few that break a promise. That the sum is what the rows are
    (``broken``, ``step_rows``) is tested.
    """
    rows = rows.filter(sealed=False)
    if actor.account_id is not None:
        rows = rows.filter(Q(kept_accounts=None) | ~Q(kept_accounts__contains=[actor.account_id]))
    return rows.order_by()


def _count(rows: QuerySet[Petition], actor: Actor, organs: Mapping[UUID, str]) -> int:
    held = _known(rows, actor).values_list("holder_id").annotate(number=Count("pk"))
    return sum(number for holder, number in held if holder in organs)


def long_days(today: date) -> int:
    """Return from how many days past its last one a matter is long overdue (a default of practice)."""
    setting = profile_in_force(today).settings.get("long_overdue_days")
    return int(setting.value) if setting is not None else 30


def step_rows(actor: Actor, step: Alarm, today: date, holder: UUID | None = None) -> QuerySet[Petition]:
    """Return the open matters on one step of the ladder, of one organ or of all, the first due on top."""
    first, last = span_of(step, today, long_days(today))
    rows = petitions.due_between(first or date.min, last or date.max)
    rows = _within(rows, actor)
    if holder is not None:
        rows = rows.filter(holder=holder)
    return rows.select_related("holder", "handling", "handler", "received_by")


def _ladder(actor: Actor, today: date, organs: Mapping[UUID, str]) -> list[OrganLoad]:
    """Return every organ with something on the ladder; one query. Uses index: petition_due."""
    days = long_days(today)
    spans = {step: span_of(step, today, days) for step in Alarm}
    last = spans[Alarm.SOON][1] or today

    def number(*steps: Alarm) -> Count:
        within = Q(pk__in=[])
        for step in steps:
            first, end = spans[step]
            within |= Q(due_on__gte=first or date.min, due_on__lte=end or date.max)
        return Count("pk", filter=within)

    rows = _known(petitions.due_between(date.min, last), actor).values("holder_id")
    rows = rows.annotate(
        overdue=number(Alarm.OVERDUE, Alarm.LONG),
        oldest=Min("due_on"),
        soon=number(Alarm.SOON),
        today=number(Alarm.TODAY),
        long=number(Alarm.LONG),
    )
    return [
        OrganLoad(
            row["holder_id"],
            organs[row["holder_id"]],
            row["overdue"],
            row["oldest"] if row["overdue"] else None,
            row["soon"],
            row["today"],
            row["long"],
        )
        for row in rows
        if row["holder_id"] in organs
    ]


def board(actor: Actor, today: date) -> Board:
    """Return the board of what the actor supervises; seven queries whatever the number of matters."""
    organs = organs_watched(actor)
    ladder = _ladder(actor, today, organs)
    worst = sorted(ladder, key=lambda load: (-load.overdue, -load.today, -load.soon, load.name))
    return Board(
        guarantees=tuple(
            BoardLine(promise, _count(_BROKEN[promise.key](), actor, organs)) for promise in PROMISES
        ),
        overdue=sum(load.overdue for load in ladder),
        due_today=sum(load.today for load in ladder),
        due_soon=sum(load.soon for load in ladder),
        unexecuted=_count(handling.unexecuted_on(today), actor, organs),
        unreturned=_count(review.unreturned_on(today), actor, organs),
        late_organs=tuple(load for load in worst if load.overdue),
        organs=tuple(worst),
    )
