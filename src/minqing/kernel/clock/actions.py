"""Writing the working calendar.

The clock lies below the ledger, so these actions record nothing themselves: the desk that calls them does.
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Q

from minqing.kernel.clock.instants import now
from minqing.kernel.clock.models import HolidayDay
from minqing.kernel.clock.plans import read_plan
from minqing.kernel.clock.published import packaged_days, packaged_source, packaged_years
from minqing.kernel.clock.queries import reset_calendar
from minqing.kernel.clock.rules import DayKind
from minqing.kernel.law.public import Refused

# Earlier years are read from the package when an old matter needs them.
FIRST_STORED_YEAR = 2019


class CalendarRejected(Refused):
    """A plan that cannot be taken over; ``problems`` has one sentence per row or gap."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("放假安排有误：" + "；".join(problems))
        self.problems = problems


class ImportedYear(NamedTuple):
    """What an import put in: the year, its holidays and its swapped workdays, and rows replaced."""

    year: int
    holidays: int
    swapped: int
    replaced: int


def import_year(rows: Iterable[Mapping[str, Any]], source: str) -> ImportedYear:
    """Take over the published plan of one year, in place of what was there for that year.

    ``rows`` are ``{day, kind, name}``, some of which may lie in the December before; ``source`` names the
    notice (文号).  Raises ``CalendarRejected`` with every problem before anything is written.  Terms counted
    from then on use the new plan, in this process at once and in others within a minute.
    """
    plan = read_plan(rows)
    problems = plan.problems if source.strip() else (*plan.problems, "须注明放假安排的依据（文号）")
    if problems or plan.year is None:
        raise CalendarRejected(problems)
    moment = now()
    with transaction.atomic():
        replaced, _ = HolidayDay.objects.filter(Q(plan_year=plan.year) | Q(day__in=list(plan.days))).delete()
        HolidayDay.objects.bulk_create(
            HolidayDay(
                day=day,
                plan_year=plan.year,
                kind=mark.kind.value,
                name=mark.name,
                source=source.strip(),
                recorded_at=moment,
            )
            for day, mark in sorted(plan.days.items())
        )
        transaction.on_commit(reset_calendar)
    reset_calendar()
    swapped = sum(mark.kind is DayKind.SWAPPED for mark in plan.days.values())
    return ImportedYear(plan.year, len(plan.days) - swapped, swapped, replaced)


def import_published_years(first: int = FIRST_STORED_YEAR) -> list[int]:
    """Store the package's plans from ``first`` on for years the table has not; returns the years added.

    A year a steward has imported is never overwritten.  Idempotent.
    """
    held = set(HolidayDay.objects.values_list("plan_year", flat=True))
    added = []
    for year in sorted(packaged_years()):
        if year < first or year in held:
            continue
        rows = [
            {"day": day, "kind": mark.kind.value, "name": mark.name}
            for day, mark in packaged_days().items()
            if day.year == year
        ]
        import_year(rows, packaged_source())
        added.append(year)
    return added
