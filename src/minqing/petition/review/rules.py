"""复查·复核 (⑥): who may ask, until when, what the opinion must say, and when it is final. Pure.

Articles: 信访工作条例 28(3), 35, 36; 民事诉讼法 85, 86 by analogy; 山东省信访条例 45 for the grounds (local).
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final
from uuid import UUID

from minqing.kernel.law.rules import (
    Article,
    Conflict,
    Incomplete,
    NotAllowed,
    Refused,
    TooLate,
    UnlawfulMove,
)
from minqing.petition.matter.rules import REGULATION, Level, State

ASKS: Final = Article(REGULATION, "35")
ASKS_AGAIN: Final = Article(REGULATION, "36(1)")
HEARD: Final = Article(REGULATION, "36(2)")
FINAL: Final = Article(REGULATION, "36(3)")
RECUSAL: Final = Article(REGULATION, "28(3)")
POSTED: Final = Article("中华人民共和国民事诉讼法", "85")
OBSTACLE: Final = Article("中华人民共和国民事诉讼法", "86")
# Local rule: the list of grounds, and that a redone opinion may not be the same again.
LOCAL: Final = Article("山东省信访条例", "45")
APPLY_TERMS: Final = MappingProxyType({Level.REVIEW: "REVIEW1_APPLY", Level.FINAL_REVIEW: "REVIEW2_APPLY"})
DECIDE_TERMS: Final = MappingProxyType({Level.REVIEW: "REVIEW1_DECIDE", Level.FINAL_REVIEW: "REVIEW2_DECIDE"})
LATE_TERM: Final = "REVIEW_OBSTACLE"
REDO_TERM: Final = "REDO"
LEVEL_WORDS: Final = MappingProxyType({Level.FIRST: "办理", Level.REVIEW: "复查", Level.FINAL_REVIEW: "复核"})


class ReviewOutcome(StrEnum):
    """复查（复核）决定: upheld, changed, or withdrawn and sent back to be done again within a time."""

    UPHOLD = "uphold"
    CHANGE = "change"
    SEND_BACK = "send_back"


OUTCOME_WORDS: Final = MappingProxyType(
    {
        ReviewOutcome.UPHOLD: "维持",
        ReviewOutcome.CHANGE: "变更",
        ReviewOutcome.SEND_BACK: "撤销并责令限期重新办理",
    }
)


class Ground(StrEnum):
    """撤销、变更的理由 (山东省信访条例 45; a local rule, taken as the list to choose from)."""

    FACTS_UNCLEAR = "facts_unclear"
    WRONG_BASIS = "wrong_basis"
    PROCEDURE_VIOLATED = "procedure_violated"
    POWERS_EXCEEDED = "powers_exceeded"
    MANIFESTLY_IMPROPER = "manifestly_improper"


GROUND_WORDS: Final = MappingProxyType(
    {
        Ground.FACTS_UNCLEAR: "主要事实不清、证据不足",
        Ground.WRONG_BASIS: "适用依据错误",
        Ground.PROCEDURE_VIOLATED: "违反规定程序",
        Ground.POWERS_EXCEEDED: "超越或者滥用职权",
        Ground.MANIFESTLY_IMPROPER: "处理意见明显不当",
    }
)


# --- asking -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Application:
    """申请: what is asked for against an opinion whose window ends on ``window_ends``.

    ``posted_on`` is the postmark's day when it came by post, ``received_on`` the day it reached an organ;
    ``obstacle_ended_on`` when what hindered the petitioner was over.
    """

    level: Level
    state: State
    reviewable: bool
    delivered_on: date | None
    window_ends: date | None
    received_on: date
    posted_on: date | None = None
    requests: str = ""
    facts: str = ""
    late_reason: str = ""
    obstacle_ended_on: date | None = None
    already: bool = False


def asked_level(level: Level) -> Level | None:
    """Return what may be asked for against an opinion of this level; None against a final one."""
    return {Level.FIRST: Level.REVIEW, Level.REVIEW: Level.FINAL_REVIEW}.get(level)


def is_late(asked: Application) -> bool:
    """Return whether the request came after the window; what was posted in time is in time (民事诉讼法 85).

    Window to 25 November, postmark 25 November, received 1 December: in time.
    """
    return asked.window_ends is not None and (asked.posted_on or asked.received_on) > asked.window_ends


def application_refusal(asked: Application, today: date) -> Refused | None:
    """Return why review cannot be asked for, or None; ``level`` is that of the opinion complained of.

    35, 36(1): of a handling opinion that was delivered, once; 36(3): not of a final opinion. A late request
    needs its reason in words; whether the reason is good the reviewing organ decides.
    """
    wanted = asked_level(asked.level)
    if wanted is None:
        return UnlawfulMove(
            "这件事项已经作出复核意见，复核意见是信访程序的最终意见，不能再申请。有新的事实或者理由，可以作为新的事项另行提出。",
            FINAL,
        )
    basis = ASKS if wanted is Level.REVIEW else ASKS_AGAIN
    name = LEVEL_WORDS[wanted]
    if not asked.reviewable:
        return UnlawfulMove(
            f"只有按信访程序出具的处理意见才能申请{name}；其他途径办理的，请按告知的程序提出。", basis
        )
    if asked.delivered_on is None or asked.state not in {State.DELIVERED, State.CLOSED}:
        return Conflict(f"书面意见送达信访人以后，才能申请{name}。", basis)
    if asked.already:
        return Conflict(f"对这份意见已经申请过{name}，请等候{name}意见或者查看结果。", basis)
    return _gaps(asked, name, basis) or _days(asked, name, today, basis) or _lateness(asked, name)


def _gaps(asked: Application, name: str, basis: Article) -> Refused | None:
    lacks = [
        words
        for words, said in ((f"{name}请求", asked.requests), ("事实和理由", asked.facts))
        if not said.strip()
    ]
    return Incomplete(f"请写明{'、'.join(lacks)}。", basis) if lacks else None


def _days(asked: Application, name: str, today: date, basis: Article) -> Refused | None:
    if asked.received_on > today:
        return Incomplete("收到申请的日期不能晚于今天。", basis)
    if asked.posted_on is not None and asked.posted_on > asked.received_on:
        return Incomplete("邮戳日期不能晚于收到申请的日期。", POSTED)
    asked_on = asked.posted_on or asked.received_on
    if asked.delivered_on is not None and asked_on < asked.delivered_on:
        return Incomplete(f"申请{name}的日期不能早于书面意见送达的日期。", basis)
    return None


def _lateness(asked: Application, name: str) -> Refused | None:
    if not is_late(asked) or asked.late_reason.strip():
        return None
    ends = asked.window_ends
    day = f"{ends.year}年{ends.month}月{ends.day}日" if ends else ""
    return TooLate(
        f"申请{name}的期限已于{day}届满。因不可抗力或者其他正当理由耽误的，请写明理由和障碍消除的日期，由{name}机关决定是否受理。",
        OBSTACLE,
    )


def admission_refusal(
    *, late: bool, admit: bool, reason: str, obstacle_ended: bool, in_ten_days: bool
) -> Refused | None:
    """Return why a late request cannot be decided so, or None (民事诉讼法 86 by analogy).

    Both ways need reasons; it is let in only when the obstacle ended and the request came within ten days.
    """
    if not late:
        return Conflict("这件申请没有逾期，直接受理即可。", ASKS)
    if not reason.strip():
        return Incomplete("请写明准许或者不准许的理由。", OBSTACLE)
    if admit and not obstacle_ended:
        return Incomplete("准许逾期申请，须先查明障碍消除的日期。", OBSTACLE)
    if admit and not in_ten_days:
        return TooLate("障碍消除已经超过十日才提出，不能准许；请说明理由，作不予准许处理。", OBSTACLE)
    return None


def late_signature_refusal(
    *,
    proposed_by: UUID | None,
    signer: UUID | None,
    standing_for: UUID | None,
    agree: bool,
    words: str,
) -> Refused | None:
    """Return why a leader may not sign (or send back) the refusal of a late request, or None.

    Something was proposed; who proposed it does not sign it, neither does a deputy standing in for them;
    sent back, it needs a reason.
    """
    if proposed_by is None:
        return Conflict("没有等待签批的不予准许；请先由复查、复核人员写明理由报请。", OBSTACLE)
    if proposed_by in {signer, standing_for}:
        return NotAllowed("报请不予准许的人不能自己签批，请由本机关其他负责人签批。", OBSTACLE)
    if not agree and not words.strip():
        return Incomplete("请写明为什么不同意。", OBSTACLE)
    return None


# --- deciding -----------------------------------------------------------------------------------------


def recusal_refusal(account_id: UUID | None, handled_by: Collection[UUID | None]) -> Refused | None:
    """Return the refusal for who drafted, handled or signed what is now reviewed (28(3)), or None."""
    if account_id is not None and account_id in handled_by:
        return NotAllowed("您参与过这件事项前一程序的办理，应当回避，请由其他人员复查、复核。", RECUSAL)
    return None


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """What a review opinion says so far."""

    level: Level
    facts: str
    outcome: ReviewOutcome | None
    grounds: tuple[Ground, ...]
    reasons: str
    basis: str
    change: str
    redo_by: date | None
    publish: bool = False
    heard: bool = False


def decision_gaps(said: DecisionFacts, on: date, redo_latest: date) -> tuple[str, ...]:
    """Return in plain Chinese what a review opinion still lacks; () when it may be sent up.

    Upheld needs facts, reasons and basis; changed also what is decided instead and a ground; sent back also a
    ground and a day after today, no later than a new handling would have (60 days, 34 by analogy).
    """
    gaps = [
        words
        for words, there in (
            ("认定的事实", said.facts.strip()),
            ("决定（维持、变更或者撤销重办）", said.outcome),
            ("理由", said.reasons.strip()),
            ("依据", said.basis.strip()),
        )
        if not there
    ]
    overturned = said.outcome in {ReviewOutcome.CHANGE, ReviewOutcome.SEND_BACK}
    if overturned and not said.grounds:
        gaps.append("撤销、变更的理由（至少选一项）")
    if said.outcome is ReviewOutcome.UPHOLD and said.grounds:
        gaps.append("维持的不选撤销、变更的理由")
    if said.outcome is ReviewOutcome.CHANGE and not said.change.strip():
        gaps.append("变更后的处理意见")
    if said.outcome is ReviewOutcome.SEND_BACK:
        gaps += _redo_gaps(said.redo_by, on, redo_latest)
    if said.publish and not (said.level is Level.FINAL_REVIEW and said.heard):
        gaps.append("只有经过听证的复核意见才可以向社会公示")
    return tuple(gaps)


def _redo_gaps(redo_by: date | None, on: date, latest: date) -> list[str]:
    if redo_by is None:
        return ["重新办理的期限"]
    if redo_by <= on:
        return ["重新办理的期限应当在今天以后"]
    if redo_by > latest:
        return [f"重新办理的期限最迟{latest.year}年{latest.month}月{latest.day}日（参照办理期限）"]
    return []


def decision_refusal(said: DecisionFacts, on: date, redo_latest: date) -> Refused | None:
    """Return the refusal that names every gap, or None."""
    gaps = decision_gaps(said, on, redo_latest)
    basis = ASKS if said.level is Level.REVIEW else ASKS_AGAIN
    return Incomplete(f"{LEVEL_WORDS[said.level]}意见还缺：{'；'.join(gaps)}。", basis) if gaps else None
