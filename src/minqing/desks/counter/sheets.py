"""日报表、月报表 of a hall: every figure opens to its numbers; as a page, to print, as a file."""

import csv
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from minqing.crossings.visit_to_petition import readable_matters
from minqing.desks.counter import words
from minqing.desks.counter.windows import line_of
from minqing.desks.shared.gate import actor_from, gated
from minqing.desks.shared.listing.doors import COUNTER
from minqing.desks.shared.staff import desk_context
from minqing.exchange.public import safe_cell
from minqing.kernel.clock import public as clock
from minqing.reception.public import hall as halls
from minqing.reception.public import visits
from minqing.reception.public.hall import Hall, Ticket
from minqing.reception.public.visits import Outcome, Sheet, Tally

ROWS: Final = 50
LONGEST: Final = timedelta(days=366)
GROUPINGS: Final[dict[str, Callable[[Ticket], str]]] = {
    "service": lambda row: row.service.name,
    "window": lambda row: row.window.name if row.window else "",
    "organ": lambda row: row.window.organ.name if row.window else "",
    "day": lambda row: row.day.isoformat(),
}
"""What a sheet may be read by, and how a number is told to belong there."""


def period(request: HttpRequest, today: date) -> tuple[date, date]:
    """Return the days asked for: a day, a month, or from and to; today when it is nonsense or too long."""
    asked = request.GET
    try:
        if asked.get("month"):
            first = date.fromisoformat(f"{asked['month']}-01")
            return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        first = date.fromisoformat(asked.get("first") or asked.get("day") or today.isoformat())
        last = date.fromisoformat(asked.get("last") or first.isoformat())
    except ValueError:
        return today, today
    return (first, last) if first <= last <= first + LONGEST else (today, today)


@gated(COUNTER)
@require_GET
def sheet(request: HttpRequest, hall_id: UUID) -> HttpResponse:
    """Show the sheet of a day or a month; ``file=csv`` gives it as a file."""
    hall = halls.hall_for(actor_from(request), hall_id)
    today = clock.today()
    first, last = period(request, today)
    found = visits.sheet_of(hall, first, last)
    tables = _tables(hall, found)
    if request.GET.get("file") == "csv":
        return _file(hall, found, tables)
    context = {
        "hall": hall,
        "first": first,
        "last": last,
        "today": today,
        "month": f"{today:%Y-%m}",
        "stats": _stats(hall, found),
        "tables": tables,
        "head": _head(),
        **desk_context(request, "counter"),
    }
    return render(request, "counter/sheet.html", context)


def _address(hall: Hall, found: Sheet, **narrowed: str) -> str:
    asked = {"first": found.first.isoformat(), "last": found.last.isoformat(), **narrowed}
    return f"{reverse('counter:numbers', args=[hall.id])}?{urlencode(asked)}"


def _head() -> list[str]:
    return [
        *(_("号"), _("人"), _("集体访"), _("办完"), _("离开")),
        *(_("平均等候（分）"), _("最长等候（分）"), _("平均接谈（分）"), _("登记"), _("当场答复、化解")),
    ]


def _minutes(seconds: float | None) -> str:
    return "–" if seconds is None else f"{seconds / 60:.0f}"


def _cells(hall: Hall, found: Sheet, row: Tally, **narrowed: str) -> list[tuple[str, str]]:
    """Return the cells of a row with where each figure opens ("" for a mean)."""

    def to(count: int, **more: str) -> tuple[str, str]:
        return str(count), _address(hall, found, **narrowed, **more) if count else ""

    on_spot = row.outcomes.get(Outcome.ANSWERED, 0) + row.outcomes.get(Outcome.SETTLED, 0)
    return [
        to(row.issued),
        (str(row.people), ""),
        to(row.groups, groups="1"),
        to(row.finished, standing="finished"),
        to(row.left, outcome=Outcome.LEFT.value),
        (_minutes(row.waited_mean), ""),
        (_minutes(row.waited_most), ""),
        (_minutes(row.served_mean), ""),
        to(row.outcomes.get(Outcome.REGISTERED, 0), outcome=Outcome.REGISTERED.value),
        to(on_spot, outcome=f"{Outcome.ANSWERED},{Outcome.SETTLED}"),
    ]


def _tables(hall: Hall, found: Sheet) -> list[dict[str, Any]]:
    kinds = [
        ("service", _("按业务"), found.services),
        ("window", _("按窗口"), found.windows),
        ("organ", _("按单位"), found.organs),
    ]
    if found.first != found.last:
        kinds.append(("day", _("按日"), found.days))
    return [
        {
            "title": title,
            "rows": [
                (name, _cells(hall, found, row, by=kind, name=name)) for name, row in groups.items() if name
            ],
        }
        for kind, title, groups in kinds
    ]


def _stats(hall: Hall, found: Sheet) -> list[tuple[str, str, str]]:
    """Return the whole in figures, then each result of the talks, with where they open."""
    whole = [(label, *cell) for label, cell in zip(_head(), _cells(hall, found, found.whole), strict=True)]
    results = [
        (words.outcome_words(code), str(count), _address(hall, found, outcome=code))
        for code, count in found.whole.outcomes.items()
        if code not in {Outcome.LEFT, Outcome.REGISTERED}
    ]
    return whole + results


class _Line:
    """A file that hands back the line written to it."""

    def write(self, text: str) -> str:
        return text


def _file(hall: Hall, found: Sheet, tables: list[dict[str, Any]]) -> HttpResponse:
    def lines() -> Iterator[list[str]]:
        yield [hall.name, f"{found.first} – {found.last}"]
        for table in tables:
            yield [table["title"], *_head()]
            for name, cells in table["rows"]:
                yield [safe_cell(name), *(text for text, _href in cells)]

    writer = csv.writer(_Line())
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    answer.writelines(writer.writerow(line) for line in lines())
    name = f"hall-{found.first}-{found.last}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@gated(COUNTER)
@require_GET
def numbers(request: HttpRequest, hall_id: UUID) -> HttpResponse:
    """Show the numbers behind a figure, with the matter of each where the reader may see it."""
    actor, at = actor_from(request), clock.now()
    hall = halls.hall_for(actor, hall_id)
    first, last = period(request, clock.civil_day(at))
    rows = _narrowed(request, list(visits.tickets_between(hall, first, last)))
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    matters = readable_matters(actor, [row.subject_id for row in page if row.subject_id])
    asked = request.GET.copy()
    asked.pop("page", None)
    context = {
        "hall": hall,
        "first": first,
        "last": last,
        "count": len(rows),
        "page": page,
        "lines": [
            (line_of(row, at), words.outcome_words(row.outcome), matters.get(row.subject_id or row.pk))
            for row in page
        ],
        "here": asked.urlencode(),
        **desk_context(request, "counter"),
    }
    return render(request, "counter/numbers.html", context)


def _narrowed(request: HttpRequest, rows: list[Ticket]) -> list[Ticket]:
    asked = request.GET
    by, name = GROUPINGS.get(asked.get("by", "")), asked.get("name", "")
    outcomes = {each for each in asked.get("outcome", "").split(",") if each}
    return [
        row
        for row in rows
        if (by is None or by(row) == name)
        and (not asked.get("standing") or row.standing == asked["standing"])
        and (not outcomes or row.outcome in outcomes)
        and (not asked.get("groups") or halls.is_group(row.group_size))
    ]
