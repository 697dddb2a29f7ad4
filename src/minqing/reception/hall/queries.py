"""Reads of the hall: hours, the queue, what displays show, waiting times, the day's figures."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from minqing.kernel.clock.public import CIVIL_ZONE, calendar, civil_day
from minqing.reception.hall.models import Appointment, Call, Hall, HallDay, Service, Sitting, Ticket, Window
from minqing.reception.hall.rules import hours, order
from minqing.reception.hall.rules.hours import Hours, OpenOn, Period
from minqing.reception.hall.rules.order import Estimate, InLine
from minqing.reception.hall.rules.states import AT_A_WINDOW, Standing

SHOWN_CALLS: Final = 12
"""The last calls a display shows."""


def hours_of(hall: Hall) -> Hours:
    """Return the hall's hours as the rules know them; two queries, none when prefetched."""
    by_kind: dict[str, list[Period]] = {OpenOn.WORKDAY: [], OpenOn.REST: []}
    for opening in hall.openings.all():
        by_kind[opening.on].append(Period(opening.opens, opening.closes))
    apart = {
        each.day: tuple(Period(time.fromisoformat(a), time.fromisoformat(b)) for a, b in each.periods)
        for each in hall.days_apart.all()
    }
    return Hours(tuple(by_kind[OpenOn.WORKDAY]), tuple(by_kind[OpenOn.REST]), apart)


def opening_on(hall: Hall, day: date) -> tuple[Period, ...]:
    """Return when the hall is open on a day; nothing when it is closed."""
    return hours.periods_on(hours_of(hall), calendar(), day)


def next_opening_of(hall: Hall, at: datetime) -> datetime | None:
    """Return when the hall opens next; the instant itself while it is open."""
    return hours.next_opening(hours_of(hall), calendar(), at.astimezone(CIVIL_ZONE))


def free_slots(service: Service, day: date, at: datetime) -> list[datetime]:
    """Return the slots of a day that can still be booked for a service whose hall is loaded."""
    if not service.per_slot:
        return []
    slots = [
        datetime.combine(day, each, CIVIL_ZONE)
        for each in hours.slots_on(opening_on(service.hall, day), service.hall.slot_minutes)
    ]
    taken = dict(
        Appointment.objects.filter(service=service, slot__in=slots)
        .exclude(status=Appointment.Status.CANCELLED)
        .values_list("slot")
        .annotate(n=Count("id"))
    )
    return [slot for slot in slots if slot > at and taken.get(slot, 0) < service.per_slot]


def at_window(window_id: UUID) -> Ticket | None:
    """Return the number that is at a window now: called or being received."""
    rows = Ticket.objects.filter(window=window_id, standing__in=[s.value for s in AT_A_WINDOW])
    return rows.select_related("service", "hall").first()


def waiting_for(window: Window, day: date) -> QuerySet[Ticket]:
    """Return the numbers that wait for a window: of its services, or for it alone; in no order."""
    return Ticket.objects.filter(
        Q(wanted_window=window) | Q(wanted_window=None, service__in=window.services.all()),
        hall=window.hall_id,
        day=day,
        standing=Standing.WAITING.value,
    )


def take_next(window: Window, at: datetime) -> tuple[Ticket, int] | None:
    """Lock and return whom a window calls next, and the window's run of priority calls after it.

    The same order as ``rules.order.next_in_line`` over the rows nobody else has locked; at most four queries.
    """
    waiting = waiting_for(window, civil_day(at))
    # Uses index: hall_ticket_queue.
    free = waiting.order_by("place", "id").select_for_update(of=("self",), skip_locked=True)
    free = free.select_related("hall", "service")

    def first(rows: QuerySet[Ticket]) -> Ticket | None:
        return next(iter(rows[:1]), None)

    others = waiting.filter(priority=False).exists()
    if not others or window.run < window.hall.longest_run:
        found = first(free.filter(priority=True, place__lte=at))
        if found is not None:
            return found, window.run + 1 if others else 0
    found = first(free.filter(priority=False)) or first(free.filter(priority=True))
    return (found, 0) if found is not None else None


def in_line(ticket: Ticket) -> InLine:
    """Return a waiting number as the rules of order know it."""
    return InLine(ticket.id, ticket.place, ticket.priority, ticket.wanted_window_id)


def queue_of(window: Window, at: datetime) -> list[Ticket]:
    """Return the numbers that wait for a window, in the order in which it would call them now."""
    rows = {t.id: t for t in waiting_for(window, civil_day(at)).select_related("service", "wanted_window")}
    lined = order.line_up(
        [in_line(t) for t in rows.values()],
        window=window.id,
        run=window.run,
        longest_run=window.hall.longest_run,
        at=at,
    )
    return [rows[key] for key in lined]


