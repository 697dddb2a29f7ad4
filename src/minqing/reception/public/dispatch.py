"""A leaf of the reception room's door: orders of the hall to units, and what was settled on the spot."""

from minqing.reception.dispatch.actions import (
    OrderDraft,
    SpotDraft,
    acknowledge_order,
    escalate_late,
    finish_order,
    note_arrival,
    record_on_spot,
    send_order,
    withdraw_order,
)
from minqing.reception.dispatch.gate import giving_organs, orders_for
from minqing.reception.dispatch.models import OnSpot, Order
from minqing.reception.dispatch.queries import given, orders_on, received, spots
from minqing.reception.dispatch.rules import (
    ORDER_WORDS,
    STATE_WORDS,
    OrderKind,
    OrderState,
    is_late,
    minutes_left,
)

__all__ = [
    "ORDER_WORDS",
    "STATE_WORDS",
    "OnSpot",
    "Order",
    "OrderDraft",
    "OrderKind",
    "OrderState",
    "SpotDraft",
    "acknowledge_order",
    "escalate_late",
    "finish_order",
    "given",
    "giving_organs",
    "is_late",
    "minutes_left",
    "note_arrival",
    "orders_for",
    "orders_on",
    "received",
    "record_on_spot",
    "send_order",
    "spots",
    "withdraw_order",
]
