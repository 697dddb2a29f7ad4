"""大厅设置 pages: what a hall consists of, each thing added, renamed or switched off by the steward."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from minqing.desks.shared.gate import actor_from, gated, refusal_words, refuse_form
from minqing.desks.shared.listing.doors import STEWARD
from minqing.desks.shared.retelling import retold
from minqing.desks.shared.staff import desk_context
from minqing.desks.steward.hall.forms import (
    DayForm,
    HallForm,
    HoursForm,
    NewHallForm,
    RoomForm,
    ServiceForm,
    WindowForm,
    initial_of,
)
from minqing.kernel.clock import public as clock
from minqing.kernel.law.public import Refused
from minqing.kernel.people.public import Duty
from minqing.reception.public import hall as halls
from minqing.reception.public.hall import Doing, Hall, OpenOn, Period, Room, Service, ServiceKind, Window

LIMITS: Final = (
    "name",
    "address",
    "notice",
    "active",
    "recalls",
    "skips",
    "longest_run",
    "keeps_days",
    "slot_minutes",
    "grace_minutes",
)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing a hall has: its words, table, form, how one is saved and what the form begins with."""

    new: str | Promise
    table: type[models.Model]
    form: Callable[..., Any]
    save: Callable[..., Any]
    key: str
    initial: tuple[str, ...]


KINDS: Final = {
    "windows": Kind(
        lazy("新增窗口"),
        Window,
        WindowForm,
        halls.save_window,
        "window_id",
        ("name", "room_id", "sort", "active"),
    ),
    "services": Kind(
        lazy("新增业务"),
        Service,
        ServiceForm,
        halls.save_service,
        "service_id",
        ("name", "kind", "prefix", "hint", "per_slot", "sort", "active"),
    ),
    "rooms": Kind(
        lazy("新增房间"),
        Room,
        RoomForm,
        halls.save_room,
        "room_id",
        ("name", "purpose", "seats", "sort", "active"),
    ),
}


@gated(STEWARD)
@require_GET
def halls_page(request: HttpRequest) -> HttpResponse:
    """Show the halls this steward sets up."""
    found = list(halls.halls_for(actor_from(request), Doing.SET_UP).select_related("organ"))
    return render(request, "steward/halls.html", {"halls": found, **desk_context(request, "steward")})


@gated(STEWARD)
@require_http_methods(["GET", "POST"])
def new_hall(request: HttpRequest) -> HttpResponse:
    """Found a hall."""
    actor = actor_from(request)
    form = NewHallForm(request.POST or None, organ_ids=actor.organ_ids(Duty.STEWARD), auto_id="hall-%s")
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        code, organ = data.pop("code"), data.pop("organ")
        try:
            made = halls.found_hall(
                actor=actor, organ_id=organ.pk, code=code, draft=halls.HallDraft(**data), at=clock.now()
            )
        except Refused as refused:
            refuse_form(form, refused)
        else:
            messages.success(request, _("大厅已设立，接着设置业务、窗口和开放时间。"))
            return redirect("steward:hall", hall_id=made.id)
    return _form_page(request, form, None, _("设立大厅"))


def _form_page(request: HttpRequest, form: forms.Form, hall: Hall | None, title: str) -> HttpResponse:
    context = {"form": form, "hall": hall, "title": title, **desk_context(request, "steward")}
    return render(request, "steward/hall_form.html", context, status=422 if form.errors else 200)


@gated(STEWARD)
@require_GET
def hall(request: HttpRequest, hall_id: UUID) -> HttpResponse:
    """Show everything a hall consists of."""
    found = halls.hall_for(actor_from(request), hall_id, Doing.SET_UP)
    today = clock.today()
    openings = _openings(found)
    context = {
        "hall": found,
        "windows": found.windows.select_related("organ", "room").prefetch_related("services"),
        "services": [(s, retold(halls.SERVICE_WORDS[ServiceKind(s.kind)])) for s in found.services.all()],
        "rooms": found.rooms.all(),
        "workday": openings[OpenOn.WORKDAY],
        "rest": openings[OpenOn.REST],
        "days": [(each, _spelled(each.periods)) for each in found.days_apart.filter(day__gte=today)],
        "day_form": DayForm(auto_id="day-%s"),
        **desk_context(request, "steward"),
    }
    return render(request, "steward/hall.html", context)


def _openings(hall: Hall) -> dict[OpenOn, tuple[Period, ...]]:
    found: dict[OpenOn, tuple[Period, ...]] = dict.fromkeys(OpenOn, ())
    for each in hall.openings.all():
        on = OpenOn(each.on)
        found[on] = (*found[on], Period(each.opens, each.closes))
    return found


def _spelled(periods: list[list[str]]) -> str:
    return "，".join("–".join(each) for each in periods) or _("不开放")


