"""办结 (⑧): the checklist of the four "in place" and what must be done before a matter is closed. Pure.

Articles: 信访工作条例 27 (四个到位), 32(1), 34.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from minqing.kernel.law.rules import Article, Incomplete, Refused
from minqing.petition.matter.rules import REGULATION

FOUR_IN_PLACE: Final = Article(REGULATION, "27")
CLOSES: Final = Article(REGULATION, "34")


class Check(StrEnum):
    """四个到位: what is checked off with evidence before closing."""

    SOLVED = "solved"
    EXPLAINED = "explained"
    HELPED = "helped"
    DEALT_WITH = "dealt_with"


CHECKLIST: Final[Mapping[Check, str]] = MappingProxyType(
    {
        Check.SOLVED: "诉求合理的解决问题到位",
        Check.EXPLAINED: "诉求无理的思想教育到位",
        Check.HELPED: "生活困难的帮扶救助到位",
        Check.DEALT_WITH: "行为违法的依法处理",
    }
)


class Mark(StrEnum):
    """How one item of the checklist stands."""

    DONE = "done"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class ClosureFacts:
    """What decides on closing."""

    delivered: bool
    unanswered: tuple[int, ...]
    checklist: Mapping[str, str]


def read_mark(entry: str) -> tuple[Mark | None, str]:
    """Split one entry into its mark and the evidence in words: ``done：已修好路面`` → (DONE, 已修好路面).

    The mark is the leading word; full-width and half-width colons and spaces separate the evidence.
    """
    for mark in Mark:
        if entry.startswith(mark.value):
            return mark, entry.removeprefix(mark.value).lstrip(":： ").strip()
    return None, entry.strip()


def closure_refusal(facts: ClosureFacts) -> Refused | None:
    """Return why a matter may not be closed, or None.

    Delivered, every request answered, four items checked.
    """
    if not facts.delivered:
        return Incomplete("书面答复还没有送达，不能办结。", CLOSES)
    if facts.unanswered:
        numbers = "、".join(f"第{seq}项" for seq in facts.unanswered)
        return Incomplete(f"还有请求没有答复：{numbers}。", Article(REGULATION, "32(1)"))
    gaps = []
    done = 0
    for check, words in CHECKLIST.items():
        mark, evidence = read_mark(facts.checklist.get(check.value, ""))
        if mark is None:
            gaps.append(f"“{words}”未核对")
        elif mark is Mark.DONE and not evidence:
            gaps.append(f"“{words}”未写依据")
        done += mark is Mark.DONE
    unknown = sorted(set(facts.checklist) - {c.value for c in Check})
    if unknown:
        gaps.append(f"清单中没有：{'、'.join(unknown)}")
    if gaps:
        return Incomplete(f"办结清单不完整：{'；'.join(gaps)}。", FOUR_IN_PLACE)
    return None if done else Incomplete("四个到位至少有一项应当已经做到，并写明依据。", FOUR_IN_PLACE)
