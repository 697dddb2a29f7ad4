"""法: articles, terms, settings, rule profiles and refusals as values.

Pure: no clock, no file, no database.  ``reading`` makes them from data, ``queries`` reads the files.
Basis: 《信访工作条例》 (2022) and the texts named in the profiles; every number carries its article.
"""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

_DIGITS = "零一二三四五六七八九"
_NUMBER = re.compile(r"^(\d+)((?:\(\d+\))*)((?:\[\d+\])?)$")

# Articles of one paragraph followed by items: there the first bracket counts items (项), not paragraphs (款).
ITEMS_ONLY: frozenset[tuple[str, str]] = frozenset(
    ("信访工作条例", number) for number in ("14", "26", "31", "42", "44", "45", "46")
)

# The events a term may start on, in the words the documentation and the clock panel print.
STARTS: dict[str, str] = {
    "received": "收到信访事项",
    "transfer_received": "收到转送、交办的信访事项",
    "objected": "收到异议",
    "accepted": "受理",
    "found_urgent": "认定为重大、紧急信访事项",
    "opinion_served": "书面答复送达信访人",
    "review1_received": "收到复查请求",
    "review1_served": "复查意见送达信访人",
    "review2_received": "收到复核请求",
    "concluded": "办理终结",
    "obstacle_ended": "障碍消除",
    "recommendation_received": "收到改进建议",
    "urged": "收到催办、督办",
    "agreement_effective": "调解协议生效",
    "mediation_accepted": "受理调解",
    "papers_received": "签收法院移交材料",
    "appointed": "收到指派",
    "announced": "发出公告",
    "published": "公布草案",
    "posted": "张贴",
    "plan_received": "收到方案",
    "paused": "期限中止",
}


class LawIncomplete(Exception):  # noqa: N818 - house names carry no "Error"
    """A profile that may not be used: a term without an article, a wrong unit, an unknown parent.

    The message names the file and the term, so that the person who edits the data finds the line.
    """

    def __init__(self, file: str, entry: str, problem: str) -> None:
        super().__init__(f"{file}: {entry}: {problem}")
        self.file = file
        self.entry = entry
        self.problem = problem


class Unit(StrEnum):
    """日 or 工作日; never interchangeable (law.md section 9)."""

    DAY = "day"
    WORKDAY = "workday"


class Side(StrEnum):
    """Whose term it is: a duty of an organ or a right's window of the petitioner."""

    ORGAN = "organ"
    PETITIONER = "petitioner"


def chinese_number(value: int) -> str:
    """Write 0..9999 in Chinese numerals as statutes do: 10 → 十, 34 → 三十四, 1039 → 一千零三十九."""
    if not 0 <= value <= 9999:  # noqa: PLR2004 - no statute has five-digit articles
        raise ValueError(f"no Chinese numeral for {value}")
    if value < 10:  # noqa: PLR2004
        return _DIGITS[value]
    words, gap = "", False
    for unit, size in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit, value = divmod(value, size)
        if digit:
            words += ("零" if gap and words else "") + _DIGITS[digit] + unit
            gap = False
        else:
            gap = True
    return words.removeprefix("一") if words.startswith("一十") else words


def is_number(text: str) -> bool:
    """Whether a text is the number of an article as ``Article`` writes it, such as "22(1)(3)" or "34,35"."""
    return all(_NUMBER.match(part.strip()) for part in text.split(","))


@dataclass(frozen=True, slots=True)
class Article:
    """条文: where a rule stands.

    ``source`` is the title without 《》; ``number`` is "34", "23(3)" (第三款), "22(1)(3)" (第一款第三项),
    "31[6]" (第六项, an article without paragraphs) or "" for a whole text; several are joined by ",".
    ``quote`` is a short verbatim passage; ``confidence`` A (read in a primary text) to D (practice only).
    """

    source: str
    number: str = ""
    quote: str = ""
    confidence: str = "A"

    @property
    def place(self) -> str:
        """第二十三条第三款: the number in words; empty for a whole text."""
        return "、".join(self._in_words(part.strip()) for part in self.number.split(",") if part.strip())

    @property
    def cite(self) -> str:
        """《信访工作条例》第二十三条第三款."""
        return f"《{self.source}》{self.place}"

    def _in_words(self, part: str) -> str:
        found = _NUMBER.match(part)
        if not found:
            return part  # a text numbered in another way ("第三部分") is quoted as it stands
        brackets = [int(n) for n in re.findall(r"\((\d+)\)", found[2])]
        items = [int(n) for n in re.findall(r"\[(\d+)\]", found[3])]
        paragraph = None
        if brackets and (self.source, found[1]) not in ITEMS_ONLY:
            paragraph, brackets = brackets[0], brackets[1:]
        words = f"第{chinese_number(int(found[1]))}条"
        if paragraph is not None:
            words += f"第{chinese_number(paragraph)}款"
        return words + "".join(f"第{chinese_number(item)}项" for item in (*brackets, *items))

    def __str__(self) -> str:
        return self.cite


