"""What a paper is put together from: parts of a plan, and the blocks they become. Pure.

A plan is data: which fixed sentence, which element, under which heading, and when.  The same blocks are set
as PDF and as Word, so the two can never say different things.  Fixed sentences (固定用语) hold ``{element}``
slots that are filled by replacement; nothing of them is ever evaluated.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Data = Mapping[str, Any]
Words = Mapping[str, str]
# A slot: {element} or {element|what stands there when it says nothing}.
SLOT = re.compile(r"\{([a-z_]+)(?:\|([^{}|]*))?\}")
_DAY = re.compile(r"^(\d{4})-(\d{2})-(\d{2})$")
_STOPS = ("。", "！", "？", "；", "…", ".", "”", "》")
_DIGITS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a paper: its style, its words, its rows.

    Styles: to, par (``lead`` stands before it in 黑体), head, second, table (rows of label and value), grid
    (the first row is the heading), question, answer, sign (a row for each signature), code (beside it the
    QR code).
    """

    style: str
    text: str = ""
    lead: str = ""
    rows: tuple[tuple[str, ...], ...] = ()

    def told(self) -> dict[str, Any]:
        """Return the block as JSON values."""
        rows = [list(row) for row in self.rows]
        return {"style": self.style, "text": self.text, "lead": self.lead, "rows": rows}


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a plan. ``when``: the element that must say something; ``holds`` what it must say."""

    make: Callable[["Page"], list[Block]]
    when: str = ""
    holds: str = ""


@dataclass(slots=True)
class Page:
    """What parts are made from: the data, the fixed sentences, and how many headings there were."""

    data: Data
    words: Words
    heads: int = field(default=0)

    def get(self, key: str) -> str:
        """Return an element as it is printed: dates as days, lists joined, nothing as ""."""
        return printed(self.data.get(key))

    def say(self, name: str) -> str:
        """Return a fixed sentence with its slots filled."""
        return SLOT.sub(lambda slot: self.get(slot[1]) or (slot[2] or ""), self.words.get(name, ""))

    def next_head(self) -> str:
        """Return the next number of a heading: 一、, 二、 and so on."""
        self.heads += 1
        return chinese(self.heads) + "、"


def chinese(number: int) -> str:
    """Return a number from 1 to 99 in Chinese.

    >>> chinese(21)
    '二十一'
    """
    tens, ones = divmod(number, 10)
    last = _DIGITS[ones - 1] if ones else ""
    if not tens:
        return last
    return ("十" if tens == 1 else _DIGITS[tens - 1] + "十") + last


def printed(value: object) -> str:
    """Return a value as papers print it: 2026-03-05 as 2026年3月5日 (9704: no leading zeros)."""
    if value is None:
        return ""
    if isinstance(value, str):
        found = _DAY.match(value)
        return f"{found[1]}年{int(found[2])}月{int(found[3])}日" if found else value
    if isinstance(value, Mapping):
        return "，".join(printed(each) for each in value.values() if printed(each))
    if isinstance(value, Sequence):
        return "、".join(printed(each) for each in value if printed(each))
    return str(value)


def sentence(text: str) -> str:
    """Return a text as a sentence: with a full stop unless it ends with one of its own."""
    text = text.strip()
    return text if not text or text.endswith(_STOPS) else text + "。"


def lines(text: str) -> list[str]:
    """Return the lines of a text that say something."""
    return [
        line.strip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n") if line.strip()
    ]


def _pars(text: str, lead: str = "") -> list[Block]:
    found = lines(text)
    if not found:
        return [Block("par", "", lead)] if lead else []
    return [Block("par", found[0], lead), *(Block("par", line) for line in found[1:])]


def _rows(page: Page, key: str) -> list[Mapping[str, Any]]:
    """Return the rows of a list; what is no row (a draft not filled in yet) is left out."""
    found = page.data.get(key)
    if isinstance(found, str) or not isinstance(found, Sequence):
        return []
    return [row for row in found if isinstance(row, Mapping)]


# --- parts --------------------------------------------------------------------------------------------------


def to(key: str) -> Part:
    """主送: the addressee, flush left."""
    return Part(lambda page: [Block("to", page.get(key) + "：")], when=key)


def say(name: str, when: str = "", holds: str = "") -> Part:
    """Return a fixed sentence."""
    return Part(lambda page: _pars(page.say(name)), when, holds)


def text(key: str) -> Part:
    """Return an element as paragraphs."""
    return Part(lambda page: _pars(page.get(key)), when=key)


def point(title: str, key: str) -> Part:
    """Return a numbered point: its title in 黑体, then the element as a sentence."""
    return Part(lambda page: _pars(sentence(page.get(key)), f"{page.next_head()}{title}。"), when=key)


def point_say(title: str, name: str, when: str = "", holds: str = "") -> Part:
    """Return a numbered point whose words are a fixed sentence."""
    return Part(lambda page: _pars(page.say(name), f"{page.next_head()}{title}。"), when, holds)


def head(title: str, when: str = "") -> Part:
    """Return a numbered heading of its own line."""
    return Part(lambda page: [Block("head", page.next_head() + title)], when)


def table(*rows: tuple[str, str]) -> Part:
    """Return a table of labels and elements; rows without anything are left out."""
    return Part(
        lambda page: [
            Block("table", rows=tuple((label, page.get(key)) for label, key in rows if page.get(key)))
        ]
    )


def grid(key: str, *columns: tuple[str, str]) -> Part:
    """Return a table with a heading row: one row for each entry of a list."""

    def made(page: Page) -> list[Block]:
        rows = [tuple(label for label, _ in columns)]
        for number, entry in enumerate(_rows(page, key), start=1):
            said = {"seq": number, **entry}
            rows.append(tuple(printed(said.get(name)) for _, name in columns))
        return [Block("grid", rows=tuple(rows))]

    return Part(made, when=key)


def asked(key: str = "exchanges") -> Part:
    """问答: every question and every answer as its own paragraph."""

    def made(page: Page) -> list[Block]:
        blocks: list[Block] = []
        for row in _rows(page, key):
            blocks.append(Block("question", printed(row.get("question")), printed(row.get("by")) or "问"))
            blocks.append(Block("answer", printed(row.get("answer")), printed(row.get("who")) or "答"))
        return blocks

    return Part(made, when=key)


def requests(key: str = "items") -> Part:
    """投诉请求: one paragraph each, numbered （一）, （二）."""

    def made(page: Page) -> list[Block]:
        rows = _rows(page, key)
        return [
            Block("par", f"（{chinese(n)}）{printed(row.get('request'))}") for n, row in enumerate(rows, 1)
        ]

    return Part(made, when=key)


def answers(key: str = "items") -> Part:
    """处理意见: for every request its own facts, opinion and legal basis (32)."""

    def made(page: Page) -> list[Block]:
        blocks: list[Block] = []
        for n, row in enumerate(_rows(page, key), start=1):
            blocks.append(Block("second", f"（{chinese(n)}）关于第{n}项请求"))
            blocks += [*_pars(printed(row.get("facts"))), *_pars(printed(row.get("opinion")))]
            blocks.append(Block("par", f"依据：{printed(row.get('basis'))}"))
        return blocks

    return Part(made, when=key)


def each(key: str) -> Part:
    """Return a list, one numbered paragraph each; a text stands as it is."""

    def made(page: Page) -> list[Block]:
        rows = page.data.get(key)
        if isinstance(rows, str) or not isinstance(rows, Sequence):
            return _pars(page.get(key))
        return [Block("par", f"{n}. {sentence(printed(row))}") for n, row in enumerate(rows, start=1)]

    return Part(made, when=key)


def parties() -> Part:
    """当事人: 甲方、乙方 …, each with what is known of them."""

    def made(page: Page) -> list[Block]:
        stems = "甲乙丙丁戊己庚辛壬癸"
        rows = _rows(page, "parties")
        return [
            Block("par", sentence(printed(row)), f"{stems[n] if n < len(stems) else n + 1}方：")
            for n, row in enumerate(rows)
        ]

    return Part(made, when="parties")


def signed(*labels: str) -> Part:
    """签名: a line for each to sign, with room for the day."""
    return Part(lambda _page: [Block("sign", rows=tuple((label, "") for label in labels))])


def code(name: str) -> Part:
    """Return a fixed sentence that stands beside the QR code."""
    return Part(lambda page: [Block("code", page.say(name))])


def made_of(plan: Sequence[Part], data: Data, words: Words) -> tuple[Block, ...]:
    """Return the blocks of a paper: its plan filled with its data and the fixed sentences in force."""
    page = Page(data, words)
    blocks: list[Block] = []
    for part in plan:
        said = page.get(part.when) if part.when else ""
        if part.when and (not said.strip() or (part.holds and said != part.holds)):
            continue
        blocks += part.make(page)
    return tuple(blocks)
