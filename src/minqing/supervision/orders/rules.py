"""催办、督办: grounds, the ladder, ways, what follows what, which ground a matter's facts suggest. Pure.

Articles: 信访工作条例 40(1) (when to order, to propose better work), 39(3) (挂牌督办, 约谈, 限期整改); the
finer grounds are those 《信访条例》(2005) 36 listed and 《北京市信访条例》 52 adds, each with its source.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from minqing.kernel.law.rules import Article

REGULATION: Final = "信访工作条例"
SUPERVISES: Final = Article(REGULATION, "40(1)")
LISTING: Final = Article(REGULATION, "39(3)")


class Ground(StrEnum):
    """督办事由: why an order is given."""

    LATE = "late"
    NOT_REPORTED = "not_reported"
    PROCEDURE = "procedure"
    SHIRKED = "shirked"
    NOT_EXECUTED = "not_executed"
    WRONGLY_TAKEN = "wrongly_taken"
    FALSIFIED = "falsified"
    FACTS_UNCLEAR = "facts_unclear"
    RESULT_FALSE = "result_false"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class GroundRow:
    """A ground in words, the rule in force, and the text that worded it first when that is another one."""

    words: str
    basis: Article
    finer: Article | None = None


def _old(item: int) -> Article:
    return Article("信访条例", f"36(1)({item})")


_BEIJING: Final = Article("北京市信访条例", "52", confidence="B")
GROUNDS: Final[Mapping[Ground, GroundRow]] = MappingProxyType(
    {
        Ground.LATE: GroundRow("无正当理由未按规定的办理期限办结", SUPERVISES, _old(1)),
        Ground.NOT_REPORTED: GroundRow("未按规定反馈办理结果", SUPERVISES, _old(2)),
        Ground.PROCEDURE: GroundRow("未按规定程序办理", SUPERVISES, _old(3)),
        Ground.SHIRKED: GroundRow("办理推诿、敷衍、拖延", SUPERVISES, _old(4)),
        Ground.NOT_EXECUTED: GroundRow("拒不执行信访处理意见", SUPERVISES, _old(5)),
        Ground.WRONGLY_TAKEN: GroundRow("违反信访工作规定受理", SUPERVISES),
        Ground.FALSIFIED: GroundRow("弄虚作假", SUPERVISES),
        Ground.FACTS_UNCLEAR: GroundRow(
            "答复意见认定事实不清、依据或者程序存在明显错误", SUPERVISES, _BEIJING
        ),
        Ground.RESULT_FALSE: GroundRow("虚报办理结果或者办理结果不落实", SUPERVISES, _BEIJING),
        Ground.OTHER: GroundRow("其他需要督办的情形", SUPERVISES, _old(6)),
    }
)


class Rung(StrEnum):
    """督办层次: how far up the ladder an order stands."""

    REMINDER = "reminder"
    ORDER = "order"
    LISTED = "listed"
    TALK = "talk"


class Way(StrEnum):
    """督办方式."""

    CALL = "call"
    LETTER = "letter"
    ON_SITE = "on_site"
    LISTING = "listing"
    TALK = "talk"


@dataclass(frozen=True, slots=True)
class RungRow:
    """A rung: its name, the ways it takes, the term of its reply, its paper's title, its article."""

    name: str
    ways: tuple[Way, ...]
    term: str
    paper: str
    basis: Article


LADDER: Final[Mapping[Rung, RungRow]] = MappingProxyType(
    {
        Rung.REMINDER: RungRow("催办", (Way.LETTER, Way.CALL), "URGE_REPLY", "信访事项催办函", SUPERVISES),
        Rung.ORDER: RungRow(
            "督办", (Way.LETTER, Way.ON_SITE), "SUPERVISION_REPLY", "信访事项督办函", SUPERVISES
        ),
        Rung.LISTED: RungRow(
            "挂牌督办", (Way.LISTING, Way.ON_SITE), "SUPERVISION_REPLY", "信访事项挂牌督办通知书", LISTING
        ),
        Rung.TALK: RungRow("约谈", (Way.TALK,), "URGE_REPLY", "信访事项约谈通知书", LISTING),
    }
)
"""From the lowest to the highest; the order of the table is the ladder."""

