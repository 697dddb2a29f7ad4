"""The tables of this room, part by part, where Django looks for them."""

from minqing.supervision.backlog.models import BacklogEntry
from minqing.supervision.board.models import BoardDay, Breach
from minqing.supervision.held.models import HeldCase, HeldDeed
from minqing.supervision.orders.models import Order, OrderCheck, OrderReply
from minqing.supervision.problems.models import ProblemCase, ProblemMatter
from minqing.supervision.proposals.models import Proposal
from minqing.supervision.quality.models import Reading, Sample
from minqing.supervision.weak.models import WeakDraft

__all__ = [
    "BacklogEntry",
    "BoardDay",
    "Breach",
    "HeldCase",
    "HeldDeed",
    "Order",
    "OrderCheck",
    "OrderReply",
    "ProblemCase",
    "ProblemMatter",
    "Proposal",
    "Reading",
    "Sample",
    "WeakDraft",
]
