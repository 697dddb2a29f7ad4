"""The tables of this room, part by part, where Django looks for them."""

from minqing.supervision.board.models import BoardDay, Breach
from minqing.supervision.held.models import HeldCase, HeldDeed
from minqing.supervision.orders.models import Order, OrderCheck, OrderReply
from minqing.supervision.proposals.models import Proposal

__all__ = [
    "BoardDay",
    "Breach",
    "HeldCase",
    "HeldDeed",
    "Order",
    "OrderCheck",
    "OrderReply",
    "Proposal",
]
