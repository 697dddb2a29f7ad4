"""叫号屏: the numbers being called, the windows, how many wait. By number only, never a name.

Drawn by the server; an island keeps it up to date from the live process, or by asking slowly without it.
"""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from minqing.desks.shared.gate import gated
from minqing.desks.shared.live import allow_live, live_address
from minqing.kernel.access.public import PUBLIC
from minqing.kernel.clock import public as clock
from minqing.reception.public import hall as halls
from minqing.reception.public.hall import Board


def _board(code: str) -> Board:
    found = halls.board_of(code, clock.now())
    if found is None:
        raise Http404
    return found


@gated(PUBLIC)
@require_GET
def display(request: HttpRequest, code: str) -> HttpResponse:
    """Show the board of a hall to everybody who looks at it."""
    shown = _board(code)
    context = {
        "board": shown,
        "last": shown.calls[0] if shown.calls else None,
        "live": live_address(request, code),
        "board_url": reverse("hall:board", args=[code]),
        "at": clock.now(),
    }
    response = allow_live(request, render(request, "counter/display.html", context))
    response.headers["Cache-Control"] = "no-store"
    return response


@gated(PUBLIC)
@require_GET
def board(request: HttpRequest, code: str) -> HttpResponse:
    """Return the board as data, for a display that does not reach the live process."""
    del request
    response = JsonResponse(_plain(asdict(_board(code))), json_dumps_params={"ensure_ascii": False})
    response.headers["Cache-Control"] = "no-store"
    return response


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, (date, datetime)) else value
