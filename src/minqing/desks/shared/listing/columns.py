"""The columns a list may show: how each cell is worded on the page and in an export.

A cell is made from the row alone (the list's query already brought what it needs), so that columns never
cost another query.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from minqing.desks.shared import words
from minqing.desks.shared.content import content_word
from minqing.desks.shared.ribbon import Station, dots_words
from minqing.petition.public import FINISHED, Petition, stations_of
from minqing.petition.public.coming_in import name_elsewhere


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its key in the address, its heading, its words for a row, and how the page draws it."""

    key: str
    label: str | Promise
    text: Callable[[Petition, date], str]
    kind: str = "text"
    usual: bool = False
    sort: str = ""


def _day(value: date | None, today: date) -> str:
    return words.short_day(value, today)


def _organ(organ: object) -> str:
    return str(getattr(organ, "short_name", "") or getattr(organ, "name", "") or "")


def _due(row: Petition, today: date) -> str:
    if row.state in FINISHED:
        return ""
    said = words.due_words(row.due_on, today)[1]
    return _("%(words)s（暂算）") % {"words": said} if row.due_provisional else said


def _due_day(row: Petition, today: date) -> str:
    return "" if row.state in FINISHED else _day(row.due_on, today)


def _marks(row: Petition, today: date) -> str:
    marks = []
    if row.execution_due_on is not None:
        late = row.execution_due_on < today
        marks.append(_("执行超期") if late else _("执行中"))
    if row.repeat_of_id:
        marks.append(_("重复"))
    if row.bounces:
        marks.append(_("退回%(times)d次") % {"times": row.bounces})
    if row.sealed:
        marks.append(_("密封"))
    if row.confidential:
        marks.append(_("保密"))
    if row.people_count >= GROUP:
        marks.append(_("%(people)d人") % {"people": row.people_count})
    return _("、").join(marks)


# Five people and more are a joint matter (条例 20(3): at most five representatives).
GROUP: Final = 5

COLUMNS: Final = (
    Column("number", lazy("编号"), lambda r, _t: r.number or "", kind="number", usual=True),
    Column("title", lazy("标题"), lambda r, _t: r.title, kind="title", usual=True),
    Column("due", lazy("期限"), _due, kind="due", usual=True, sort="due"),
    Column("state", lazy("状态"), lambda r, _t: words.word(words.STATES, r.state), kind="state", usual=True),
    Column("path", lazy("进度"), lambda r, _t: words.word(words.STATES, r.state), kind="path", usual=True),
    Column("petitioner", lazy("信访人"), lambda r, _t: name_elsewhere(r), usual=True),
    Column("channel", lazy("形式"), lambda r, _t: words.word(words.CHANNELS, r.channel)),
    Column("purpose", lazy("目的"), lambda r, _t: words.word(words.PURPOSES, r.purpose)),
    Column("content", lazy("内容分类"), lambda r, _t: content_word(r.content_class)),
    Column("holder", lazy("现在谁手里"), lambda r, _t: _organ(r.holder), usual=True),
    Column("handling", lazy("承办单位"), lambda r, _t: _organ(r.handling)),
    Column("handler", lazy("承办人"), lambda r, _t: str(getattr(r.handler, "name", "") or ""), usual=True),
    Column(
        "received", lazy("收到"), lambda r, t: _day(r.received_on, t), kind="day", usual=True, sort="newest"
    ),
    Column("registered", lazy("登记"), lambda r, t: _day(r.registered_on, t), kind="day"),
    Column("accepted", lazy("受理"), lambda r, t: _day(r.accepted_on, t), kind="day"),
    Column("answered", lazy("答复"), lambda r, t: _day(r.answered_on, t), kind="day"),
    Column("delivered", lazy("送达"), lambda r, t: _day(r.delivered_on, t), kind="day"),
    Column("closed", lazy("办结"), lambda r, t: _day(r.closed_on, t), kind="day"),
    Column("due_day", lazy("到期日"), _due_day, kind="day"),
    Column("address", lazy("问题发生地"), lambda r, _t: r.address),
    Column("people", lazy("人数"), lambda r, _t: str(r.people_count), kind="figure"),
    Column("marks", lazy("标记"), _marks),
)
BY_KEY: Final = {column.key: column for column in COLUMNS}
USUAL: Final = tuple(column.key for column in COLUMNS if column.usual)
# Without these two nobody could tell one row from another; they cannot be taken away.
ALWAYS: Final = ("number", "title")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as the page draws it."""

    kind: str
    label: str
    text: str
    tone: str = ""

    @property
    def labelled(self) -> bool:
        """Whether the cell names itself on a narrow screen; title, number and marks speak for themselves."""
        return self.kind in {"text", "day", "figure"}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list: the matter, its cells and its marks."""

    petition: Petition
    cells: tuple[Cell, ...]
    marks: str
    dots: tuple[str, ...] = ()
    dots_words: str = ""
    late: bool = False


def chosen_columns(keys: Iterable[str]) -> tuple[Column, ...]:
    """Return the columns of these keys in the page's order; unknown keys are left out."""
    wanted = set(keys) & set(BY_KEY)
    if not wanted:
        wanted = set(USUAL)
    wanted |= set(ALWAYS)
    return tuple(column for column in COLUMNS if column.key in wanted)


# state -> tone of its mark: active, waiting, done, stopped or bad (marks.css).
STATE_TONES: Final = {
    "received": "waiting",
    "registered": "waiting",
    "referred": "waiting",
    "returned": "bad",
    "handling": "active",
    "approving": "active",
    "answered": "active",
    "delivered": "done",
    "closed": "done",
    "withdrawn": "stopped",
}


def ribbon_of(petition: Petition, rated_on: date | None = None) -> tuple[Station, ...]:
    """Return the eight stations of a matter as the ribbon draws them; no query."""
    return tuple(
        Station(s.key, str(s.label), str(s.state), on=s.on, holder=s.holder, due_on=s.due_on)
        for s in stations_of(petition, rated_on)
    )


def row_of(petition: Petition, columns: Iterable[Column], today: date) -> Row:
    """Word one row for the page."""
    columns = tuple(columns)
    drawn = any(column.kind == "path" for column in columns)
    stations = ribbon_of(petition) if drawn else ()
    return Row(
        petition,
        tuple(
            Cell(column.kind, str(column.label), column.text(petition, today), _tone(column, petition, today))
            for column in columns
        ),
        _marks(petition, today),
        tuple(station.state for station in stations),
        dots_words(stations),
        petition.due_on is not None and petition.due_on < today and petition.state not in FINISHED,
    )


def _tone(column: Column, petition: Petition, today: date) -> str:
    if column.kind == "due":
        return "none" if petition.state in FINISHED else words.due_words(petition.due_on, today)[0]
    if column.kind == "state":
        return STATE_TONES.get(petition.state, "")
    return ""
