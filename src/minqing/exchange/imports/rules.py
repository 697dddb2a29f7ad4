"""Rules of importing letters 来信导入: which column means what, and what a row must hold.

A row keeps its own day and its own author; the importer is never made the author. A row that lacks
something is either completed by a choice the operator made beforehand (a missing day) or told back with
its reason. Pure: no clock, no database.
"""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from types import MappingProxyType
from typing import Final

LONGEST_TITLE: Final = 200
# As long as the path takes; a test holds the two equal.
LONGEST_TEXT: Final = 20_000
TITLE_FROM_TEXT: Final = 40
LONGEST_NAME: Final = 100


class Field(StrEnum):
    """What a column of a sheet of letters can mean."""

    EXTERNAL_ID = "external_id"
    AUTHOR = "author"
    TELEPHONE = "telephone"
    TITLE = "title"
    RECEIVED = "received"
    TEXT = "text"
    CONTENT_CLASS = "content_class"
    ADDRESS = "address"
    TARGET = "target"
    CLOSED = "closed"
    RESULT = "result"
    ORGAN = "organ"
    ON_TIME = "on_time"


# A sheet with one of these tells of matters handled elsewhere: they keep their deadline and result.
HISTORY: Final = frozenset({Field.TARGET, Field.CLOSED, Field.RESULT, Field.ON_TIME})
REQUIRED: Final = (Field.TEXT,)

HEADINGS: Final[Mapping[Field, tuple[str, ...]]] = MappingProxyType(
    {
        Field.EXTERNAL_ID: ("message_id", "留言编号", "编号", "信件编号", "原编号", "case_enquiry_id", "id"),
        Field.AUTHOR: ("user", "留言用户", "信访人", "姓名", "来信人", "author", "name"),
        Field.TELEPHONE: ("telephone", "phone", "电话", "手机", "联系电话", "联系方式"),
        Field.TITLE: ("title", "留言主题", "标题", "主题", "概况", "case_title"),
        Field.RECEIVED: (
            "received_at",
            "留言时间",
            "收到日期",
            "信访日期",
            "日期",
            "时间",
            "open_dt",
            "date",
        ),
        Field.TEXT: ("text", "留言详情", "详细内容", "内容", "正文", "事实和理由"),
        Field.CONTENT_CLASS: ("category", "一级标签", "内容分类", "类别", "问题类别", "type"),
        Field.ADDRESS: ("address", "问题属地", "地址", "住址", "地点", "location"),
        Field.TARGET: ("target_at", "target_dt", "办理期限", "到期日", "截止日期", "期限"),
        Field.CLOSED: ("closed_at", "closed_dt", "办结日期", "办结时间", "结案日期"),
        Field.RESULT: ("result", "closure_reason", "办理结果", "答复意见", "办结意见"),
        Field.ORGAN: ("organ", "department", "承办单位", "办理单位", "责任单位"),
        Field.ON_TIME: ("ontime", "on_time", "是否按期", "按期标志"),
    }
)

_DATE_FORMS: Final = (
    "%Y-%m-%d %H:%M:%S",
    "%Y/%m/%d %H:%M:%S",
    "%Y-%m-%d %H:%M",
    "%Y/%m/%d %H:%M",
    "%Y-%m-%d",
    "%Y/%m/%d",
    "%Y.%m.%d",
    "%Y年%m月%d日",
    "%Y-%m-%dT%H:%M:%S",
)
_ZERO: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with one row: the field and plain words."""

    field: str
    words: str


@dataclass(frozen=True, slots=True)
class Options:
    """Choices made once for the whole file.

    ``missing_day``: the day given to letters that carry none; ``None`` rejects them.
    ``today``: the day of the import; no letter may be dated later.
    """

    today: date
    missing_day: date | None = None


@dataclass(frozen=True, slots=True)
class History:
    """What another system said of the matter: civil instants without a zone, None where it said nothing."""

    opened: datetime
    target: datetime | None
    closed: datetime | None
    result: str
    organ: str
    on_time: bool | None


@dataclass(frozen=True, slots=True)
class Letter:
    """One readable row: what becomes a matter."""

    row: int
    ref: str
    external_id: str
    author: str
    telephone: str
    title: str
    text: str
    content_class: str
    address: str
    received_on: date
    day_assumed: bool
    history: History | None = None


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row after reading: a letter, or the problems that keep it out."""

    row: int
    values: Mapping[str, str]
    letter: Letter | None
    problems: tuple[Problem, ...] = field(default=())


def guess_columns(headings: Sequence[str]) -> dict[Field, str]:
    """Return which heading stands for which field, by name; each heading is used once.

    ``["message_id", "user", "title"]`` gives external id, author and title.
    """
    left = {heading.strip().casefold(): heading for heading in reversed(headings) if heading.strip()}
    found: dict[Field, str] = {}
    for meaning, names in HEADINGS.items():
        for name in names:
            heading = left.pop(name.casefold(), None)
            if heading is not None:
                found[meaning] = heading
                break
    return found


def problems_of_columns(columns: Mapping[Field, str], headings: Sequence[str]) -> tuple[Problem, ...]:
    """Return what is wrong with a mapping: a needed field without a column, an unknown or doubled one."""
    problems = [
        Problem(meaning, "请指定哪一列是来信内容") for meaning in REQUIRED if not columns.get(meaning)
    ]
    used: dict[str, Field] = {}
    for meaning, heading in columns.items():
        if heading not in headings:
            problems.append(Problem(meaning, f"表格里没有“{heading}”这一列"))
        elif heading in used:
            problems.append(Problem(meaning, f"“{heading}”这一列已经用作别的内容"))
        used[heading] = meaning
    return tuple(problems)


