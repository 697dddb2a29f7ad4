"""取号、预约: a number in one step, for a person or a group; an hour kept and checked in by its code."""

import secrets
from datetime import date, datetime
from uuid import UUID

from django.db import connection, transaction

from minqing.kernel.clock.public import CIVIL_ZONE, calendar, civil_day, new_id
from minqing.kernel.law.public import Conflict, Incomplete, NotAllowed, TooLate
from minqing.kernel.ledger.public import record
from minqing.kernel.people.public import Actor, ActorKind
from minqing.reception.hall import live
from minqing.reception.hall.actions.day import day_of
from minqing.reception.hall.events import AppointmentCancelled, AppointmentMade, NumberIssued
from minqing.reception.hall.gate import Doing, hall_for
from minqing.reception.hall.models import Appointment, Hall, Service, Ticket, Window
from minqing.reception.hall.queries import hours_of
from minqing.reception.hall.rules import hours, order, states
from minqing.reception.hall.rules.states import Priority, Source, Standing, number_text
from minqing.reception.hall.steps import refuse_if

# Without letters and digits that are mistaken for one another when read aloud.
ALPHABET = "ACDEFHJKMNPRTUVWXY34679"
CODE_LENGTH = 8
TURNS_UP_LATEST = 4
"""Hours after its slot until which an appointment is still checked in."""


def _reasons(reasons: tuple[Priority | str, ...]) -> list[str]:
    known = {each.value for each in Priority}
    wanted = {str(each) for each in reasons}
    if not wanted <= known:
        raise Incomplete("没有这种优先事由。")
    return [each.value for each in Priority if each.value in wanted]


def _service(hall: Hall, service_id: UUID) -> Service:
    service = Service.objects.filter(pk=service_id, hall=hall, active=True).first()
    if service is None or not hall.active:
        raise NotAllowed("本大厅现在不办这项业务，请选择其他业务。")
    return service


def _window(hall: Hall, window_id: UUID | None) -> Window | None:
    if window_id is None:
        return None
    window = Window.objects.filter(pk=window_id, hall=hall, active=True).first()
    if window is None:
        raise NotAllowed("本大厅没有这个窗口，或者窗口已经停用。")
    return window


