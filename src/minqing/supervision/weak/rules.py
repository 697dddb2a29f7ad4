"""薄弱环节: what stands out in the figures of a period, and how sure that is. Pure.

Articles: 信访工作条例 40(2)(3) (proposals rest on what was found), 41(1)[1]. Each unit, subject or step is
compared with all the others together: so many of its matters went wrong, so many would be expected. Of many
comparisons some look odd by chance; the probabilities are corrected by Holm's method for all of one page.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from minqing.kernel.law.rules import Article, Incomplete

FINDS: Final = Article("信访工作条例", "40(2),40(3)", confidence="B")
SURE: Final = 0.05


class Kind(StrEnum):
    """What is compared: units, subjects (content classes), steps (terms)."""

    UNIT = "unit"
    SUBJECT = "subject"
    STEP = "step"


class Sign(StrEnum):
    """What went wrong."""

    LATE = "late"
    UNRESOLVED = "unresolved"
    BOUNCED = "bounced"
    REPEATED = "repeated"


KIND_WORDS: Final = {Kind.UNIT: "单位", Kind.SUBJECT: "内容分类", Kind.STEP: "环节"}
SIGN_WORDS: Final = {
    Sign.LATE: "超期",
    Sign.UNRESOLVED: "评价为没有解决",
    Sign.BOUNCED: "被退回",
    Sign.REPEATED: "重复信访",
}


@dataclass(frozen=True, slots=True)
class Tally:
    """Of one unit, subject or step: ``bad`` of ``of`` matters went wrong in this way."""

    kind: Kind
    key: str
    name: str
    sign: Sign
    bad: int
    of: int


@dataclass(frozen=True, slots=True)
class Outlier:
    """A tally that stands out: what the others' share lets expect, and the corrected probability."""

    tally: Tally
    expected: float
    chance: float


def tail(bad: int, of: int, share: float) -> float:
    """Return the probability of ``bad`` or more among ``of`` when each goes wrong with this share."""
    if bad <= 0 or share >= 1:
        return 1.0
    if share <= 0:
        return 0.0
    log_p, log_q = math.log(share), math.log1p(-share)
    whole = math.lgamma(of + 1)
    terms = (
        math.exp(whole - math.lgamma(k + 1) - math.lgamma(of - k + 1) + k * log_p + (of - k) * log_q)
        for k in range(bad, of + 1)
    )
    return min(1.0, math.fsum(terms))


def holm(chances: Sequence[float]) -> list[float]:
    """Return the probabilities corrected for the number of comparisons, in the order given (Holm 1979)."""
    order = sorted(range(len(chances)), key=lambda place: chances[place])
    corrected, highest = [1.0] * len(chances), 0.0
    for rank, place in enumerate(order):
        highest = max(highest, min(1.0, (len(chances) - rank) * chances[place]))
        corrected[place] = highest
    return corrected


def outliers(tallies: Sequence[Tally], minimum: int) -> list[Outlier]:
    """Return what stands out, the surest first.

    Compared are those with the minimum of matters that have others beside them. The share expected is that of
    all the others of the same kind and sign; one matter gone wrong is added to the others, so that a single
    slip among spotless neighbours is not taken for a pattern.
    """
    compared: list[tuple[Tally, float]] = []
    for each in tallies:
        group = [t for t in tallies if (t.kind, t.sign) == (each.kind, each.sign) and t is not each]
        others = sum(t.of for t in group)
        if each.of < max(minimum, 1) or others == 0:
            continue
        share = min(1.0, (sum(t.bad for t in group) + 1) / (others + 1))
        compared.append((each, share))
    chances = holm([tail(each.bad, each.of, share) for each, share in compared])
    found = [
        Outlier(each, share * each.of, chance)
        for (each, share), chance in zip(compared, chances, strict=True)
        if chance < SURE
    ]
    return sorted(found, key=lambda each: (each.chance, each.tally.kind, each.tally.key, each.tally.sign))


def refusal_of(problem: str, proposal: str) -> Incomplete | None:
    """Return why a proposal cannot be put down: without what was found, or without what is proposed."""
    if not problem.strip() or not proposal.strip():
        return Incomplete("请写明发现的问题和建议的内容。", FINDS)
    return None
