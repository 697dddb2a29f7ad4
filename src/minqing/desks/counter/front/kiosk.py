"""取号机: a number in one press, an appointment checked in; on the hall's machine or one's own telephone.

No sign-in, no name. How many numbers one address may take is limited, so that nobody empties the day's queue.
"""

from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from minqing.desks.counter.forms import BookForm, CodeForm, NumberForm, services_of
from minqing.desks.counter.slips import follow_address
from minqing.desks.shared import limits
from minqing.desks.shared.gate import gated, refuse_form
from minqing.kernel.access.public import PUBLIC
from minqing.kernel.clock import public as clock
from minqing.kernel.law.public import Refused
from minqing.kernel.people.public import petitioner_actor
from minqing.reception.public import days as leaders
from minqing.reception.public import hall as halls
from minqing.reception.public.days import OnDuty
from minqing.reception.public.hall import Hall, Service, Standing

NUMBERS: Final = limits.Limit("hall.number", most=60, within=timedelta(minutes=10))
"""The machine of a full hall issues one every ten seconds; more is no hall."""
CODES: Final = limits.Limit("hall.code", most=10, within=timedelta(minutes=10))
"""Wrong codes of one address."""
BOOKINGS: Final = limits.Limit("hall.book", most=10, within=timedelta(hours=1))
DAYS_AHEAD: Final = 14
LEADERS_AHEAD: Final = timedelta(days=7)
LEADERS_SHOWN: Final = 12
"""As many as fit below the buttons; the public page has all of them."""
KIOSK: Final = petitioner_actor("取号机")


def _hall(code: str) -> Hall:
    found = Hall.objects.filter(code=code, active=True).select_related("organ").first()
    if found is None:
        raise Http404
    return found


@gated(PUBLIC)
@require_GET
def halls_page(request: HttpRequest) -> HttpResponse:
    """Show the halls; the only one there is at once."""
    found = list(Hall.objects.filter(active=True))
    if len(found) == 1:
        return redirect("hall:hall", code=found[0].code)
    return render(request, "counter/halls.html", {"halls": found})


@gated(PUBLIC)
@require_GET
def hall_page(request: HttpRequest, code: str) -> HttpResponse:
    """Show a hall: when it is open, what it does, how many wait, where to take a number or an appointment."""
    hall, at = _hall(code), clock.now()
    context = {
        "hall": hall,
        "days": [
            (day, halls.opening_on(hall, day))
            for day in (clock.civil_day(at) + timedelta(days=n) for n in range(7))
        ],
        "next_opening": halls.next_opening_of(hall, at),
        "is_open": _is_open(hall, at),
        "services": _with_waiting(hall, at),
    }
    return render(request, "counter/hall_public.html", context)


def _is_open(hall: Hall, at: datetime) -> bool:
    opens = halls.next_opening_of(hall, at)
    return opens is not None and opens <= at


def _with_waiting(hall: Hall, at: datetime) -> list[tuple[Service, int]]:
    waiting = dict(
        halls.tickets_of(hall, clock.civil_day(at))
        .filter(standing=Standing.WAITING.value)
        .order_by()
        .values_list("service")
        .annotate(n=Count("id"))
    )
    return [(service, waiting.get(service.id, 0)) for service in services_of(hall)]


@gated(PUBLIC)
@require_http_methods(["GET", "POST"])
def kiosk(request: HttpRequest, code: str) -> HttpResponse:
    """Issue a number: people and priority above, then one press on the business issues it."""
    hall, at = _hall(code), clock.now()
    form = NumberForm(request.POST or None, services=services_of(hall), auto_id="kiosk-%s")
    status = 200
    if request.method == "POST" and form.is_valid():
        status = 422
        if not limits.use(NUMBERS, limits.address_of(request)).allowed:
            form.add_error(None, _("取号太频繁了，请稍等几分钟，或者请导办台工作人员代取。"))
            status = 429
        else:
            try:
                ticket = halls.issue_number(actor=KIOSK, hall_id=hall.id, at=at, **form.facts())
            except Refused as refused:
                refuse_form(form, refused)
            else:
                return redirect(f"{follow_address(ticket)}?fresh=1")
    elif request.method == "POST":
        status = 422
    return _kiosk_page(request, hall, form, CodeForm(auto_id="code-%s"), status)