def next_number(hall_id: UUID, prefix: str, day: date) -> str:
    """Return the next number of a prefix that day; a number is never given twice, whoever asks at once."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO reception_series (hall_id, day, prefix, last) VALUES (%s, %s, %s, 1) "
            "ON CONFLICT (hall_id, day, prefix) DO UPDATE SET last = reception_series.last + 1 "
            "RETURNING last",
            [hall_id, day, prefix],
        )
        return number_text(prefix, cursor.fetchone()[0])


def issue_number(
    *,
    actor: Actor,
    hall_id: UUID,
    service_id: UUID,
    group_size: int = 1,
    reasons: tuple[Priority | str, ...] = (),
    window_id: UUID | None = None,
    at: datetime,
) -> Ticket:
    """取号: one number for one visitor or a whole group; nobody's name is asked.

    The kiosk (a petitioner's actor) during opening hours; somebody at the counter also outside them.
    ``reasons`` give priority. ``window_id`` asks for one window only. Opens the day if it is the first.
    Records ``reception.number_issued``. Refused: closed, unknown service, a senseless number of people.
    """
    with transaction.atomic():
        hall = hall_for(actor, hall_id, Doing.ISSUE)
        service, window = _service(hall, service_id), _window(hall, window_id)
        refuse_if(states.group_refusal(group_size))
        if actor.kind is ActorKind.PETITIONER:
            refuse_if(hours.closed_refusal(hours_of(hall), calendar(), at.astimezone(CIVIL_ZONE)))
        ticket = Ticket(
            source=(Source.KIOSK if actor.kind is ActorKind.PETITIONER else Source.CLERK).value,
            group_size=group_size,
            reasons=_reasons(reasons),
            wanted_window=window,
            place=at,
        )
        return _issue(actor, hall, service, ticket, at)


def _issue(actor: Actor, hall: Hall, service: Service, ticket: Ticket, at: datetime) -> Ticket:
    """Give a new ticket its number, store it, record it and tell the displays."""
    day = day_of(actor, hall, at)
    ticket.hall, ticket.service, ticket.first_service = hall, service, service
    ticket.issued_on = ticket.day = day.day
    ticket.issued_at = at
    ticket.priority = bool(ticket.reasons) or ticket.source == Source.APPOINTMENT
    ticket.number = next_number(hall.id, service.prefix, day.day)
    ticket.save(force_insert=True)
    event = NumberIssued(
        hall=hall.id,
        service=service.id,
        number=ticket.number,
        source=ticket.source,
        group_size=ticket.group_size,
        reasons=tuple(ticket.reasons),
    )
    record(actor=actor, chain=ticket.id, event=event, at=at)
    live.tell_change(hall.id, kind="issue", number=ticket.shown)
    return ticket


def book_appointment(
    *,
    actor: Actor,
    hall_id: UUID,
    service_id: UUID,
    slot: datetime,
    group_size: int = 1,
    reasons: tuple[Priority | str, ...] = (),
    window_id: UUID | None = None,
    at: datetime,
) -> Appointment:
    """预约: keep a slot; whoever brings the code is checked in and called at that hour.

    Anybody on the public page, or the counter on the telephone. Records ``reception.appointment_made``.
    Refused: a service without appointments, a slot that is past, outside the hours, or full.
    """
    with transaction.atomic():
        hall = hall_for(actor, hall_id, Doing.ISSUE)
        service, window = _service(hall, service_id), _window(hall, window_id)
        refuse_if(states.group_refusal(group_size))
        local = slot.astimezone(CIVIL_ZONE)
        periods = hours.periods_on(hours_of(hall), calendar(), local.date())
        if not service.per_slot:
            raise NotAllowed("这项业务不预约，请当天取号。")
        if slot <= at or local.time() not in hours.slots_on(periods, hall.slot_minutes):
            raise NotAllowed("不能预约这个时段，请在列出的时段中选择。", hours.PUBLISHED_HOURS)
        # Locked: of two who ask at once for the last place, one is told that it is gone.
        Service.objects.select_for_update().get(pk=service.pk)
        taken = Appointment.objects.filter(service=service, slot=slot).exclude(
            status=Appointment.Status.CANCELLED
        )
        if taken.count() >= service.per_slot:
            raise Conflict("这个时段已经约满，请另选时段。")
        appointment = Appointment.objects.create(
            id=new_id(),
            hall=hall,
            service=service,
            window=window,
            code="".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH)),
            slot=slot,
            group_size=group_size,
            priority=_reasons(reasons),
            booked_at=at,
            booked_by_id=actor.account_id,
        )
        event = AppointmentMade(service=service.id, slot=slot, group_size=group_size)
        record(actor=actor, chain=appointment.id, event=event, at=at)
        return appointment


def _by_code(hall: Hall, code: str) -> Appointment:
    cleaned = "".join(code.split()).upper()
    found = (
        Appointment.objects.select_for_update(of=("self",))
        .select_related("service", "window")
        .filter(hall=hall, code=cleaned)
        .first()
    )
    if found is None:
        raise NotAllowed("没有这个预约码，请核对，或者直接取号。")
    return found


def cancel_appointment(*, actor: Actor, hall_id: UUID, code: str, at: datetime) -> Appointment:
    """取消预约: give the slot back; by whoever has the code. Records ``reception.appointment_cancelled``."""
    with transaction.atomic():
        appointment = _by_code(hall_for(actor, hall_id, Doing.ISSUE), code)
        if appointment.status != Appointment.Status.BOOKED:
            raise Conflict("这个预约已经取号或者取消，不用再取消。")
        appointment.status = Appointment.Status.CANCELLED
        appointment.save(update_fields=["status"])
        record(actor=actor, chain=appointment.id, event=AppointmentCancelled(), at=at)
        return appointment


def check_in_appointment(*, actor: Actor, hall_id: UUID, code: str, at: datetime) -> Ticket:
    """预约取号: the code becomes a number whose place is its hour; too late, the hour of arrival.

    The kiosk or the counter, on the day of the slot. Records ``reception.number_issued``. Refused: unknown or
    used code, another day, more than four hours late.
    """
    with transaction.atomic():
        hall = hall_for(actor, hall_id, Doing.ISSUE)
        appointment = _by_code(hall, code)
        if appointment.status != Appointment.Status.BOOKED:
            raise Conflict("这个预约码已经取过号或者取消了。")
        if civil_day(appointment.slot) != civil_day(at):
            when = appointment.slot.astimezone(CIVIL_ZONE)
            raise Conflict(f"这个预约是{when.month}月{when.day}日{when:%H:%M}的，请在当天取号。")
        if (at - appointment.slot).total_seconds() > TURNS_UP_LATEST * 3600:
            raise TooLate("已经超过预约时间四小时，预约失效，请直接取号。")
        appointment.status = Appointment.Status.CHECKED_IN
        appointment.save(update_fields=["status"])
        ticket = Ticket(
            source=Source.APPOINTMENT.value,
            appointment=appointment,
            group_size=appointment.group_size,
            reasons=appointment.priority,
            wanted_window=appointment.window,
            standing=Standing.WAITING.value,
            place=order.appointment_place(appointment.slot, at, grace_minutes=hall.grace_minutes),
        )
        return _issue(actor, hall, appointment.service, ticket, at)
