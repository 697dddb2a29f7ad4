"""督查: the three guarantees, each a number that must be zero, and what is overdue by organ."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Count, Min, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_GET

from minqing.desks.shared import words
from minqing.desks.shared.gate import actor_from, gated
from minqing.desks.shared.listing.columns import chosen_columns, row_of
from minqing.desks.shared.listing.doors import SUPERVISOR
from minqing.desks.shared.listing.page import capped
from minqing.desks.shared.staff import desk_context
from minqing.kernel.clock import public as clock
from minqing.kernel.people.public import Actor
from minqing.petition import public as petition
from minqing.petition.public import Petition

SHOWN: Final = 200
CAP: Final = 10_000
COLUMNS: Final = ("number", "title", "due", "state", "path", "holder", "handler", "received")


@dataclass(frozen=True, slots=True)
class Guarantee:
    """One of the three: its words and the rows that break it."""

    key: str
    label: str | Promise
    means: str | Promise
    rows: Callable[[], QuerySet[Petition]]


GUARANTEES: Final = (
    Guarantee(
        "owner",
        lazy("件件有着落"),
        lazy("没有人负责，或者没有期限在走的事项"),
        petition.without_owner_or_clock,
    ),
    Guarantee(
        "result", lazy("案案有结果"), lazy("办结了却没有书面结果的事项"), petition.closed_without_result
    ),
    Guarantee(
        "reply",
        lazy("事事有回音"),
        lazy("有了结果却还没有送到信访人手里的事项"),
        petition.result_not_delivered,
    ),
)


@gated(SUPERVISOR)
@require_GET
def board(request: HttpRequest) -> HttpResponse:
    """Show the three numbers and the organs with overdue matters."""
    actor, today = actor_from(request), clock.today()
    numbers = [
        {
            "label": g.label,
            "means": g.means,
            "count": count,
            "words": capped(count),
            "href": reverse("supervisor:rows", args=[g.key]),
        }
        for g in GUARANTEES
        for count in [within(actor, g.rows()).order_by()[: CAP + 1].count()]
    ]
    context = {
        "numbers": numbers,
        "organs": overdue_by_organ(actor, today),
        "today": today,
        **desk_context(request, "supervisor"),
    }
    return render(request, "supervisor/board.html", context)


def within(actor: Actor, rows: QuerySet[Petition]) -> QuerySet[Petition]:
    """Return those of the rows this supervisor may read; what is sealed counts for nobody else."""
    return rows.filter(id__in=petition.visible_to(actor).order_by().values("id"))


def overdue_by_organ(actor: Actor, today: date) -> list[dict[str, Any]]:
    """Return each organ that holds overdue matters: how many, since when, where to see them; one query."""
    found = (
        petition.visible_to(actor)
        .filter(id__in=petition.overdue_on(today).order_by().values("id"))
        .order_by()
        .values("holder_id", "holder__name")
        .annotate(count=Count("id"), oldest=Min("due_on"))
        .order_by("-count", "holder__name")
    )
    return [
        {
            "name": row["holder__name"],
            "count": row["count"],
            "oldest": words.day_words(row["oldest"]),
            "days": (today - row["oldest"]).days,
            "href": f"{reverse('casework:matters')}?holder={row['holder_id']}&due=overdue&sort=due",
        }
        for row in found
    ]


@gated(SUPERVISOR)
@require_GET
def rows(request: HttpRequest, key: str) -> HttpResponse:
    """Open one of the three numbers to its rows."""
    guarantee = next((g for g in GUARANTEES if g.key == key), None)
    if guarantee is None:
        raise Http404
    actor, today = actor_from(request), clock.today()
    columns = chosen_columns(COLUMNS)
    found = within(actor, guarantee.rows()).select_related("holder", "handling", "handler").defer("body")
    shown = [row_of(row, columns, today) for row in found.order_by("due_on", "id")[: SHOWN + 1]]
    context = {
        "guarantee": guarantee,
        "columns": columns,
        "rows": shown[:SHOWN],
        "more": len(shown) > SHOWN,
        **desk_context(request, "supervisor"),
    }
    return render(request, "supervisor/rows.html", context)


@gated(SUPERVISOR)
@require_GET
def overdue(request: HttpRequest) -> HttpResponse:
    """Show what is overdue by organ, as a page to print."""
    actor, today = actor_from(request), clock.today()
    context = {
        "organs": overdue_by_organ(actor, today),
        "heading": _("超期事项（按单位）"),
        "today": today,
        **desk_context(request, "supervisor"),
    }
    return render(request, "supervisor/overdue.html", context)
