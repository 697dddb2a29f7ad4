"""钟: which days are working days, and how a term is counted on them.

Pure: the start and the calendar are arguments.  Counting follows 《民法典》第二百条至第二百零三条, applied to
petitions by analogy (the Regulation has no clause of its own): the first day is not counted, a last day on a
rest day moves to the next working day; 工作日 leave out weekends and public holidays and take in the weekend
days swapped for work (调休上班).
"""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, Protocol

from minqing.kernel.law.rules import Unit

Pauses = Sequence["Pause | tuple[dt.date, dt.date]"]

_SATURDAY = 5
_WEEKDAYS = "一二三四五六日"
# 全国年节及纪念日放假办法: the public holidays with a fixed date; since its revision of 2024-11-10
# (in force for 2025) 2 May as well.
_FIXED_HOLIDAYS = {(1, 1): "元旦", (5, 1): "劳动节", (10, 1): "国庆节", (10, 2): "国庆节", (10, 3): "国庆节"}
_SECOND_OF_MAY_FROM = 2025


class DayKind(StrEnum):
    """What a day is for an office."""

    WORKDAY = "workday"  # 工作日
    WEEKEND = "weekend"  # 周末休息
    HOLIDAY = "holiday"  # 放假
    SWAPPED = "swapped"  # 调休上班

    @property
    def works(self) -> bool:
        """Whether offices are open."""
        return self in (DayKind.WORKDAY, DayKind.SWAPPED)


class LineKind(StrEnum):
    """What counting does with a day."""

    EXCLUDED = "excluded"  # 开始当日，不计入
    COUNTED = "counted"  # 计入
    SKIPPED = "skipped"  # 非工作日，不计
    PAUSED = "paused"  # 中止，不计
    ROLLED = "rolled"  # 顺延


class MarkedDay(NamedTuple):
    """A day the published plan sets apart: a holiday or a weekend day swapped for work."""

    kind: DayKind
    name: str


class Pause(NamedTuple):
    """中止: from ``first`` to ``last``, both not counted; ``why`` is printed in the explanation."""

    first: dt.date
    last: dt.date
    why: str = ""


@dataclass(frozen=True, slots=True)
class Length:
    """A length without an article, for counting what no term describes."""

    count: int
    unit: Unit = Unit.DAY
    rolls: bool = True


class Countable(Protocol):
    """What can be counted: a ``law.Term`` or anything of its shape."""

    @property
    def count(self) -> int:
        """How many."""

    @property
    def unit(self) -> Unit:
        """日 or 工作日."""

    @property
    def rolls(self) -> bool:
        """Whether a last day on a rest day moves on."""


class DayLine(NamedTuple):
    """One day of an explanation; ``number`` is its place in the count or None when it is not counted."""

    day: dt.date
    number: int | None
    kind: LineKind
    words: str


