"""What may be done on a case page, by theme; the order is that of the action bar."""

from typing import Final

from . import clocks, closing, coming_in, handling, path, relief, review, routing, sealed, serving
from .spec import Maker, MoveSpec

MOVES: Final = (
    *path.MOVES,
    *handling.MOVES,
    *coming_in.MOVES,
    *review.MOVES,
    *clocks.MOVES,
    *serving.MOVES,
    *routing.MOVES,
    *closing.MOVES,
    *sealed.MOVES,
    *relief.MOVES,
)
BY_KEY: Final = {spec.key: spec for spec in MOVES}

__all__ = ["BY_KEY", "MOVES", "Maker", "MoveSpec"]
