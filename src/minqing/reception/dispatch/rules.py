"""Orders of the hall to units: what one needs, by when it must be answered, when it is late. Pure.

Articles: 信访工作条例 18(3) (联合接访, 一站式解决), 33 (调解、和解).
"""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from minqing.kernel.law.rules import Article, Conflict, Incomplete, Refused

REGULATION: Final = "信访工作条例"
JOINT: Final = Article(REGULATION, "18(3)")
SETTLES: Final = Article(REGULATION, "33")


class OrderKind(StrEnum):
    """调度事项."""

    SEND = "send"
    SITE = "site"
    MATERIAL = "material"


class OrderState(StrEnum):
    """调度单的状态."""

    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    ARRIVED = "arrived"
    DONE = "done"
    WITHDRAWN = "withdrawn"


ORDER_WORDS: Final[Mapping[OrderKind, str]] = MappingProxyType(
    {
        OrderKind.SEND: "派人到大厅",
        OrderKind.SITE: "派人到现场",
        OrderKind.MATERIAL: "送材料",
    }
)
STATE_WORDS: Final[Mapping[OrderState, str]] = MappingProxyType(
    {
        OrderState.SENT: "等待回执",
        OrderState.ACKNOWLEDGED: "已回执，在路上",
        OrderState.ARRIVED: "已到位",
        OrderState.DONE: "已完成",
        OrderState.WITHDRAWN: "已撤回",
    }
)
WAITING: Final = frozenset({OrderState.SENT, OrderState.ACKNOWLEDGED})
"""Nobody has come yet: an order in these is late when its time has passed."""
NEXT: Final[Mapping[OrderState, frozenset[OrderState]]] = MappingProxyType(
    {
        OrderState.SENT: frozenset({OrderState.ACKNOWLEDGED, OrderState.ARRIVED, OrderState.WITHDRAWN}),
        OrderState.ACKNOWLEDGED: frozenset({OrderState.ARRIVED, OrderState.WITHDRAWN}),
        OrderState.ARRIVED: frozenset({OrderState.DONE}),
        OrderState.DONE: frozenset(),
        OrderState.WITHDRAWN: frozenset(),
    }
)


def order_refusal(*, request: str, place: str, until: datetime, at: datetime) -> Refused | None:
    """Return why an order cannot be given so, or None; every gap is named at once."""
    gaps = [words for words, value in (("要求", request), ("地点", place)) if not value.strip()]
    if gaps:
        return Incomplete(f"调度单还缺：{'、'.join(gaps)}。", JOINT)
    return None if until > at else Incomplete("时限已经过去，请重新定时限。", JOINT)


def step_refusal(state: OrderState, to: OrderState) -> Refused | None:
    """Return why an order cannot come to stand so, or None."""
    if to in NEXT[state]:
        return None
    return Conflict(f"这张调度单现在是“{STATE_WORDS[state]}”，不能改为“{STATE_WORDS[to]}”。", JOINT)


def is_late(state: OrderState, until: datetime, at: datetime) -> bool:
    """Return whether nobody has come though the time has passed; the minute itself is still in time."""
    return state in WAITING and at > until


def minutes_left(until: datetime, at: datetime) -> int:
    """Return the whole minutes until an instant, rounded down; negative when it has passed.

    >>> from datetime import UTC
    >>> minutes_left(datetime(2026, 1, 1, 10, 30, tzinfo=UTC), datetime(2026, 1, 1, 10, 0, tzinfo=UTC))
    30
    """
    return int((until - at).total_seconds() // 60)


def on_spot_refusal(*, parties: str, dispute: str, outcome: str, settled: bool, terms: str) -> Refused | None:
    """Return why what happened on the spot cannot be recorded so, or None."""
    gaps = [
        words
        for words, value in (("当事各方", parties), ("争议的事", dispute), ("处理的经过和结果", outcome))
        if not value.strip()
    ]
    if settled and not terms.strip():
        gaps.append("达成的意见")
    return Incomplete(f"现场化解记录还缺：{'、'.join(gaps)}。", SETTLES) if gaps else None
