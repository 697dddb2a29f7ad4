"""督查: the three guarantees, each a number that must be zero, and what is overdue by organ."""

from datetime import date
from typing import Any, Final

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from minqing.desks.shared import words
from minqing.desks.shared.gate import actor_from, gated
from minqing.desks.shared.listing.columns import chosen_columns, row_of
from minqing.desks.shared.listing.doors import SUPERVISOR
from minqing.desks.shared.listing.page import capped
from minqing.desks.shared.retelling import retold
from minqing.desks.shared.staff import desk_context
from minqing.kernel.clock import public as clock
from minqing.petition.public import Petition
from minqing.supervision import public as supervision
from minqing.supervision.public import OrganLoad

SHOWN: Final = 200
COLUMNS: Final = ("number", "title", "due", "state", "path", "holder", "handler", "received")


@gated(SUPERVISOR)
@require_GET
def board(request: HttpRequest) -> HttpResponse:
    """Show the three numbers, what is due, and the organs with overdue matters."""
    actor, today = actor_from(request), clock.today()
    found = supervision.board(actor, today)
    matters = reverse("casework:matters")
    context = {
        "numbers": [
            {
                "label": retold(line.promise.name),
                "means": retold(line.promise.broken),
                "count": line.count,
                "words": capped(line.count),
                "href": reverse("supervisor:rows", args=[line.promise.key]),
            }
            for line in found.guarantees
        ],
        "due": [
            {"label": label, "words": capped(count), "href": f"{matters}?due={due}&sort=due"}
            for label, count, due in (
                (_("已超期"), found.overdue, "overdue"),
                (_("今日到期"), found.due_today, "today"),
                (_("临近到期"), found.due_soon, "soon"),
            )
        ]
        + [
            {
                "label": _("执行超期"),
                "words": capped(found.unexecuted),
                "href": reverse("supervisor:unexecuted"),
            },
            {
                "label": _("外单位复查、复核到期未回"),
                "words": capped(found.unreturned),
                "href": reverse("supervisor:unreturned"),
            },
        ],
        "organs": [_organ(load, today) for load in found.late_organs],
        "today": today,
        **desk_context(request, "supervisor"),
    }
    return render(request, "supervisor/board.html", context)


def _organ(load: OrganLoad, today: date) -> dict[str, Any]:
    """Return one organ with overdue matters: how many, since when, where to see them."""
    return {
        "name": load.name,
        "count": load.overdue,
        "oldest": words.day_words(load.oldest) if load.oldest else "",
        "days": (today - load.oldest).days if load.oldest else 0,
        "href": f"{reverse('casework:matters')}?holder={load.organ_id}&due=overdue&sort=due",
    }


@gated(SUPERVISOR)
@require_GET
def rows(request: HttpRequest, key: str) -> HttpResponse:
    """Open one of the three numbers to its rows."""
    promise = next((promise for promise in supervision.PROMISES if promise.key == key), None)
    if promise is None:
        raise Http404
    actor, today = actor_from(request), clock.today()
    columns = chosen_columns(COLUMNS)
    found = supervision.broken(actor, promise.key).defer("body")
    shown = [row_of(row, columns, today) for row in found[: SHOWN + 1]]
    context = {
        "guarantee": {"label": retold(promise.name), "means": retold(promise.broken)},
        "columns": columns,
        "rows": shown[:SHOWN],
        "more": len(shown) > SHOWN,
        **desk_context(request, "supervisor"),
    }
    return render(request, "supervisor/rows.html", context)


@gated(SUPERVISOR)
@require_GET
def unexecuted(request: HttpRequest) -> HttpResponse:
    """Show the matters of which something supported should have been carried out (32(2), 42(4))."""
    found = supervision.unexecuted_rows(actor_from(request), clock.today())
    means = _("支持了信访请求，过了执行期限还没有执行到位，或者信访人说没有到位。")
    return _listed(request, found, _("执行超期"), means)


@gated(SUPERVISOR)
@require_GET
def unreturned(request: HttpRequest) -> HttpResponse:
    """Show the matters whose review by an organ that does not use the system should be back (35, 36(1))."""
    found = supervision.unreturned_rows(actor_from(request), clock.today())
    means = _("申请由不使用本系统的机关复查、复核，三十日已满，作出意见的单位还没有登记结果。")
    return _listed(request, found, _("外单位复查、复核到期未回"), means)


def _listed(request: HttpRequest, found: QuerySet[Petition], label: str, means: str) -> HttpResponse:
    today, columns = clock.today(), chosen_columns(COLUMNS)
    shown = [row_of(row, columns, today) for row in found.defer("body")[: SHOWN + 1]]
    context = {
        "guarantee": {"label": label, "means": means},
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
        "organs": [_organ(load, today) for load in supervision.board(actor, today).late_organs],
        "heading": _("超期事项（按单位）"),
        "today": today,
        **desk_context(request, "supervisor"),
    }
    return render(request, "supervisor/overdue.html", context)
