"""质量抽查: what makes a closed matter a risk, how a sample is drawn, the checklist it is read against. Pure.

Articles: 信访工作条例 6, 26, 32, 40(1) (what is checked); weights, share and days are practice, marked D.
The draw is weighted and without replacement (Efraimidis and Spirakis 2006): each matter gets the key
``-ln(u) / weight`` with ``u`` from the seed and its id, and the smallest keys are drawn. Seed, matters and
weights are kept, so anybody can draw again.
"""

import hashlib
import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final
from uuid import UUID

from minqing.kernel.law.rules import Article, Incomplete

REGULATION: Final = "信访工作条例"
CHECKS: Final = Article(REGULATION, "40(1)", confidence="B")
PRACTICE: Final = Article(REGULATION, "40(1)", confidence="D")
_SCALE: Final = 1 << 64


class Risk(StrEnum):
    """风险点: what makes a closed matter more likely to be drawn."""

    UNRESOLVED = "unresolved"
    DISSATISFIED = "dissatisfied"
    REDONE = "redone"
    CALL_DIFFERS = "call_differs"
    LATE = "late"
    ACCUSING = "accusing"
    BOUNCED = "bounced"
    REPEATED = "repeated"
    FEW_WORDS = "few_words"


@dataclass(frozen=True, slots=True)
class Weight:
    """One risk: its words, what it adds to the weight 1 every matter has, and why it is looked for."""

    words: str
    adds: int
    basis: Article


WEIGHTS: Final[Mapping[Risk, Weight]] = MappingProxyType(
    {
        Risk.UNRESOLVED: Weight("评价为没有解决", 4, Article(REGULATION, "21(2)", confidence="D")),
        Risk.DISSATISFIED: Weight("评价不满意", 3, Article(REGULATION, "21(2)", confidence="D")),
        Risk.REDONE: Weight("经复查、复核撤销后重新办理", 4, Article(REGULATION, "35,36", confidence="D")),
        Risk.CALL_DIFFERS: Weight("回访与评价不一致", 4, Article(REGULATION, "40(1)", confidence="D")),
        Risk.LATE: Weight("超期办结", 3, Article(REGULATION, "34", confidence="D")),
        Risk.ACCUSING: Weight("反映干部作风、违法的词语", 3, Article(REGULATION, "30", confidence="D")),
        Risk.BOUNCED: Weight("退回两次以上", 2, Article(REGULATION, "24(1)", confidence="D")),
        Risk.REPEATED: Weight("重复信访", 2, Article(REGULATION, "40(1)", confidence="D")),
        Risk.FEW_WORDS: Weight("答复过于简短", 2, Article(REGULATION, "32(1)", confidence="D")),
    }
)
ACCUSING_WORDS: Final = ("贪污", "受贿", "索要", "吃拿卡要", "打击报复", "徇私", "虚报", "冒领", "挪用")
FEW: Final = 60
"""An answer with fewer characters of facts and reasons than this is short (practice)."""


class Answer(StrEnum):
    """核查结果 of one item."""

    YES = "yes"
    NO = "no"
    NOT_APPLICABLE = "not_applicable"


class Status(StrEnum):
    """阅卷进度: drawn, passed, sent back to the organ, answered by it, put right."""

    DRAWN = "drawn"
    PASSED = "passed"
    SENT_BACK = "sent_back"
    REPLIED = "replied"
    SETTLED = "settled"


