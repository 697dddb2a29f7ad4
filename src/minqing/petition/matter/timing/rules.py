"""期限: how a clock stands, what may pause or prolong it, and when whom to warn. Pure.

Articles: 信访工作条例 34 (extension, at most once, never after the last day), 36(2) (the time of a hearing is
left out of the final review), 45(1) (liability for delay); 民法典 201, 203 (first and last day).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from minqing.kernel.clock.rules import Pause
from minqing.kernel.law.rules import Article, Conflict, Incomplete, PauseGround, Refused, TooLate

CLOCK_ARTICLE: Final = Article("信访工作条例", "34")
PAUSE_LIMIT: Final = "PAUSE_LIMIT"
# Letting a right lapse is no delay: these end, they are not missed.
RIGHTS: Final = frozenset({"ORG_OBJECT", "REVIEW1_APPLY", "REVIEW2_APPLY", "EVALUATION_WINDOW"})


class ChangeKind(StrEnum):
    """期限变动: what moved a clock."""

    EXTENDED = "extended"
    PAUSED = "paused"
    RESUMED = "resumed"
    EXCLUDED = "excluded"
    RECOUNTED = "recounted"
    KEPT = "kept"


class Standing(StrEnum):
    """How a clock stands: running, paused, overdue, met, missed, or a right that has lapsed."""

    RUNNING = "running"
    PAUSED = "paused"
    OVERDUE = "overdue"
    MET = "met"
    MISSED = "missed"
    LAPSED = "lapsed"


class Alarm(StrEnum):
    """预警: how near a running duty is to its last day."""

    CALM = "calm"
    NOTICE = "notice"
    WARNING = "warning"
    GRAVE = "grave"
    LAST = "last"
    LATE = "late"


def standing(
    term: str, *, due_on: date, stopped_on: date | None, paused_on: date | None, today: date
) -> Standing:
    """Return how a clock stands on a day.

    A paused clock neither falls due nor is overdue; what was stopped while paused is judged by the day it
    was paused.

    >>> standing("HANDLE", due_on=date(2026, 11, 30), stopped_on=None, paused_on=date(2026, 11, 1),
    ...          today=date(2027, 1, 1)).value
    'paused'
    """
    if stopped_on is not None:
        ended = min(stopped_on, paused_on) if paused_on is not None else stopped_on
        return Standing.MISSED if ended > due_on else Standing.MET
    if paused_on is not None:
        return Standing.PAUSED
    if due_on >= today:
        return Standing.RUNNING
    return Standing.LAPSED if term in RIGHTS else Standing.OVERDUE


# --- pauses -------------------------------------------------------------------------------------------


def excluded_days(first: date, resumed: date, limit: date) -> tuple[date, date] | None:
    """Return the first and last day a pause leaves out, None when it leaves out none.

    ``first`` is the day of pausing (not counted), ``resumed`` the day of resuming (counted again); from
    ``limit`` on, the last day on which a profile lets it resume, days count even if nobody resumed.

    >>> excluded_days(date(2026, 11, 2), date(2026, 11, 9), date(2026, 12, 1))
    (datetime.date(2026, 11, 2), datetime.date(2026, 11, 8))
    """
    last = min(resumed, limit) - timedelta(days=1)
    return (first, last) if last >= first else None


@dataclass(frozen=True, slots=True)
class PauseFacts:
    """What a pause is judged by: the grounds the profile knows for the term, and how the clock stands."""

    grounds: Mapping[str, PauseGround]
    ground: str
    term: str
    term_name: str
    due_on: date
    started_on: date
    paused: bool
    excluded_until: date | None = None


def pause_refusal(facts: PauseFacts, *, on: date) -> Refused | None:
    """Return why a clock may not be paused on a day, or None."""
    allowed = [each for each in facts.grounds.values() if facts.term in each.terms]
    if not allowed:
        return Conflict(
            f"“{facts.term_name}”不能中止：现行规定没有允许它停止计算的事由。情况复杂的，可以在到期前申请延长。",
            CLOCK_ARTICLE,
        )
    ground = facts.grounds.get(facts.ground)
    if ground is None or facts.term not in ground.terms:
        names = "、".join(each.name for each in allowed)
        return Incomplete(f"请选择规定允许的事由：{names}。", allowed[0].article)
    if facts.paused:
        return Conflict("这个期限已经中止；同一期限不能重复中止，请先恢复计算。", ground.article)
    if on > facts.due_on:
        return TooLate("期限已经届满，不能再中止；已经超期的应当抓紧办结并说明原因。", ground.article)
    if on < facts.started_on or (facts.excluded_until is not None and on <= facts.excluded_until):
        return Conflict("这些日子已经不计算在期限内，不能重复扣除。", ground.article)
    return None


def exclusion_refusal(
    facts: PauseFacts, *, first: date, last: date, earlier: Sequence[Pause], on: date
) -> Refused | None:
    """Return why days already past may not be left out (听证所需时间), or None."""
    refused = pause_refusal(replace(facts, excluded_until=None), on=min(first, facts.due_on))
    if refused is not None:
        return refused
    article = facts.grounds[facts.ground].article
    if last < first or last > on:
        return Incomplete("扣除的日子应当是已经过去的、先后正确的一段。", article)
    if first > facts.due_on:
        return TooLate("期限届满之后的日子不能扣除。", article)
    if any(first <= pause.last and pause.first <= last for pause in earlier):
        return Conflict("这些日子已经扣除过，不能重复扣除。", article)
    return None


def pauses_of(stored: Iterable[Sequence[str]]) -> tuple[Pause, ...]:
    """Return stored pauses (``[first, last, why]`` with ISO days) as the count takes them."""
    return tuple(
        Pause(date.fromisoformat(first), date.fromisoformat(last), why) for first, last, why in stored
    )


# --- warnings -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From which share of a term (per cent) on handler, leader and supervisor are told; defaults, not law."""

    handler: int = 50
    leader: int = 75
    supervisor: int = 85
    last: int = 99


def share_used(started_on: date, due_on: date, today: date) -> int:
    """Return how much of a term is used up, in whole per cent; a term of no days is used up at once.

    >>> share_used(date(2026, 9, 29), date(2026, 11, 30), date(2026, 11, 1))
    53
    """
    whole = (due_on - started_on).days
    if whole <= 0:
        return 100
    return (today - started_on).days * 100 // whole


def alarm(started_on: date, due_on: date, today: date, thresholds: Thresholds) -> Alarm:
    """Return how near a duty is to its last day; on the last day itself it is not late yet."""
    if today > due_on:
        return Alarm.LATE
    whole, gone = (due_on - started_on).days, (today - started_on).days * 100
    steps = (
        (thresholds.last, Alarm.LAST),
        (thresholds.supervisor, Alarm.GRAVE),
        (thresholds.leader, Alarm.WARNING),
        (thresholds.handler, Alarm.NOTICE),
    )
    return next((level for above, level in steps if gone > above * whole), Alarm.CALM)


# 谁会被提醒: the handler from the first warning on, then the leader, then the supervisor too.
TOLD: Final[Mapping[Alarm, tuple[str, ...]]] = MappingProxyType(
    {
        Alarm.CALM: (),
        Alarm.NOTICE: ("handler",),
        Alarm.WARNING: ("handler", "leader"),
        Alarm.GRAVE: ("handler", "leader", "supervisor"),
        Alarm.LAST: ("handler", "leader", "supervisor"),
        Alarm.LATE: ("handler", "leader", "supervisor"),
    }
)