def instant_of(text: str) -> datetime | None:
    """Return the civil instant a cell names, in any usual spelling, or ``None``; a day is its start."""
    text = text.strip()
    if not text:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        pass
    else:
        return found.replace(tzinfo=None)
    for form in _DATE_FORMS:
        try:
            return datetime.strptime(text, form)  # noqa: DTZ007 - a civil instant; the caller knows the zone
        except ValueError:
            continue
    return None


def day_of(text: str) -> date | None:
    """Return the calendar day a cell names, in any of the usual spellings, or ``None``."""
    found = instant_of(text)
    return found.date() if found else None


def end_of(text: str) -> datetime | None:
    """Return the last instant a deadline's cell allows: a bare day runs until 24:00 (民法典 203)."""
    found = instant_of(text)
    bare = found is not None and found.time() == time() and ":" not in text
    return datetime.combine(found, time.max) if found and bare else found


_YES: Final = frozenset({"ontime", "on time", "是", "按期", "按时", "true", "1", "y", "yes", "未逾期"})
_NO: Final = frozenset({"overdue", "late", "否", "逾期", "超期", "false", "0", "n", "no", "已逾期"})


def flag_of(text: str) -> bool | None:
    """Return what a cell says of being on time; None when it says nothing that can be read."""
    word = text.strip().casefold()
    return True if word in _YES else False if word in _NO else None


def reference_of(*, external_id: str, author: str, received: str, title: str, text: str) -> str:
    """Return the mark by which the same letter is known again: ``letter:`` and 40 hexadecimal digits."""
    joined = f"{external_id}\x1f{author}\x1f{received}\x1f{title}\x1f{text}"
    return "letter:" + hashlib.sha256(joined.encode("utf-8")).hexdigest()[:40]


def _text_problems(text: str, title: str, author: str) -> list[Problem]:
    problems: list[Problem] = []
    if not text:
        problems.append(Problem(Field.TEXT, "来信内容是空的"))
    elif len(text) > LONGEST_TEXT:
        problems.append(Problem(Field.TEXT, f"来信内容超过{LONGEST_TEXT}字，请拆分后再导入"))
    if len(title) > LONGEST_TITLE:
        problems.append(Problem(Field.TITLE, f"标题超过{LONGEST_TITLE}字"))
    if len(author) > LONGEST_NAME:
        problems.append(Problem(Field.AUTHOR, f"姓名超过{LONGEST_NAME}字"))
    return problems


def _day_problems(received: str, day: date | None, options: Options) -> list[Problem]:
    if received and day is None:
        return [Problem(Field.RECEIVED, f"看不懂日期“{received[:30]}”，请写成 2026-09-14 这样")]
    if day is not None and day > options.today:
        return [Problem(Field.RECEIVED, f"日期 {day.isoformat()} 晚于今天")]
    if day is None and options.missing_day is None:
        return [Problem(Field.RECEIVED, "没有收到日期；可以在上一步给没有日期的来信指定一个日期")]
    return []


def read_row(row: int, values: Mapping[str, str], columns: Mapping[Field, str], options: Options) -> ReadRow:
    """Return the letter in one row, or every problem that keeps it out."""

    def cell(meaning: Field) -> str:
        heading = columns.get(meaning)
        return _ZERO.sub("", values.get(heading, "") or "").strip() if heading else ""

    text, title, author = cell(Field.TEXT), cell(Field.TITLE), cell(Field.AUTHOR)
    received = cell(Field.RECEIVED)
    day = day_of(received)
    problems = [*_text_problems(text, title, author), *_day_problems(received, day, options)]
    on = day or options.missing_day
    history = None
    if on is not None and HISTORY & columns.keys():
        history, more = _history(cell, on)
        problems += more
    if problems or on is None:
        return ReadRow(row, values, None, tuple(problems))
    return ReadRow(
        row,
        values,
        Letter(
            row=row,
            ref=reference_of(
                external_id=cell(Field.EXTERNAL_ID), author=author, received=received, title=title, text=text
            ),
            external_id=cell(Field.EXTERNAL_ID),
            author=author,
            telephone=cell(Field.TELEPHONE),
            title=title or text.replace("\n", " ")[:TITLE_FROM_TEXT],
            text=text,
            content_class=cell(Field.CONTENT_CLASS),
            address=cell(Field.ADDRESS),
            received_on=on,
            day_assumed=day is None,
            history=history,
        ),
    )


def _history(cell: Callable[[Field], str], on: date) -> tuple[History, list[Problem]]:
    """Return what the row says of its handling elsewhere, and what is wrong with it."""
    problems = []
    target, closed = end_of(cell(Field.TARGET)), instant_of(cell(Field.CLOSED))
    for meaning, found in ((Field.TARGET, target), (Field.CLOSED, closed)):
        if cell(meaning) and found is None:
            problems.append(
                Problem(meaning, f"看不懂日期“{cell(meaning)[:30]}”，请写成 2026-09-14 08:30 这样")
            )
    if closed is not None and closed.date() < on:
        problems.append(Problem(Field.CLOSED, f"办结日期 {closed.date().isoformat()} 早于收到日期"))
    opened = instant_of(cell(Field.RECEIVED)) or datetime.combine(on, time())
    flag = flag_of(cell(Field.ON_TIME))
    return History(opened, target, closed, cell(Field.RESULT), cell(Field.ORGAN), flag), problems
