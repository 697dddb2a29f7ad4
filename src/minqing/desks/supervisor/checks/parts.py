"""What the pages of this folder share: the links among them, the acts of a page, and how an act is done."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from minqing.desks.shared.gate import actor_from, refuse_form
from minqing.desks.shared.listing.columns import chosen_columns, row_of
from minqing.desks.shared.staff import desk_context
from minqing.kernel.access.public import Door, desk
from minqing.kernel.clock import public as clock
from minqing.kernel.files import public as files
from minqing.kernel.law.public import Refused
from minqing.kernel.people.public import Duty
from minqing.petition.public import Petition

WORKERS: Final[Door] = desk(Duty.SUPERVISOR, Duty.LEADER, Duty.HANDLER, Duty.REGISTRAR)
SHOWN: Final = 200
COLUMNS: Final = ("number", "title", "due", "state", "path", "holder", "handler", "received")
Cell = tuple[str, str]
"""Words of a cell, and where they lead ("" nowhere)."""


@dataclass
class Act:
    """One act of a page: its form, its words, and what it does with the cleaned form."""

    key: str
    title: str
    form: forms.Form
    do: Callable[[dict[str, Any]], object]
    done: str
    files: bool = False


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


def acted(request: HttpRequest, acts: Sequence[Act]) -> HttpResponse | None:
    """Do the act that was sent; None when there is none or it was refused, with the words at its form."""
    if request.method != "POST":
        return None
    act = next((each for each in acts if each.key == request.POST.get("do")), None)
    if act is None or not act.form.is_valid():
        return None
    try:
        made = act.do(act.form.cleaned_data)
    except (Refused, files.Rejected) as refused:
        if isinstance(refused, Refused):
            refuse_form(act.form, refused)
        else:
            act.form.add_error(None, str(refused))
        return None
    messages.success(request, act.done)
    return redirect(made if isinstance(made, str) else request.get_full_path())


def bound(request: HttpRequest, key: str, form: type[forms.Form], **more: Any) -> forms.Form:
    """Return a form, with what was sent if it was this one that was sent."""
    sent = request.method == "POST" and request.POST.get("do") == key
    prefix = key
    if sent:
        return form(request.POST, request.FILES, prefix=prefix, **more)
    return form(prefix=prefix, **more)


def taken_in(upload: Any) -> UUID | None:
    """Return the stored file of an upload, None without one."""
    return files.take_in(upload, upload.name).pk if upload else None


def drawn(request: HttpRequest, template: str, context: dict[str, Any], acts: Sequence[Act]) -> HttpResponse:
    """Draw a page with its acts; 422 when something sent was refused."""
    return render(
        request,
        f"supervisor/checks/{template}.html",
        {**context, "acts": acts},
        status=422 if request.method == "POST" else 200,
    )


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
    return render(request, "supervisor/checks/matters.html", context)


def matter_href(petition_id: UUID) -> str:
    """Return the address of a matter's page."""
    return f"/desk/matters/{petition_id}/"
