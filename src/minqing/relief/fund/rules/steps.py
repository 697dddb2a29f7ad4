"""审批: which steps an amount needs, who may not take the next one, where a step leads. Pure.

The bounds are defaults of practice in the profile (``relief_final_above``, ``relief_conference_above``).
Separation of duties after 《行政事业单位内部控制规范（试行）》: asking, reviewing, approving and paying are
four people.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final
from uuid import UUID

from minqing.kernel.law.rules import Article, Conflict, Incomplete, NotAllowed, Refused
from minqing.relief.fund.rules.kinds import HELPS, Status, Step
from minqing.relief.fund.rules.money import yuan

CONTROL: Final = Article("行政事业单位内部控制规范（试行）", "15", confidence="B")
# Which step waits in which state.
NEXT: Final[Mapping[Status, Step]] = MappingProxyType(
    {Status.LODGED: Step.REVIEW, Status.REVIEWED: Step.APPROVE, Status.APPROVED: Step.FINAL}
)
_AFTER: Final[Mapping[Step, Status]] = MappingProxyType(
    {Step.REVIEW: Status.REVIEWED, Step.APPROVE: Status.APPROVED, Step.FINAL: Status.GRANTED}
)


@dataclass(frozen=True, slots=True)
class Bounds:
    """From which amount on more signatures are needed, in 分."""

    final_above: int
    conference_above: int


def steps_for(amount: int, bounds: Bounds) -> tuple[Step, ...]:
    """Return the steps an amount needs, in order: 终审 only above the bound."""
    if amount > bounds.final_above:
        return (Step.REVIEW, Step.APPROVE, Step.FINAL)
    return (Step.REVIEW, Step.APPROVE)


def after(step: Step, amount: int, bounds: Bounds) -> Status:
    """Return where an agreed step leads: granted when it was the last the amount needs."""
    return Status.GRANTED if steps_for(amount, bounds)[-1] is step else _AFTER[step]


def step_refusal(status: Status, step: Step) -> Refused | None:
    """Return why this step cannot be taken now; None when it is the one that waits."""
    if NEXT.get(status) is not step:
        return Conflict("这件申请现在不在这一步，请重新打开后再办。", HELPS)
    return None


def apart_refusal(by: UUID | None, before: Collection[UUID]) -> NotAllowed | None:
    """Return why somebody who had a hand in it may not take the next step; None for somebody new."""
    if by is None or by in before:
        return NotAllowed(
            "提出、审核、审批、终审、付款必须是不同的人；您已经经手这件申请，请由其他人办理。", CONTROL
        )
    return None


def amount_refusal(amount: int, asked: int, before: int | None) -> Refused | None:
    """Return why a signature cannot name this amount: nothing, or more than was asked or agreed before."""
    most = asked if before is None else before
    if amount <= 0:
        return Incomplete("请写明同意的金额。", HELPS)
    if amount > most:
        return Conflict(
            f"同意的金额不能超过{'申请' if before is None else '上一步同意'}的{yuan(most)}元。", HELPS
        )
    return None


def conference_refusal(step: Step, amount: int, bounds: Bounds, decision: str) -> Incomplete | None:
    """Return why a large sum cannot be signed: the joint conference has not spoken (by its minutes)."""
    if step is Step.FINAL and amount > bounds.conference_above and not decision.strip():
        return Incomplete(
            f"超过{yuan(bounds.conference_above)}元的救助，要由信访工作联席会议研究；请写明会议纪要的文号和日期。",
            Article("信访工作条例", "13(1)", confidence="C"),
        )
    return None
