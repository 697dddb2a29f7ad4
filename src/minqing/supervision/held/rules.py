"""领导包案: why a case is held, when progress is due, what ends it. Pure.

Articles: 信访工作条例 18(2) (leaders hold cases and solve what people complain of most).
No statute says in how many days: progress every 15 days and a review within 90 are defaults of practice,
changed case by case.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from minqing.kernel.law.rules import Article, Conflict, Incomplete, Refused

HOLDS: Final = Article("信访工作条例", "18(2)")
PROGRESS_EVERY: Final = 15
LONGEST: Final = 365
SOON: Final = 3
REMIND_EVERY: Final = 7
"""In days: a leader is told of a case that stands still once a week, not every morning."""


class Ground(StrEnum):
    """为什么包案."""

    STRONG = "strong"
    REPEATED = "repeated"
    LONG = "long"
    MANY = "many"
    ACROSS = "across"
    LEFT_OVER = "left_over"


GROUND_WORDS: Final = {
    Ground.STRONG: "群众反映强烈",
    Ground.REPEATED: "多次重复信访",
    Ground.LONG: "长期没有解决",
    Ground.MANY: "涉及人数多",
    Ground.ACROSS: "涉及几个部门，责任难分",
    Ground.LEFT_OVER: "历史遗留问题",
}


class Ending(StrEnum):
    """包案结果."""

    SETTLED = "settled"
    CALMED = "calmed"
    HANDED = "handed"


ENDING_WORDS: Final = {
    Ending.SETTLED: "已化解，息诉息访",
    Ending.CALMED: "已答复到位，稳定中",
    Ending.HANDED: "已转其他途径",
}


class Deed(StrEnum):
    """包案经过: what was done on a day."""

    PLAN = "plan"
    MEETING = "meeting"
    VISIT = "visit"
    PROGRESS = "progress"
    REVIEW = "review"
    RESULT = "result"


DEED_WORDS: Final = {
    Deed.PLAN: "方案",
    Deed.MEETING: "约谈会商",
    Deed.VISIT: "下访走访",
    Deed.PROGRESS: "进展",
    Deed.REVIEW: "评审",
    Deed.RESULT: "结果",
}
BY_HAND: Final = (Deed.MEETING, Deed.VISIT, Deed.PROGRESS, Deed.PLAN, Deed.REVIEW)


@dataclass(frozen=True, slots=True)
class Held:
    """What red is worked out from: when it began, the last deed, how often, until when."""

    started_on: dt.date
    last_on: dt.date | None
    every: int
    due_on: dt.date
    ended: bool = False


def progress_due(held: Held) -> dt.date:
    """Return the day by which the next progress is written down, counted in calendar days.

    Worked: last progress 2026-11-01, every 15 days → 2026-11-16.
    """
    return (held.last_on or held.started_on) + dt.timedelta(days=held.every)


def tone_on(held: Held, on: dt.date) -> str:
    """Return ``done``, ``overdue`` (past its end or without progress), ``soon`` or ``ok``."""
    if held.ended:
        return "done"
    nearest = min(held.due_on, progress_due(held))
    if nearest < on:
        return "overdue"
    return "soon" if (nearest - on).days <= SOON else "ok"


def hold_refusal(*, plan: str, started_on: dt.date, due_on: dt.date, every: int) -> Refused | None:
    """Return why a case cannot be held so: no plan, an end before its beginning, a senseless rhythm."""
    if not plan.strip():
        return Incomplete("请写明化解方案：做什么、谁来做、哪天做到。", HOLDS)
    if not started_on <= due_on <= started_on + dt.timedelta(days=LONGEST):
        return Incomplete(f"化解期限应当在包案之日以后、{LONGEST}天以内。", HOLDS)
    if not 1 <= every <= (due_on - started_on).days + 1:
        return Incomplete("多少天记一次进展，应当不超过化解期限。", HOLDS)
    return None


def ending_refusal(*, ended: bool, words: str, proof: str, deeds: int) -> Refused | None:
    """Return why a held case cannot be ended: already ended, no result, no proof, nothing ever done."""
    if ended:
        return Conflict("这件包案已经办结。", HOLDS)
    if not words.strip():
        return Incomplete("请写明化解的结果。", HOLDS)
    if not proof.strip():
        return Incomplete("请写明依据材料，例如协议、付款凭证、息诉承诺或者现场照片存放在哪里。", HOLDS)
    if deeds < 1:
        return Conflict("还没有一次约谈、下访或者进展，不能直接报结果；请先把做过的事记下来。", HOLDS)
    return None
