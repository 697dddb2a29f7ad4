"""积案: by which criteria a matter enters the register, its plan, and what it takes to be written off. Pure.

Articles: 信访工作条例 18(2) (leaders solve outstanding problems). Months and numbers are practice.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from minqing.kernel.law.rules import Article, Conflict, Incomplete, NotAllowed, Refused

SOLVES: Final = Article("信访工作条例", "18(2)")
PRACTICE: Final = Article("信访工作条例", "18(2)", confidence="D")


class Criterion(StrEnum):
    """列入的理由: old, repeated, unresolved, or put in by hand."""

    OLD = "old"
    REPEATED = "repeated"
    UNRESOLVED = "unresolved"
    BY_HAND = "by_hand"


class Status(StrEnum):
    """登记, 有方案, 申请销号, 已销号."""

    ENTERED = "entered"
    PLANNED = "planned"
    PROVED = "proved"
    WRITTEN_OFF = "written_off"


CRITERION_WORDS: Final[Mapping[Criterion, str]] = MappingProxyType(
    {
        Criterion.OLD: "时间长",
        Criterion.REPEATED: "反复信访",
        Criterion.UNRESOLVED: "办结后仍没有解决",
        Criterion.BY_HAND: "领导或者督查人员提出",
    }
)
STATUS_WORDS: Final[Mapping[Status, str]] = MappingProxyType(
    {
        Status.ENTERED: "待定方案",
        Status.PLANNED: "化解中",
        Status.PROVED: "待签字销号",
        Status.WRITTEN_OFF: "已销号",
    }
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the criteria look at; ``repeats`` counts other letters on it."""

    received_on: date
    open: bool
    repeats: int = 0
    resolved: str = ""


def criteria_of(facts: Facts, on: date, *, old_days: int, many: int) -> tuple[Criterion, ...]:
    """Return why a matter belongs in the register; nothing when it does not.

    Old: open for ``old_days`` since receipt. Repeated: ``many`` further letters. Unresolved: finished, the
    petitioner says that nothing is solved, and wrote again.
    """
    found = {
        Criterion.OLD: facts.open and on - facts.received_on >= timedelta(days=old_days),
        Criterion.REPEATED: many > 0 and facts.repeats >= many,
        Criterion.UNRESOLVED: not facts.open and facts.resolved == "no" and facts.repeats > 0,
    }
    return tuple(criterion for criterion, holds in found.items() if holds)


@dataclass(frozen=True, slots=True)
class Plan:
    """化解方案: who by name and post, how, by when."""

    who: str
    how: str
    by: date | None


def plan_refusal(plan: Plan, on: date) -> Refused | None:
    """Return why a plan cannot be set: something missing, a day that has passed."""
    if not plan.who.strip() or not plan.how.strip() or plan.by is None:
        return Incomplete("方案要写明谁负责、怎样化解、哪天以前。", SOLVES)
    if plan.by < on:
        return Incomplete("化解期限不能早于今天。", SOLVES)
    return None


def proof_refusal(status: Status, *, proof: bool, result: str) -> Refused | None:
    """Return why no writing off can be asked for: no plan yet, no proof file, no words."""
    if status is not Status.PLANNED:
        return Conflict("有了化解方案的积案才能申请销号。", SOLVES)
    if not proof:
        return Incomplete("请附上化解的证明材料（例如协议、验收单、息诉材料），没有证明不能销号。", SOLVES)
    if not result.strip():
        return Incomplete("请写明怎样化解的。", SOLVES)
    return None


def signing_refusal(status: Status, *, same: bool) -> Refused | None:
    """Return why a leader cannot sign: nothing was proved, or it was they who asked."""
    if status is not Status.PROVED:
        return Conflict("没有等待签字的销号申请。", SOLVES)
    if same:
        return NotAllowed("申请销号的人不能自己签字，请由另一位负责人签字。", SOLVES)
    return None