def tickets_of(hall: Hall, day: date) -> QuerySet[Ticket]:
    """Return every number in the queue of a day, as issued."""
    return Ticket.objects.filter(hall=hall, day=day).select_related(
        "hall", "service", "window", "wanted_window"
    )


def talks_today(service_id: UUID, day: date) -> list[float]:
    """Return how many minutes each finished number of a service took today."""
    rows = Ticket.objects.filter(service=service_id, day=day, standing=Standing.FINISHED.value)
    return [seconds / 60 for seconds in rows.values_list("served_seconds", flat=True)]


def estimate_for(hall: Hall, service_id: UUID, at: datetime, *, ticket: Ticket | None = None) -> Estimate:
    """Return how long somebody waits for a service: a number in the queue, or one taken now.

    From today's own figures; five queries.
    """
    day = civil_day(at)
    rows = Ticket.objects.filter(
        hall=hall, day=day, service=service_id, standing=Standing.WAITING.value, wanted_window=None
    )
    waiting = [InLine(t.id, t.place, t.priority) for t in rows.only("id", "place", "priority")]
    lined = order.line_up(waiting, window=None, run=0, longest_run=hall.longest_run, at=at)
    ahead = lined.index(ticket.id) if ticket is not None and ticket.id in lined else len(lined)
    windows = Sitting.objects.filter(until=None, window__services=service_id, window__active=True).count()
    return order.estimate_wait(ahead=ahead, windows=windows, minutes=talks_today(service_id, day))


@dataclass(frozen=True, slots=True)
class WindowShown:
    """A window as displays show it: name, department, whether somebody sits there, the number there."""

    name: str
    organ: str
    open: bool
    number: str
    standing: str


@dataclass(frozen=True, slots=True)
class CallShown:
    """A call as displays show and speak it; ``nth`` above 0 repeats it."""

    number: str
    window: str
    nth: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Board:
    """What a display shows of a hall: nothing but public things. Times in civil time."""

    hall: str
    name: str
    notice: str
    revision: int
    day: date
    open: bool
    waiting: int
    windows: tuple[WindowShown, ...]
    calls: tuple[CallShown, ...]


def board_of(hall_code: str, at: datetime) -> Board | None:
    """Return what a display of the hall shows now; None for an unknown hall. Six queries."""
    hall = Hall.objects.filter(code=hall_code, active=True).first()
    if hall is None:
        return None
    day = civil_day(at)
    open_day = HallDay.objects.filter(hall=hall, day=day).first()
    here = {
        t.window_id: t
        for t in Ticket.objects.filter(hall=hall, standing__in=[s.value for s in AT_A_WINDOW], day=day)
    }
    sat = set(
        Sitting.objects.filter(window__hall=hall, until=None, since__gte=_midnight(day)).values_list(
            "window", flat=True
        )
    )
    windows = Window.objects.filter(hall=hall, active=True).select_related("organ")
    calls = (
        Call.objects.filter(ticket__hall=hall, ticket__day=day)
        .select_related("ticket", "window")
        .order_by("-at", "-id")[:SHOWN_CALLS]
    )
    return Board(
        hall=hall.code,
        name=hall.name,
        notice=hall.notice,
        revision=hall.revision,
        day=day,
        open=open_day is None or open_day.closed_at is None,
        waiting=Ticket.objects.filter(hall=hall, day=day, standing=Standing.WAITING.value).count(),
        windows=tuple(_window_shown(each, here.get(each.id), each.id in sat) for each in windows),
        calls=tuple(
            CallShown(c.ticket.shown, c.window.name, c.nth, c.at.astimezone(CIVIL_ZONE)) for c in calls
        ),
    )


def _window_shown(window: Window, ticket: Ticket | None, sat: bool) -> WindowShown:
    return WindowShown(
        name=window.name,
        organ=window.organ.short_name,
        open=sat,
        number=ticket.shown if ticket else "",
        standing=ticket.standing if ticket else "",
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), CIVIL_ZONE)


@dataclass(frozen=True, slots=True)
class DayFigures:
    """A day of a hall in numbers: numbers issued, people behind them, and where each number stands."""

    day: date
    issued: int
    people: int
    groups: int
    by_standing: dict[str, int]
    carried_in: int


def day_figures(hall: Hall, day: date) -> DayFigures:
    """Return the day's figures of a hall; one query."""
    rows = list(tickets_of(hall, day).values_list("standing", "group_size", "issued_on"))
    by_standing: dict[str, int] = {}
    for standing, _size, _issued in rows:
        by_standing[standing] = by_standing.get(standing, 0) + 1
    return DayFigures(
        day=day,
        issued=len(rows),
        people=sum(size for _s, size, _i in rows),
        groups=sum(size >= 5 for _s, size, _i in rows),  # noqa: PLR2004 - 集体访 begins with five
        by_standing=by_standing,
        carried_in=sum(issued != day for _s, _size, issued in rows),
    )
