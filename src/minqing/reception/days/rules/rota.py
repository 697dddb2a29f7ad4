"""轮值: which days are reception days, who is next, where a working day has nobody. Pure.

Articles: 信访工作条例 10(1) (leaders of prefecture, county and township receive visitors regularly),
18(1) (time and place are published), 18(2) (leaders receive, go down and hold cases). How often is left to
practice; the common notice says 每月15日接访，遇节假日顺延.
"""

import calendar as months
import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID

from minqing.kernel.clock.rules import WorkCalendar
from minqing.kernel.law.rules import Article, Conflict, Incomplete, Refused

RECEIVE: Final = Article("信访工作条例", "18(2)")
PUBLISHED: Final = Article("信访工作条例", "18(1)")
DECEMBER: Final = 12


class Kind(StrEnum):
    """接访形式: at the hall, by appointment, in a village, by video."""

    FIXED = "fixed"
    BOOKED = "booked"
    VILLAGE = "village"
    VIDEO = "video"


KIND_WORDS: Final = {
    Kind.FIXED: "定点接访",
    Kind.BOOKED: "约访",
    Kind.VILLAGE: "下访",
    Kind.VIDEO: "视频接访",
}


class Rhythm(StrEnum):
    """On which days: every working day, one weekday, or one day of the month."""

    WORKDAYS = "workdays"
    WEEKLY = "weekly"
    MONTHLY = "monthly"


RHYTHM_WORDS: Final = {
    Rhythm.WORKDAYS: "每个工作日",
    Rhythm.WEEKLY: "每周固定一天",
    Rhythm.MONTHLY: "每月固定一天",
}


@dataclass(frozen=True, slots=True)
class Planned:
    """One reception day of a plan; ``shifted_from`` when the day meant was a day of rest (顺延)."""

    day: dt.date
    shifted_from: dt.date | None = None


def rhythm_fault(rhythm: Rhythm, nth: int) -> str:
    """Return what is wrong with the number of a rhythm: weekday 1–7 (1 = Monday), day of month 1–31."""
    last = {Rhythm.WEEKLY: 7, Rhythm.MONTHLY: 31}.get(rhythm, 0)
    if last and not 1 <= nth <= last:
        return "每周固定一天，请填1到7（星期一是1）；每月固定一天，请填1到31。"
    return ""


def days_of_month(
    year: int, month: int, rhythm: Rhythm, nth: int, calendar: WorkCalendar
) -> tuple[Planned, ...]:
    """Return the reception days whose meant day lies in a month, in order, each day once.

    A meant day that is no working day moves to the next one, also into the next month. Swapped workdays
    count as working days. A 31st that a month has not is its last day.

    Worked: 2026-10-01 meant (monthly, nth 1) lies in 国庆节 → 2026-10-08.
    """
    last = months.monthrange(year, month)[1]
    every = [dt.date(year, month, number) for number in range(1, last + 1)]
    if rhythm is Rhythm.WORKDAYS:
        return tuple(Planned(day) for day in every if calendar.is_workday(day))
    if rhythm is Rhythm.WEEKLY:
        meant = [day for day in every if day.isoweekday() == nth]
    else:
        meant = [dt.date(year, month, min(nth, last))]
    found: dict[dt.date, Planned] = {}
    for day in meant:
        held = day if calendar.is_workday(day) else calendar.next_workday(day)
        found.setdefault(held, Planned(held, None if held == day else day))
    return tuple(found[day] for day in sorted(found))


def rotation(
    days: Sequence[dt.date],
    order: Sequence[UUID],
    *,
    after: UUID | None = None,
    away: Mapping[UUID, Collection[dt.date]] | None = None,
) -> tuple[tuple[dt.date, UUID | None], ...]:
    """Return who is on duty on each day, in turn, beginning after the one who was last.

    Who is away that day is passed over and keeps the place: they are next on the following day. Nobody there
    leaves the day empty (None), a gap to be filled by hand.
    """
    absent = away or {}
    queue = list(order)
    if after in queue:
        cut = queue.index(after) + 1
        queue = queue[cut:] + queue[:cut]
    found: list[tuple[dt.date, UUID | None]] = []
    for day in days:
        present = next((who for who in queue if day not in absent.get(who, ())), None)
        found.append((day, present))
        if present is not None:
            queue.remove(present)
            queue.append(present)
    return tuple(found)


def gaps(
    first: dt.date, last: dt.date, held: Collection[dt.date], calendar: WorkCalendar
) -> tuple[dt.date, ...]:
    """Return the working days from ``first`` to ``last``, both included, on which nobody receives."""
    days = (first + dt.timedelta(days=n) for n in range((last - first).days + 1))
    return tuple(day for day in days if calendar.is_workday(day) and day not in held)


def month_bounds(year: int, month: int) -> tuple[dt.date, dt.date]:
    """Return the first and last day of a month."""
    return dt.date(year, month, 1), dt.date(year, month, months.monthrange(year, month)[1])


def month_beside(year: int, month: int, by: int) -> tuple[int, int]:
    """Return the month before (-1) or after (1)."""
    whole = year * DECEMBER + (month - 1) + by
    return whole // DECEMBER, whole % DECEMBER + 1


def change_refusal(day: dt.date, on: dt.date, calendar: WorkCalendar, kind: Kind) -> Refused | None:
    """Return why a reception day cannot be set for that day: it is past, or a day of rest.

    Going down to a village is also done on days of rest, since people are at home then.
    """
    if day < on:
        return Conflict("这一天已经过去，排班不再改动；有变化的，请在接访记录里写明。", RECEIVE)
    if kind is not Kind.VILLAGE and not calendar.is_workday(day):
        after = calendar.next_workday(day)
        return Conflict(
            f"{day.month}月{day.day}日不是工作日，遇节假日顺延，可以排在{after.month}月{after.day}日；"
            "下访可以排在休息日。",
            PUBLISHED,
        )
    return None


@dataclass(frozen=True, slots=True)
class SwapFacts:
    """What a swap is judged by: the two days and their leaders."""

    first_day: dt.date
    second_day: dt.date
    first_leader: UUID
    second_leader: UUID
    same_organ: bool
    first_away: bool = False
    second_away: bool = False
    both_open: bool = True


def swap_refusal(facts: SwapFacts, on: dt.date) -> Refused | None:
    """Return why two leaders cannot swap their days: past, another unit, the same person, somebody away.

    ``first_away``: the first leader is away on the second day; ``second_away`` the other way round.
    """
    if not facts.both_open:
        return Conflict("其中一天已经取消，不能调班；请在排班表上重新安排。", RECEIVE)
    if facts.first_leader == facts.second_leader:
        return Incomplete("两天是同一位领导值班，不用调。", RECEIVE)
    if not facts.same_organ:
        return Conflict("只能和本单位的领导调班。", RECEIVE)
    if min(facts.first_day, facts.second_day) < on:
        return Conflict("已经过去的一天不能调班。", RECEIVE)
    if facts.first_away or facts.second_away:
        return Conflict("调过去的那天有人外出，不能调；可以请第三位领导代班。", RECEIVE)
    return None
