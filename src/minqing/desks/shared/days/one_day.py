"""领导接访的一天: its appointments and records; booked, received, covered, swapped, cancelled, checked in."""

from datetime import date
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from minqing.crossings.reception_to_petition import records_seen
from minqing.desks.shared.acting import Act, posted
from minqing.desks.shared.casefile.forms.base import Choice
from minqing.desks.shared.gate import actor_from, gated, refusal_words
from minqing.desks.shared.staff import desk_context
from minqing.kernel.clock import public as clock
from minqing.kernel.law.public import NotAllowed, Refused
from minqing.kernel.people.public import Actor
from minqing.reception.public import days as leaders
from minqing.reception.public.days import LeaderDay

from .forms import BookForm, OtherForm, ReasonForm, RecordForm
from .plan import DOOR


@gated(DOOR)
@require_http_methods(["GET", "POST"])
def day(request: HttpRequest, day_id: UUID) -> HttpResponse:
    """Show one day: who is expected, what was received; book, record, cover, swap, cancel."""
    actor, today = actor_from(request), clock.today()
    found = leaders.day_for(actor, day_id)
    done, drawn = posted(request, _day_acts(actor, found, today))
    if done:
        return redirect("days:day", day_id=day_id)
    context = {
        "day": found,
        "bookings": leaders.bookings_of([found.pk]),
        "records": records_seen(actor).filter(day=found).prefetch_related("persons", "instructions"),
        "acts": drawn,
        "today": today,
        **desk_context(request, "days"),
    }
    return render(request, "days/day.html", context, status=422 if request.method == "POST" else 200)


def _day_acts(actor: Actor, found: LeaderDay, today: date) -> list[Act]:
    plans = leaders.organs_planned_by(actor).filter(pk=found.organ_id).exists()
    leads = leaders.stands_for(actor, found.leader_id)
    acts: list[Act] = []
    if found.cancelled:
        return acts
    if found.day <= today:
        acts.append(_recording(actor, found))
    if found.day >= today:
        if plans and found.published:
            acts.append(_booking(actor, found))
        acts += _covering(actor, found)
        if leads:
            acts += _swapping(actor, found)
        if plans:
            acts.append(_cancelling(actor, found))
    return acts


def _cancelling(actor: Actor, found: LeaderDay) -> Act:
    def cancel(form: ReasonForm) -> str:
        leaders.cancel_day(actor=actor, day_id=found.pk, reason=form.cleaned_data["reason"], at=clock.now())
        return _("已取消；已经预约的人会收到短信。")

    return Act("cancel", _("取消这一天"), _("取消"), ReasonForm, cancel)


def _recording(actor: Actor, found: LeaderDay) -> Act:
    waiting = [each for each in leaders.bookings_of([found.pk]) if each.status in {"booked", "checked_in"}]
    choices: list[Choice] = [(str(each.pk), f"{each.slot:%H:%M} {each.person.name}") for each in waiting]

    def note(form: RecordForm) -> str:
        said = form.cleaned_data
        visitors = (leaders.Visitor(said["name"], said["telephone"]),) if said["name"] else ()
        draft = leaders.RecordDraft(
            title=said["title"],
            what=said["what"],
            answer=said["answer"],
            visitors=visitors,
            people=said["people"],
            booking_id=UUID(said["booking"]) if said["booking"] else None,
        )
        leaders.record_reception(actor=actor, day_id=found.pk, draft=draft, at=clock.now())
        return _("已记下；在下面打开这一条，可以作批示、关联事项。")

    return Act("record", _("记一次接访"), _("记下"), partial(RecordForm, bookings=choices), note)


def _booking(actor: Actor, found: LeaderDay) -> Act:
    slots = list(leaders.free_slots(found, clock.now()))

    def book(form: BookForm) -> str:
        made = leaders.book_leader(actor=actor, day_id=found.pk, draft=form.draft(), at=clock.now())
        return _("已预约，预约码 %(code)s，请告诉来访人。") % {"code": made.code}

    return Act("book", _("替人预约"), _("预约"), partial(BookForm, slots=slots), book)


def _covering(actor: Actor, found: LeaderDay) -> list[Act]:
    others: list[Choice] = [
        (str(each.pk), each.name)
        for each in leaders.leaders_of(found.organ, found.day)
        if each.pk != found.leader_id
    ]

    def cover(form: OtherForm) -> str:
        said = form.cleaned_data
        leaders.cover_day(
            actor=actor,
            day_id=found.pk,
            leader_id=UUID(said["other"]),
            reason=said["reason"],
            at=clock.now(),
        )
        return _("已改由另一位领导代班。")

    return _with_somebody(
        Act("cover", _("请人代班"), _("代班"), partial(OtherForm, others=others), cover), others
    )


def _swapping(actor: Actor, found: LeaderDay) -> list[Act]:
    rows = leaders.days_to_swap(found, clock.today())
    others: list[Choice] = [(str(each.pk), f"{each.day:%m-%d} {each.leader_name}") for each in rows]

    def ask(form: OtherForm) -> str:
        said = form.cleaned_data
        leaders.ask_swap(
            actor=actor, day_id=found.pk, other_id=UUID(said["other"]), reason=said["reason"], at=clock.now()
        )
        return _("已请求调班，对方同意以后才换。")

    return _with_somebody(
        Act("swap", _("请求调班"), _("请求"), partial(OtherForm, others=others), ask), others
    )


def _with_somebody(act: Act, others: list[Choice]) -> list[Act]:
    """Return the act if there is somebody or some day to choose."""
    return [act] if others else []


@gated(DOOR)
@require_POST
def swap(request: HttpRequest, swap_id: UUID) -> HttpResponse:
    """Answer a swap."""
    agree = request.POST.get("agree") == "yes"
    try:
        leaders.answer_swap(actor=actor_from(request), swap_id=swap_id, agree=agree, at=clock.now())
    except NotAllowed:
        raise
    except Refused as refused:
        messages.error(request, refusal_words(refused))
    else:
        messages.success(request, _("已调班。") if agree else _("已答复不同意。"))
    return redirect("leader:day")


@gated(DOOR)
@require_POST
def check_in(request: HttpRequest) -> HttpResponse:
    """Check an appointment in by its code."""
    try:
        found = leaders.check_in_booking(
            actor=actor_from(request), code=request.POST.get("code", ""), at=clock.now()
        )
    except NotAllowed:
        raise
    except Refused as refused:
        messages.error(request, refusal_words(refused))
        return redirect("days:plan")
    messages.success(request, _("已报到。"))
    return redirect("days:day", day_id=found.day_id)
