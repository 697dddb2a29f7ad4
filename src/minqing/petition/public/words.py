"""The words of every stored value of a matter, for all desks: one table each, never written twice."""

from minqing.petition.matter.words import (
    ATTITUDES,
    CHANNELS,
    LEVELS,
    MODES,
    MOVES,
    OUTCOMES,
    PROCEDURES,
    PURPOSES,
    RESOLVED,
    STATES,
    TERMS,
    TRACKS,
)

__all__ = [
    "ATTITUDES",
    "CHANNELS",
    "LEVELS",
    "MODES",
    "MOVES",
    "OUTCOMES",
    "PROCEDURES",
    "PURPOSES",
    "RESOLVED",
    "STATES",
    "TERMS",
    "TRACKS",
]
