"""接待日: a day of the hall is opened by its first act and closed at its end; places are kept overnight."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from minqing.kernel.clock.public import calendar, civil_day
from minqing.kernel.law.public import Conflict
from minqing.kernel.ledger.public import record
from minqing.kernel.people.public import Actor
from minqing.reception.hall import live
from minqing.reception.hall.events import DayClosed, DayOpened
from minqing.reception.hall.gate import Doing, hall_for
from minqing.reception.hall.models import Hall, HallDay, Sitting, Ticket, Window
from minqing.reception.hall.rules.states import ENDS, KEPT_OVERNIGHT, Act, Standing
from minqing.reception.hall.steps import take_step


def day_of(actor: Actor, hall: Hall, at: datetime) -> HallDay:
    """Return the hall's day of this instant, opening it when nobody has; refuses once it is closed."""
    day = HallDay.objects.filter(hall=hall, day=civil_day(at)).first() or _open(actor, hall, at)
    if day.closed_at is not None:
        raise Conflict("今天的接待已经结束，不再取号、叫号；需要继续接待的，请值班人员重新开放。")
    return day


def _open(actor: Actor, hall: Hall, at: datetime) -> HallDay:
    """Open the day and bring the numbers kept overnight forward; whoever comes second finds it open."""
    on = civil_day(at)
    try:
        with transaction.atomic():
            day = HallDay.objects.create(hall=hall, day=on, opened_at=at, opened_by_id=actor.account_id)
    except IntegrityError:
        return HallDay.objects.get(hall=hall, day=on)
    forward = lapsed = 0
    for ticket in list(_locked(hall).filter(day__lt=on).exclude(standing__in=[s.value for s in ENDS])):
        kept = _bring_forward(actor, hall, ticket, at)
        forward, lapsed = forward + kept, lapsed + (not kept)
    record(actor=actor, chain=hall.id, event=DayOpened(on, forward, lapsed), at=at)
    live.tell_change(hall.id, kind="open_day")
    return day


def _locked(hall: Hall) -> QuerySet[Ticket]:
    """Return the hall's numbers, locked in one order; taken all at once before any is moved."""
    rows = Ticket.objects.select_for_update(of=("self",)).select_related("hall", "window")
    return rows.filter(hall=hall).order_by("place", "id")


def _bring_forward(actor: Actor, hall: Hall, ticket: Ticket, at: datetime) -> bool:
    """Put a number of an earlier day into today's queue, or end it; also of a day nobody closed."""
    work, on, standing = calendar(), civil_day(at), Standing(ticket.standing)
    if standing is Standing.SERVING:
        ticket.outcome = "left_open"
        take_step(actor, ticket, Act.FINISH, at, fields=("outcome",))
        return False
    if standing is Standing.MISSED:
        ticket.outcome = "missed"
        take_step(actor, ticket, Act.LEAVE, at, fields=("outcome",))
        return False
    if standing is not Standing.CARRIED:
        take_step(actor, ticket, Act.CARRY, at)
    if work.workdays_up_to(on) - work.workdays_up_to(ticket.issued_on) > hall.keeps_days:
        ticket.outcome = "lapsed"
        take_step(actor, ticket, Act.LEAVE, at, fields=("outcome",))
        return False
    ticket.day = on
    take_step(actor, ticket, Act.REOPEN, at, fields=("day",))
    return True


def open_day(*, actor: Actor, hall_id: UUID, at: datetime) -> HallDay:
    """开始接待: open the day; numbers kept overnight stand in their old places; a closed day is opened again.

    Whoever runs the hall. Opening twice changes nothing. Records ``reception.day_opened``.
    """
    with transaction.atomic():
        hall = hall_for(actor, hall_id, Doing.RUN)
        day = HallDay.objects.select_for_update().filter(hall=hall, day=civil_day(at)).first()
        if day is None:
            return _open(actor, hall, at)
        if day.closed_at is not None:
            day.closed_at, day.closed_by_id = None, None
            day.save(update_fields=["closed_at", "closed_by"])
            back = list(_locked(hall).filter(day=day.day, standing=Standing.CARRIED.value))
            for ticket in back:
                take_step(actor, ticket, Act.REOPEN, at)
            record(actor=actor, chain=hall.id, event=DayOpened(day.day, len(back), 0), at=at)
            live.tell_change(hall.id, kind="open_day")
        return day


def close_day(*, actor: Actor, hall_id: UUID, at: datetime) -> HallDay:
    """结束接待: who still waits keeps the place for the next days; missed numbers end; windows close.

    Whoever runs the hall. Records ``reception.day_closed`` and each number's step. Refused while somebody is
    being received: that talk is finished or held first.
    """
    with transaction.atomic():
        hall = hall_for(actor, hall_id, Doing.RUN)
        day = HallDay.objects.select_for_update().get(pk=day_of(actor, hall, at).pk)
        # Calls lock their window: with all windows locked nobody is called while the day closes.
        list(Window.objects.select_for_update().filter(hall=hall).order_by("id").values_list("id"))
        today = list(_locked(hall).filter(day=day.day).exclude(standing__in=[s.value for s in ENDS]))
        busy = [ticket.shown for ticket in today if ticket.standing == Standing.SERVING]
        if busy:
            raise Conflict(f"还有号正在接谈：{'、'.join(busy)}。请先办完或者暂挂，再结束当天接待。")
        missed = [ticket for ticket in today if ticket.standing == Standing.MISSED]
        carried = [ticket for ticket in today if ticket.standing in KEPT_OVERNIGHT]
        for ticket in carried:
            take_step(actor, ticket, Act.CARRY, at)
        for ticket in missed:
            ticket.outcome = "missed"
            take_step(actor, ticket, Act.LEAVE, at, fields=("outcome",))
        Sitting.objects.filter(window__hall=hall, until=None).update(until=at)
        day.closed_at, day.closed_by_id, day.carried = at, actor.account_id, len(carried)
        day.save(update_fields=["closed_at", "closed_by", "carried"])
        record(actor=actor, chain=hall.id, event=DayClosed(day.day, len(carried), len(missed)), at=at)
        live.tell_change(hall.id, kind="close_day")
        return day
