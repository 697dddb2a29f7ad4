"""The matter 信访事项: its states, its moves and the words for both. Tables before branches.

Articles: 信访工作条例 21-23, 29-34, 43-45. Pure: standard library and the law's own types only.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from minqing.kernel.law.rules import Article, Profile, Term, Unit, UnlawfulMove
from minqing.petition.matter.annexes.rules import Annex as Annex  # noqa: PLC0414

REGULATION: Final = "信访工作条例"


class State(StrEnum):
    """状态: where a matter stands; stored in lower case."""

    RECEIVED = "received"
    REGISTERED = "registered"
    REFERRED = "referred"
    RETURNED = "returned"
    HANDLING = "handling"
    APPROVING = "approving"
    ANSWERED = "answered"
    DELIVERED = "delivered"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class Move(StrEnum):
    """办理动作: what moves a matter from one state to the next."""

    REGISTER = "register"
    CLASSIFY = "classify"
    REFER = "refer"
    OBJECT = "object"
    ACCEPT = "accept"
    GUIDE = "guide"
    SUBMIT = "submit"
    SEND_BACK = "send_back"
    APPROVE = "approve"
    DELIVER = "deliver"
    EVALUATE = "evaluate"
    CLOSE = "close"
    WITHDRAW = "withdraw"
    DECLINE = "decline"
    DESIGNATE = "designate"
    SETTLE = "settle"
    TAKE_BACK = "take_back"
    TELL = "tell"


class Level(StrEnum):
    """办理层次 (34-36): handled first, reviewed (复查), reviewed finally (复核)."""

    FIRST = "first"
    REVIEW = "review"
    FINAL_REVIEW = "final_review"


class Track(StrEnum):
    """办理方式: the ordinary track, the simple one (简易办理), the urgent one (重大、紧急)."""

    ORDINARY = "ordinary"
    SIMPLE = "simple"
    URGENT = "urgent"


class Channel(StrEnum):
    """信访形式 (17): by which way the matter came."""

    ONLINE = "online"
    LETTER = "letter"
    VISIT = "visit"
    CALL = "call"
    FAX = "fax"
    HANDED_OVER = "handed_over"
    FIELD = "field"


class Purpose(StrEnum):
    """三类信访事项 (29-31)."""

    PROPOSAL = "proposal"
    ACCUSATION = "accusation"
    CLAIM = "claim"


class Procedure(StrEnum):
    """申诉求决类的六种办理途径 (31): which procedure a claim belongs to."""

    LITIGATION = "31-1"
    ARBITRATION = "31-2"
    PARTY_APPEAL = "31-3"
    ADMINISTRATIVE = "31-4"
    STATUTORY_DUTY = "31-5"
    PETITION = "31-6"


class Mode(StrEnum):
    """转送 or 交办 (22): with or without a demand to report back."""

    TRANSFER = "transfer"
    ASSIGN = "assign"


class Outcome(StrEnum):
    """处理意见 of one request (32); adopted and partly adopted belong to proposals (29)."""

    SUPPORT = "support"
    SUPPORT_IN_PART = "support_in_part"
    EXPLAIN = "explain"
    NOT_SUPPORT = "not_support"
    ADOPT = "adopt"
    ADOPT_IN_PART = "adopt_in_part"
    NOT_ADOPT = "not_adopt"


class Attitude(StrEnum):
    """满意度: the scale such systems use."""

    SATISFIED = "satisfied"
    FAIRLY_SATISFIED = "fairly_satisfied"
    DISSATISFIED = "dissatisfied"


class Resolved(StrEnum):
    """问题解决了吗: asked apart from attitude."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Step:
    """One allowed move: where it leads and on what ground."""

    to: State
    basis: Article


def _article(number: str) -> Article:
    return Article(REGULATION, number)


# 简易办理 without paper: the text of 2022 was readable in part only, so without an article of its own.
SIMPLE_METHOD: Final = Article("信访事项简易办理办法", "", confidence="B")
FINISHED: Final = frozenset({State.CLOSED, State.WITHDRAWN})

