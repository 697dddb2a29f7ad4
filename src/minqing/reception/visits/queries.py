"""Reads of visits: somebody's earlier ones, and the sheet of a hall's days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from minqing.kernel.people.public import Actor, Person, persons_by_identity, persons_by_telephone
from minqing.reception.hall.models import Hall, Ticket
from minqing.reception.hall.rules.states import Standing
from minqing.reception.visits.gate import visits_for
from minqing.reception.visits.models import Visit
from minqing.reception.visits.rules import Line, Tally, grouped, tally

MOST: Final = 20


def persons_known(telephone: str, identity_number: str) -> frozenset[UUID]:
    """Return the persons of a telephone or identity number; a name alone finds nobody."""
    found: QuerySet[Person] = Person.objects.none()
    if telephone.strip():
        found |= persons_by_telephone(telephone.strip())
    if identity_number.strip():
        found |= persons_by_identity(identity_number.strip())
    return frozenset(found.values_list("pk", flat=True))


def earlier_visits(actor: Actor, persons: frozenset[UUID]) -> list[Visit]:
    """Return the last visits of these persons that the actor reads, the newest first."""
    if not persons:
        return []
    rows = visits_for(actor).filter(persons__in=persons).select_related("window__organ").distinct()
    return list(rows[:MOST])


def tickets_between(hall: Hall, first: date, last: date) -> QuerySet[Ticket]:
    """Return every number in the queue of these days, both included, with its service and window."""
    rows = Ticket.objects.filter(hall=hall, day__range=(first, last))
    return rows.select_related("hall", "service", "window__organ", "visit").order_by("day", "issued_at", "id")


@dataclass(frozen=True, slots=True)
class Sheet:
    """日报表、月报表: the whole, then by service, by window and by department (units in ``rules.Tally``)."""

    first: date
    last: date
    whole: Tally
    services: dict[str, Tally]
    windows: dict[str, Tally]
    organs: dict[str, Tally]
    days: dict[str, Tally]


def sheet_of(hall: Hall, first: date, last: date) -> Sheet:
    """Return the sheet of a hall's days; one query."""
    rows = list(tickets_between(hall, first, last))

    def by(names: Sequence[str]) -> dict[str, Tally]:
        return grouped([_line(row, name) for row, name in zip(rows, names, strict=True) if name])

    return Sheet(
        first=first,
        last=last,
        whole=tally([_line(row, "") for row in rows]),
        services=by([row.service.name for row in rows]),
        windows=by([row.window.name if row.window else "" for row in rows]),
        organs=by([row.window.organ.name if row.window else "" for row in rows]),
        days=by([row.day.isoformat() for row in rows]),
    )


def _line(row: Ticket, group: str) -> Line:
    """Return a number as the sheet counts it; waiting is counted on the day it was issued only."""
    waited = None
    if row.called_at is not None and row.issued_on == row.day:
        waited = max((row.called_at - row.issued_at).total_seconds(), 0.0)
    served = float(row.served_seconds) if row.standing == Standing.FINISHED and row.served_seconds else None
    return Line(group, row.standing, row.outcome, row.group_size, waited, served)
