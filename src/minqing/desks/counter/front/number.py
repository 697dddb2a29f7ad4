"""我的号: one number, from the code on the paper; whoever has its address may look, nothing else is in it."""

from typing import Final
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_GET

from minqing.desks.counter import words
from minqing.desks.counter.slips import follow_address, qr_code
from minqing.desks.shared.gate import gated
from minqing.kernel.access.public import PUBLIC
from minqing.kernel.clock import public as clock
from minqing.kernel.people.public import petitioner_actor
from minqing.reception.public import hall as halls
from minqing.reception.public.hall import Standing, Ticket

TOLD: Final = {
    Standing.CALLED: lazy("请到%(window)s。"),
    Standing.SERVING: lazy("正在%(window)s接谈。"),
    Standing.HELD: lazy("暂时挂起，办完手上的事请回窗口。"),
    Standing.MISSED: lazy("已过号，请到导办台恢复，不用重新取号。"),
    Standing.CARRIED: lazy("今天没有轮到，名次保留到下一个接待日。"),
    Standing.FINISHED: lazy("这个号已经结束。"),
    Standing.LEFT: lazy("这个号已经结束。"),
}
"""What the holder of a number that does not wait is told."""


def _ticket(code: str, ticket_id: UUID) -> Ticket:
    ticket = halls.ticket_for(petitioner_actor(), ticket_id)
    if ticket.hall.code != code:
        raise Http404
    return ticket


def now_words(ticket: Ticket) -> str:
    """Return what the holder of a number should know or do now."""
    standing = Standing(ticket.standing)
    if standing is Standing.WAITING:
        estimate = halls.estimate_for(ticket.hall, ticket.service_id, clock.now(), ticket=ticket)
        return words.estimate_words(estimate)
    return str(TOLD[standing]) % {"window": ticket.window}


@gated(PUBLIC)
@require_GET
def number(request: HttpRequest, code: str, ticket_id: UUID) -> HttpResponse:
    """Show a number: fresh from the kiosk with its code to take along, or on somebody's telephone."""
    ticket = _ticket(code, ticket_id)
    context = {
        "ticket": ticket,
        "hall": ticket.hall,
        "people": words.people_words(ticket.group_size),
        "reasons": words.reasons_words(ticket),
        "standing": words.standing_words(ticket.standing),
        "now": now_words(ticket),
        "fresh": "fresh" in request.GET,
        "qr": qr_code(request.build_absolute_uri(follow_address(ticket))),
        "now_url": reverse("hall:number_now", args=[code, ticket_id]),
    }
    response = render(request, "counter/number.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response


@gated(PUBLIC)
@require_GET
def number_now(request: HttpRequest, code: str, ticket_id: UUID) -> HttpResponse:
    """Return where a number stands, as data."""
    del request
    ticket = _ticket(code, ticket_id)
    said = {
        "standing": words.standing_words(ticket.standing),
        "now": now_words(ticket),
        "called": ticket.standing == Standing.CALLED,
        "ended": ticket.standing in {Standing.FINISHED, Standing.LEFT},
    }
    response = JsonResponse(said, json_dumps_params={"ensure_ascii": False})
    response.headers["Cache-Control"] = "no-store"
    return response
