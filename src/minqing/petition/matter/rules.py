"""The matter 信访事项: its states, its moves and the words for both. Tables before branches.

Articles: 信访工作条例 21-23, 28-34, 43-45. Pure: standard library and the law's own types only.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from minqing.kernel.law.rules import Article

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


class Channel(StrEnum):
    """信访形式 (17): by which way the matter came."""

    ONLINE = "online"
    LETTER = "letter"
    VISIT = "visit"
    CALL = "call"
    FAX = "fax"


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


FINISHED: Final = frozenset({State.CLOSED, State.WITHDRAWN})

MOVES: Final[Mapping[tuple[State, Move], Step]] = MappingProxyType(
    {
        (State.RECEIVED, Move.REGISTER): Step(State.REGISTERED, _article("22(1)")),
        (State.REGISTERED, Move.CLASSIFY): Step(State.REGISTERED, _article("28(2)")),
        (State.RETURNED, Move.CLASSIFY): Step(State.RETURNED, _article("28(2)")),
        (State.REGISTERED, Move.REFER): Step(State.REFERRED, _article("22(1)")),
        (State.RETURNED, Move.REFER): Step(State.REFERRED, _article("22(1)")),
        (State.REGISTERED, Move.GUIDE): Step(State.ANSWERED, _article("31")),
        (State.REFERRED, Move.GUIDE): Step(State.ANSWERED, _article("31")),
        (State.HANDLING, Move.GUIDE): Step(State.ANSWERED, _article("31")),
        (State.REFERRED, Move.OBJECT): Step(State.RETURNED, _article("23(3)")),
        (State.REFERRED, Move.ACCEPT): Step(State.HANDLING, _article("23(3)")),
        (State.HANDLING, Move.SUBMIT): Step(State.APPROVING, _article("32(1)")),
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
