"""A leaf of the door of supervision: urging and 督办 orders."""

from minqing.supervision.orders.actions import OrderDraft as OrderDraft
from minqing.supervision.orders.actions import (
    acknowledge_order,
    check_on_site,
    close_order,
    escalate_order,
    issue_order,
    reply_to_order,
    send_back_reply,
    tell_of_late,
    withdraw_order,
)
from minqing.supervision.orders.gate import order_for, orders_received, orders_supervised
from minqing.supervision.orders.models import Order as Order
from minqing.supervision.orders.queries import (
    Drafted as Drafted,
)
from minqing.supervision.orders.queries import (
    changed_since,
    draft_order,
    late_orders,
    orders_on,
    reply_day,
    to_judge,
    waiting_for,
)
from minqing.supervision.orders.rules import EFFECT_WORDS as EFFECT_WORDS
from minqing.supervision.orders.rules import GROUNDS as GROUNDS
from minqing.supervision.orders.rules import LADDER as LADDER
from minqing.supervision.orders.rules import WAITING as WAITING
from minqing.supervision.orders.rules import WAY_WORDS as WAY_WORDS
from minqing.supervision.orders.rules import Act as Act
from minqing.supervision.orders.rules import Effect as Effect
from minqing.supervision.orders.rules import Ground as Ground
from minqing.supervision.orders.rules import Rung as Rung
from minqing.supervision.orders.rules import Standing as Standing
from minqing.supervision.orders.rules import Way as Way
from minqing.supervision.orders.rules import next_rung, why_not

__all__ = [
    "acknowledge_order",
    "changed_since",
    "check_on_site",
    "close_order",
    "draft_order",
    "escalate_order",
    "issue_order",
    "late_orders",
    "next_rung",
    "order_for",
    "orders_on",
    "orders_received",
    "orders_supervised",
    "reply_day",
    "reply_to_order",
    "send_back_reply",
    "tell_of_late",
    "to_judge",
    "waiting_for",
    "why_not",
    "withdraw_order",
]
