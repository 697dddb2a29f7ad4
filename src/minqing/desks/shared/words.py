"""The words of stored values as pages say them: those of a matter from its own room, the desks' own beside.

Staff pages use the Regulation's own terms.
"""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final

from django.utils.dateformat import format as formatted
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from minqing.petition.public.words import (
    ATTITUDES,
    CHANNELS,
    LEVELS,
    MODES,
    OUTCOMES,
    PROCEDURES,
    PURPOSES,
    RESOLVED,
    STATES,
    TRACKS,
)

__all__ = [
    "ATTITUDES",
    "CHANNELS",
    "DUE",
    "DUTIES",
    "LEVELS",
    "MODES",
    "ORGAN_KINDS",
    "OUTCOMES",
    "PROCEDURES",
    "PURPOSES",
    "RESOLVED",
    "STATES",
    "TRACKS",
    "Words",
    "day_words",
    "due_words",
    "short_day",
    "word",
]

Words = Mapping[str, str | Promise]


def _table(**words: str | Promise) -> Words:
    return MappingProxyType(words)


DUTIES: Final = _table(
    registrar=lazy("登记转办"),
    handler=lazy("承办"),
    leader=lazy("领导签批"),
    supervisor=lazy("督查"),
    steward=lazy("系统管理"),
    reviewer=lazy("复查复核"),
    counter=lazy("窗口接待"),
    treasurer=lazy("专项资金"),
)
ORGAN_KINDS: Final = _table(
    county=lazy("县委县政府"),
    petition_office=lazy("信访工作部门"),
    department=lazy("县直部门"),
    township=lazy("乡镇、街道"),
    discipline=lazy("纪检监察机关"),
    political_legal=lazy("政法机关"),
    village=lazy("村、社区"),
    other=lazy("其他单位"),
    prefecture=lazy("市（州）党委政府"),
    province=lazy("省级党委政府"),
)
DUE: Final = _table(
    overdue=lazy("已超期"),
    today=lazy("今日到期"),
    soon=lazy("临近到期"),
)

# Amber begins this many days before the last day; the same number as the list's 临近到期.
SOON_DAYS: Final = 7


def word(table: Mapping[Any, str | Promise], value: str) -> str:
    """Return the word of a stored value; a value without one is shown as it is stored."""
    return str(table.get(str(value), value)) if value else ""


def day_words(day: date | None) -> str:
    """Return a date as people write it, with its weekday: ``2026年11月30日（星期一）``."""
    if day is None:
        return ""
    return formatted(day, _("Y年n月j日（l）"))


def short_day(day: date | None, today: date | None = None) -> str:
    """Return ``11月30日``, with the year when it is not this one."""
    if day is None:
        return ""
    if today is not None and day.year == today.year:
        return _written(day, _("n月j日"))
    return _written(day, _("Y年n月j日"))


@lru_cache(maxsize=4096)
def _written(day: date, form: str) -> str:
    """Return a day written in a form; each language has its own, and a list writes the same days often."""
    return formatted(day, form)


def due_words(due_on: date | None, today: date) -> tuple[str, str]:
    """Return the tone (``overdue|today|soon|ok|none``) and the words of a deadline.

    Example: due on 30 November, today the 27th -> ``("soon", "剩3天")``.
    """
    if due_on is None:
        return "none", _("无期限")
    left = (due_on - today).days
    if left < 0:
        return "overdue", _("超期%(days)d天") % {"days": -left}
    if left == 0:
        return "today", _("今日到期")
    tone = "soon" if left <= SOON_DAYS else "ok"
    return tone, _("剩%(days)d天") % {"days": left}
