"""工作日历: which years are published, each day of a year, and taking over a new plan after looking at it."""

import csv
import io
from contextlib import suppress
from datetime import date, timedelta
from typing import Any, Final

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from minqing.desks.shared.gate import actor_from, gated
from minqing.desks.shared.listing.doors import STEWARD
from minqing.desks.shared.staff import desk_context
from minqing.kernel.clock import public as clock
from minqing.kernel.clock.public import DayKind

from . import acts
from .forms import YearForm

FIRST: Final = 2019
LAST: Final = 2100


@gated(STEWARD)
@require_GET
def years(request: HttpRequest) -> HttpResponse:
    """Show the years that are published and those still provisional."""
    calendar, this = clock.calendar(), clock.today().year
    shown = [(year, calendar.is_published(year)) for year in range(this + 2, FIRST - 1, -1)]
    return render(request, "steward/years.html", {"years": shown, **desk_context(request, "steward")})


@gated(STEWARD)
@require_GET
def year(request: HttpRequest, number: int) -> HttpResponse:
    """Show every day of a year: workday, rest, holiday or swapped workday."""
    if not FIRST <= number <= LAST:
        raise Http404
    calendar = clock.calendar()
    context = {
        "number": number,
        "published": calendar.is_published(number),
        "months": [_month(number, month) for month in range(1, 13)],
        "marked": clock.holidays_of(number),
        **desk_context(request, "steward"),
    }
    return render(request, "steward/year.html", context)


def _month(number: int, month: int) -> dict[str, Any]:
    """Return a month as weeks of seven cells, Monday first; None outside the month."""
    calendar = clock.calendar()
    day = date(number, month, 1)
    cells: list[tuple[date, str] | None] = [None] * day.weekday()
    while day.month == month:
        cells.append((day, calendar.kind_of(day).value))
        day += timedelta(days=1)
    cells += [None] * (-len(cells) % 7)
    return {"month": month, "weeks": [cells[at : at + 7] for at in range(0, len(cells), 7)]}


def read_table(text: str) -> list[dict[str, str]]:
    """Return the rows of a pasted table: day, kind and name, separated by commas or tabs."""
    tidy = text.replace("，", ",").replace("\t", ",")
    rows = []
    for cells in csv.reader(io.StringIO(tidy)):
        values = [cell.strip() for cell in cells]
        if any(values) and values[0] not in {"日期", "day"}:
            day, kind, name = (*values, "", "", "")[:3]
            rows.append({"day": day, "kind": kind, "name": name})
    return rows


@gated(STEWARD)
@require_http_methods(["GET", "POST"])
def new_year(request: HttpRequest) -> HttpResponse:
    """Check a pasted plan and show it; nothing is written until it is confirmed."""
    form = YearForm(request.POST or None, auto_id="year-%s")
    plan = None
    if request.method == "POST" and form.is_valid():
        rows = read_table(form.cleaned_data["table"])
        plan = clock.read_plan(rows)
        if request.POST.get("confirm") and not plan.problems:
            done = acts.import_year(
                actor=actor_from(request), at=clock.now(), rows=rows, source=form.cleaned_data["source"]
            )
            queue_recount()
            said = _("%(year)d年已录入：放假%(holidays)d天，调休上班%(swapped)d天。正在重新计算在走的期限。")
            messages.success(
                request, said % {"year": done.year, "holidays": done.holidays, "swapped": done.swapped}
            )
            return redirect("steward:year", number=done.year)
    days = (
        [(day, mark.kind is DayKind.HOLIDAY, mark.name) for day, mark in sorted(plan.days.items())]
        if plan
        else []
    )
    context = {"form": form, "plan": plan, "days": days, **desk_context(request, "steward")}
    wrong = form.errors or (plan is not None and plan.problems)
    return render(request, "steward/year_new.html", context, status=422 if wrong else 200)


def queue_recount() -> None:
    """Let the running clocks be counted again; one that waits already will do it for this press too."""
    # In a transaction of its own: the refused second entry must not spoil the caller's.
    with suppress(AlreadyEnqueued), transaction.atomic():
        app.configure_task("petition.recount").defer(timestamp=int(clock.now().timestamp()))


@gated(STEWARD)
@require_POST
def recount(request: HttpRequest) -> HttpResponse:
    """Count running clocks again by the calendar as it is now, in the background."""
    queue_recount()
    messages.success(request, _("正在重新计算在走的期限；有变动的会记在各件的经过里。"))
    return redirect("steward:years")
