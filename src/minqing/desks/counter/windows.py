"""窗口: sit down, call, receive, pass on, finish. Everything by number; nobody's name stands here."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from minqing.desks.counter import words
from minqing.desks.counter.forms import FinishForm, NoteForm, PassOnForm, id_or_none, services_of
from minqing.desks.shared.gate import actor_from, gated, refusal_words
from minqing.desks.shared.listing.doors import COUNTER
from minqing.desks.shared.live import allow_live, live_address
from minqing.desks.shared.staff import desk_context
from minqing.kernel.clock import public as clock
from minqing.kernel.law.public import Refused
from minqing.kernel.people.public import Actor
from minqing.reception.public import hall as halls
from minqing.reception.public.hall import Hall, Sitting, Standing, Ticket, Window

AT_A_WINDOW: Final = (Standing.CALLED.value, Standing.SERVING.value)


@dataclass(frozen=True, slots=True)
class Line:
    """A number as the lists of the counter show it."""

    ticket: Ticket
    waited: str
    people: str
    reasons: str
    standing: str


def line_of(ticket: Ticket, at: datetime) -> Line:
    """Return a number with its words."""
    return Line(
        ticket,
        words.waited_words(ticket, at),
        words.people_words(ticket.group_size),
        words.reasons_words(ticket),
        words.standing_words(ticket.standing),
    )


@gated(COUNTER)
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Show the windows this person may sit at, hall by hall, with what is there now."""
    actor, day = actor_from(request), clock.today()
    windows = list(halls.windows_for(actor))
    found = {hall.id: hall for hall in halls.halls_for(actor)}
    sat = {s.window_id: s for s in Sitting.objects.filter(window__in=windows, until=None)}
    here = {
        t.window_id: t for t in Ticket.objects.filter(window__in=windows, day=day, standing__in=AT_A_WINDOW)
    }
    waiting: dict[UUID, int] = {}
    rows = Ticket.objects.filter(hall__in=found, day=day, standing=Standing.WAITING.value)
    for hall_id in rows.values_list("hall", flat=True):
        waiting[hall_id] = waiting.get(hall_id, 0) + 1
    shown = [
        {
            "hall": hall,
            "waiting": waiting.get(hall.id, 0),
            "windows": [
                {"window": w, "sat": sat.get(w.id), "ticket": here.get(w.id), "mine": _mine(sat, w, actor)}
                for w in windows
                if w.hall_id == hall.id
            ],
        }
        for hall in found.values()
    ]
    context = {"halls": shown, **desk_context(request, "counter")}
    return render(request, "counter/home.html", context)


def _mine(sat: dict[UUID, Sitting], window: Window, actor: Actor) -> bool:
    sitting = sat.get(window.id)
    return sitting is not None and sitting.account_id == actor.account_id


@gated(COUNTER)
@require_GET
def window(request: HttpRequest, window_id: UUID) -> HttpResponse:
    """Show a window: the number there with its notes and acts, and the queue in the order of calling."""
    here = halls.window_for(actor_from(request), window_id)
    return _page(request, here)


def _page(request: HttpRequest, window: Window, *, status: int = 200, **forms: Any) -> HttpResponse:
    actor, at = actor_from(request), clock.now()
    ticket = halls.at_window(window.id)
    sitting = Sitting.objects.filter(window=window, until=None).first()
    context: dict[str, Any] = {
        "window": window,
        "hall": window.hall,
        "ticket": ticket,
        "line": line_of(ticket, at) if ticket else None,
        "notes": list(ticket.notes.select_related("window", "by")) if ticket else (),
        "sitting": sitting,
        "mine": sitting is not None and sitting.account_id == actor.account_id,
        "live": live_address(request, window.hall.code),
        **lists_of(window, at),
        **desk_context(request, "counter"),
    }
    if ticket is not None:
        context |= _forms(window) | forms
    return allow_live(request, render(request, "counter/window.html", context, status=status))


def _forms(window: Window) -> dict[str, Any]:
    hall: Hall = window.hall
    others = list(Window.objects.filter(hall=hall, active=True).exclude(pk=window.pk))
    return {
        "pass_form": PassOnForm(services=services_of(hall), windows=others, auto_id="pass-%s"),
        "finish_form": FinishForm(auto_id="finish-%s"),
        "note_form": NoteForm(auto_id="note-%s"),
    }


def lists_of(window: Window, at: datetime) -> dict[str, list[Line]]:
    """Return who waits for a window in the order of calling, whom it holds, and who missed the call."""
    day = clock.civil_day(at)
    aside = halls.tickets_of(window.hall, day).filter(
        standing__in=(Standing.HELD.value, Standing.MISSED.value)
    )
    served = set(window.services.values_list("id", flat=True))
    held, missed = [], []
    for each in aside:
        if each.standing == Standing.HELD and each.wanted_window_id == window.id:
            held.append(line_of(each, at))
        elif each.standing == Standing.MISSED and each.service_id in served:
            missed.append(line_of(each, at))
    return {"waiting": [line_of(t, at) for t in halls.queue_of(window, at)], "held": held, "missed": missed}


@gated(COUNTER)
@require_GET
def queue(request: HttpRequest, window_id: UUID) -> HttpResponse:
    """Show the lists of a window alone, for the page that keeps them up to date."""
    here = halls.window_for(actor_from(request), window_id)
    context = {"window": here, "ticket": halls.at_window(here.id), **lists_of(here, clock.now())}
    return render(request, "counter/queue.html", context)


