"""答复 (⑤): when an opinion is complete, who may approve it, and what its delivery starts. Pure.

Articles: 信访工作条例 29(1), 30, 32(1) (every request with facts, opinion and legal basis), 35.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final
from uuid import UUID

from minqing.kernel.law.rules import Article, Conflict, Incomplete, NotAllowed, Refused
from minqing.petition.matter.rules import REGULATION, Outcome, Procedure, Purpose

OPINION: Final = Article(REGULATION, "32(1)")
PROPOSAL_REPLY: Final = Article(REGULATION, "29(1)")
_DECIDES: Final = frozenset({Outcome.SUPPORT, Outcome.SUPPORT_IN_PART, Outcome.EXPLAIN, Outcome.NOT_SUPPORT})
OUTCOMES: Final[Mapping[Purpose, frozenset[Outcome]]] = MappingProxyType(
    {
        Purpose.CLAIM: _DECIDES,
        Purpose.ACCUSATION: _DECIDES,
        Purpose.PROPOSAL: frozenset(
            {Outcome.ADOPT, Outcome.ADOPT_IN_PART, Outcome.NOT_ADOPT, Outcome.EXPLAIN}
        ),
    }
)


@dataclass(frozen=True, slots=True)
class AnswerDraft:
    """One answer as the handler writes it: to which request, what, why, on which rule."""

    request_id: UUID
    outcome: Outcome | str = ""
    reason: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class RequestFacts:
    """One request and its answer so far (None when nothing was written)."""

    seq: int
    answer: AnswerDraft | None


def opinion_basis(purpose: Purpose) -> Article:
    """Return the article an answer of this kind stands on."""
    return PROPOSAL_REPLY if purpose is Purpose.PROPOSAL else OPINION


def opinion_gaps(purpose: Purpose, facts: str, requests: Sequence[RequestFacts]) -> tuple[str, ...]:
    """Return in plain Chinese what the opinion still lacks, request by request; () when it may be sent up.

    32(1): requests, facts and reasons, opinion and its legal basis. A proposal is answered without a legal
    basis (29(1) asks for study and reply). Two requests, the second unanswered: ("第2项请求：处理意见、…",).
    """
    gaps = [] if facts.strip() else ["查明的事实" if purpose is not Purpose.PROPOSAL else "研究论证情况"]
    for request in requests:
        answer = request.answer
        lacks = []
        if answer is None or answer.outcome not in {str(o) for o in OUTCOMES[purpose]}:
            lacks.append("处理意见")
        if answer is None or not answer.reason.strip():
            lacks.append("理由")
        if purpose is not Purpose.PROPOSAL and (answer is None or not answer.basis.strip()):
            lacks.append("法律法规依据")
        if lacks:
            gaps.append(f"第{request.seq}项请求的{'、'.join(lacks)}")
    return tuple(gaps)


def completeness_refusal(purpose: Purpose, facts: str, requests: Sequence[RequestFacts]) -> Refused | None:
    """Return the refusal that names every gap, or None."""
    gaps = opinion_gaps(purpose, facts, requests)
    return Incomplete(f"答复还缺：{'；'.join(gaps)}。", opinion_basis(purpose)) if gaps else None


def approval_refusal(*, drafted_by: UUID, approver: UUID | None, submitted: bool) -> Refused | None:
    """Return why an opinion may not be approved, or None: nobody approves what they drafted."""
    if not submitted:
        return Conflict("没有送审的处理意见。", OPINION)
    if approver == drafted_by:
        return NotAllowed("起草人不能签发自己起草的处理意见，请由本单位其他负责人签发。", OPINION)
    return None


def starts_review(purpose: Purpose | None, procedure: Procedure | None) -> bool:
    """Return whether the petitioner may ask for review (35): only of a handling opinion under 31[6]."""
    return purpose is Purpose.CLAIM and procedure is Procedure.PETITION