def _kiosk_page(
    request: HttpRequest, hall: Hall, form: NumberForm, code_form: CodeForm, status: int
) -> HttpResponse:
    at = clock.now()
    context: dict[str, Any] = {
        "hall": hall,
        "form": form,
        "code_form": code_form,
        "services": _with_waiting(hall, at),
        "is_open": _is_open(hall, at),
        "next_opening": halls.next_opening_of(hall, at),
        "people": form["people"].value() or 1,
        "chosen": form["reasons"].value() or [],
        "rota": _rota(at),
    }
    response = render(request, "counter/kiosk.html", context, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


def _rota(at: datetime) -> list[OnDuty]:
    """Return the leaders who receive today and on the next days, as published; one query."""
    today = clock.civil_day(at)
    return leaders.rota_between(today, today + LEADERS_AHEAD, at)[:LEADERS_SHOWN]


@gated(PUBLIC)
@require_POST
def check_in(request: HttpRequest, code: str) -> HttpResponse:
    """Turn the code of an appointment into a number; wrong codes are counted."""
    hall = _hall(code)
    form = CodeForm(request.POST, auto_id="code-%s")
    status = 422
    if form.is_valid():
        address = limits.address_of(request)
        if not limits.use(CODES, address).allowed:
            form.add_error(None, _("输错的次数太多，请稍等几分钟，或者请导办台工作人员帮忙。"))
            status = 429
        else:
            try:
                arrived = _arrive(request, hall, form.cleaned_data["code"])
            except Refused as refused:
                refuse_form(form, refused)
            else:
                limits.forgive(CODES, address)
                return arrived
    empty = NumberForm(services=services_of(hall), auto_id="kiosk-%s")
    return _kiosk_page(request, hall, empty, form, status)


def _arrive(request: HttpRequest, hall: Hall, code: str) -> HttpResponse:
    """Check a leader's appointment in; any other code becomes a number of the hall."""
    at = clock.now()
    if leaders.day_for_code(code) is None:
        ticket = halls.check_in_appointment(actor=KIOSK, hall_id=hall.id, code=code, at=at)
        return redirect(f"{follow_address(ticket)}?fresh=1")
    booking = leaders.check_in_booking(actor=KIOSK, code=code, at=at)
    response = render(request, "counter/leader_arrived.html", {"hall": hall, "booking": booking})
    response.headers["Cache-Control"] = "no-store"
    return response


@gated(PUBLIC)
@require_http_methods(["GET", "POST"])
def book(request: HttpRequest, code: str) -> HttpResponse:
    """Keep an hour: first the business and the day, then one of the free hours; the code is shown once."""
    hall, at = _hall(code), clock.now()
    services = [s for s in services_of(hall) if s.per_slot]
    service = next((s for s in services if str(s.id) == request.GET.get("service", "")), None)
    service = service or (services[0] if services else None)
    days = [
        day
        for day in (clock.civil_day(at) + timedelta(days=n) for n in range(DAYS_AHEAD))
        if halls.opening_on(hall, day)
    ]
    day = _chosen_day(request.GET.get("day", ""), days)
    slots: list[datetime] = []
    if service is not None and day is not None:
        service.hall = hall
        slots = halls.free_slots(service, day, at)
    form = BookForm(request.POST or None, slots=slots, auto_id="book-%s")
    if request.method == "POST" and service is not None and form.is_valid():
        if not limits.use(BOOKINGS, limits.address_of(request)).allowed:
            form.add_error(None, _("预约太频繁了，请过一小时再约，或者打电话预约。"))
        else:
            try:
                made = halls.book_appointment(
                    actor=KIOSK, hall_id=hall.id, service_id=service.id, at=at, **form.facts()
                )
            except Refused as refused:
                refuse_form(form, refused)
            else:
                booked: dict[str, Any] = {"hall": hall, "made": made, "service": service}
                response = render(request, "counter/booked.html", booked)
                response.headers["Cache-Control"] = "no-store"
                return response
    context: dict[str, Any] = {
        "hall": hall,
        "services": services,
        "service": service,
        "days": days,
        "day": day,
        "form": form,
        "slots": slots,
        "again": f"{reverse('hall:book', args=[code])}",
    }
    return render(request, "counter/book.html", context, status=422 if form.errors else 200)


def _chosen_day(text: str, days: list[date]) -> date | None:
    return next((day for day in days if day.isoformat() == text), days[0] if days else None)
