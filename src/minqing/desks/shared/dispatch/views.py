"""调度: one page for whoever gives orders and whoever answers them; late ones are red and on top."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from minqing.crossings import dispatch_to_petition as crossing
from minqing.desks.shared.casefile.carrying_out import matter_numbered
from minqing.desks.shared.gate import actor_from, gated, refusal_words, refuse_form
from minqing.desks.shared.retelling import retold
from minqing.desks.shared.staff import desk_context
from minqing.kernel.access.public import Door, desk
from minqing.kernel.clock import public as clock
from minqing.kernel.documents import public as documents
from minqing.kernel.law.public import NotAllowed, Refused
from minqing.kernel.people.public import Duty, Organ
from minqing.petition import public as petition
from minqing.reception.public import dispatch as rooms

from . import forms

if TYPE_CHECKING:
    from collections.abc import Callable

STAFF: Final[Door] = desk(Duty.COUNTER, Duty.REGISTRAR, Duty.HANDLER, Duty.LEADER)
SPOTS: Final = 50
TONES: Final = {"sent": "waiting", "acknowledged": "active", "arrived": "done", "done": "done"}


def line_of(row: rooms.Order, at: datetime) -> dict[str, Any]:
    """Return one order as a page draws it: its state, what is left of its time, red when late."""
    state = rooms.OrderState(row.state)
    late, left = rooms.is_late(state, row.until, at), rooms.minutes_left(row.until, at)
    waiting = state in {rooms.OrderState.SENT, rooms.OrderState.ACKNOWLEDGED}
    said = _("超时%(n)d分钟") % {"n": -left} if late else _("还有%(n)d分钟") % {"n": left}
    return {
        "row": row,
        "kind": retold(rooms.ORDER_WORDS[rooms.OrderKind(row.kind)]),
        "state": retold(rooms.STATE_WORDS[state]),
        "tone": TONES.get(row.state, "stopped"),
        "late": late,
        "left": said if waiting else "",
    }


def _sorted(rows: list[rooms.Order], at: datetime) -> list[dict[str, Any]]:
    """Return late ones first, then what waits, then the rest, the latest first."""
    lines = [line_of(row, at) for row in rows]
    return sorted(lines, key=lambda line: (not line["late"], not line["left"]))


@gated(STAFF)
@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """Show the orders to this unit, those of this hall, what was settled on the spot."""
    actor, at = actor_from(request), clock.now()
    context = {
        "received": _sorted(rooms.received(actor), at),
        "given": _sorted(rooms.given(actor), at),
        "spots": rooms.spots(actor)[:SPOTS],
        "gives": rooms.giving_organs(actor).exists(),
        **desk_context(request, "dispatch"),
    }
    return render(request, "dispatch/page.html", context)


def _number(request: HttpRequest) -> str:
    """Return the number of the matter the form is opened from, if the actor may read it."""
    try:
        key = UUID(request.GET.get("matter", ""))
    except ValueError:
        return ""
    found = petition.visible_to(actor_from(request)).filter(pk=key).values_list("number", flat=True)
    return found.first() or ""


@gated(STAFF)
@require_http_methods(["GET", "POST"])
def send(request: HttpRequest) -> HttpResponseBase:
    """Give an order."""
    actor, at = actor_from(request), clock.now()
    organs = Organ.objects.filter(active=True, outside=False).order_by("sort_key", "code")
    form = forms.OrderForm(request.POST or None, organs=organs, initial={"number": _number(request)})
    if request.method == "POST" and form.is_valid():
        try:
            until = at + timedelta(minutes=form.cleaned_data["minutes"])
            matter = matter_numbered(actor, form.cleaned_data["number"])
            crossing.send_on_matter(actor=actor, draft=form.draft(until, matter), at=at)
        except NotAllowed:
            raise
        except Refused as refused:
            refuse_form(form, refused)
        else:
            messages.success(request, _("调度单已发出，对方已收到通知。"))
            return redirect("dispatch:page")
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "heading": _("发调度单"), "button": _("发出")}
    return render(
        request, "dispatch/form.html", {**context, **desk_context(request, "dispatch")}, status=status
    )


@gated(STAFF)
@require_http_methods(["GET", "POST"])
def spot(request: HttpRequest) -> HttpResponseBase:
    """Write down what was settled on the spot, or was not."""
    actor, at = actor_from(request), clock.now()
    form = forms.SpotForm(request.POST or None, initial={"number": _number(request)})
    if request.method == "POST" and form.is_valid():
        try:
            matter = matter_numbered(actor, form.cleaned_data["number"])
            crossing.settle_on_spot(actor=actor, draft=form.draft(matter), terms=form.agreed(), at=at)
        except NotAllowed:
            raise
        except Refused as refused:
            refuse_form(form, refused)
        else:
            messages.success(request, _("现场化解已记录。"))
            return redirect("dispatch:page")
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "heading": _("现场化解"), "button": _("记下")}
    return render(
        request, "dispatch/form.html", {**context, **desk_context(request, "dispatch")}, status=status
    )


@gated(STAFF)
@require_POST
def move(request: HttpRequest, order_id: UUID, key: str) -> HttpResponseBase:
    """Acknowledge, note who came, finish or withdraw one order."""
    text = request.POST.get("text", "")
    who: dict[str, Any] = {"actor": actor_from(request), "order_id": order_id, "at": clock.now()}
    acts: dict[str, tuple[Callable[[], object], str]] = {
        "acknowledge": (lambda: rooms.acknowledge_order(who=text, **who), _("回执已记下，大厅已收到。")),
        "arrive": (lambda: rooms.note_arrival(who=text, **who), _("已记下到位。")),
        "finish": (lambda: rooms.finish_order(result=text, **who), _("已记下完成。")),
        "withdraw": (lambda: rooms.withdraw_order(reason=text, **who), _("已撤回，对方已通知。")),
    }
    if key not in acts:
        raise Http404
    act, done = acts[key]
    try:
        act()
    except NotAllowed:
        raise
    except Refused as refused:
        messages.error(request, refusal_words(refused))
    else:
        messages.success(request, done)
    return redirect("dispatch:page")


@gated(STAFF)
@require_GET
def paper(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """Send the order as paper."""
    row = rooms.orders_for(actor_from(request)).filter(pk=order_id).first()
    if row is None or row.document_id is None:
        raise Http404
    found = documents.Document.objects.filter(pk=row.document_id).first()
    if found is None:
        raise Http404
    response = HttpResponse(documents.pdf_of(found), content_type="application/pdf")
    response.headers["Content-Disposition"] = 'inline; filename="order.pdf"'
    return response