def _done(request: HttpRequest, window_id: UUID, act: Callable[[], str]) -> HttpResponse:
    """Do something at a window and go back to it, with what was done or why it was not."""
    try:
        said = act()
    except Refused as refused:
        messages.error(request, refusal_words(refused))
    else:
        if said:
            messages.success(request, said)
    return redirect("counter:window", window_id=window_id)


@gated(COUNTER)
@require_POST
def sit(request: HttpRequest, window_id: UUID) -> HttpResponse:
    """Sit down at a window, or leave it."""
    actor, at = actor_from(request), clock.now()
    halls.window_for(actor, window_id)

    def act() -> str:
        if request.POST.get("leave"):
            halls.close_window(actor=actor, window_id=window_id, at=at)
            return _("已暂停接待，屏幕上显示“暂停”。")
        halls.open_window(actor=actor, window_id=window_id, at=at)
        return _("已开始值守。")

    return _done(request, window_id, act)


@gated(COUNTER)
@require_POST
def call(request: HttpRequest, window_id: UUID) -> HttpResponse:
    """Call the next number, or one out of its turn."""
    actor, at = actor_from(request), clock.now()
    halls.window_for(actor, window_id)
    wanted = id_or_none(request.POST.get("ticket", ""))

    def act() -> str:
        called = (
            halls.call_number(actor=actor, window_id=window_id, ticket_id=wanted, at=at)
            if wanted
            else halls.call_next(actor=actor, window_id=window_id, at=at)
        )
        return _("已叫%(number)s号。") % {"number": called.shown} if called else _("现在没有人等候。")

    return _done(request, window_id, act)


@gated(COUNTER)
@require_POST
def act(request: HttpRequest, window_id: UUID, key: str) -> HttpResponse:
    """Do what the key says with a number; a form that is not whole is shown again."""
    actor, at = actor_from(request), clock.now()
    here = halls.window_for(actor, window_id)
    ticket_id = id_or_none(request.POST.get("ticket", ""))
    if ticket_id is None or key not in ACTS:
        return redirect("counter:window", window_id=window_id)
    version = request.POST.get("version", "")
    facts = {
        "actor": actor,
        "ticket_id": ticket_id,
        "at": at,
        "version": int(version) if version.isascii() and version.isdigit() and len(version) < 9 else None,  # noqa: PLR2004
    }
    made = FORMS[key](here, request.POST) if key in FORMS else None
    if made is not None and not made.is_valid():
        return _page(request, here, status=422, **{f"{key}_form": made, "open": key})
    return _done(request, window_id, lambda: ACTS[key](facts, made.cleaned_data if made else {}))


def _pass_form(window: Window, data: Any) -> PassOnForm:
    others = list(Window.objects.filter(hall=window.hall, active=True).exclude(pk=window.pk))
    return PassOnForm(data, services=services_of(window.hall), windows=others, auto_id="pass-%s")


FORMS: Final[dict[str, Callable[[Window, Any], Any]]] = {
    "pass": _pass_form,
    "finish": lambda _window, data: FinishForm(data, auto_id="finish-%s"),
    "note": lambda _window, data: NoteForm(data, auto_id="note-%s"),
}


def _begin(facts: dict[str, Any], _said: dict[str, Any]) -> str:
    halls.begin_talk(**facts)
    return ""


def _recall(facts: dict[str, Any], _said: dict[str, Any]) -> str:
    call = halls.recall_number(**facts)
    return _("已重呼（第%(nth)d次）。") % {"nth": call.nth}


def _hold(facts: dict[str, Any], _said: dict[str, Any]) -> str:
    held = halls.hold_number(**facts)
    return _("%(number)s号已暂挂，回来以后在下面点“回到队伍”。") % {"number": held.shown}


def _skip(facts: dict[str, Any], _said: dict[str, Any]) -> str:
    skipped = halls.skip_number(**facts)
    if skipped.standing == Standing.MISSED:
        return _("%(number)s号已过号；人来了可以恢复。") % {"number": skipped.shown}
    return _("%(number)s号已跳过，十分钟以后再叫。") % {"number": skipped.shown}


def _pass(facts: dict[str, Any], said: dict[str, Any]) -> str:
    passed = halls.pass_on(
        **facts,
        service_id=id_or_none(said["service"]),
        window_id=id_or_none(said["to_window"]),
        note=said["note"],
    )
    where = passed.wanted_window or passed.service
    return _("%(number)s号已转到%(where)s，笔记一并转去。") % {"number": passed.shown, "where": where}


def _finish(facts: dict[str, Any], said: dict[str, Any]) -> str:
    finished = halls.finish_number(**facts, outcome=said["outcome"])
    return _("%(number)s号已办完。") % {"number": finished.shown}


def _note(facts: dict[str, Any], said: dict[str, Any]) -> str:
    facts = {name: value for name, value in facts.items() if name != "version"}
    halls.add_ticket_note(**facts, text=said["note"])
    return _("已记下。")


def _return(facts: dict[str, Any], _said: dict[str, Any]) -> str:
    back = halls.return_number(**facts)
    return _("%(number)s号已回到队伍。") % {"number": back.shown}


def _leave(facts: dict[str, Any], _said: dict[str, Any]) -> str:
    left = halls.leave(**facts)
    return _("%(number)s号已离开，这个号结束。") % {"number": left.shown}


ACTS: Final[dict[str, Callable[[dict[str, Any], dict[str, Any]], str]]] = {
    "begin": _begin,
    "recall": _recall,
    "hold": _hold,
    "skip": _skip,
    "pass": _pass,
    "finish": _finish,
    "note": _note,
    "return": _return,
    "leave": _leave,
}
