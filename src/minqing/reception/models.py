"""The tables of this room, stage by stage, where Django looks for them."""

from minqing.reception.conference.models import AgendaItem, Conference, Decision, DecisionStep, Invitation
from minqing.reception.days.models import (
    DayBooking,
    Instruction,
    InstructionStep,
    LeaderDay,
    Portfolio,
    ReceptionRecord,
    Rotation,
    Swap,
)
from minqing.reception.dispatch.models import OnSpot, Order
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
from minqing.reception.visits.models import Visit

__all__ = [
    "AgendaItem",
    "Appointment",
    "Call",
    "Conference",
    "DayApart",
    "DayBooking",
    "Decision",
    "DecisionStep",
    "Hall",
    "HallDay",
    "Instruction",
    "InstructionStep",
    "Invitation",
    "LeaderDay",
    "OnSpot",
    "Opening",
    "Order",
    "Portfolio",
    "ReceptionRecord",
    "Room",
    "Rotation",
    "Series",
    "Service",
    "Sitting",
    "Swap",
    "Ticket",
    "TicketNote",
    "Visit",
    "Window",
]
