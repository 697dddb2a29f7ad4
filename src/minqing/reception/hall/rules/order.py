"""叫号次序: who is called next, without anybody waiting for ever; and how long it will take. Pure.

Two lanes, each in the order of its places in the queue. The priority lane goes first, but after ``run``
priority calls in a row at a window an ordinary number has its turn: with ``k`` ordinary numbers before it,
an ordinary number is called after at most ``(k + 1) * (run + 1)`` calls of that window. An appointment keeps
the place of its hour: before that hour it is called only when nobody else waits.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import quantiles
from uuid import UUID

LEAST_FIGURES = 3
"""Fewer finished numbers today than this tell nothing about the waiting time."""
BACK_BY = timedelta(minutes=10)
"""A number skipped, or missed and back, waits so long behind its place; it does not go to the end."""


@dataclass(frozen=True, slots=True)
class InLine:
    """A waiting number: its place (an instant), its lane, and the one window it waits for, if any."""

    ticket: UUID
    place: datetime
    priority: bool = False
    window: UUID | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """Who is next, and how many priority calls the window then has made in a row past waiting others."""

    ticket: UUID
    run: int


def next_in_line(
    waiting: Iterable[InLine], *, window: UUID | None, run: int, longest_run: int, at: datetime
) -> Choice | None:
    """Return whom a window calls next, or None when nobody waits for it.

    ``run`` is how many priority numbers it has called in a row while an ordinary one was waiting;
    ``longest_run`` how many it may (0: the priority lane is never preferred).
    """
    mine = [each for each in waiting if each.window in {None, window}]
    lane = sorted((e for e in mine if e.priority and e.place <= at), key=_place)
    others = sorted((e for e in mine if not e.priority), key=_place)
    early = sorted((e for e in mine if e.priority and e.place > at), key=_place)
    if lane and (not others or run < longest_run):
        return Choice(lane[0].ticket, run + 1 if others else 0)
    if others:
        return Choice(others[0].ticket, 0)
    return Choice(early[0].ticket, 0) if early else None


def _place(each: InLine) -> tuple[datetime, UUID]:
    return each.place, each.ticket


def line_up(
    waiting: Sequence[InLine], *, window: UUID | None, run: int, longest_run: int, at: datetime
) -> list[UUID]:
    """Return the whole queue in the order in which one window would call it now."""
    left, order = {each.ticket: each for each in waiting}, []
    while left:
        choice = next_in_line(left.values(), window=window, run=run, longest_run=longest_run, at=at)
        if choice is None:
            break
        order.append(choice.ticket)
        run = choice.run
        del left[choice.ticket]
    return order


def place_back(place: datetime, at: datetime) -> datetime:
    """Return the place of a number that was skipped or comes back after it was missed.

    Ten minutes behind now, or its own place if that is later: those who were there meanwhile go first.
    """
    return max(place, at + BACK_BY)


def appointment_place(slot: datetime, checked_in: datetime, *, grace_minutes: int) -> datetime:
    """Return the place of an appointment: its hour when checked in in time, else when it came.

    >>> from datetime import UTC
    >>> nine = datetime(2026, 11, 23, 9, tzinfo=UTC)
    >>> appointment_place(nine, nine + timedelta(minutes=10), grace_minutes=15) == nine
    True
    """
    late = checked_in - slot > timedelta(minutes=grace_minutes)
    return checked_in if late else slot


@dataclass(frozen=True, slots=True)
class Estimate:
    """预计等候: how many are ahead, how many windows call, and minutes as a range when today's figures allow.

    ``served`` is how many finished numbers of today it rests on; ``low`` and ``high`` are None when these
    are too few or no window is open.
    """

    ahead: int
    windows: int
    served: int
    low: int | None = None
    high: int | None = None


def estimate_wait(*, ahead: int, windows: int, minutes: Sequence[float]) -> Estimate:
    """Return the estimate from how long today's finished numbers of the same windows took, in minutes.

    From the quarter to the three-quarter mark of today's talks, times the rounds that ``ahead`` people make
    at ``windows`` windows. Three finished numbers at the least; before that only the people ahead are told.

    >>> estimate_wait(ahead=4, windows=2, minutes=[10, 10, 10, 10])
    Estimate(ahead=4, windows=2, served=4, low=20, high=20)
    """
    if len(minutes) < LEAST_FIGURES or windows < 1:
        return Estimate(ahead, windows, len(minutes))
    low, _middle, high = quantiles(minutes, n=4, method="inclusive")
    rounds = ahead / windows
    return Estimate(ahead, windows, len(minutes), math.floor(rounds * low), math.ceil(rounds * high))