STATUS_WORDS: Final[Mapping[Status, str]] = MappingProxyType(
    {
        Status.DRAWN: "待阅卷",
        Status.PASSED: "合格",
        Status.SENT_BACK: "退回整改",
        Status.REPLIED: "已整改，待核实",
        Status.SETTLED: "整改到位",
    }
)


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the checklist, its article, and whether failing it alone fails the matter."""

    key: str
    words: str
    basis: Article
    grave: bool = True


CHECKLIST: Final = (
    Item("competent", "受理、转送的机关有权处理，没有推诿", Article(REGULATION, "22,23")),
    Item("told", "在期限内书面告知是否受理", Article(REGULATION, "23(1)")),
    Item("heard", "听取了信访人陈述事实和理由", Article(REGULATION, "31")),
    Item("facts", "事实查清，有材料证明", Article(REGULATION, "32(1)")),
    Item("each", "对每项请求都有意见和理由", Article(REGULATION, "32(1)")),
    Item("basis", "引用的法律法规准确、写到条", Article(REGULATION, "32(1)")),
    Item("remedy", "告知了复查、复核的途径和期限", Article(REGULATION, "35", confidence="B")),
    Item("delivered", "书面意见送达信访人，有送达回证", Article(REGULATION, "32(1)", confidence="B")),
    Item("carried_out", "支持的请求已经执行到位", Article(REGULATION, "32(2)")),
    Item("in_time", "在办理期限内办结，延长经过批准并告知", Article(REGULATION, "34")),
    Item("plain", "用语文明，信访人看得懂", Article(REGULATION, "46", confidence="D"), grave=False),
    Item("papers", "案卷材料齐全", Article(REGULATION, "26", confidence="D"), grave=False),
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A closed matter that can be drawn, with the risks found on it."""

    matter: UUID
    risks: frozenset[Risk] = frozenset()

    @property
    def weight(self) -> int:
        """Return 1 and what its risks add."""
        return 1 + sum(WEIGHTS[risk].adds for risk in self.risks)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a closed matter when its risks are told."""

    text: str = ""
    resolved: str = ""
    attitudes: frozenset[str] = frozenset()
    redone: bool = False
    call_differs: bool = False
    late: bool = False
    bounces: int = 0
    repeats: bool = False
    answer_length: int | None = None


def risks_of(facts: Facts) -> frozenset[Risk]:
    """Return the risks of a matter; an answer given outside the system has no length and is not short."""
    found = {
        Risk.UNRESOLVED: facts.resolved == "no",
        Risk.DISSATISFIED: "dissatisfied" in facts.attitudes,
        Risk.REDONE: facts.redone,
        Risk.CALL_DIFFERS: facts.call_differs,
        Risk.LATE: facts.late,
        Risk.ACCUSING: any(word in facts.text for word in ACCUSING_WORDS),
        Risk.BOUNCED: facts.bounces >= 2,  # noqa: PLR2004 - twice, as the words say
        Risk.REPEATED: facts.repeats,
        Risk.FEW_WORDS: facts.answer_length is not None and facts.answer_length < FEW,
    }
    return frozenset(risk for risk, holds in found.items() if holds)


def seed_of(ledger_seal: str, last_on: date) -> str:
    """Return the seed of a sample: from the ledger's seal of its last day, which nobody knew before."""
    return hashlib.sha256(f"quality|{ledger_seal}|{last_on.isoformat()}".encode()).hexdigest()


def key_of(seed: str, matter: UUID, weight: int) -> float:
    """Return a matter's key: ``-ln(u) / weight`` with ``u`` in (0, 1) from the seed and the id."""
    number = int.from_bytes(hashlib.sha256(f"{seed}|{matter}".encode()).digest()[:8], "big")
    return -math.log((number + 0.5) / _SCALE) / weight


def size_of(population: int, percent: int) -> int:
    """Return how many are drawn: the share rounded up, so that one matter is drawn of a single one."""
    return -(-population * min(max(percent, 0), 100) // 100)


def draw(seed: str, population: Iterable[Candidate], size: int) -> list[Candidate]:
    """Return the matters drawn, first drawn first; the same in whatever order the population comes."""
    return sorted(population, key=lambda c: (key_of(seed, c.matter, c.weight), str(c.matter)))[:size]


def population_digest(population: Iterable[Candidate]) -> str:
    """Return the digest of everything that could have been drawn, with its weight."""
    lines = sorted(f"{each.matter} {each.weight}" for each in population)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def reader_for(
    readers: Mapping[UUID, int],
    posts: Mapping[UUID, Collection[UUID]],
    worked_on: Collection[UUID],
    handling: UUID | None,
) -> UUID | None:
    """Return who reads: nobody who acted on the matter or has a post in the organ that handled it.

    ``readers`` maps accounts to what is open with them; the fewest first, equal ones by id.
    """
    free = [
        account
        for account in readers
        if account not in worked_on and (handling is None or handling not in posts.get(account, ()))
    ]
    return min(free, key=lambda account: (readers[account], str(account)), default=None)


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found at one item; ``words`` are needed where it was not met."""

    key: str
    answer: Answer
    words: str = ""


def refusal_of(findings: Sequence[Finding]) -> Incomplete | None:
    """Return why the findings cannot be recorded: an item left out, or a no without words."""
    given = {each.key: each for each in findings}
    missing = [item.words for item in CHECKLIST if item.key not in given]
    if missing:
        return Incomplete(f"请逐项核查：{'；'.join(missing)}。", CHECKS)
    silent = [
        i.words for i in CHECKLIST if given[i.key].answer is Answer.NO and not given[i.key].words.strip()
    ]
    if silent:
        return Incomplete(f"不符合的请写明情况：{'；'.join(silent)}。", CHECKS)
    return None


def passes(findings: Iterable[Finding]) -> bool:
    """Return whether the matter passes: no grave item failed, and at most one of the others."""
    grave = {item.key: item.grave for item in CHECKLIST}
    failed = [grave[each.key] for each in findings if each.answer is Answer.NO]
    return not any(failed) and len(failed) <= 1
