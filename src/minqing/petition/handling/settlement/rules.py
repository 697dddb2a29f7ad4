"""调解·和解: what a proposal and an agreement need; refusing costs nothing. Pure.

Articles: 信访工作条例 33 (within discretion and with both parties' consent, mediate or let them settle; the
agreement is written); 人民调解法 3 (voluntary). A refusal ends the attempt and nothing else: the clock, the
requests and every right stay as they were.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from minqing.kernel.law.rules import Article, Conflict, Incomplete, Refused
from minqing.petition.matter.rules import REGULATION, Purpose

SETTLES: Final = Article(REGULATION, "33")


class Side(StrEnum):
    """Whose will is written down."""

    PETITIONER = "petitioner"
    OTHER = "other"


SIDE_WORDS: Final = {Side.PETITIONER: "信访人", Side.OTHER: "对方当事人"}


@dataclass(frozen=True, slots=True)
class Proposal:
    """调解、和解的提议."""

    mediation: bool
    other_party: str
    mediator: str
    words: str


def proposal_refusal(purpose: Purpose | None, proposal: Proposal) -> Refused | None:
    """Return why mediation may not be proposed so, or None: claims only, with parties and mediator named."""
    if purpose is not Purpose.CLAIM:
        return Conflict("只有申诉求决类事项可以调解、和解。", SETTLES)
    gaps = [
        words
        for words, value in (("对方当事人", proposal.other_party), ("争议和调解的想法", proposal.words))
        if not value.strip()
    ]
    if proposal.mediation and not proposal.mediator.strip():
        gaps.append("调解人")
    return Incomplete(f"还缺：{'、'.join(gaps)}。", SETTLES) if gaps else None


@dataclass(frozen=True, slots=True)
class Agreement:
    """协议的内容; ``execute_by`` is the last day of performance, ``performed`` what was done at once."""

    facts: str
    terms: str
    performance: str
    signed_on: date | None
    execute_by: date | None
    performed: str = ""


def agreement_refusal(
    agreement: Agreement, *, agreed: Sequence[date | None], accepted_on: date | None, on: date
) -> Refused | None:
    """Return why a matter may not be settled so, or None: both agreed, everything written, a day to perform.

    ``agreed`` are the days on which the petitioner and the other party agreed; None is no consent.
    """
    missing = [words for words, day in zip(SIDE_WORDS.values(), agreed, strict=True) if day is None]
    if missing:
        return Conflict(f"{'、'.join(missing)}还没有表示同意；调解、和解要双方自愿。", SETTLES)
    gaps = [
        words
        for words, value in (
            ("争议的事实", agreement.facts),
            ("协议事项", agreement.terms),
            ("履行的方式", agreement.performance),
        )
        if not value.strip()
    ]
    if agreement.signed_on is None:
        gaps.append("双方签名的日期")
    if agreement.execute_by is None and not agreement.performed.strip():
        gaps.append("最迟履行的日期（已经当场履行的，写明履行情况）")
    if gaps:
        return Incomplete(f"协议还缺：{'、'.join(gaps)}。", SETTLES)
    signed = agreement.signed_on
    if signed is not None and (signed > on or (accepted_on is not None and signed < accepted_on)):
        return Incomplete("签名的日期应当在受理之后，不晚于今天。", SETTLES)
    if agreement.execute_by is not None and signed is not None and agreement.execute_by < signed:
        return Incomplete("履行的日期不能早于签名的日期。", SETTLES)
    return None
