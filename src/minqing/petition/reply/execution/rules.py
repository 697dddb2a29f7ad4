"""执行: which answers must be carried out, by when, and when a matter has nothing left to follow. Pure.

Articles: 信访工作条例 32(2) (the organ urges execution of a supporting opinion), 33, 42(4) (refusing to carry
out is a ground of liability), 40(1) (supervised).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from minqing.kernel.law.rules import Article, Conflict, Incomplete, Refused
from minqing.petition.matter.rules import EXECUTION_ARTICLE, REGULATION, Outcome, Purpose

EXECUTES: Final = EXECUTION_ARTICLE
REFUSES: Final = Article(REGULATION, "42(4)")
SUPPORTED: Final = frozenset({Outcome.SUPPORT, Outcome.SUPPORT_IN_PART})
# What still has to be done; the rest is finished.
TO_DO: Final = ("open", "disputed", "refused")


@dataclass(frozen=True, slots=True)
class ToExecute:
    """How one supported request is to be carried out: by a day, or carried out already as told."""

    execute_by: date | None
    executed: str


def must_be_executed(purpose: Purpose | None, outcome: Outcome | str) -> bool:
    """Return whether an answer binds the organ to do something: support, whole or in part, of a claim."""
    return purpose is Purpose.CLAIM and str(outcome) in SUPPORTED


def execution_gap(purpose: Purpose | None, outcome: Outcome | str, plan: ToExecute) -> str:
    """Return what a supported answer still lacks, "" for nothing.

    The day is set by hand, for no text names one; what is done already says how.
    """
    if not must_be_executed(purpose, outcome):
        return ""
    if plan.execute_by is not None or plan.executed.strip():
        return ""
    return "执行期限（已经执行的，写明执行情况）"


def past_day_refusal(days: Iterable[tuple[int, date | None]], on: date) -> Refused | None:
    """Return why an opinion may not be issued with these days of execution, or None."""
    past = [str(seq) for seq, day in days if day is not None and day < on]
    if past:
        return Incomplete(f"第{'、'.join(past)}项请求的执行期限已经过了，请改成以后的日期。", EXECUTES)
    return None


def acting_refusal(status: str, wanted: str) -> Refused | None:
    """Return why an execution that stands so may not become ``wanted``, or None."""
    if wanted in {"confirmed", "disputed"} and status != "done":
        return Conflict("执行单位还没有报告执行完毕。", EXECUTES)
    if wanted in {"done", "progress", "refused"} and status not in TO_DO:
        return Conflict("这一项已经执行完毕。", EXECUTES)
    return None


def nearest_due(rows: Iterable[tuple[str, date]]) -> date | None:
    """Return the first day by which something must still be carried out, or None.

    >>> nearest_due([("open", date(2026, 10, 9)), ("done", date(2026, 9, 30))])
    datetime.date(2026, 10, 9)
    """
    return min((day for status, day in rows if status in TO_DO), default=None)
