"""看板的历史: every day the board is taken; each figure of a past day opens to the matters it counted.

A matter that breaks a promise is kept from the day it was first seen to the day it was gone (``Breach``), not
copied day by day: a million matters and a year of days stay a few thousand rows.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Count, Q, QuerySet

from minqing.kernel.people.public import Actor
from minqing.petition import public as petitions
from minqing.petition.public import Doing, Petition
from minqing.supervision.board.models import BoardDay, Breach
from minqing.supervision.board.rules import Guarantee, daily_counts

OVERDUE: Final = "overdue"
FIGURES: Final = (*(each.value for each in Guarantee), OVERDUE)


def _now_broken(figure: str, day: date) -> QuerySet[Petition]:
    broken = {
        Guarantee.OWNED.value: petitions.without_owner_or_clock,
        Guarantee.RESULT.value: petitions.closed_without_result,
        Guarantee.HEARD.value: petitions.result_not_delivered,
    }
    rows = petitions.overdue_on(day) if figure == OVERDUE else broken[figure]()
    return rows.filter(sealed=False).order_by()


def take_day(day: date, at: datetime) -> BoardDay:
    """Keep the board of a day: what is newly broken begins, what no longer is ends.

    Run again on the same day it changes nothing but what changed in between; never taken for a day before the
    last one, for what was broken then nobody can see now.
    """
    with transaction.atomic():
        last = BoardDay.objects.select_for_update().order_by("-day").first()
        if last is not None and last.day > day:
            return last
        opened = ended = 0
        for figure in FIGURES:
            broken = _now_broken(figure, day)
            known = Breach.objects.filter(figure=figure, gone_on=None)
            same_day = known.filter(first_on=day).exclude(petition__in=broken.values("pk"))
            same_day.delete()
            ended += known.exclude(petition__in=broken.values("pk")).update(gone_on=day)
            fresh = broken.exclude(pk__in=known.values("petition")).values_list("pk", flat=True)
            rows = [Breach(figure=figure, petition_id=key, first_on=day) for key in fresh.iterator()]
            opened += len(Breach.objects.bulk_create(rows, batch_size=2000))
        kept, new = BoardDay.objects.get_or_create(
            day=day, defaults={"taken_at": at, "opened": opened, "ended": ended}
        )
        if not new and (opened or ended):
            kept.taken_at, kept.opened, kept.ended = at, kept.opened + opened, kept.ended + ended
            kept.save(update_fields=["taken_at", "opened", "ended"])
    return kept


@dataclass(frozen=True, slots=True)
class Line:
    """One figure through the days on which the board was taken."""

    figure: str
    points: tuple[tuple[date, int], ...]


def _seen(actor: Actor) -> QuerySet[Breach]:
    return Breach.objects.filter(petition__in=petitions.visible_to(actor, Doing.SUPERVISE).values("pk"))


def history(actor: Actor, first: date, last: date) -> tuple[Line, ...]:
    """Return the figures of what the actor supervises on each day taken within a span; three queries."""
    days = list(BoardDay.objects.filter(day__gte=first, day__lte=last).values_list("day", flat=True))
    if not days:
        return tuple(Line(figure, ()) for figure in FIGURES)
    rows = _seen(actor).filter(Q(gone_on=None) | Q(gone_on__gt=first), first_on__lte=last)
    begun = _by_day(rows, "first_on")
    gone = _by_day(rows.exclude(gone_on=None), "gone_on")
    return tuple(
        Line(figure, tuple(daily_counts(days, begun.get(figure, {}), gone.get(figure, {}))))
        for figure in FIGURES
    )


def _by_day(rows: QuerySet[Breach], field: str) -> dict[str, dict[date, int]]:
    found: dict[str, dict[date, int]] = {}
    for figure, day, number in rows.values_list("figure", field).annotate(number=Count("pk")).order_by():
        found.setdefault(figure, {})[day] = number
    return found


def breached_on(actor: Actor, figure: str, day: date) -> QuerySet[Petition]:
    """Return the matters a figure counted on a past day, as they are now; without those sealed since."""
    held = Breach.objects.filter(figure=figure, first_on__lte=day).filter(
        Q(gone_on=None) | Q(gone_on__gt=day)
    )
    rows = petitions.visible_to(actor, Doing.SUPERVISE).filter(pk__in=held.values("petition"))
    return rows.select_related("holder", "handling", "handler", "received_by").order_by("received_on", "id")


def recent(day: date, *, days: int = 90) -> tuple[date, date]:
    """Return the span a page of the history shows."""
    return day - timedelta(days=days), day
