"""逐级报告 of a grave or urgent matter: who is to be told within how many minutes, and who was. Pure.

信访工作条例 25(1) says promptly and names no minutes, 46(4) forbids late reports; the minutes are the
installation's own and shown as such.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from minqing.petition.registration.rules import ReportedTo


@dataclass(frozen=True, slots=True)
class Rung:
    """One level of the ladder: due when, told when, after how many minutes."""

    to: ReportedTo
    due_at: datetime
    told_at: datetime | None
    took: int | None
    late: bool
    left: int

    @property
    def open(self) -> bool:
        """Return whether nobody has been told at this level."""
        return self.told_at is None


def minutes_between(begin: datetime, end: datetime) -> int:
    """Return the whole minutes from one instant to another, rounded down; before it they are negative."""
    return int((end - begin) // timedelta(minutes=1))


def ladder(
    *,
    found_at: datetime,
    told: Sequence[tuple[ReportedTo, datetime]],
    minutes: Mapping[ReportedTo, int],
    at: datetime,
) -> tuple[Rung, ...]:
    """Return every level with a term, the earliest due first; the first report to a level counts.

    Found at 9:00 with thirty minutes for the own leadership: told at 9:30 is in time, at 9:31 late.
    """
    rungs = []
    for to, allowed in minutes.items():
        due_at = found_at + timedelta(minutes=allowed)
        told_at = min((when for whom, when in told if whom is to), default=None)
        rungs.append(
            Rung(
                to=to,
                due_at=due_at,
                told_at=told_at,
                took=None if told_at is None else minutes_between(found_at, told_at),
                late=(told_at or at) > due_at,
                left=minutes_between(at, due_at),
            )
        )
    return tuple(sorted(rungs, key=lambda rung: (rung.due_at, list(ReportedTo).index(rung.to))))


def next_due(rungs: Sequence[Rung]) -> Rung | None:
    """Return the level to be told next, None when every one has been."""
    return next((rung for rung in rungs if rung.open), None)
