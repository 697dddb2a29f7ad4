"""Reads of the backlog: what the criteria find, the register, its figures."""

from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet

from minqing.kernel.people.public import Actor
from minqing.petition import public as petitions
from minqing.petition.public import FINISHED, Doing, Petition, State
from minqing.supervision.backlog.gate import entries_for
from minqing.supervision.backlog.models import BacklogEntry
from minqing.supervision.backlog.rules import Criterion, Facts, Status, criteria_of


def found_on(
    actor: Actor, day: date, *, old_days: int, many: int
) -> list[tuple[Petition, tuple[Criterion, ...]]]:
    """Return the matters the criteria put in the register that are not in it, with why; three queries.

    Whatever was written off enters again only by hand.
    """
    finished = [state.value for state in FINISHED]
    rows = petitions.visible_to(actor, Doing.SUPERVISE).filter(sealed=False, level=petitions.Level.FIRST)
    rows = rows.exclude(pk__in=BacklogEntry.objects.values("petition")).annotate(letters=Count("repeats"))
    old = ~Q(state__in=finished) & Q(received_on__lte=day - timedelta(days=old_days))
    unresolved = Q(state=State.CLOSED.value, evaluation__resolved="no", letters__gt=0)
    rows = rows.filter(old | Q(letters__gte=max(many, 1)) | unresolved).select_related("evaluation")
    found: list[tuple[Petition, tuple[Criterion, ...]]] = []
    for each in rows.order_by("received_on", "id"):
        rated = getattr(each, "evaluation", None)
        facts = Facts(
            received_on=each.received_on,
            open=each.state not in finished,
            repeats=each.letters,
            resolved=rated.resolved if rated else "",
        )
        criteria = criteria_of(facts, day, old_days=old_days, many=many)
        if criteria:
            found.append((each, criteria))
    return found


def entries(actor: Actor, status: str = "") -> QuerySet[BacklogEntry]:
    """Return the register as the actor may read it: what has no plan first, then the first due."""
    rows = entries_for(actor).select_related("petition", "petition__holder", "organ")
    if status:
        rows = rows.filter(status=status)
    return rows.order_by("status", "by", "entered_on", "id")


def figures(actor: Actor, today: date) -> dict[str, int]:
    """Return how many entries are in each status, and ``late``: plans past their day; two queries."""
    rows = entries_for(actor)
    counts = dict(rows.order_by().values_list("status").annotate(n=Count("id")))
    late = rows.exclude(status=Status.WRITTEN_OFF).filter(by__lt=today).count()
    return {**{status.value: counts.get(status.value, 0) for status in Status}, "late": late}
