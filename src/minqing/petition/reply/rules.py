"""答复 (⑤): when an opinion is complete, who may approve it, and what its delivery starts. Pure.

Articles: 信访工作条例 29(1), 30, 32(1) (every request with facts, opinion and legal basis), 35.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final
from uuid import UUID

from minqing.kernel.law.rules import Article, Conflict, Incomplete, NotAllowed, Refused
from minqing.petition.matter.rules import REGULATION, Level, Outcome, Procedure, Purpose, not_rated
from minqing.petition.reply.execution.rules import ToExecute, execution_gap

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
    """One answer as the handler writes it: to which request, what, why, on which rule.

    A supported one besides: who carries it out by when (nobody named: the organ itself), or how it was done.
    """

    request_id: UUID
    outcome: Outcome | str = ""
    reason: str = ""
    basis: str = ""
    executor_id: UUID | None = None
    execute_by: date | None = None
    executed: str = ""


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
        if answer is not None:
            plan = ToExecute(answer.execute_by, answer.executed)
            lacks += filter(None, [execution_gap(purpose, answer.outcome, plan)])
        if lacks:
            gaps.append(f"第{request.seq}项请求的{'、'.join(lacks)}")
    return tuple(gaps)


def completeness_refusal(purpose: Purpose, facts: str, requests: Sequence[RequestFacts]) -> Refused | None:
    """Return the refusal that names every gap, or None."""
    gaps = opinion_gaps(purpose, facts, requests)
    return Incomplete(f"答复还缺：{'；'.join(gaps)}。", opinion_basis(purpose)) if gaps else None


def both(first: Refused | None, second: Refused | None) -> Refused | None:
    """Return one refusal that says both, so that nobody is sent back twice; the first one's article."""
    if first is None or second is None:
        return first or second
    return Incomplete(f"{first.reason}{second.reason}", first.basis)


def approval_refusal(
    *, drafted_by: UUID, approver: UUID | None, submitted: bool, standing_for: UUID | None = None
) -> Refused | None:
    """Return why an opinion may not be approved, or None: nobody approves what they drafted.

    Not as somebody's deputy, nor through a deputy (``standing_for`` is whom the approver replaces).
    """
    if not submitted:
        return Conflict("没有送审的处理意见。", OPINION)
    if approver == drafted_by:
        return NotAllowed("起草人不能签发自己起草的处理意见，请由本单位其他负责人签发。", OPINION)
    if standing_for == drafted_by:
        return NotAllowed("您代起草人签发，等于起草人自己签发；请由本单位其他负责人签发。", OPINION)
    return None


def starts_review(purpose: Purpose | None, procedure: Procedure | None) -> bool:
    """Return whether the petitioner may ask for review (35): only of a handling opinion under 31[6]."""
    return purpose is Purpose.CLAIM and procedure is Procedure.PETITION


def opened_windows(
    purpose: Purpose | None,
    procedure: Procedure | None,
    *,
    level: Level,
    declined: bool,
    reviewed: bool,
    knows: Callable[[str], bool],
) -> list[str]:
    """Return the petitioner's windows that a delivery opens; ``knows`` is whether the law has a term.

    Review for 31[6] (35; ``reviewed`` is False after an agreement or an answer by word of mouth), final
    review of a review opinion (36(1)), evaluation where it is not excluded. A matter that was not accepted
    opens none.
    """
    if declined:
        return []
    if level is not Level.FIRST:
        return ["REVIEW2_APPLY"] if level is Level.REVIEW else []
    windows = ["REVIEW1_APPLY"] if reviewed and starts_review(purpose, procedure) else []
    if not not_rated(purpose, procedure) and knows("EVALUATION_WINDOW"):
        windows.append("EVALUATION_WINDOW")
    return windows


def likeness(first: str, second: str) -> int:
    """Return how like two texts are, in hundredths: the share of pairs of characters they have in common.

    100 for the same words, 0 when nothing agrees; both empty are the same. Order of sentences matters little,
    so moving paragraphs about does not make a new opinion.

    >>> likeness("不予支持", "不予支持"), likeness("不予支持", "予以支持")
    (100, 33)
    """
    pairs = [Counter(text[at : at + 2] for at in range(max(len(text) - 1, 1))) for text in (first, second)]
    total = sum(pairs[0].values()) + sum(pairs[1].values())
    common = sum((pairs[0] & pairs[1]).values())
    return 200 * common // total


def opinion_likeness(before: Sequence[tuple[str, str]], after: Sequence[tuple[str, str]]) -> int:
    """Return how like two opinions are, in hundredths, from outcome and reason of each request in order.

    The likeness of the reasons, times the share of requests decided the same way: the same words under
    another outcome are another opinion. Two requests, one decided otherwise, all reasons the same: 50.
    """
    if not before or len(before) != len(after):
        return 0
    same = sum(old[0] == new[0] for old, new in zip(before, after, strict=True))
    words = likeness("\n".join(reason for _, reason in before), "\n".join(reason for _, reason in after))
    return words * same // len(before)
