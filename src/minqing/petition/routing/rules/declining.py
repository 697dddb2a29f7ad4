"""不予受理·不再受理: the only grounds there are, what each must state, and what the notice says. Pure.

Articles: 信访工作条例 19(3), 23(1), 31[1], 36(3), 37(3); 信访条例 (2005) 21(1)(1). 条例 44 makes refusing
what is within one's powers a ground of liability: a matter is never rejected for any other reason.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from minqing.kernel.law.rules import Article, Incomplete, NotAllowed, NotCompetent, Refused
from minqing.kernel.people.rules import OrganKind, is_above_path
from minqing.petition.matter.rules import REGULATION
from minqing.petition.routing.rules.table import BY_ID, Law, Row


class Ground(StrEnum):
    """法定理由: why a matter is not, or no longer, accepted."""

    NOT_OURS = "not_ours"
    UNDER_WAY = "under_way"
    FINALLY_REVIEWED = "finally_reviewed"
    ENDED = "ended"
    WINDOW_MISSED = "window_missed"
    OTHER_POWER = "other_power"


@dataclass(frozen=True, slots=True)
class GroundRow:
    """One ground: its row, the facts it must state (key -> words), and whether it ends for good."""

    row: Row
    facts: Mapping[str, str]
    no_longer: bool
    case: str = ""

    @property
    def paper(self) -> str:
        """Return the kind of notice."""
        return self.row.paper


def _facts(**words: str) -> Mapping[str, str]:
    return MappingProxyType(words)


GROUNDS: Final[Mapping[Ground, GroundRow]] = MappingProxyType(
    {
        Ground.NOT_OURS: GroundRow(BY_ID["R9"], _facts(), no_longer=False),
        Ground.UNDER_WAY: GroundRow(
            BY_ID["R12"],
            _facts(
                other_organ="已经受理的机关、单位",
                other_number="那件事项的编号或者文号",
                other_on="受理的日期",
                period_end="办理期限的最后一天",
            ),
            no_longer=False,
        ),
        Ground.FINALLY_REVIEWED: GroundRow(
            BY_ID["R13"],
            _facts(
                other_organ="作出复核意见的机关、单位",
                other_number="复核意见的文号",
                other_on="复核意见的日期",
                sameness="与原事项的事实和理由怎样相同",
            ),
            no_longer=True,
            case="final_review",
        ),
        Ground.ENDED: GroundRow(
            BY_ID["R14"],
            _facts(
                other_organ="作出终结结论的政法机关",
                other_number="终结文书的文号",
                other_on="终结的日期",
            ),
            no_longer=True,
            case="ended",
        ),
        Ground.WINDOW_MISSED: GroundRow(
            BY_ID["R15"],
            _facts(
                other_organ="作出原意见的机关、单位",
                other_number="原意见的文号",
                other_on="原意见送达的日期",
                period_end="请求复查、复核的最后一天",
            ),
            no_longer=True,
            case="window_missed",
        ),
        Ground.OTHER_POWER: GroundRow(BY_ID["R17"], _facts(), no_longer=False),
    }
)
DATES: Final = frozenset({"other_on", "period_end"})


@dataclass(frozen=True, slots=True)
class DeclineFacts:
    """What decides on declining. ``where``, ``how`` and ``until`` are organ, procedure and time limit told.

    ``other_path`` is the path of the organ that accepted (R12), "" when it is outside this program;
    ``acting_path`` the organ for which the holder acts: a petition office acts for the organ above it.
    """

    ground: Ground
    law: Law
    holder_kind: OrganKind
    transferred: bool
    received_on: date
    stated: Mapping[str, str | date | None] = field(default_factory=dict)
    explanation: str = ""
    where: str = ""
    how: str = ""
    until: str = ""
    local_rule: bool = False
    acting_path: str = ""
    other_path: str = ""


def decline_refusal(facts: DeclineFacts, on: date) -> Refused | None:
    """Return why a matter may not be declined so, or None.

    First whether the law knows the ground here, then every gap of the notice at once, then the dates.
    """
    row = GROUNDS[facts.ground]
    basis = row.row.article(facts.law)
    return (
        _unknown(facts, row, basis)
        or _incomplete(facts, row, basis)
        or _dates(facts, basis, on)
        or _not_superior(facts, basis)
    )


def _unknown(facts: DeclineFacts, row: GroundRow, basis: Article) -> Refused | None:
    if facts.law not in row.row.articles:
        words = (
            "2005年《信访条例》的这一理由不适用于2022年5月1日以后的信访事项；请转送或者导入相应程序。"
            if facts.law is Law.NOW
            else "《信访条例》没有规定这一理由。"
        )
        return NotAllowed(words, Article(REGULATION, "44") if facts.law is Law.NOW else basis)
    if facts.ground is Ground.NOT_OURS and facts.holder_kind is OrganKind.PETITION_OFFICE:
        return NotCompetent(
            "信访部门应当转送、交办，不能以不属于职权范围为由不受理。", Article(REGULATION, "22(1)")
        )
    if facts.ground is Ground.NOT_OURS and facts.transferred:
        return NotCompetent(
            "转送、交办来的事项不属于本单位职权的，请在5个工作日内提出异议，不能直接不予受理。",
            Article(REGULATION, "23(3)"),
        )
    if facts.ground is Ground.WINDOW_MISSED and not facts.local_rule:
        return NotAllowed(
            "《信访工作条例》没有规定逾期请求即不再受理，本地规则也没有启用这一规定；请核对有无正当理由。",
            Article(REGULATION, "35,36(1)"),
        )
    return None


def _incomplete(facts: DeclineFacts, row: GroundRow, basis: Article) -> Refused | None:
    gaps = [words for key, words in row.facts.items() if not str(facts.stated.get(key) or "").strip()]
    gaps += [
        words
        for words, value in (
            ("具体理由", facts.explanation),
            ("可以找哪个机关、单位", facts.where),
            ("按什么程序", facts.how),
            ("时限", facts.until),
        )
        if not value.strip()
    ]
    return Incomplete(f"告知书还缺：{'、'.join(gaps)}。", basis) if gaps else None


def _dates(facts: DeclineFacts, basis: Article, on: date) -> Refused | None:
    day, end = facts.stated.get("other_on"), facts.stated.get("period_end")
    if isinstance(day, date) and day > on:
        return Incomplete("所填的日期不能晚于今天。", basis)
    if facts.ground is Ground.UNDER_WAY and isinstance(end, date) and end < facts.received_on:
        return NotAllowed(
            f"那件事项的办理期限已于{end.year}年{end.month}月{end.day}日届满，不属于在规定期限内重复提出，应当登记处理。",
            basis,
        )
    if facts.ground is Ground.WINDOW_MISSED and isinstance(end, date) and end >= facts.received_on:
        return NotAllowed("请求是在期限内提出的，应当受理。", Article(REGULATION, "35,36(1)"))
    return None


def _not_superior(facts: DeclineFacts, basis: Article) -> Refused | None:
    """19(3): only a superior of the organ that accepted declines; any other links the matter."""
    if facts.ground is not Ground.UNDER_WAY or not facts.other_path:
        return None
    if is_above_path(facts.acting_path, facts.other_path):
        return None
    return NotCompetent(
        "只有受理机关的上级机关、单位才能以此为由不予受理；同一单位收到的，请登记为重复件并案办理。", basis
    )
