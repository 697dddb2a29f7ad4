"""代取号: a number in one step from the clerk, an appointment checked in, the slip, the day of the hall."""

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from minqing.desks.counter import words
from minqing.desks.counter.forms import CodeForm, NumberForm, services_of
from minqing.desks.counter.slips import follow_address, qr_code
from minqing.desks.counter.windows import line_of
from minqing.desks.shared.gate import actor_from, gated, refusal_words, refuse_form
from minqing.desks.shared.listing.doors import COUNTER
from minqing.desks.shared.staff import desk_context
from minqing.kernel.clock import public as clock
from minqing.kernel.law.public import Refused
from minqing.reception.public import hall as halls
from minqing.reception.public.hall import Doing, HallDay, Standing

MOST_ROWS: Final = 500
"""Numbers the page of a day shows; the day sheet has them all."""


@gated(COUNTER)
@require_GET
def hall_day(request: HttpRequest, hall_id: UUID) -> HttpResponse:
    """Show a hall's numbers of today, narrowed to a standing, and its figures."""
    actor, at = actor_from(request), clock.now()
    hall = halls.hall_for(actor, hall_id)
    day = clock.civil_day(at)
    figures = halls.day_figures(hall, day)
    chosen = request.GET.get("standing", "")
    rows = halls.tickets_of(hall, day)
    if chosen in figures.by_standing:
        rows = rows.filter(standing=chosen)
    context = {
        "hall": hall,
        "figures": figures,
        "rows": [line_of(ticket, at) for ticket in rows[:MOST_ROWS]],
        "standings": [
            (s.value, words.standing_words(s.value), figures.by_standing[s.value])
            for s in Standing
            if s.value in figures.by_standing
        ],
        "chosen": chosen,
        "opening": halls.opening_on(hall, day),
        "open_day": HallDay.objects.filter(hall=hall, day=day).first(),
        "runs": halls.halls_for(actor, Doing.RUN).filter(pk=hall.pk).exists(),
        **desk_context(request, "counter"),
    }
    return render(request, "counter/hall.html", context)


@gated(COUNTER)
@require_POST
def run_day(request: HttpRequest, hall_id: UUID) -> HttpResponse:
    """Open the day, open it again, or close it; who was not received keeps the place."""
    actor, at = actor_from(request), clock.now()
    halls.hall_for(actor, hall_id)
    try:
        if request.POST.get("close"):
            closed = halls.close_day(actor=actor, hall_id=hall_id, at=at)
            said = _("今天的接待已结束，%(carried)d个号隔日保留。") % {"carried": closed.carried}
        else:
            halls.open_day(actor=actor, hall_id=hall_id, at=at)
            said = _("今天的接待已开始。")
    except Refused as refused:
        messages.error(request, refusal_words(refused))
    else:
        messages.success(request, said)
    return redirect("counter:hall", hall_id=hall_id)


@gated(COUNTER)
@require_http_methods(["GET", "POST"])
def issue(request: HttpRequest, hall_id: UUID) -> HttpResponse:
    """Issue a number for somebody at the guide's desk; also outside the opening hours."""
    actor, at = actor_from(request), clock.now()
    hall = halls.hall_for(actor, hall_id, Doing.ISSUE)
    services = services_of(hall)
    first = {"service": str(services[0].id)} if services else {}
    form = NumberForm(request.POST or None, services=services, initial=first, auto_id="issue-%s")
    if request.method == "POST" and form.is_valid():
        try:
            ticket = halls.issue_number(actor=actor, hall_id=hall.id, at=at, **form.facts())
        except Refused as refused:
            refuse_form(form, refused)
        else:
            return redirect("counter:slip", ticket_id=ticket.id)
    waiting = dict(
        halls.tickets_of(hall, clock.civil_day(at))
        .filter(standing=Standing.WAITING.value)
        .order_by()
        .values_list("service")
        .annotate(n=Count("id"))
    )
    context: dict[str, Any] = {
        "hall": hall,
        "form": form,
        "code_form": CodeForm(auto_id="code-%s"),
        "waiting": [(service, waiting.get(service.id, 0)) for service in services],
        **desk_context(request, "counter"),
    }
    return render(request, "counter/issue.html", context, status=422 if form.errors else 200)


@gated(COUNTER)
@require_POST
def check_in(request: HttpRequest, hall_id: UUID) -> HttpResponse:
    """Turn the code of an appointment into a number."""
    actor = actor_from(request)
    halls.hall_for(actor, hall_id, Doing.ISSUE)
    form = CodeForm(request.POST)
    if form.is_valid():
        try:
            ticket = halls.check_in_appointment(
                actor=actor, hall_id=hall_id, code=form.cleaned_data["code"], at=clock.now()
            )
            return redirect("counter:slip", ticket_id=ticket.id)
        except Refused as refused:
            messages.error(request, refusal_words(refused))
    else:
        messages.error(request, _("请填写预约码。"))
    return redirect("counter:issue", hall_id=hall_id)


@gated(COUNTER)
@require_GET
def slip(request: HttpRequest, ticket_id: UUID) -> HttpResponse:
    """Show a number to print or to hand over: number, service, wait, and the code to follow it by phone."""
    at = clock.now()
    ticket = halls.ticket_for(actor_from(request), ticket_id)
    estimate = halls.estimate_for(ticket.hall, ticket.service_id, at, ticket=ticket)
    context = {
        "ticket": ticket,
        "line": line_of(ticket, at),
        "estimate": words.estimate_words(estimate),
        "qr": qr_code(request.build_absolute_uri(follow_address(ticket))),
        "again": reverse("counter:issue", args=[ticket.hall_id]),
        **desk_context(request, "counter"),
    }
    return render(request, "counter/slip.html", context)