WAY_WORDS: Final[Mapping[Way, str]] = MappingProxyType(
    {
        Way.CALL: "电话",
        Way.LETTER: "发函",
        Way.ON_SITE: "实地",
        Way.LISTING: "挂牌",
        Way.TALK: "约谈",
    }
)


def next_rung(rung: Rung) -> Rung | None:
    """Return the rung above, None at the top.

    >>> next_rung(Rung.REMINDER)
    <Rung.ORDER: 'order'>
    """
    rungs = list(LADDER)
    above = rungs.index(rung) + 1
    return rungs[above] if above < len(rungs) else None


class Standing(StrEnum):
    """督办状态: how an order stands."""

    ISSUED = "issued"
    ACKNOWLEDGED = "acknowledged"
    REPLIED = "replied"
    RETURNED = "returned"
    CLOSED = "closed"
    ESCALATED = "escalated"
    WITHDRAWN = "withdrawn"


class Act(StrEnum):
    """What may be done with an order."""

    ACKNOWLEDGE = "acknowledge"
    REPLY = "reply"
    ACCEPT = "accept"
    SEND_BACK = "send_back"
    ESCALATE = "escalate"
    WITHDRAW = "withdraw"
    CHECK = "check"


WAITING: Final = frozenset({Standing.ISSUED, Standing.ACKNOWLEDGED, Standing.RETURNED})
"""The organ owes its reply."""
ENDED: Final = frozenset({Standing.CLOSED, Standing.ESCALATED, Standing.WITHDRAWN})
_OPEN: Final = tuple(each for each in Standing if each not in ENDED)
MOVES: Final[Mapping[tuple[Standing, Act], Standing]] = MappingProxyType(
    {
        (Standing.ISSUED, Act.ACKNOWLEDGE): Standing.ACKNOWLEDGED,
        **{(each, Act.REPLY): Standing.REPLIED for each in Standing if each in WAITING},
        (Standing.REPLIED, Act.ACCEPT): Standing.CLOSED,
        (Standing.REPLIED, Act.SEND_BACK): Standing.RETURNED,
        **{(each, Act.ESCALATE): Standing.ESCALATED for each in Standing if each in WAITING},
        **{(each, Act.WITHDRAW): Standing.WITHDRAWN for each in Standing if each in WAITING},
        **{(each, Act.CHECK): each for each in _OPEN},
    }
)
"""An order is closed only through a reply that somebody judged: nothing but REPLIED leads to CLOSED."""


class Effect(StrEnum):
    """督办成效: what the supervisor found when the reply was judged."""

    SETTLED = "settled"
    MOVED = "moved"
    PROMISED = "promised"
    NONE = "none"


EFFECT_WORDS: Final[Mapping[Effect, str]] = MappingProxyType(
    {
        Effect.SETTLED: "事项已经解决",
        Effect.MOVED: "办理有进展，问题已纠正",
        Effect.PROMISED: "已经承诺期限，待落实",
        Effect.NONE: "没有变化",
    }
)


@dataclass(frozen=True, slots=True)
class OrderFacts:
    """What the rules of one order weigh."""

    standing: Standing
    rung: Rung
    reply_due: date
    sent_back: int = 0


def late(facts: OrderFacts, on: date) -> bool:
    """Return whether the organ still owes a reply whose day has passed.

    Worked: due on 9 September, nothing there on the 10th: late; on the 9th itself not yet.
    """
    return facts.standing in WAITING and facts.reply_due < on


def why_not(facts: OrderFacts, act: Act, on: date) -> str:
    """Return why something may not be done with an order that day, "" when it may."""
    if (facts.standing, act) not in MOVES:
        return _WHY_NOT.get(act, "这件督办现在不能这样做。")
    if act is Act.ESCALATE:
        if next_rung(facts.rung) is None:
            return "已经是约谈，没有更高的督办层次；可以提出追究责任的建议。"
        if not late(facts, on) and not facts.sent_back:
            return "反馈期限还没有过，也没有退回过反馈，不能升级；可以先实地核查，或者等到期限届满。"
    return ""


