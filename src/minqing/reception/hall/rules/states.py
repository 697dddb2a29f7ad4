"""排号: the states of a number, what leads from one to another, and the limits of recalling and skipping.

Articles: 信访工作条例 18(3) (joint reception), 20(3) (a group sends at most five). The limits are practice:
each hall sets its own. Pure.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from minqing.kernel.law.rules import Article, Conflict, Incomplete, Refused, UnlawfulMove

REGULATION: Final = "信访工作条例"
JOINT_RECEPTION: Final = Article(REGULATION, "18(3)")
GROUP: Final = Article(REGULATION, "20(3)")
GROUP_FROM = 5
"""集体访 begins with five people (statistics)."""
MOST_PEOPLE = 500
"""More in one number is a slip of the finger."""


class Standing(StrEnum):
    """号的状态: where a number stands."""

    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    HELD = "held"
    MISSED = "missed"
    CARRIED = "carried"
    FINISHED = "finished"
    LEFT = "left"


class Act(StrEnum):
    """对号的动作: what may be done with a number."""

    CALL = "call"
    RECALL = "recall"
    BEGIN = "begin"
    HOLD = "hold"
    SKIP = "skip"
    MISS = "miss"
    PASS_ON = "pass_on"  # noqa: S105 - to pass a number on
    RETURN = "return"
    FINISH = "finish"
    LEAVE = "leave"
    CARRY = "carry"
    REOPEN = "reopen"


class Priority(StrEnum):
    """优先事由: why a number is called before others; the person says so or it is seen."""

    OLD = "old"
    DISABLED = "disabled"
    INFANT = "infant"
    PREGNANT = "pregnant"
    SOLDIER = "soldier"
    ILL = "ill"
    MINOR = "minor"


class ServiceKind(StrEnum):
    """业务类别: what people come to a hall for."""

    PETITION = "petition"
    DEPARTMENT = "department"
    ENQUIRY = "enquiry"
    LEADER = "leader"
    MEDIATION = "mediation"
    LEGAL_AID = "legal_aid"
    REVIEW = "review"
    RELIEF = "relief"
    COMPLAINT = "complaint"


class Source(StrEnum):
    """取号方式: who issued the number."""

    KIOSK = "kiosk"
    CLERK = "clerk"
    APPOINTMENT = "appointment"


STANDING_WORDS: Final[Mapping[Standing, str]] = MappingProxyType(
    {
        Standing.WAITING: "等候",
        Standing.CALLED: "已叫号",
        Standing.SERVING: "接谈中",
        Standing.HELD: "暂挂",
        Standing.MISSED: "过号",
        Standing.CARRIED: "隔日保留",
        Standing.FINISHED: "已办完",
        Standing.LEFT: "已离开",
    }
)
ACT_WORDS: Final[Mapping[Act, str]] = MappingProxyType(
    {
        Act.CALL: "叫号",
        Act.RECALL: "重呼",
        Act.BEGIN: "开始接谈",
        Act.HOLD: "暂挂",
        Act.SKIP: "跳过",
        Act.MISS: "过号",
        Act.PASS_ON: "转窗口",
        Act.RETURN: "回到队伍",
        Act.FINISH: "办完",
        Act.LEAVE: "离开",
        Act.CARRY: "隔日保留",
        Act.REOPEN: "次日恢复",
    }
)
PRIORITY_WORDS: Final[Mapping[Priority, str]] = MappingProxyType(
    {
        Priority.OLD: "老年人",
        Priority.DISABLED: "残疾人",
        Priority.INFANT: "带婴幼儿",
        Priority.PREGNANT: "孕妇",
        Priority.SOLDIER: "现役军人、退役军人、烈属",
        Priority.ILL: "突发疾病、行动不便",
        Priority.MINOR: "未成年人",
    }
)
SERVICE_WORDS: Final[Mapping[ServiceKind, str]] = MappingProxyType(
    {
        ServiceKind.PETITION: "反映信访事项",
        ServiceKind.DEPARTMENT: "部门接谈",
        ServiceKind.ENQUIRY: "查询咨询",
        ServiceKind.LEADER: "领导接访",
        ServiceKind.MEDIATION: "人民调解",
        ServiceKind.LEGAL_AID: "法律服务",
        ServiceKind.REVIEW: "复查复核",
        ServiceKind.RELIEF: "救助帮扶",
        ServiceKind.COMPLAINT: "意见投诉",
    }
)

S, A = Standing, Act
MOVES: Final[Mapping[tuple[Standing, Act], Standing]] = MappingProxyType(
    {
        (S.WAITING, A.CALL): S.CALLED,
        (S.CALLED, A.RECALL): S.CALLED,
        (S.CALLED, A.BEGIN): S.SERVING,
        (S.CALLED, A.SKIP): S.WAITING,
        (S.CALLED, A.MISS): S.MISSED,
        (S.WAITING, A.HOLD): S.HELD,
        (S.CALLED, A.HOLD): S.HELD,
        (S.SERVING, A.HOLD): S.HELD,
        (S.WAITING, A.PASS_ON): S.WAITING,
        (S.CALLED, A.PASS_ON): S.WAITING,
        (S.SERVING, A.PASS_ON): S.WAITING,
        (S.HELD, A.PASS_ON): S.WAITING,
        (S.CALLED, A.RETURN): S.WAITING,
        (S.HELD, A.RETURN): S.WAITING,
        (S.MISSED, A.RETURN): S.WAITING,
        (S.SERVING, A.FINISH): S.FINISHED,
        (S.WAITING, A.LEAVE): S.LEFT,
        (S.CALLED, A.LEAVE): S.LEFT,
        (S.HELD, A.LEAVE): S.LEFT,
        (S.MISSED, A.LEAVE): S.LEFT,
        (S.CARRIED, A.LEAVE): S.LEFT,
        (S.WAITING, A.CARRY): S.CARRIED,
        (S.CALLED, A.CARRY): S.CARRIED,
        (S.HELD, A.CARRY): S.CARRIED,
        (S.CARRIED, A.REOPEN): S.WAITING,
    }
)
ENDS: Final = frozenset({S.FINISHED, S.LEFT})
KEPT_OVERNIGHT: Final = frozenset({S.WAITING, S.CALLED, S.HELD})
"""Who has not been received when the day ends keeps the place."""
AT_A_WINDOW: Final = frozenset({S.CALLED, S.SERVING})
"""A window has at most one number in these states."""


def move(standing: Standing, act: Act) -> Standing | Refused:
    """Return where an act leads, or why it is not possible now.

    >>> move(Standing.CALLED, Act.BEGIN)
    <Standing.SERVING: 'serving'>
    """
    found = MOVES.get((standing, act))
    if found is not None:
        return found
    return UnlawfulMove(
        f"这个号现在是“{STANDING_WORDS[standing]}”，不能{ACT_WORDS[act]}；可以：{_instead(standing)}。"
    )


def _instead(standing: Standing) -> str:
    acts = [ACT_WORDS[act] for (state, act) in MOVES if state is standing]
    return "、".join(acts) or "重新取号"


@dataclass(frozen=True, slots=True)
class Limits:
    """重呼、跳过的次数: how often a number is called again, and put back, before it is missed."""

    recalls: int = 3
    skips: int = 2


def recall_refusal(recalls: int, limits: Limits) -> Refused | None:
    """Return why a number cannot be called again: it was called again as often as the hall allows."""
    if recalls >= limits.recalls:
        return Conflict(f"已经重呼{recalls}次（本大厅最多{limits.recalls}次），可以跳过、暂挂或者继续等人。")
    return None


def skipped(skips: int, limits: Limits) -> Act:
    """Return what skipping does the next time: back into the queue, or missed once the limit is reached.

    >>> skipped(0, Limits(skips=2)), skipped(2, Limits(skips=2))
    (<Act.SKIP: 'skip'>, <Act.MISS: 'miss'>)
    """
    return Act.SKIP if skips < limits.skips else Act.MISS


def group_refusal(size: int) -> Refused | None:
    """Return what is wrong with the number of people behind one ticket."""
    if not 1 <= size <= MOST_PEOPLE:
        return Incomplete(f"同行人数应当是1到{MOST_PEOPLE}之间的数。")
    return None


def is_group(size: int) -> bool:
    """Return whether so many people are a group (集体访): five or more, who choose at most five to speak."""
    return size >= GROUP_FROM


def number_text(prefix: str, seq: int) -> str:
    """Return a number as it is printed, shown and spoken.

    >>> number_text("A", 7)
    'A007'
    """
    return f"{prefix}{seq:03d}"


def shown_number(number: str, *, carried_from_day: int | None) -> str:
    """Return the number as the display shows it; one kept overnight carries the day it was issued on.

    >>> shown_number("A007", carried_from_day=23)
    '23日A007'
    """
    return number if carried_from_day is None else f"{carried_from_day}日{number}"
