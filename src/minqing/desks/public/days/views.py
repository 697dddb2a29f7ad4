"""领导接访安排: who receives when and where, for everybody; an appointment without an account.

Articles: 信访工作条例 10(1), 18 (reception days and places are published). No petitioner is shown here.
"""

from datetime import timedelta
from typing import Final
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from minqing.crossings.reception_to_petition import with_matter
from minqing.desks.shared import limits
from minqing.desks.shared.days.forms import CodeForm
from minqing.desks.shared.gate import actor_from, gated, refuse_form
from minqing.desks.shared.retelling import retold
from minqing.kernel.access.public import PUBLIC
from minqing.kernel.clock import public as clock
from minqing.kernel.law.public import Conflict, Refused
from minqing.kernel.people.public import petitioner_actor
from minqing.reception.public import days
from minqing.reception.public.days import NOT_TAKEN, TAKEN, BookingDraft, OnDuty

from .forms import ResidentBookForm

AHEAD: Final = timedelta(days=35)
NEAR: Final = timedelta(days=7)
"""What most people look for stands open; the rest is one press away."""
BOOKINGS: Final = limits.Limit("leader-booking", 10, timedelta(hours=1))
CODES: Final = limits.Limit("leader-code", 20, timedelta(hours=1))


def _rules() -> dict[str, object]:
    return {
        "taken": [retold(each) for each in TAKEN],
        "not_taken": [(retold(what), retold(instead)) for what, instead in NOT_TAKEN],
    }


@gated(PUBLIC)
@require_GET
def rota(request: HttpRequest) -> HttpResponse:
    """Show the published days of the next five weeks."""
    today = clock.today()
    lines = days.rota_between(today, today + AHEAD, clock.now())
    context = {
        "near": [each for each in lines if each.day <= today + NEAR],
        "later": [each for each in lines if each.day > today + NEAR],
        "today": today,
        **_rules(),
    }
    return render(request, "public/leaders.html", context)


@gated(PUBLIC)
@require_http_methods(["GET", "POST"])
def book(request: HttpRequest, day_id: UUID) -> HttpResponse:
    """Book a slot of a day; what is not taken is said before and refused with the way that is open."""
    day = days.published_day(day_id)
    if day is None:
        raise Http404
    slots = list(days.free_slots(day, clock.now()))
    form = ResidentBookForm(
        request.POST or None, slots=slots, initial={"about": next(iter(day.subjects), "")}
    )
    others: list[OnDuty] = []
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                made = days.book_leader(
                    actor=petitioner_actor(), day_id=day_id, draft=_draft(request, form), at=clock.now()
                )
            except Refused as refused:
                refuse_form(form, refused)
                others = days.others_for(form.cleaned_data["about"], day, clock.now())
            else:
                return render(request, "public/leaders_booked.html", {"booking": made, "day": day})
    context = {"day": day, "form": form, "slots": slots, "others": others, **_rules()}
    return render(request, "public/leaders_book.html", context, status=status)


def _draft(request: HttpRequest, form: ResidentBookForm) -> BookingDraft:
    """Return what was asked for, with its matter when a code was given; refuses too many tries."""
    if not limits.use(BOOKINGS, limits.address_of(request)).allowed:
        raise Conflict(_("这台设备预约的次数太多了，请过一小时再试，或者打电话预约。"))
    return with_matter(form.draft(), *form.matter_key, clock.today())


@gated(PUBLIC)
@require_http_methods(["GET", "POST"])
def booking(request: HttpRequest) -> HttpResponse:
    """Cancel an appointment by its code."""
    form = CodeForm(request.POST or None)
    done = False
    if request.method == "POST" and form.is_valid():
        try:
            if not limits.use(CODES, limits.address_of(request)).allowed:
                raise Conflict(_("试的次数太多了，请过一小时再试。"))
            actor = actor_from(request)
            resident = actor if actor.account_id is None else petitioner_actor()
            days.cancel_booking(actor=resident, code=form.cleaned_data["code"], at=clock.now())
            done = True
        except Refused as refused:
            refuse_form(form, refused)
    return render(request, "public/leaders_code.html", {"form": form, "done": done})