@gated(STEWARD)
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, hall_id: UUID) -> HttpResponse:
    """Change the name, the notice and the limits of a hall, or close it."""
    actor = actor_from(request)
    found = halls.hall_for(actor, hall_id, Doing.SET_UP)
    initial = {name: getattr(found, name) for name in LIMITS}
    form = HallForm(request.POST or None, initial=initial, auto_id="hall-%s")
    if request.method == "POST" and form.is_valid():
        draft = halls.HallDraft(**form.cleaned_data)
        try:
            halls.change_hall(actor=actor, hall_id=hall_id, draft=draft, at=clock.now())
        except Refused as refused:
            refuse_form(form, refused)
        else:
            messages.success(request, _("已保存。"))
            return redirect("steward:hall", hall_id=hall_id)
    return _form_page(request, form, found, _("大厅的名称和叫号规则"))


@gated(STEWARD)
@require_http_methods(["GET", "POST"])
def part(request: HttpRequest, hall_id: UUID, kind: str, part_id: UUID | None = None) -> HttpResponse:
    """Add a window, a service or a room, change it, or switch it off."""
    actor = actor_from(request)
    found = halls.hall_for(actor, hall_id, Doing.SET_UP)
    of = KINDS.get(kind)
    row: Any = None
    if of is not None and part_id is not None:
        row = of.table._default_manager.filter(pk=part_id, hall=found).first()  # noqa: SLF001 - Django's own name
    if of is None or (part_id is not None and row is None):
        raise Http404
    form = of.form(request.POST or None, hall=found, initial=_initial(of, row), auto_id="part-%s")
    if request.method == "POST" and form.is_valid():
        try:
            of.save(actor=actor, hall_id=hall_id, draft=form.draft(), at=clock.now(), **{of.key: part_id})
        except Refused as refused:
            refuse_form(form, refused)
        else:
            messages.success(request, _("已保存。"))
            return redirect("steward:hall", hall_id=hall_id)
    return _form_page(request, form, found, row.name if row else str(of.new))


def _initial(of: Kind, row: Any) -> dict[str, Any]:
    if row is None:
        return {"active": True}
    initial = {name: getattr(row, name) for name in of.initial}
    if isinstance(row, Service | Window):
        initial["organ_id"] = row.organ_id
    if isinstance(row, Window):
        initial["service_ids"] = [str(each) for each in row.services.values_list("id", flat=True)]
    return initial


@gated(STEWARD)
@require_http_methods(["GET", "POST"])
def hours(request: HttpRequest, hall_id: UUID) -> HttpResponse:
    """Set when the hall is open on working days and days of rest."""
    actor = actor_from(request)
    found = halls.hall_for(actor, hall_id, Doing.SET_UP)
    openings = _openings(found)
    initial = {k: v for on in OpenOn for k, v in initial_of(on.value, openings[on]).items()}
    form = HoursForm(request.POST or None, initial=initial, auto_id="hours-%s")
    if request.method == "POST" and form.is_valid():
        try:
            halls.set_hours(
                actor=actor, hall_id=hall_id, periods=form.cleaned_data["periods"], at=clock.now()
            )
        except Refused as refused:
            refuse_form(form, refused)
        else:
            messages.success(request, _("已保存。"))
            return redirect("steward:hall", hall_id=hall_id)
    groups = [
        (words, [form[name] for name in form.fields if name.startswith(f"{on.value}_")])
        for on, words in ((OpenOn.WORKDAY, _("工作日（含调休上班）")), (OpenOn.REST, _("休息日、节假日")))
    ]
    context = {"form": form, "groups": groups, "hall": found, **desk_context(request, "steward")}
    return render(request, "steward/hall_hours.html", context, status=422 if form.errors else 200)


@gated(STEWARD)
@require_POST
def day(request: HttpRequest, hall_id: UUID) -> HttpResponse:
    """Give one day hours of its own, or give it back to the plan."""
    actor = actor_from(request)
    halls.hall_for(actor, hall_id, Doing.SET_UP)
    form = DayForm(request.POST)
    said = _("请填写日期；每一段都要有开始和结束。")
    if form.is_valid():
        data = form.cleaned_data
        back = bool(request.POST.get("back"))
        try:
            halls.set_day(
                actor=actor,
                hall_id=hall_id,
                day=data["day"],
                periods=None if back else data["periods"],
                reason=data["reason"],
                at=clock.now(),
            )
        except Refused as refused:
            said = refusal_words(refused)
        else:
            messages.success(request, _("已按平常安排。") if back else _("已保存。"))
            return redirect("steward:hall", hall_id=hall_id)
    messages.error(request, said)
    return redirect("steward:hall", hall_id=hall_id)