class WorkCalendar:
    """工作日历: the published holidays and swapped workdays of the years it knows, an estimate for others.

    ``marked`` are the days that differ from the plain week; ``published`` the years whose plan they are.
    In a year that is not published weekends rest and only the holidays of fixed date are known: the lunar
    ones and the swaps are missing, so a term that depends on such a year is provisional.
    """

    __slots__ = ("_first", "_last", "_marked", "_offs", "_published", "_works")

    def __init__(self, marked: Mapping[dt.date, MarkedDay], published: Iterable[int]) -> None:
        self._marked = dict(marked)
        self._published = frozenset(published)
        # Ordinals of all working days of the prepared years, so that counting is a bisection and not a walk.
        self._works: list[int] = []
        self._first = self._last = 0
        if self._published:
            self._prepare(min(self._published) - 1, max(self._published) + 5)

    @property
    def published_years(self) -> tuple[int, ...]:
        """The years with a published plan, ascending."""
        return tuple(sorted(self._published))

    def is_published(self, year: int) -> bool:
        """Whether the plan of that year is known; if not, every answer about it is an estimate."""
        return year in self._published

    def kind_of(self, day: dt.date) -> DayKind:
        """What that day is."""
        marked = self._marked.get(day)
        if marked is not None:
            return marked.kind
        if day.weekday() >= _SATURDAY:
            return DayKind.WEEKEND if not self._fixed_holiday(day) else DayKind.HOLIDAY
        return DayKind.HOLIDAY if self._fixed_holiday(day) else DayKind.WORKDAY

    def name_of(self, day: dt.date) -> str:
        """国庆节: the holiday the day belongs to (also of a swapped workday), or ""."""
        marked = self._marked.get(day)
        return marked.name if marked is not None else self._fixed_holiday(day)

    def is_workday(self, day: dt.date) -> bool:
        """Whether offices are open on that day."""
        return self.kind_of(day).works

    def workdays_up_to(self, day: dt.date) -> int:
        """How many prepared working days lie up to a day: the difference of two is a number of workdays."""
        ordinal = day.toordinal()
        self._reach(ordinal)
        return bisect_right(self._works, ordinal)

    def workdays_between(self, first: dt.date, last: dt.date) -> int:
        """How many working days lie from ``first`` to ``last``, both included; 0 when last < first."""
        if last < first:
            return 0
        self._reach(first.toordinal())
        self._reach(last.toordinal())
        return bisect_right(self._works, last.toordinal()) - bisect_left(self._works, first.toordinal())

    def next_workday(self, day: dt.date) -> dt.date:
        """That day if offices are open, else the first open day after it."""
        ordinal = day.toordinal()
        self._reach(ordinal + 40)  # no run of rest days is longer
        return dt.date.fromordinal(self._works[bisect_left(self._works, ordinal)])

    def workday_after(self, day: dt.date, count: int) -> dt.date:
        """The ``count``-th working day after a day, that day not counted; the day itself for 0."""
        if count <= 0:
            return day
        ordinal = day.toordinal()
        # A year has about 250 working days; two days a workday and forty are always enough.
        self._reach(ordinal)
        self._reach(ordinal + 2 * count + 40)
        return dt.date.fromordinal(self._works[bisect_right(self._works, ordinal) + count - 1])

    def _fixed_holiday(self, day: dt.date) -> str:
        if day.year in self._published:
            return ""
        if (day.month, day.day) == (5, 2) and day.year >= _SECOND_OF_MAY_FROM:
            return "劳动节"
        return _FIXED_HOLIDAYS.get((day.month, day.day), "")

    def _reach(self, ordinal: int) -> None:
        if self._first <= ordinal < self._last:
            return
        year = dt.date.fromordinal(ordinal).year
        if self._last:
            first, last = dt.date.fromordinal(self._first).year, dt.date.fromordinal(self._last - 1).year
            self._prepare(min(first, year), max(last, year))
        else:
            self._prepare(year - 1, year + 2)

    def _prepare(self, first_year: int, last_year: int) -> None:
        start = dt.date(max(first_year, 1), 1, 1).toordinal()
        end = dt.date(min(last_year, 9998) + 1, 1, 1).toordinal()
        works = [n for n in range(start, end) if self.is_workday(dt.date.fromordinal(n))]
        # One assignment each, works first: threads that read meanwhile see the old or the new arrays.
        self._works, self._first, self._last = works, start, end


@dataclass(frozen=True, slots=True)
class Count:
    """The result of counting a term.

    ``due`` is the last day on which the act is in time; ``unrolled`` that day before a roll-over, which an
    organ takes as its internal target; ``original`` is ``unrolled`` without the extension; ``provisional``
    is true when a plan not yet published may still move ``due``.
    """

    start: dt.date
    due: dt.date
    unrolled: dt.date
    original: dt.date
    provisional: bool
    count: int
    unit: Unit
    rolls: bool
    extension_days: int
    pauses: tuple[Pause, ...]
    calendar: WorkCalendar

    def explain(self) -> tuple[DayLine, ...]:
        """One line for every day from ``start`` to ``due``, in plain Chinese."""
        return explain(self)

    @property
    def paused_days(self) -> int:
        """How many calendar days between the start and the last day lie in a pause."""
        day_one = self.start + dt.timedelta(days=1)
        spans = ((max(p.first, day_one), min(p.last, self.unrolled)) for p in self.pauses)
        return sum(max((last - first).days + 1, 0) for first, last in spans)

    @property
    def summary(self) -> str:
        """One sentence: from when, how long, until when, and whether that is provisional."""
        length = f"{self.count}日" if self.unit is Unit.DAY else f"{self.count}个工作日"
        if self.extension_days:
            length += f"，延长{self.extension_days}{'日' if self.unit is Unit.DAY else '个工作日'}"
        if lost := self.paused_days:
            length += f"，其间中止{lost}日不计"
        words = f"自{_date(self.start)}起{length}，至{_date(self.due)}届满"
        if self.due != self.unrolled:
            words += f"（{_date(self.unrolled)}是休息日，顺延）"
        if self.provisional:
            words += f"；{self.due.year}年放假安排尚未公布，此为暂定日期"
        return words


def merged_pauses(pauses: Pauses) -> tuple[Pause, ...]:
    """Sort pauses and join those that overlap; a pause that ends before it begins is refused."""
    joined: list[Pause] = []
    for first, last, *why in sorted(pauses):
        if last < first:
            raise ValueError(f"a pause ends before it begins: {first} to {last}")
        reason = why[0] if why else ""
        if joined and first <= joined[-1].last:
            before = joined.pop()
            joined.append(Pause(before.first, max(before.last, last), before.why or reason))
        else:
            joined.append(Pause(first, last, reason))
    return tuple(joined)


