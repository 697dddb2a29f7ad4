"""评价 (⑦): which matters are rated, by whom, until when; the blind call-back and its comparison. Pure.

Articles: 信访工作条例 21(2); 信访事项办理群众满意度评价工作办法 3 (two sides apart), 4 (scope). The window's
length, the share called back and its days are configurable practice, marked so in the profile.
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from minqing.kernel.law.rules import (
    Article,
    Conflict,
    Incomplete,
    NotAllowed,
    NotCompetent,
    Refused,
    TooLate,
)
from minqing.petition.matter.rules import REGULATION, Level, Procedure, Purpose

EVALUATES: Final = Article(REGULATION, "21(2)")
METHOD: Final = "信访事项办理群众满意度评价工作办法"
SCOPE: Final = Article(METHOD, "4", confidence="B")
SIDES: Final = Article(METHOD, "3", confidence="B")


class RatedBy(StrEnum):
    """评价方式: on the petitioner's own page, or written down at the counter."""

    ONLINE = "online"
    TELEPHONE = "telephone"
    PAPER = "paper"
    VISIT = "visit"


RATED_BY_WORDS: Final[Mapping[RatedBy, str]] = {
    RatedBy.ONLINE: "信访人本人网上评价",
    RatedBy.TELEPHONE: "电话评价，工作人员代为登记",
    RatedBy.PAPER: "书面评价，工作人员代为登记",
    RatedBy.VISIT: "当面评价，工作人员代为登记",
}


@dataclass(frozen=True, slots=True)
class NotRated:
    """One kind of matter that is not rated, with the text that leaves it out."""

    key: str
    words: str
    article: Article
    purposes: frozenset[Purpose] = frozenset()
    procedures: frozenset[Procedure] = frozenset()
    levels: frozenset[Level] = frozenset()

    def covers(self, purpose: Purpose | None, procedure: Procedure | None, level: Level) -> bool:
        """Return whether a matter is of this kind."""
        return purpose in self.purposes or procedure in self.procedures or level in self.levels


# 评价范围以外的事项: every exclusion is a row; whatever no row names is rated.
NOT_RATED: Final = (
    NotRated(
        "accusation",
        "检举控告类事项依法不宜公开，不作评价",
        SCOPE,
        purposes=frozenset({Purpose.ACCUSATION}),
    ),
    NotRated(
        "court",
        "属于诉讼、仲裁、行政复议等程序的事项，按各该程序救济，不作评价",
        SCOPE,
        procedures=frozenset({Procedure.LITIGATION, Procedure.ARBITRATION, Procedure.ADMINISTRATIVE}),
    ),
    NotRated(
        "party_appeal",
        "属于党员申诉、申请复审等党内程序的事项，按该程序处理，不作评价",
        Article(METHOD, "4", confidence="C"),
        procedures=frozenset({Procedure.PARTY_APPEAL}),
    ),
    NotRated(
        "review",
        "复查、复核是对原处理意见的救济，原事项已经可以评价，不另作评价",
        Article(METHOD, "4", confidence="C"),
        levels=frozenset({Level.REVIEW, Level.FINAL_REVIEW}),
    ),
)


def excluded_as(
    purpose: Purpose | None, procedure: Procedure | None, level: Level = Level.FIRST
) -> NotRated | None:
    """Return the row that leaves a matter out, None for one that is rated."""
    return next((row for row in NOT_RATED if row.covers(purpose, procedure, level)), None)


class RatingState(StrEnum):
    """评价状态; the words are those of the working systems' dictionary (0-3), the last is ours."""

    AWAITED = "awaited"
    OPEN = "open"
    RATED = "rated"
    LAPSED = "lapsed"
    NONE = "none"


RATING_WORDS: Final[Mapping[RatingState, str]] = {
    RatingState.AWAITED: "待评价",
    RatingState.OPEN: "未评价",
    RatingState.RATED: "已评价",
    RatingState.LAPSED: "超期未评价",
    RatingState.NONE: "不作评价",
}


def rating_state(*, excluded: bool, window_ends: date | None, rated: bool, on: date) -> RatingState:
    """Return how the rating of a matter stands on a day.

    待评价: the answer is not delivered yet; 未评价: the window is open. Window to 30 November, not rated:
    open on the 30th, lapsed on 1 December.
    """
    if rated:
        return RatingState.RATED
    if excluded:
        return RatingState.NONE
    if window_ends is None:
        return RatingState.AWAITED
    return RatingState.LAPSED if on > window_ends else RatingState.OPEN


