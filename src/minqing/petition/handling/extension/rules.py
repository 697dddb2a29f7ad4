"""延长、中止的申请与审批: when more time may be asked for, and who may grant it. Pure.

Article: 信访工作条例 34 (情况复杂的，经本机关、单位负责人批准，可以适当延长办理期限，
但延长期限不得超过30日，并告知信访人延期理由).

Accepted 2026-09-29: sixty days end on Saturday 2026-11-28, so on 2026-11-30; thirty more end on 2026-12-28,
counted from 11-28 and not from the day of approval.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from minqing.kernel.law.rules import Article, Conflict, Extension, Incomplete, NotAllowed, Refused, TooLate
from minqing.petition.matter.rules import REGULATION

EXTENDS: Final = Article(REGULATION, "34")


@dataclass(frozen=True, slots=True)
class ExtensionFacts:
    """What an extension is judged by: what the law allows for the term, and how its clock stands."""

    extension: Extension | None
    article: Article
    term_name: str
    due_on: date
    extended_days: int
    paused: bool
    pending: bool


def application_refusal(facts: ExtensionFacts, *, days: int, reason: str, on: date) -> Refused | None:
    """Return why an extension may not be asked for, or None.

    At most once, at most the days of the profile, never after the last day, and with a reason the petitioner
    can be told.
    """
    if facts.pending:
        return Conflict("已经有一份申请等待负责人审批，请等审批以后再申请。", EXTENDS)
    refused = possible_refusal(facts, on=on)
    if refused is not None:
        return refused
    most = facts.extension.max if facts.extension else 0
    if not 1 <= days <= most:
        return Incomplete(f"延长的天数应当在1日至{most}日之间，从原到期日起算。", facts.article)
    if not reason.strip():
        return Incomplete("请写明情况怎样复杂、为什么要延长；这个理由要告知信访人。", facts.article)
    return None


def possible_refusal(facts: ExtensionFacts, *, on: date) -> Refused | None:
    """Return why this clock cannot be extended on that day, whatever is asked, or None."""
    if facts.extension is None:
        return Conflict(
            f"“{facts.term_name}”不能延长：条例没有允许。请在期限内办结，办理中的困难及时报告负责人。",
            facts.article,
        )
    if facts.extended_days:
        return Conflict(
            f"“{facts.term_name}”已经延长过{facts.extended_days}日，只能延长一次；请在延长后的期限内办结。",
            facts.article,
        )
    if facts.paused:
        return Conflict("期限正在中止，不用延长；恢复计算以后再看是否需要。", facts.article)
    if on > facts.due_on:
        return TooLate(
            "期限已经届满，不能再延长；延期不能事后补办。请抓紧办结，并向信访人说明情况。", facts.article
        )
    return None


def decider_refusal(
    *, applied_by: UUID | None, decider: UUID | None, standing_for: UUID | None, basis: Article = EXTENDS
) -> Refused | None:
    """Return why somebody may not decide on an application, or None.

    Nobody approves what they themselves asked for or drafted: not in a second post of their own, not as the
    deputy of the head, and not through a deputy who stands in for them.
    """
    if applied_by is not None and applied_by == decider:
        return NotAllowed("申请、起草的人不能审批自己的申请；请由单位其他负责人审批。", basis)
    if applied_by is not None and applied_by == standing_for:
        return NotAllowed("您是代本件的申请、起草人审批，等于本人批准本人；请由单位其他负责人审批。", basis)
    return None


def late_decision_refusal(due_on: date, *, on: date) -> Refused | None:
    """Return why it is too late to approve: an approval after the last day would reach back, or None."""
    if on > due_on:
        return TooLate(
            "期限已经届满，这份申请没有在期限内批准，不能再批准；延期不能倒填。请抓紧办结。", EXTENDS
        )
    return None
