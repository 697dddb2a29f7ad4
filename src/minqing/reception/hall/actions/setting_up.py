"""大厅设置: halls, rooms, services, windows, opening hours and days set apart, by the steward.

Nothing that numbers rest on is deleted; what is no longer used is switched off.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from minqing.kernel.law.public import Conflict, Incomplete, NotAllowed
from minqing.kernel.ledger.public import record
from minqing.kernel.people.public import Actor, Duty, Organ
from minqing.reception.hall import live
from minqing.reception.hall.events import HallSetUp
from minqing.reception.hall.gate import Doing, hall_for
from minqing.reception.hall.models import DayApart, Hall, Opening, Room, Service, Window
from minqing.reception.hall.queries import at_window
from minqing.reception.hall.rules import hours
from minqing.reception.hall.rules.hours import OpenOn, Period
from minqing.reception.hall.rules.states import JOINT_RECEPTION, ServiceKind
from minqing.reception.hall.steps import digest_of, refuse_if


@dataclass(frozen=True, slots=True)
class HallDraft:
    """A hall as the steward writes it down; the limits as in ``models.Hall``."""

    name: str
    address: str = ""
    notice: str = ""
    active: bool = True
    recalls: int = 3
    skips: int = 2
    longest_run: int = 2
    keeps_days: int = 3
    slot_minutes: int = 30
    grace_minutes: int = 15


@dataclass(frozen=True, slots=True)
class RoomDraft:
    """A room of the hall."""

    name: str
    purpose: str = ""
    seats: int = 0
    sort: int = 0
    active: bool = True


@dataclass(frozen=True, slots=True)
class ServiceDraft:
    """What a number is taken for; ``per_slot`` 0 takes no appointments."""

    name: str
    kind: ServiceKind
    prefix: str
    hint: str = ""
    organ_id: UUID | None = None
    per_slot: int = 0
    sort: int = 0
    active: bool = True


@dataclass(frozen=True, slots=True)
class WindowDraft:
    """A window, the department stationed there, and the services it calls numbers of."""

    name: str
    organ_id: UUID
    service_ids: tuple[UUID, ...] = ()
    room_id: UUID | None = None
    sort: int = 0
    active: bool = True


def _set_up(  # noqa: PLR0917 - one place records all set-up
    actor: Actor, hall: Hall, what: str, which: UUID, draft: object, at: datetime, *, new: bool
) -> None:
    event = HallSetUp(what=what, which=which, new=new, digest=digest_of(repr(draft)))
    record(actor=actor, chain=hall.id, event=event, at=at)
    live.tell_change(hall.id, kind="set_up")


def _named(name: str, what: str) -> str:
    if not name.strip():
        raise Incomplete(f"请填写{what}的名称。")
    return name.strip()


def _itself(row_id: UUID | None) -> list[UUID]:
    return [] if row_id is None else [row_id]


def found_hall(*, actor: Actor, organ_id: UUID, code: str, draft: HallDraft, at: datetime) -> Hall:
    """设立大厅: a new hall run by an organ; by the steward of that organ. Records ``reception.hall_set_up``.

    Refused: a code that is taken, no name.
    """
    with transaction.atomic():
        if not actor.holds(Duty.STEWARD, organ_id):
            raise NotAllowed("大厅由管理单位的系统管理员设立。", JOINT_RECEPTION)
        if Hall.objects.filter(code=code).exists():
            raise Conflict("这个大厅编码已经使用，请换一个。")
        _check_limits(draft)
        hall = Hall(organ_id=organ_id, code=code, **asdict(draft))
        hall.name = _named(draft.name, "大厅")
        hall.save(force_insert=True)
        _set_up(actor, hall, "hall", hall.id, draft, at, new=True)
        return hall


def _check_limits(draft: HallDraft) -> None:
    if draft.longest_run < 1:
        raise Incomplete("连续优先叫号上限至少是1，否则优先号没有意义。")
    if not 5 <= draft.slot_minutes <= 240:  # noqa: PLR2004 - shorter is a talk, longer is half a day
        raise Incomplete("预约时段应当在5到240分钟之间。")


def change_hall(*, actor: Actor, hall_id: UUID, draft: HallDraft, at: datetime) -> Hall:
    """修改大厅: name, notice on the screens, limits. Records ``reception.hall_set_up``."""
    with transaction.atomic():
        hall = hall_for(actor, hall_id, Doing.SET_UP)
        _check_limits(draft)
        values = {**asdict(draft), "name": _named(draft.name, "大厅")}
        for name, value in values.items():
            setattr(hall, name, value)
        hall.save(update_fields=sorted(values))
        _set_up(actor, hall, "hall", hall.id, draft, at, new=False)
        return hall


def save_room(
    *, actor: Actor, hall_id: UUID, draft: RoomDraft, room_id: UUID | None = None, at: datetime
) -> Room:
    """设置接谈室: a new room, or another name and purpose of one there is."""
    with transaction.atomic():
        hall = hall_for(actor, hall_id, Doing.SET_UP)
        if (
            Room.objects.filter(hall=hall, name=_named(draft.name, "房间"))
            .exclude(pk__in=_itself(room_id))
            .exists()
        ):
            raise Conflict("本大厅已有同名的房间。")
        room = Room(hall=hall) if room_id is None else Room.objects.filter(pk=room_id, hall=hall).first()
        if room is None:
            raise NotAllowed("本大厅没有这个房间。")
        for name, value in asdict(draft).items():
            setattr(room, name, value)
        room.save()
        _set_up(actor, hall, "room", room.id, draft, at, new=room_id is None)
        return room


def save_service(
    *, actor: Actor, hall_id: UUID, draft: ServiceDraft, service_id: UUID | None = None, at: datetime
) -> Service:
    """设置业务: what a number is taken for. Refused: a prefix or name that is taken."""
    with transaction.atomic():
        hall = hall_for(actor, hall_id, Doing.SET_UP)
        prefix = draft.prefix.strip().upper()
        if not (prefix.isascii() and prefix.isalpha() and len(prefix) <= 2):  # noqa: PLR2004 - as stored
            raise Incomplete("号段用一个或者两个英文字母。")
        others = Service.objects.filter(hall=hall).exclude(pk__in=_itself(service_id))
        if others.filter(prefix=prefix).exists():
            raise Conflict(f"号段字母{prefix}已经使用，请换一个。")
        if others.filter(name=_named(draft.name, "业务")).exists():
            raise Conflict("本大厅已有同名的业务。")
        service = (
            Service(hall=hall)
            if service_id is None
            else Service.objects.filter(pk=service_id, hall=hall).first()
        )
        if service is None:
            raise NotAllowed("本大厅没有这项业务。")
        for name, value in {**asdict(draft), "prefix": prefix, "kind": draft.kind.value}.items():
            setattr(service, name, value)
        service.save()
        _set_up(actor, hall, "service", service.id, draft, at, new=service_id is None)
        return service


def save_window(
    *, actor: Actor, hall_id: UUID, draft: WindowDraft, window_id: UUID | None = None, at: datetime
) -> Window:
    """设置窗口: where it is, which department is stationed there, what it calls numbers of.

    Refused: a name that is taken; switching it off while a number is there.
    """
    with transaction.atomic():
        hall = hall_for(actor, hall_id, Doing.SET_UP)
        if (
            Window.objects.filter(hall=hall, name=_named(draft.name, "窗口"))
            .exclude(pk__in=_itself(window_id))
            .exists()
        ):
            raise Conflict("本大厅已有同名的窗口。")
        if not Organ.objects.filter(pk=draft.organ_id, active=True).exists():
            raise Incomplete("请选择驻厅单位。")
        window = (
            Window(hall=hall)
            if window_id is None
            else Window.objects.select_for_update().filter(pk=window_id, hall=hall).first()
        )
        if window is None:
            raise NotAllowed("本大厅没有这个窗口。")
        here = at_window(window.id) if window_id is not None else None
        if here is not None and not draft.active:
            raise Conflict(f"{here.shown}号还在这个窗口，办完以后才能停用。")
        services = list(Service.objects.filter(hall=hall, pk__in=draft.service_ids))
        if len(services) != len(set(draft.service_ids)):
            raise NotAllowed("所选业务不是本大厅的。")
        if draft.room_id and not Room.objects.filter(hall=hall, pk=draft.room_id).exists():
            raise NotAllowed("所选房间不是本大厅的。")
        window.name, window.organ_id, window.room_id = draft.name.strip(), draft.organ_id, draft.room_id
        window.sort, window.active = draft.sort, draft.active
        window.save()
        window.services.set(services)
        _set_up(actor, hall, "window", window.id, draft, at, new=window_id is None)
        return window


def set_hours(
    *, actor: Actor, hall_id: UUID, periods: Mapping[OpenOn, tuple[Period, ...]], at: datetime
) -> Hall:
    """设置开放时间: the periods of working days and of days of rest, in place of those there were.

    Refused: a period that ends before it begins, or two that overlap.
    """
    with transaction.atomic():
        hall = hall_for(actor, hall_id, Doing.SET_UP)
        for each in periods.values():
            refuse_if(hours.hours_refusal(each))
        Opening.objects.filter(hall=hall).delete()
        Opening.objects.bulk_create(
            Opening(hall=hall, on=on.value, opens=p.opens, closes=p.closes)
            for on, each in periods.items()
            for p in each
        )
        _set_up(actor, hall, "hours", hall.id, sorted((k, v) for k, v in periods.items()), at, new=False)
        return hall


def set_day(
    *,
    actor: Actor,
    hall_id: UUID,
    day: date,
    periods: tuple[Period, ...] | None,
    reason: str = "",
    at: datetime,
) -> DayApart | None:
    """特别开放日: other hours on one day, closed without a period; None gives the day back to the plan."""
    with transaction.atomic():
        hall = hall_for(actor, hall_id, Doing.SET_UP)
        DayApart.objects.filter(hall=hall, day=day).delete()
        made = None
        if periods is not None:
            refuse_if(hours.hours_refusal(periods))
            spelled = [[f"{p.opens:%H:%M}", f"{p.closes:%H:%M}"] for p in sorted(periods)]
            made = DayApart.objects.create(hall=hall, day=day, periods=spelled, reason=reason.strip())
        _set_up(actor, hall, "day", hall.id, (day, periods, reason), at, new=made is not None)
        return made