_WHY_NOT: Final = {
    Act.ACKNOWLEDGE: "这件督办已经签收，或者已经结束。",
    Act.REPLY: "这件督办已经反馈，或者已经结束，不能再反馈。",
    Act.ACCEPT: "还没有书面反馈，不能办结督办；请先由被督办单位反馈。",
    Act.SEND_BACK: "还没有反馈，无从退回。",
    Act.ESCALATE: "已经反馈或者已经结束的督办不能升级；反馈不实的，先退回。",
    Act.WITHDRAW: "已经反馈或者已经结束的督办不能撤销；已经反馈的，请审核反馈。",
    Act.CHECK: "督办已经结束，不能再补记核查。",
}


# --- which ground the matter's own facts suggest ------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MatterFacts:
    """What a matter says by itself: days, owner, bounces, replies; ``open`` while it is not finished."""

    open: bool
    due_on: date | None = None
    answered_on: date | None = None
    delivered_on: date | None = None
    execution_due_on: date | None = None
    accepted_on: date | None = None
    referred_on: date | None = None
    at_work: bool = False
    has_handler: bool = True
    bounces: int = 0
    redone: bool = False
    unanswered: int = 0


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A ground the facts bear, with the facts in a sentence for the order."""

    ground: Ground
    facts: str


MANY_BOUNCES: Final = 2


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def suggest(matter: MatterFacts, on: date) -> tuple[Suggestion, ...]:
    """Return every ground the facts bear, the gravest first; none of them is decided by the program.

    Worked: due on 1 September, looked at on the 11th: 未按期限办结, 已超期10天.
    """
    found: list[Suggestion] = []
    if matter.execution_due_on and matter.execution_due_on < on:
        said = f"处理意见支持的请求应当在{_day(matter.execution_due_on)}前执行，至今没有执行到位。"
        found.append(Suggestion(Ground.NOT_EXECUTED, said))
    if matter.unanswered:
        said = f"此前{matter.unanswered}次催办、督办到期没有反馈。"
        found.append(Suggestion(Ground.SHIRKED, said))
    if matter.open and matter.due_on and matter.due_on < on:
        days = (on - matter.due_on).days
        said = f"应当在{_day(matter.due_on)}前办结，至今没有办结，已超期{days}天。"
        wrong = matter.referred_on and not matter.accepted_on
        if wrong:
            said = f"应当在{_day(matter.due_on)}前决定是否受理并书面告知，至今没有告知，已超期{days}天。"
        found.append(Suggestion(Ground.WRONGLY_TAKEN if wrong else Ground.LATE, said))
    if matter.answered_on and not matter.delivered_on and matter.answered_on < on:
        said = f"{_day(matter.answered_on)}已经作出书面答复，至今没有送达信访人。"
        found.append(Suggestion(Ground.NOT_REPORTED, said))
    if matter.bounces >= MANY_BOUNCES:
        found.append(Suggestion(Ground.SHIRKED, f"事项已在单位之间退回{matter.bounces}次。"))
    if matter.open and matter.at_work and not matter.has_handler:
        found.append(Suggestion(Ground.PROCEDURE, "事项已经受理，没有确定承办人。"))
    if matter.redone:
        found.append(Suggestion(Ground.FACTS_UNCLEAR, "处理意见被撤销，正在重新办理。"))
    return tuple(found) or (Suggestion(Ground.OTHER, ""),)


def suggested_rung(earlier: tuple[Rung, ...]) -> Rung:
    """Return with which rung to begin: a reminder first, then what stands above the highest one so far."""
    if not earlier:
        return Rung.REMINDER
    highest = max(earlier, key=list(LADDER).index)
    return next_rung(highest) or highest


def changes(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[tuple[str, str, str], ...]:
    """Return what changed on a matter since an order: field, then, now; in the order of ``before``."""
    return tuple(
        (name, was, after.get(name, "")) for name, was in before.items() if was != after.get(name, "")
    )
