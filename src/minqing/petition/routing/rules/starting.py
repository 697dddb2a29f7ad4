"""Which clocks a referral starts. Pure.

Articles: 信访工作条例 22(1)(3), 23(2), 23(3); 纪检监察机关处理检举控告工作规则 for reports in one's own name.
"""

from collections.abc import Callable
from dataclasses import dataclass

from minqing.petition.matter.rules import ASSIGN_REPORT


@dataclass(frozen=True, slots=True)
class Handed:
    """What decides: who asks, what kind of matter it is, and how it is handed over."""

    anonymous: bool = False
    sealed: bool = False
    repeated: bool = False
    designated: bool = False
    assigned: bool = False
    simple: bool = False


def starting_terms(handed: Handed, knows: Callable[[str], bool]) -> tuple[str, ...]:
    """Return the terms a referral starts: to notify, to object, the day of feedback of an assignment.

    ``knows`` is whether the law of the day has a term. Without a name or an address nobody can be told
    (23(2), R16): a practice stands in for that duty. An organ that was designated cannot object. Proposed for
    the short track, its three working days run too.
    """
    terms = [_telling(handed, knows)]
    if not handed.designated and knows("ORG_OBJECT"):
        terms.append("ORG_OBJECT")
    if handed.assigned:
        terms.append(ASSIGN_REPORT)
    if handed.simple and knows("SIMPLE_ACCEPT"):
        terms.append("SIMPLE_ACCEPT")
    return tuple(terms)


def _telling(handed: Handed, knows: Callable[[str], bool]) -> str:
    """Return the term in which the petitioner is told: 15 working days for a report in one's own name."""
    if handed.anonymous:
        return "PRACTICE_ACCEPT"
    if handed.sealed and knows("JJKG_NOTIFY"):
        # A repeated report is not answered anew: it runs on the default of practice.
        return "PRACTICE_ACCEPT" if handed.repeated else "JJKG_NOTIFY"
    return "ORG_NOTIFY_TRANSFER"
