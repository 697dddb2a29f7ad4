"""三个保证: which invariants the supervisor's board watches, in words and with their articles. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from minqing.kernel.law.rules import Article


class Guarantee(StrEnum):
    """One promise to every petitioner; each must count zero."""

    OWNED = "owned"
    RESULT = "result"
    HEARD = "heard"


@dataclass(frozen=True, slots=True)
class Promise:
    """A guarantee in words: its name, what breaks it, and the rule behind it."""

    key: Guarantee
    name: str
    broken: str
    basis: Article


_REGULATION: Final = "信访工作条例"
PROMISES: Final = (
    Promise(
        Guarantee.OWNED, "件件有着落", "没有人负责或者没有期限的在办事项", Article(_REGULATION, "22(1),23(1)")
    ),
    Promise(Guarantee.RESULT, "案案有结果", "没有书面结果就办结的事项", Article(_REGULATION, "32(1)")),
    Promise(
        Guarantee.HEARD, "事事有回音", "有了结果还没有送达信访人的事项", Article(_REGULATION, "21(2),32(1)")
    ),
)


class Alarm(StrEnum):
    """预警层次: how near its last day a matter is, or how far past it."""

    SOON = "soon"
    TODAY = "today"
    OVERDUE = "overdue"
    LONG = "long"


WARNING_WORDS: Final[Mapping[Alarm, str]] = MappingProxyType(
    {
        Alarm.SOON: "临近到期",
        Alarm.TODAY: "今日到期",
        Alarm.OVERDUE: "已超期",
        Alarm.LONG: "长期超期",
    }
)
SOON_DAYS: Final = 7


def span_of(step: Alarm, on: date, long_days: int) -> tuple[date | None, date | None]:
    """Return the first and last due day of a step on a day, both included; ``None`` is without end.

    Worked: on 30 September with 30 days, 已超期 is due from 31 August to 29 September, 长期超期 before that.
    """
    edge = on - timedelta(days=long_days)
    return {
        Alarm.SOON: (on + timedelta(days=1), on + timedelta(days=SOON_DAYS)),
        Alarm.TODAY: (on, on),
        Alarm.OVERDUE: (edge, on - timedelta(days=1)),
        Alarm.LONG: (None, edge - timedelta(days=1)),
    }[step]


def step_of(due: date, on: date, long_days: int) -> Alarm | None:
    """Return the step on which a due day stands, None while it is further off than a week."""
    for step in Alarm:
        first, last = span_of(step, on, long_days)
        if (first is None or first <= due) and (last is None or due <= last):
            return step
    return None


def daily_counts(
    days: Iterable[date], begun: Mapping[date, int], gone: Mapping[date, int]
) -> list[tuple[date, int]]:
    """Return for each day, in order, how many breaches stood: begun up to it less gone up to it.

    Worked: two begun on the 1st, one gone on the 3rd: 2, 2, 1.
    """
    wanted = sorted(days)
    marks = sorted({*begun, *gone})
    standing, at, lines = 0, 0, []
    for day in wanted:
        while at < len(marks) and marks[at] <= day:
            standing += begun.get(marks[at], 0) - gone.get(marks[at], 0)
            at += 1
        lines.append((day, standing))
    return lines