MOVES: Final[Mapping[tuple[State, Move], Step]] = MappingProxyType(
    {
        (State.RECEIVED, Move.REGISTER): Step(State.REGISTERED, _article("22(1)")),
        (State.REGISTERED, Move.CLASSIFY): Step(State.REGISTERED, _article("22(1)")),
        (State.RETURNED, Move.CLASSIFY): Step(State.RETURNED, _article("22(1)")),
        (State.REGISTERED, Move.REFER): Step(State.REFERRED, _article("22(1)")),
        (State.RETURNED, Move.REFER): Step(State.REFERRED, _article("22(1)")),
        (State.REGISTERED, Move.GUIDE): Step(State.ANSWERED, _article("31")),
        (State.REFERRED, Move.GUIDE): Step(State.ANSWERED, _article("31")),
        (State.HANDLING, Move.GUIDE): Step(State.ANSWERED, _article("31")),
        (State.REGISTERED, Move.DECLINE): Step(State.ANSWERED, _article("19(3)")),
        (State.RETURNED, Move.DECLINE): Step(State.ANSWERED, _article("19(3)")),
        (State.REFERRED, Move.DECLINE): Step(State.ANSWERED, _article("19(3)")),
        (State.REGISTERED, Move.DESIGNATE): Step(State.REFERRED, _article("24(1)")),
        (State.RETURNED, Move.DESIGNATE): Step(State.REFERRED, _article("24(1)")),
        (State.REFERRED, Move.DESIGNATE): Step(State.REFERRED, _article("24(1)")),
        # Two steps: the organ objects and goes on holding it; it comes back when the sender agrees.
        (State.REFERRED, Move.OBJECT): Step(State.REFERRED, _article("23(3)")),
        (State.REFERRED, Move.TAKE_BACK): Step(State.RETURNED, _article("23(3)")),
        (State.REFERRED, Move.ACCEPT): Step(State.HANDLING, _article("23(3)")),
        (State.REGISTERED, Move.ACCEPT): Step(State.HANDLING, _article("23(1)")),
        (State.HANDLING, Move.SUBMIT): Step(State.APPROVING, _article("32(1)")),
        (State.HANDLING, Move.TELL): Step(State.DELIVERED, SIMPLE_METHOD),
        (State.HANDLING, Move.SETTLE): Step(State.ANSWERED, _article("33")),
        (State.APPROVING, Move.SEND_BACK): Step(State.HANDLING, _article("32(1)")),
        (State.APPROVING, Move.APPROVE): Step(State.ANSWERED, _article("32(1)")),
        (State.ANSWERED, Move.DELIVER): Step(State.DELIVERED, _article("32(1)")),
        (State.DELIVERED, Move.EVALUATE): Step(State.DELIVERED, _article("21(2)")),
        (State.CLOSED, Move.EVALUATE): Step(State.CLOSED, _article("21(2)")),
        (State.DELIVERED, Move.CLOSE): Step(State.CLOSED, _article("34")),
        (State.RECEIVED, Move.WITHDRAW): Step(State.WITHDRAWN, _article("17(2)")),
        (State.REGISTERED, Move.WITHDRAW): Step(State.WITHDRAWN, _article("17(2)")),
        (State.REFERRED, Move.WITHDRAW): Step(State.WITHDRAWN, _article("17(2)")),
        (State.RETURNED, Move.WITHDRAW): Step(State.WITHDRAWN, _article("17(2)")),
        (State.HANDLING, Move.WITHDRAW): Step(State.WITHDRAWN, _article("17(2)")),
        (State.APPROVING, Move.WITHDRAW): Step(State.WITHDRAWN, _article("17(2)")),
    }
)

STATE_WORDS: Final[Mapping[State, str]] = MappingProxyType(
    {
        State.RECEIVED: "待登记",
        State.REGISTERED: "待转送",
        State.REFERRED: "待受理",
        State.RETURNED: "退回待转",
        State.HANDLING: "办理中",
        State.APPROVING: "待签发",
        State.ANSWERED: "待送达",
        State.DELIVERED: "已送达",
        State.CLOSED: "已办结",
        State.WITHDRAWN: "已撤回",
    }
)
MOVE_WORDS: Final[Mapping[Move, str]] = MappingProxyType(
    {
        Move.REGISTER: "登记",
        Move.CLASSIFY: "分类",
        Move.REFER: "转送·交办",
        Move.OBJECT: "提出异议",
        Move.ACCEPT: "受理",
        Move.GUIDE: "导入其他程序",
        Move.SUBMIT: "送审",
        Move.SEND_BACK: "退回修改",
        Move.APPROVE: "签发",
        Move.DELIVER: "送达",
        Move.EVALUATE: "评价",
        Move.CLOSE: "办结",
        Move.WITHDRAW: "撤回",
        Move.DECLINE: "不予（不再）受理",
        Move.DESIGNATE: "指定受理机关",
        Move.SETTLE: "调解、和解结案",
        Move.TAKE_BACK: "同意异议、收回",
        Move.TELL: "简易答复",
    }
)


def step(state: State, move: Move) -> Step | UnlawfulMove:
    """Return where a move leads from a state, or the refusal that says where the matter stands.

    A move out of no state at all carries the article of the move itself, so that every refusal has one.
    """
    found = MOVES.get((state, move))
    if found is not None:
        return found
    basis = next(s.basis for (_, m), s in MOVES.items() if m is move)
    words = f"这件信访事项现在是“{STATE_WORDS[state]}”，不能{MOVE_WORDS[move]}。"
    return UnlawfulMove(words, basis)