def evaluation_refusal(
    *,
    purpose: Purpose | None,
    procedure: Procedure | None,
    window_ends: date | None,
    already: bool,
    on: date,
    level: Level = Level.FIRST,
) -> Refused | None:
    """Return why this matter may not be rated on that day, or None."""
    row = excluded_as(purpose, procedure, level)
    if row is not None:
        return NotCompetent(f"这类信访事项不在满意度评价范围内：{row.words}。", row.article)
    if window_ends is None:
        return NotCompetent("书面答复送达后才能评价。", EVALUATES)
    if already:
        return Conflict("已经评价过了，每件事项评价一次。", EVALUATES)
    if on > window_ends:
        return TooLate(
            f"评价期限已于{window_ends.year}年{window_ends.month}月{window_ends.day}日届满。", EVALUATES
        )
    return None


def taking_refusal(way: RatedBy, *, handles: bool, paper: bool) -> Refused | None:
    """Return why a member of staff may not write a rating down, or None.

    Never whoever handles the matter: a rating is not taken by the one who is rated. One on paper brings it.
    """
    if way is RatedBy.ONLINE:
        return Incomplete("代为登记的，请写明是电话、当面还是书面评价。", EVALUATES)
    if handles:
        return NotAllowed("承办人、承办单位不能代信访人登记评价，请由信访部门登记。", SIDES)
    if way is RatedBy.PAPER and not paper:
        return Incomplete("书面评价的，请附上信访人写的原件影像。", EVALUATES)
    return None


# --- 回访抽查 ---------------------------------------------------------------------------------------------


class CallStatus(StrEnum):
    """How a call-back stands."""

    DRAWN = "drawn"
    DONE = "done"
    UNREACHED = "unreached"
    DECLINED = "declined"


CALL_WORDS: Final[Mapping[CallStatus, str]] = {
    CallStatus.DRAWN: "待回访",
    CallStatus.DONE: "已回访",
    CallStatus.UNREACHED: "联系不上",
    CallStatus.DECLINED: "信访人不愿意接受回访",
}

_ASKED: Final[Mapping[str, str]] = {
    "resolved": "问题解决了没有",
    "office_attitude": "对信访部门的评价",
    "organ_attitude": "对办理单位的评价",
}


def seed_of(ledger_seal: str, last_on: date) -> str:
    """Return the seed of a draw: from the seal the ledger set on the last day, which nobody knew before.

    Anybody can compute it afterwards from the published seal, so the draw can be repeated and compared.
    """
    return hashlib.sha256(f"{ledger_seal}|{last_on.isoformat()}".encode()).hexdigest()


def place_in_draw(seed: str, matter: UUID) -> str:
    """Return where a matter stands in a draw: the smaller, the earlier drawn."""
    return hashlib.sha256(f"{seed}|{matter}".encode()).hexdigest()


def draw(seed: str, population: Iterable[UUID], percent: int) -> list[UUID]:
    """Return the matters drawn: the share rounded up, so that one matter is drawn of a single one.

    The same seed and population give the same draw in whatever order they come.
    """
    ranked = sorted(set(population), key=lambda matter: place_in_draw(seed, matter))
    return ranked[: -(-len(ranked) * min(percent, 100) // 100)]


def population_digest(population: Iterable[UUID]) -> str:
    """Return the digest of everything that could have been drawn."""
    return hashlib.sha256("\n".join(sorted(str(each) for each in set(population))).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who could call: the account, the organs of its posts, and what is open with it already."""

    account_id: UUID
    organ_ids: frozenset[UUID]
    open_calls: int = 0


def caller_for(
    candidates: Sequence[Candidate], *, worked_on: Collection[UUID], handling: UUID | None
) -> UUID | None:
    """Return who calls: nobody who acted on the matter or holds a post of the organ that handled it.

    The one with the fewest open calls; equal ones by id. None when nobody is left.
    """
    free = [
        each
        for each in candidates
        if each.account_id not in worked_on and (handling is None or handling not in each.organ_ids)
    ]
    best = min(free, key=lambda each: (each.open_calls, str(each.account_id)), default=None)
    return best.account_id if best else None


@dataclass(frozen=True, slots=True)
class Said:
    """What the petitioner said: once on the page, once on the telephone."""

    resolved: str
    office_attitude: str
    organ_attitude: str


def differences(rated: Said | None, called: Said) -> list[str]:
    """Return in words where the call says something else than the rating; [] when they agree."""
    if rated is None:
        return []
    return [words for name, words in _ASKED.items() if getattr(rated, name) != getattr(called, name)]
