"""Reads of problem cases: what the daily look sees, the list, the matters of a case."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, QuerySet

from minqing.kernel.people.public import Actor
from minqing.petition import public as petitions
from minqing.petition.public import Doing, Petition, review
from minqing.supervision.problems.gate import cases_for
from minqing.supervision.problems.models import ProblemCase
from minqing.supervision.problems.rules import Seen


def seen_on(day: date, *, bounces: int, repeats: int, days: int) -> list[Seen]:
    """Return the matters that may raise a case that day; sealed ones are never looked at; three queries."""
    plain, since = Petition.objects.filter(sealed=False), day - timedelta(days=days)
    bounced = dict(
        plain.filter(bounces__gte=max(bounces, 1), received_on__gte=since).values_list("id", "bounces")
    )
    requests = review.ReviewRequest.objects.exclude(redo=None).filter(redo__received_on__gte=since)
    redone = set(requests.filter(redo__sealed=False).values_list("redo_id", flat=True))
    found = [Seen(key, bounces=bounced.get(key, 0), redone=key in redone) for key in {*bounced, *redone}]
    letters = plain.filter(received_on__gte=since, received_on__lte=day, review_of=None).exclude(
        petitioner=None
    )
    letters = letters.exclude(content_class="").filter(redo_of_request=None)
    groups = letters.order_by().values("petitioner_id", "content_class").annotate(n=Count("id"))
    pairs = {(g["petitioner_id"], g["content_class"]) for g in groups.filter(n__gte=max(repeats, 2))}
    rows = letters.filter(petitioner__in={person for person, _theme in pairs})
    return found + [
        Seen(key, person=str(person), theme=theme)
        for key, person, theme in rows.values_list("id", "petitioner_id", "content_class")
        if (person, theme) in pairs
    ]


def cases(actor: Actor, status: str = "", ground: str = "") -> QuerySet[ProblemCase]:
    """Return the cases the actor may see, the first due first."""
    rows = cases_for(actor).select_related("organ", "owner").annotate(number=Count("matters"))
    if status:
        rows = rows.filter(status=status)
    if ground:
        rows = rows.filter(ground=ground)
    return rows.order_by("-status", "due_on", "id")


def matters_of(actor: Actor, case: ProblemCase) -> QuerySet[Petition]:
    """Return the matters of a case that the actor may read, the oldest first."""
    rows = petitions.visible_to(actor, Doing.READ).filter(problem_cases__case=case, sealed=False)
    return rows.select_related("holder", "handling", "handler", "received_by").order_by("received_on", "id")


def organs_of(keys: Iterable[UUID]) -> dict[UUID, tuple[UUID, UUID, UUID | None]]:
    """Return of each matter who received it, who holds it, and who handles it in person."""
    rows = Petition.objects.filter(pk__in=list(keys))
    return {
        key: (received, holder, handler)
        for key, received, holder, handler in rows.values_list(
            "id", "received_by_id", "holder_id", "handler_id"
        )
    }
