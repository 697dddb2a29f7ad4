"""The tables of this room, stage by stage, where Django looks for them."""

from minqing.reception.hall.models import (
    Appointment,
    Call,
    DayApart,
    Hall,
    HallDay,
    Opening,
    Room,
    Series,
    Service,
    Sitting,
    Ticket,
    TicketNote,
    Window,
)

__all__ = [
    "Appointment",
    "Call",
    "DayApart",
    "Hall",
    "HallDay",
    "Opening",
    "Room",
    "Series",
    "Service",
    "Sitting",
    "Ticket",
    "TicketNote",
    "Window",
]
