"""The tables of this room, part by part, where Django looks for them."""

from minqing.supervision.held.models import HeldCase, HeldDeed

__all__ = [
    "HeldCase",
    "HeldDeed",
]