# 机关的办理期限: what an organ must do by a day; the nearest of these that runs is the matter's due day.
# ORG_OBJECT is left out: it is the organ's choice to object, and letting it lapse is no delay.
DUTIES: Final = frozenset(
    {
        "XFB_ROUTE",
        "ORG_NOTIFY_DIRECT",
        "ORG_NOTIFY_TRANSFER",
        "HANDLE",
        "ASSIGN_REPORT",
        "OLD_DEADLINE",
        "PRACTICE_ACCEPT",
        "PRACTICE_HANDLE",
        "URGENT_REPORT",
        "PAUSE_LIMIT",
        "OBJECT_VERIFY",
        "SIMPLE_RELAY",
        "SIMPLE_ACCEPT",
        "SIMPLE_HANDLE",
        "JJKG_NOTIFY",
        "JJKG_FEEDBACK",
        "REVIEW1_DECIDE",
        "REVIEW2_DECIDE",
        "REDO",
        "EXECUTION",
    }
)

# Terms no text prescribes, so that every matter has a clock (三个到位的惯例默认值); never printed as law.
PRACTICE: Final[Mapping[str, Term]] = MappingProxyType(
    {
        "PRACTICE_ACCEPT": Term(
            id="PRACTICE_ACCEPT",
            count=15,
            unit=Unit.DAY,
            starts_on="received",
            article=Article(REGULATION, "23(1)", confidence="D"),
            name="接收后确定是否受理（惯例）",
            default=True,
            note="信访人姓名、住址不清的，第二十三条的告知义务不适用；此为内部管理默认值，不是法定期限",
        ),
        "PRACTICE_HANDLE": Term(
            id="PRACTICE_HANDLE",
            count=60,
            unit=Unit.DAY,
            starts_on="accepted",
            article=Article(REGULATION, "29(1),30(1)", confidence="D"),
            name="办理（惯例）",
            default=True,
            note="条例对建议意见、检举控告和其他途径的事项没有规定天数；此为内部管理默认值，不是法定期限",
        ),
        "REVIEW_OUTSIDE": Term(
            id="REVIEW_OUTSIDE",
            count=30,
            unit=Unit.DAY,
            starts_on="review_received",
            article=Article(REGULATION, "35,36(1)", confidence="D"),
            name="外单位作出复查、复核意见",
            default=True,
            note="三十日是复查、复核机关的期限，从本单位收到申请之日起算；作出意见的单位按这一天跟催，结果没有回来的，督查可见",
        ),
    }
)
REVIEW_OUTSIDE: Final = "REVIEW_OUTSIDE"
ASSIGN_REPORT: Final = "ASSIGN_REPORT"
# The deadline a matter brought along from another system; set there, never counted here.
OLD_DEADLINE: Final = "OLD_DEADLINE"
ASSIGN_ARTICLE: Final = Article(REGULATION, "22(1)(3)")
# 协办: the day the lead organ sets for another's opinion; 执行: the day the opinion itself sets (32(2)).
CO_OPINION: Final = "CO_OPINION"
EXECUTION: Final = "EXECUTION"
CO_HANDLING_ARTICLE: Final = Article(REGULATION, "24(1)", confidence="D")
EXECUTION_ARTICLE: Final = Article(REGULATION, "32(2)")
SET_BY_HAND: Final = frozenset({ASSIGN_REPORT, OLD_DEADLINE, CO_OPINION, EXECUTION})
SET_ARTICLES: Final[Mapping[str, Article]] = MappingProxyType(
    {
        ASSIGN_REPORT: ASSIGN_ARTICLE,
        CO_OPINION: CO_HANDLING_ARTICLE,
        EXECUTION: EXECUTION_ARTICLE,
    }
)


def term_named(profile: Profile, term_id: str) -> Term | None:
    """Return the term of a profile, else the practice default of that id, else None.

    None for ASSIGN_REPORT, whose day is set by the assigner and not counted.
    """
    return profile.find(term_id) or PRACTICE.get(term_id)


@dataclass(frozen=True, slots=True)
class DueFacts:
    """What the due day is found from: one running clock."""

    term: str
    due_on: date
    provisional: bool


def nearest_duty(running: Iterable[DueFacts]) -> DueFacts | None:
    """Return the running duty of an organ that ends first (equal days: by term), or None.

    Example: XFB_ROUTE due 29 September and ASSIGN_REPORT due 20 September give ASSIGN_REPORT.
    """
    duties = [clock for clock in running if clock.term in DUTIES]
    return min(duties, key=lambda clock: (clock.due_on, clock.term), default=None)


def not_rated(purpose: Purpose | None, procedure: Procedure | None) -> bool:
    """Return whether a kind of matter is not rated: accusations, and what went to another procedure.

    信访事项办理群众满意度评价工作办法 (scope): litigation, arbitration, review of administrative acts and
    what may not be published are out; the delivery of such an answer opens no window.
    """
    return purpose is Purpose.ACCUSATION or procedure in {
        Procedure.LITIGATION,
        Procedure.ARBITRATION,
        Procedure.PARTY_APPEAL,
        Procedure.ADMINISTRATIVE,
    }


def on_time(*, target: datetime | None, closed: datetime | None, now: datetime) -> bool:
    """Return whether a matter kept the time set for it elsewhere: to the instant, as that system counted.

    Done by the target, or not done and the target not past; a matter without a target is never late.
    Target 2011-07-05 02:18:31, closed the same day at 09:00: late, though no day is between them.
    """
    return target is None or (closed or now) <= target
