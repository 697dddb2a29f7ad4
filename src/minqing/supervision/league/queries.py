"""Reads of the league tables: what counts for each organ in a period, and the rows behind each figure.

Articles: 信访工作条例 34, 39(1). Counted are only matters the actor supervises, so no sealed one.
"""

from datetime import date
from uuid import UUID

from django.conf import settings
from django.db.models import Count, F, Q, QuerySet

from minqing.kernel.law.public import profile_on
from minqing.kernel.people.public import Actor
from minqing.petition import public as petitions
from minqing.petition.public import Doing, Evaluation, Petition, RunningClock
from minqing.supervision.league.rules import Measure, Score, Standing, table

TERM = "HANDLE"
# A clock is of the period in which its last day lies, however early it was stopped; so nothing is left out
# that is still running past its day.
IN_TIME = Q(stopped_on__lte=F("due_on"))


def _visible(actor: Actor) -> QuerySet[Petition]:
    return petitions.visible_to(actor, Doing.SUPERVISE).filter(sealed=False)


def _clocks(actor: Actor, first_on: date, last_on: date) -> QuerySet[RunningClock]:
    rows = RunningClock.objects.filter(
        term=TERM, due_on__range=(first_on, last_on), petition__in=_visible(actor)
    )
    return rows.exclude(petition__state=petitions.State.WITHDRAWN).exclude(petition__handling=None)


def _ratings(actor: Actor, first_on: date, last_on: date) -> QuerySet[Evaluation]:
    rows = Evaluation.objects.filter(petition__in=_visible(actor)).exclude(petition__handling=None)
    # A rating is of the period in which the answer was delivered: a day known without time zones.
    return rows.filter(petition__delivered_on__range=(first_on, last_on))


def scores(actor: Actor, measure: Measure, first_on: date, last_on: date) -> list[Score]:
    """Return what was counted of each organ in these days; one query."""
    if measure is Measure.TIMELINESS:
        rows, good = _clocks(actor, first_on, last_on), IN_TIME
    else:
        rows, good = _ratings(actor, first_on, last_on), Q(resolved="yes")  # type: ignore[assignment]
    found = (
        rows.order_by()
        .values(unit=F("petition__handling_id"), name=F("petition__handling__name"))
        .annotate(good=Count("petition", distinct=True, filter=good), of=Count("petition", distinct=True))
    )
    return [Score(row["unit"], row["name"], row["good"], row["of"]) for row in found]


def minimum_on(day: date) -> int:
    """Return below how many matters an organ is not ranked."""
    return profile_on(day, settings.MINQING_PLACE).setting("league_minimum")


def league(actor: Actor, measure: Measure, first_on: date, last_on: date) -> list[Standing]:
    """Return the table of a measure over a period."""
    return table(scores(actor, measure, first_on, last_on), minimum_on(last_on))


def rows_behind(
    actor: Actor, measure: Measure, organ_id: UUID, days: tuple[date, date], *, good: bool | None = None
) -> QuerySet[Petition]:
    """Return the matters behind a figure: all that count for an organ, or only the good or the other ones."""
    first_on, last_on = days
    if measure is Measure.TIMELINESS:
        base, condition = _clocks(actor, first_on, last_on), IN_TIME
    else:
        base, condition = _ratings(actor, first_on, last_on), Q(resolved="yes")  # type: ignore[assignment]
    base = base.filter(petition__handling=organ_id)
    rows = _visible(actor).filter(pk__in=base.values("petition"))
    if good is not None:
        fine = base.filter(condition).values("petition")
        rows = rows.filter(pk__in=fine) if good else rows.exclude(pk__in=fine)
    return rows.select_related("holder", "handling", "handler", "received_by").order_by("received_on", "id")
