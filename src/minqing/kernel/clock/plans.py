"""Checking a plan of holidays before it is taken over.  Pure, but not part of counting."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from minqing.kernel.clock.rules import DayKind, MarkedDay

_SATURDAY = 5
_NAME_LENGTH = 40
# 全国年节及纪念日放假办法: without these a plan is not the plan of a whole year.
_ALWAYS_FREE = ((1, 1), (5, 1), (10, 1), (10, 2), (10, 3))
# 13 public holidays since 2025, 11 before, 7 in the years before 2008 with more swaps.
_FEWEST_HOLIDAYS = 10


class Plan(NamedTuple):
    """A checked plan of one year and what was wrong with it; usable only when ``problems`` is empty."""

    year: int | None
    days: dict[dt.date, MarkedDay]
    problems: tuple[str, ...]


def _day_of(value: Any) -> dt.date | None:
    if isinstance(value, dt.datetime):
        return None
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(str(value).strip().replace("/", "-"))
    except ValueError:
        return None


_HEADINGS = (("day", "日期"), ("kind", "类别"), ("name", "节日"))
_KINDS = {
    "holiday": DayKind.HOLIDAY,
    "放假": DayKind.HOLIDAY,
    "休": DayKind.HOLIDAY,
    "swapped": DayKind.SWAPPED,
    "调休上班": DayKind.SWAPPED,
    "上班": DayKind.SWAPPED,
    "班": DayKind.SWAPPED,
}


def read_plan(rows: Iterable[Mapping[str, Any]]) -> Plan:
    """Read rows ``{day, kind, name}`` of one year's plan; every problem is told with its row number (from 1).

    A plan may reach into the December before: the plan of 2019 freed 2018-12-31 for 元旦.
    ``day`` is a date or ISO text, ``kind`` "holiday" or "swapped" (or 放假 / 调休上班); the headings may be
    日期, 类别, 节日.
    """
    days: dict[dt.date, MarkedDay] = {}
    problems: list[str] = []
    for number, row in enumerate(rows, start=1):
        given, kind_given, name = (row.get(e, row.get(z)) for e, z in _HEADINGS)
        day, kind = _day_of(given), _KINDS.get(str(kind_given or "").strip().lower())
        name = str(name or "").strip()
        if day is None:
            problems.append(f"第{number}行：“{given}”不是日期，应为 2027-01-01 的样式")
            continue
        if kind is None:
            problems.append(f"第{number}行：“{kind_given}”不是“放假”或“调休上班”")
            continue
        if not name or len(name) > _NAME_LENGTH:
            problems.append(f"第{number}行：节日名称须为1至{_NAME_LENGTH}字")
        if day in days:
            problems.append(f"第{number}行：{day} 重复")
        if kind is DayKind.SWAPPED and day.weekday() < _SATURDAY:
            problems.append(f"第{number}行：{day} 本来就是工作日，不能调休上班")
        days[day] = MarkedDay(kind, name)
    if not days:
        problems.append("没有任何一行可用")
        return Plan(None, days, tuple(problems))
    year = max(day.year for day in days)
    strangers = sorted(day for day in days if day.year != year and (day.year, day.month) != (year - 1, 12))
    if strangers:
        problems.append(f"一次只能录入一年：按最晚一天是{year}年的安排，{strangers[0]} 不在其中")
    problems.extend(_gaps(year, days))
    return Plan(year, days, tuple(problems))


def _gaps(year: int, days: Mapping[dt.date, MarkedDay]) -> list[str]:
    free = {day for day, mark in days.items() if mark.kind is DayKind.HOLIDAY}
    found = [
        f"缺少法定节日 {dt.date(year, month, day)}"
        for month, day in _ALWAYS_FREE
        if dt.date(year, month, day) not in free
    ]
    if len(free) < _FEWEST_HOLIDAYS:
        found.append(f"全年只有{len(free)}个放假日，不像完整的放假安排")
    return found
