"""The hall of the demo: windows of sixteen stationed departments, services, hours, and numbers of today."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from minqing.kernel.clock.public import CIVIL_ZONE, calendar, now
from minqing.kernel.people.public import Account, Actor, Organ, actor_of
from minqing.project.demo.chapters.telling import OFFICE
from minqing.project.demo.county import read_data
from minqing.reception.public import hall as halls
from minqing.reception.public.hall import Hall, OpenOn, Period, Service, ServiceKind, Ticket, Window

APART = timedelta(minutes=6)
"""Between two numbers of the demo's day."""

Posts = Mapping[tuple[str, str], Account]


def tell_hall(today: date, posts: Posts) -> int:
    """Set the hall up if there is none, and give it numbers on a day that has none; return how many."""
    data = read_data("hall.toml")
    hall = Hall.objects.filter(code=data["hall"]["code"]).first() or _found(today, data, posts)
    if Ticket.objects.filter(hall=hall, day=today).exists():
        return 0
    windows = list(Window.objects.filter(hall=hall).select_related("organ"))
    services = {service.prefix: service for service in Service.objects.filter(hall=hall)}
    clerk = actor_of(posts.get((OFFICE, "counter"), posts[OFFICE, "registrar"]), today)
    rows = data["tickets"]
    instant = now()
    start = max(instant - APART * (len(rows) + 2), datetime.combine(today, time(0, 1), CIVIL_ZONE))
    step = (instant - start) / (len(rows) + 2)
    for place, row in enumerate(rows):
        at = start + step * place
        ticket = halls.issue_number(
            actor=clerk,
            hall_id=hall.id,
            service_id=services[row["service"]].id,
            group_size=row.get("people", 1),
            reasons=tuple(row.get("reasons", ())),
            at=at,
        )
        if row.get("window"):
            window = windows[row["window"] - 1]
            actor = clerk if window.organ.code == OFFICE else _sits(posts, window.organ.code, today)
            _receive(actor, window.id, ticket.id, row, (at, step))
    _appointments(clerk, hall, services["A"], today)
    return len(rows)


def _sits(posts: Posts, code: str, today: date) -> Actor:
    return actor_of(posts[code, "handler"], today)


def _receive(
    actor: Actor, window: UUID, ticket: UUID, row: dict[str, Any], when: tuple[datetime, timedelta]
) -> None:
    """Call a number to its window and let happen there what the story says."""
    at, step = when
    halls.call_number(actor=actor, window_id=window, ticket_id=ticket, at=at)
    if row["end"] == "called":
        return
    if row["end"] == "skipped":
        halls.skip_number(actor=actor, ticket_id=ticket, at=at + step / 4)
        return
    halls.begin_talk(actor=actor, ticket_id=ticket, at=at + step / 8)
    if row["end"] == "serving" and "note" in row:
        halls.add_ticket_note(actor=actor, ticket_id=ticket, text=row["note"], at=at + step / 2)
    if row["end"] == "held":
        halls.hold_number(actor=actor, ticket_id=ticket, note=row.get("note", ""), at=at + step / 2)
    if row["end"] == "finished":
        halls.finish_number(actor=actor, ticket_id=ticket, outcome="advice", at=at + step)


def _appointments(clerk: Actor, hall: Hall, service: Service, today: date) -> None:
    """Keep two hours of the next working day."""
    day = calendar().next_workday(today + timedelta(days=1))
    for slot in halls.free_slots(Service.objects.select_related("hall").get(pk=service.pk), day, now())[1:3]:
        halls.book_appointment(actor=clerk, hall_id=hall.id, service_id=service.id, slot=slot, at=now())


def _found(today: date, data: dict[str, Any], posts: Posts) -> Hall:
    """Set the hall up as its steward does."""
    steward, at, plan = actor_of(posts[OFFICE, "steward"], today), now(), data["hall"]
    organs = {organ.code: organ.id for organ in Organ.objects.all()}
    hall = halls.found_hall(
        actor=steward,
        organ_id=organs[OFFICE],
        code=plan["code"],
        draft=halls.HallDraft(plan["name"], address=plan["address"], notice=plan["notice"]),
        at=at,
    )
    periods = {OpenOn.WORKDAY: tuple(_period(text) for text in plan["workday"]), OpenOn.REST: ()}
    halls.set_hours(actor=steward, hall_id=hall.id, periods=periods, at=at)
    rooms = {}
    for place, row in enumerate(data["rooms"]):
        room = halls.RoomDraft(**row, sort=place)
        rooms[row["name"]] = halls.save_room(actor=steward, hall_id=hall.id, draft=room, at=at).id
    services = {}
    for place, row in enumerate(data["services"]):
        service = halls.ServiceDraft(**{**row, "kind": ServiceKind(row["kind"])}, sort=place)
        made = halls.save_service(actor=steward, hall_id=hall.id, draft=service, at=at)
        services[made.prefix] = made.id
    for place, row in enumerate(data["windows"]):
        window = halls.WindowDraft(
            f"{place + 1}号窗口",
            organs[row["organ"]],
            tuple(services[prefix] for prefix in row["services"]),
            rooms.get(row.get("room", "")),
            sort=place,
        )
        halls.save_window(actor=steward, hall_id=hall.id, draft=window, at=at)
    return hall


def _period(text: str) -> Period:
    opens, closes = text.split("-")
    return Period(time.fromisoformat(opens), time.fromisoformat(closes))
