"""What the pages of this folder share: the links among them, the period asked for, lists of matters."""

from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from minqing.desks.shared.gate import actor_from
from minqing.desks.shared.listing.columns import chosen_columns, row_of
from minqing.desks.shared.staff import desk_context
from minqing.kernel.access.public import Door, desk
from minqing.kernel.clock import public as clock
from minqing.kernel.people.public import Duty
from minqing.petition.public import Petition

WORKERS: Final[Door] = desk(Duty.SUPERVISOR, Duty.LEADER, Duty.HANDLER, Duty.REGISTRAR)
SHOWN: Final = 200
COLUMNS: Final = ("number", "title", "due", "state", "path", "holder", "handler", "received")
Cell = tuple[str, str]
"""Words of a cell, and where they lead ("" nowhere)."""


def tabs(request: HttpRequest, active: str) -> list[tuple[str, str, bool]]:
    """Return the links among these pages that the person may follow."""
    actor = actor_from(request)
    everybody = [("mine", _("要我办的")), ("backlog", _("积案")), ("exemplars", _("典型"))]
    supervisor = [
        ("quality", _("质量抽查")),
        ("problems", _("问题件")),
        ("league", _("排行")),
        ("weak", _("薄弱环节")),
    ]
    names = (supervisor if actor.holds(Duty.SUPERVISOR) else []) + everybody
    return [(words, reverse(f"supervisor:{name}"), name == active) for name, words in names]


def frame(request: HttpRequest, active: str, heading: str, **more: Any) -> dict[str, Any]:
    """Return the context of one of these pages."""
    who = "quality" if actor_from(request).holds(Duty.SUPERVISOR) else "checks"
    return {
        "heading": heading,
        "tabs": tabs(request, active),
        "here": request.path,
        **desk_context(request, who),
        **more,
    }


def page(name: str) -> str:
    """Return the template of one of these pages."""
    return f"supervisor/checks/{name}.html"


def period(request: HttpRequest) -> tuple[date, date]:
    """Return the days asked for; without them, or with nonsense, the last 180 up to today."""
    today = clock.today()
    try:
        first = date.fromisoformat(request.GET.get("first", ""))
        last = date.fromisoformat(request.GET.get("last", ""))
    except ValueError:
        return today - timedelta(days=180), today
    return (first, min(last, today)) if first <= last else (last, min(first, today))


def matters_page(
    request: HttpRequest, active: str, heading: str, rows: QuerySet[Petition], means: str = ""
) -> HttpResponse:
    """Show the matters behind a figure."""
    columns, today = chosen_columns(COLUMNS), clock.today()
    found = [row_of(row, columns, today) for row in rows.defer("body")[: SHOWN + 1]]
    context = frame(
        request,
        active,
        heading,
        columns=columns,
        rows=found[:SHOWN],
        more=len(found) > SHOWN,
        means=means,
    )
    return render(request, page("matters"), context)


def matter_href(petition_id: UUID) -> str:
    """Return the address of a matter's page."""
    return f"/desk/matters/{petition_id}/"