class Refused(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """不予办理: a lawful "no" with its reason in plain Chinese and, where there is one, its article."""

    def __init__(self, reason: str, basis: Article | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.basis = basis

    def __str__(self) -> str:
        return f"{self.reason}（{self.basis.cite}）" if self.basis else self.reason


class UnlawfulMove(Refused):
    """The matter is not in a state in which this step is lawful."""


class NotCompetent(Refused):
    """The organ is not competent for this step (无权处理)."""


class TooLate(Refused):
    """The term for this step is over (逾期)."""


class NotAllowed(Refused):
    """This person may not do or see this (无权限)."""


class Incomplete(Refused):
    """Something the law requires is missing (材料或要件不全)."""


class Conflict(Refused):
    """Somebody else was faster, or the same thing exists already (已有变更)."""


@dataclass(frozen=True, slots=True)
class Extension:
    """延长: at most ``max`` (in ``unit``), ``times`` times, approved by ``approver``."""

    max: int
    unit: Unit = Unit.DAY
    times: int = 1
    approver: str = "head_of_organ"
    notify_petitioner: bool = True


@dataclass(frozen=True, slots=True)
class Term:
    """期限: ``count`` of ``unit`` after the event ``starts_on`` (day 0 is not counted).

    ``rolls``: a last day on a rest day moves to the next working day (《民法典》第二百零三条).
    ``default`` marks a term no text prescribes: an installation may change it.
    ``excludes`` names what does not count ("hearing"); ``waived_if`` when the duty lapses.
    """

    id: str
    count: int
    unit: Unit
    starts_on: str
    article: Article
    rolls: bool = True
    extension: Extension | None = None
    side: Side = Side.ORGAN
    name: str = ""
    default: bool = False
    excludes: tuple[str, ...] = ()
    waived_if: tuple[str, ...] = ()
    note: str = ""

    @property
    def length(self) -> str:
        """15日 / 5个工作日: the length as notices print it."""
        return f"{self.count}日" if self.unit is Unit.DAY else f"{self.count}个工作日"


@dataclass(frozen=True, slots=True)
class Setting:
    """A number of the law that is not a term, such as the five representatives of a group visit."""

    id: str
    value: int
    article: Article
    name: str = ""
    default: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class PauseGround:
    """中止事由: what does not count into which terms, such as the time of a hearing in the final review.

    Only what a text allows is here; missing material, illness or a busy organ stop no term.
    """

    id: str
    name: str
    article: Article
    terms: tuple[str, ...]
    default: bool = False
    note: str = ""


_NO_TERMS: Mapping[str, Term] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Profile:
    """规则集: the terms and settings in force at a place from one day to another (both inclusive).

    ``place_prefix`` is the head of a division code ("" = the whole country); a child of ``parent`` takes
    over everything it does not replace.  ``shared`` profiles are only parents and never chosen themselves.
    ``unclocked`` are duties for which the law names no number of days; none may be invented for them.
    """

    id: str
    name: str
    valid_from: dt.date
    valid_to: dt.date | None = None
    place_prefix: str = ""
    parent: str | None = None
    terms: Mapping[str, Term] = field(default_factory=lambda: _NO_TERMS)
    settings: Mapping[str, Setting] = field(default_factory=lambda: MappingProxyType({}))
    unclocked: Mapping[str, Article] = field(default_factory=lambda: MappingProxyType({}))
    pauses: Mapping[str, PauseGround] = field(default_factory=lambda: MappingProxyType({}))
    basis: str = ""
    shared: bool = False
    invented: bool = False

    def term(self, term_id: str) -> Term:
        """The term of that id; ``LawIncomplete`` when this profile has none (ask ``find`` if unsure)."""
        found = self.terms.get(term_id)
        if found is None:
            raise LawIncomplete(self.id, term_id, "this profile has no such term")
        return found

    def find(self, term_id: str) -> Term | None:
        """The term of that id or None: the law of that time may not have known it."""
        return self.terms.get(term_id)

    def grounds_for(self, term_id: str) -> tuple[PauseGround, ...]:
        """What may pause a term; () where the law lets nothing stop it."""
        return tuple(ground for ground in self.pauses.values() if term_id in ground.terms)

    def setting(self, setting_id: str) -> int:
        """The value of a setting, for instance ``max_representatives`` → 5."""
        found = self.settings.get(setting_id)
        if found is None:
            raise LawIncomplete(self.id, setting_id, "this profile has no such setting")
        return found.value

    def in_force(self, day: dt.date, place_code: str = "") -> bool:
        """Whether this profile may be chosen for a place on a day."""
        return (
            not self.shared
            and self.valid_from <= day
            and (self.valid_to is None or day <= self.valid_to)
            and place_code.startswith(self.place_prefix)
        )
