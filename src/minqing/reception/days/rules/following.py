"""批示落实: an instruction has an owner and a day, and is followed until the leader confirms it. Pure.

Articles: 信访工作条例 18(2) (leaders receive and solve), 40 (what is late is urged). No statute sets a day
for an instruction: the leader does; ten working days stand where none is said (a default of practice).
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from minqing.kernel.clock.rules import Length, WorkCalendar, count_days
from minqing.kernel.law.rules import Incomplete, Refused, Unit, UnlawfulMove
from minqing.reception.days.rules.rota import RECEIVE

DEFAULT_WORKDAYS: Final = 10
MOST_WORKDAYS: Final = 60
SOON_WORKDAYS: Final = 2


class Standing(StrEnum):
    """批示状态: being carried out, reported as done, found to be done."""

    OPEN = "open"
    REPORTED = "reported"
    DONE = "done"


STANDING_WORDS: Final = {Standing.OPEN: "落实中", Standing.REPORTED: "已报结果", Standing.DONE: "已落实"}


class Step(StrEnum):
    """落实步骤."""

    PROGRESS = "progress"
    REPORT = "report"
    SEND_BACK = "send_back"
    CONFIRM = "confirm"


STEP_WORDS: Final = {
    Step.PROGRESS: "记进展",
    Step.REPORT: "报告结果",
    Step.SEND_BACK: "退回再办",
    Step.CONFIRM: "确认落实",
}
MOVES: Final[Mapping[tuple[Standing, Step], Standing]] = MappingProxyType(
    {
        (Standing.OPEN, Step.PROGRESS): Standing.OPEN,
        (Standing.OPEN, Step.REPORT): Standing.REPORTED,
        (Standing.REPORTED, Step.SEND_BACK): Standing.OPEN,
        (Standing.REPORTED, Step.CONFIRM): Standing.DONE,
    }
)


@dataclass(frozen=True, slots=True)
class Told:
    """How near an instruction's day is: tone and whether today is a day to remind of it."""

    tone: str
    remind: bool


def move(standing: Standing, step: Step, words: str) -> Standing:
    """Return where a step leads; raises ``UnlawfulMove``, and ``Incomplete`` when nothing is said."""
    after = MOVES.get((standing, step))
    if after is None:
        raise UnlawfulMove(f"现在是“{STANDING_WORDS[standing]}”，不能{STEP_WORDS[step]}。", RECEIVE)
    if not words.strip() and step is not Step.CONFIRM:
        raise Incomplete("请写明情况。", RECEIVE)
    return after


def due_day(given: dt.date, workdays: int, calendar: WorkCalendar) -> dt.date:
    """Return the last day of an instruction of so many working days, the day it is given not counted.

    Worked: given Monday 2026-11-23, 5 → Monday 2026-11-30.
    """
    return count_days(given, Length(workdays, Unit.WORKDAY, rolls=False), calendar).due


def days_refusal(workdays: int) -> Refused | None:
    """Return why so many working days are no term for an instruction."""
    if 1 <= workdays <= MOST_WORKDAYS:
        return None
    return Incomplete(f"请写1到{MOST_WORKDAYS}个工作日；更久的事，请列为领导包案。", RECEIVE)


def told_on(due: dt.date, on: dt.date, calendar: WorkCalendar) -> Told:
    """Return the tone of a running instruction and whether its owner is reminded today.

    Reminded on working days: two before, one before, the day itself, and every working day it is late.
    """
    left = calendar.workdays_between(on + dt.timedelta(days=1), due) if due > on else 0
    works = calendar.is_workday(on)
    if due < on:
        return Told("overdue", works)
    if due == on:
        return Told("today", remind=True)
    return Told("soon" if left <= SOON_WORKDAYS else "ok", works and left <= SOON_WORKDAYS)