def _advance(
    start: dt.date, count: int, unit: Unit, calendar: WorkCalendar, pauses: tuple[Pause, ...]
) -> dt.date:
    """The ``count``-th counted day after ``start``, pauses left out."""
    if count <= 0:
        return start
    day_one = start + dt.timedelta(days=1)
    if unit is Unit.DAY:
        due = start + dt.timedelta(days=count)
        for pause in pauses:
            if pause.first > due:
                break
            lost = (pause.last - max(pause.first, day_one)).days + 1
            if lost > 0:
                due += dt.timedelta(days=lost)
        return due
    due = calendar.workday_after(start, count)
    for pause in pauses:
        if pause.first > due:
            break
        count += calendar.workdays_between(max(pause.first, day_one), pause.last)
        due = calendar.workday_after(start, count)
    return due


def count_days(
    start: dt.date,
    term: Countable | tuple[int, Unit, bool],
    calendar: WorkCalendar,
    pauses: Pauses = (),
    extension_days: int = 0,
) -> Count:
    """When a term that starts on ``start`` ends.

    ``start`` is day 0 and not counted.  ``term`` is a law term or ``Length(count, unit, rolls)``.  ``pauses``
    are closed intervals of days that do not count; counting goes on with the next number after them.
    ``extension_days`` (in the term's unit) are added to the original last day *before* its roll-over.
    Raises ``ValueError`` for a negative length or extension or a pause that ends before it begins.

    Worked example: received 2026-09-14 + 15 日 → 2026-09-29; accepted 2026-09-29 + 60 日 → Sat 2026-11-28,
    rolled to Mon 2026-11-30; extended by 30 日 → 2026-12-28.
    """
    if isinstance(term, tuple):
        count, unit, rolls = term
    else:
        count, unit, rolls = term.count, term.unit, term.rolls
    if count < 0 or extension_days < 0:
        raise ValueError("a term or an extension cannot be negative")
    joined = merged_pauses(pauses) if pauses else ()
    original = _advance(start, count, unit, calendar, joined)
    unrolled = _advance(start, count + extension_days, unit, calendar, joined) if extension_days else original
    due = calendar.next_workday(unrolled) if rolls else unrolled
    first_year = start.year if unit is Unit.WORKDAY else unrolled.year
    depends = unit is Unit.WORKDAY or rolls
    provisional = depends and not all(calendar.is_published(y) for y in range(first_year, due.year + 1))
    return Count(
        start, due, unrolled, original, provisional, count, unit, rolls, extension_days, joined, calendar
    )


def _date(day: dt.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _why_rest(calendar: WorkCalendar, day: dt.date) -> str:
    name = calendar.name_of(day)
    return f"{name}放假" if name else "周末休息"


def _pause_on(pauses: tuple[Pause, ...], day: dt.date) -> Pause | None:
    return next((p for p in pauses if p.first <= day <= p.last), None)


def explain(result: Count) -> tuple[DayLine, ...]:
    """The days of a count, one line each: excluded, counted, skipped, paused or rolled over."""
    calendar, lines, number = result.calendar, [], 0
    day = result.start
    total = result.count + result.extension_days
    while day <= result.due:
        head = f"{_date(day)}（星期{_WEEKDAYS[day.weekday()]}）"
        pause = _pause_on(result.pauses, day) if result.start < day <= result.unrolled else None
        shown: int | None = None
        if day > result.unrolled:
            kind = LineKind.ROLLED
            words = "顺延后的期限最后一日" if day == result.due else f"{_why_rest(calendar, day)}，继续顺延"
        elif day == result.start:
            kind, words = LineKind.EXCLUDED, "开始当日，不计入"
        elif pause is not None:
            kind, words = LineKind.PAUSED, f"{pause.why or '期限中止'}，不计入"
        elif result.unit is Unit.WORKDAY and not calendar.is_workday(day):
            kind, words = LineKind.SKIPPED, f"{_why_rest(calendar, day)}，不是工作日，不计"
        else:
            number += 1
            kind, shown, words = LineKind.COUNTED, number, _counted_words(result, day, number, total)
        if not calendar.is_published(day.year) and (result.unit is Unit.WORKDAY or day >= result.unrolled):
            words += f"（{day.year}年放假安排尚未公布，暂按周末和固定节日推算）"
        lines.append(DayLine(day, shown, kind, f"{head}：{words}"))
        day += dt.timedelta(days=1)
    return tuple(lines)


def _counted_words(result: Count, day: dt.date, number: int, total: int) -> str:
    unit = "日" if result.unit is Unit.DAY else "个工作日"
    words = f"第{number}{unit}"
    if number > result.count:
        words += f"（延长期第{number - result.count}{unit}）"
    if result.unit is Unit.WORKDAY and result.calendar.kind_of(day) is DayKind.SWAPPED:
        words += f"（{result.calendar.name_of(day)}调休上班）"
    if number == total:
        words += "，期限最后一日"
        if result.due != result.unrolled:
            words += f"；{_why_rest(result.calendar, day)}，顺延至下一工作日"
    return words
