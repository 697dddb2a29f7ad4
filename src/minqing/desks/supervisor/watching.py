"""The warning ladder by organ, its rows with one click to urge, and the history of the zeros."""

from datetime import date
from typing import Any, Final
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from minqing.desks.shared import words
from minqing.desks.shared.gate import actor_from, gated
from minqing.desks.shared.listing.columns import chosen_columns, row_of
from minqing.desks.shared.listing.doors import SUPERVISOR
from minqing.desks.shared.retelling import retold
from minqing.desks.shared.ribbon import Deadline
from minqing.desks.shared.staff import desk_context
from minqing.kernel.clock import public as clock
from minqing.supervision import public as supervision
from minqing.supervision.public import watch

SHOWN: Final = 200
COLUMNS: Final = ("number", "title", "due", "state", "path", "holder", "handler", "received")
WIDTH, HEIGHT = 720, 120
NAMES: Final = {
    **{promise.key.value: promise.name for promise in supervision.PROMISES},
    watch.OVERDUE: "已超期",
}


@gated(SUPERVISOR)
@require_GET
def ladder(request: HttpRequest) -> HttpResponse:
    """Show for each organ how many matters stand on each step; every figure opens to its rows."""
    actor, today = actor_from(request), clock.today()
    found = supervision.board(actor, today)
    organs = [
        {
            "name": load.name,
            "cells": [
                (load.of(step), f"{reverse('supervisor:step', args=[step.value])}?holder={load.organ_id}")
                for step in watch.Alarm
            ],
        }
        for load in found.organs
    ]
    context = {
        "steps": [
            (
                retold(words_),
                sum(load.of(step) for load in found.organs),
                reverse("supervisor:step", args=[step.value]),
            )
            for step, words_ in watch.WARNING_WORDS.items()
        ],
        "organs": organs,
        "long_days": watch.long_days(today),
        "today": today,
        **desk_context(request, "supervisor"),
    }
    return render(request, "supervisor/ladder.html", context)


@gated(SUPERVISOR)
@require_GET
def step(request: HttpRequest, key: str) -> HttpResponse:
    """Show the matters of one step, of one organ or of all, each one click from being urged."""
    if key not in set(watch.Alarm):
        raise Http404
    actor, today = actor_from(request), clock.today()
    rows = watch.step_rows(actor, watch.Alarm(key), today, _holder(request)).defer("body")
    shown = list(rows[: SHOWN + 1])
    lines = []
    for row in shown[:SHOWN]:
        tone, said = words.due_words(row.due_on, today)
        lines.append(
            {
                "row": row,
                "deadline": Deadline(tone, said, row.due_on),
                "state": words.word(words.STATES, row.state),
            }
        )
    context = {
        "label": retold(watch.WARNING_WORDS[watch.Alarm(key)]),
        "lines": lines,
        "more": len(shown) > SHOWN,
        **desk_context(request, "supervisor"),
    }
    return render(request, "supervisor/step.html", context)


def _holder(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.GET.get("holder", ""))
    except ValueError:
        return None


@gated(SUPERVISOR)
@require_GET
def history(request: HttpRequest) -> HttpResponse:
    """Show each figure of the last ninety days as a line, and as a table that opens to each day's rows."""
    actor, today = actor_from(request), clock.today()
    lines = watch.history(actor, *watch.recent(today))
    days = [day for day, _number in lines[0].points]
    table = [
        {
            "day": day,
            "cells": [
                (line.points[at][1], reverse("supervisor:past", args=[line.figure, day.isoformat()]))
                for line in lines
            ],
        }
        for at, day in reversed(list(enumerate(days)))
    ]
    context = {
        "figures": [_drawn(line, *watch.recent(today)) for line in lines],
        "table": table,
        "first": words.day_words(days[0]) if days else "",
        **desk_context(request, "supervisor"),
    }
    return render(request, "supervisor/history.html", context)


def _drawn(line: watch.Line, first: date, last: date) -> dict[str, Any]:
    """Return a figure as points of an SVG line; the table beside it says the same in numbers."""
    most = max((number for _day, number in line.points), default=0)
    span = max((last - first).days, 1)
    points = [
        (
            round((day - first).days / span * WIDTH, 1),
            round(HEIGHT - number / max(most, 1) * (HEIGHT - 10), 1),
        )
        for day, number in line.points
    ]
    return {
        "name": retold(NAMES[line.figure]),
        "now": line.points[-1][1] if line.points else 0,
        "most": most,
        "points": " ".join(f"{x},{y}" for x, y in points),
        "last": points[-1] if points else None,
    }


@gated(SUPERVISOR)
@require_GET
def past(request: HttpRequest, figure: str, day: str) -> HttpResponse:
    """Open one figure of a past day to the matters it counted, as they are now."""
    try:
        on = date.fromisoformat(day)
    except ValueError as wrong:
        raise Http404 from wrong
    if figure not in watch.FIGURES:
        raise Http404
    today, columns = clock.today(), chosen_columns(COLUMNS)
    found = watch.breached_on(actor_from(request), figure, on).defer("body")
    shown = [row_of(row, columns, today) for row in found[: SHOWN + 1]]
    means = _("%(day)s计入这个数的事项；列出的是它们现在的情况。") % {"day": words.day_words(on)}
    context = {
        "guarantee": {"label": retold(NAMES[figure]), "means": means},
        "columns": columns,
        "rows": shown[:SHOWN],
        "more": len(shown) > SHOWN,
        **desk_context(request, "supervisor"),
    }
    return render(request, "supervisor/rows.html", context)
