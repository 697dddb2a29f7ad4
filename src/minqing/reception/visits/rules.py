"""What a talk at a window may come to, and what each result must say. Pure.

Articles: 信访工作条例 19(1) (spoken words are written down truthfully), 20(3) (at most five speak for a
group), 22(1) (what is raised is registered).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from minqing.kernel.law.public import Article, Incomplete, Refused

REGISTERS: Final = Article("信访工作条例", "第二十二条第一款")


class Outcome(StrEnum):
    """来访的结果: the code that stands on the finished number."""

    REGISTERED = "registered"
    JOINED = "joined"
    ANSWERED = "answered"
    ADVISED = "advised"
    SETTLED = "settled"
    MEDIATION = "mediation"
    GUIDED = "guided"
    FOLLOW_UP = "follow_up"
    OTHER = "other"
    LEFT = "left"


def outcome_of(code: str) -> Outcome | None:
    """Return the result of a code, None for one that is none (or of another time)."""
    try:
        return Outcome(code)
    except ValueError:
        return None


WORDS: Final[Mapping[Outcome, str]] = MappingProxyType(
    {
        Outcome.REGISTERED: "登记为信访事项",
        Outcome.JOINED: "并入已有的事项",
        Outcome.ANSWERED: "当场答复",
        Outcome.ADVISED: "政策解释、咨询",
        Outcome.SETTLED: "当场化解",
        Outcome.MEDIATION: "转人民调解",
        Outcome.GUIDED: "引导到其他法定途径",
        Outcome.FOLLOW_UP: "约定再来",
        Outcome.OTHER: "其他",
        Outcome.LEFT: "未接谈就离开",
    }
)

MATTERS: Final = frozenset({Outcome.REGISTERED, Outcome.JOINED})
"""Results that belong to a matter: who came and what they said is kept there alone, behind its gate."""

SAID: Final[Mapping[Outcome, str]] = MappingProxyType(
    {
        Outcome.ANSWERED: "请写明当场怎样答复的。",
        Outcome.ADVISED: "请写明解释了什么政策、怎样解释的。",
        Outcome.SETTLED: "请写明双方谈定了什么，由谁在哪一天以前做到。",
        Outcome.MEDIATION: "请写明为什么适合调解、对方是谁。",
        Outcome.GUIDED: "请写明引导到哪里、依据什么。",
        Outcome.FOLLOW_UP: "请写明约在哪一天、来找谁、带什么。",
    }
)
"""Results that must say something, and what is missing when they do not."""


@dataclass(frozen=True, slots=True)
class VisitFacts:
    """What decides on a record of a visit; ``people`` stand behind the number, ``speakers`` are named."""

    outcome: Outcome
    what: str
    answer: str = ""
    has_matter: bool = False
    people: int = 1
    speakers: int = 0
    most_speakers: int = 5


def visit_refusal(facts: VisitFacts) -> Refused | None:
    """Return why a visit may not be recorded so, or None."""
    if facts.outcome is Outcome.LEFT:
        return Incomplete("人已经离开的，请用“已离开”。", REGISTERS)
    if facts.outcome in MATTERS and not facts.has_matter:
        return Incomplete("请选择或者登记对应的信访事项。", REGISTERS)
    if facts.outcome not in MATTERS and not facts.what.strip():
        return Incomplete("请写明来访人反映什么、要求什么。", REGISTERS)
    if facts.outcome in SAID and not facts.answer.strip():
        return Incomplete(SAID[facts.outcome], REGISTERS)
    if facts.speakers > min(facts.people, facts.most_speakers):
        return Incomplete(f"推选的代表不能多于来访人数，最多{facts.most_speakers}名。", REGISTERS)
    return None


@dataclass(frozen=True, slots=True)
class Line:
    """One number of a day as the sheet counts it; times in seconds, None where it did not happen."""

    group: str
    standing: str
    outcome: str
    people: int
    waited: float | None
    served: float | None


@dataclass(frozen=True, slots=True)
class Tally:
    """What a sheet says of one group: numbers, people, group visits, results, mean and longest wait (s)."""

    issued: int
    people: int
    groups: int
    finished: int
    left: int
    outcomes: Mapping[str, int]
    waited_mean: float | None
    waited_most: float | None
    served_mean: float | None


GROUP: Final = 5
"""集体访 begins with five (practice of the field)."""


def tally(lines: Sequence[Line]) -> Tally:
    """Return the figures of these numbers."""
    waits = [line.waited for line in lines if line.waited is not None]
    talks = [line.served for line in lines if line.served is not None]
    outcomes: dict[str, int] = {}
    for line in lines:
        if line.outcome:
            outcomes[line.outcome] = outcomes.get(line.outcome, 0) + 1
    return Tally(
        issued=len(lines),
        people=sum(line.people for line in lines),
        groups=sum(line.people >= GROUP for line in lines),
        finished=sum(line.standing == "finished" for line in lines),
        left=sum(line.outcome == Outcome.LEFT for line in lines),
        outcomes=MappingProxyType(outcomes),
        waited_mean=sum(waits) / len(waits) if waits else None,
        waited_most=max(waits, default=None),
        served_mean=sum(talks) / len(talks) if talks else None,
    )


def grouped(lines: Sequence[Line]) -> dict[str, Tally]:
    """Return the figures by group, in the order in which groups first appear."""
    found: dict[str, list[Line]] = {}
    for line in lines:
        found.setdefault(line.group, []).append(line)
    return {name: tally(rows) for name, rows in found.items()}
