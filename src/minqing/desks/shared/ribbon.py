"""What the path ribbon, the deadline badge and their kin are drawn from.

The desks turn a matter into these frozen values; the components under templates/components only
draw them. No rule of law is decided here: which station a matter stands at comes from the petition
room, which day it is due from the clock (《信访工作条例》第三章 信访事项的提出和受理, 第四章 办理).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

STATIONS: tuple[tuple[str, Promise], ...] = (
    ("intake", _lazy("提出")),
    ("registration", _lazy("登记")),
    ("routing", _lazy("转送")),
    ("handling", _lazy("受理办理")),
    ("reply", _lazy("答复")),
    ("review", _lazy("复查复核")),
    ("evaluation", _lazy("评价")),
    ("closure", _lazy("办结")),
)


class StationState(StrEnum):
    """Where a station lies seen from where the matter stands (站点状态)."""

    PASSED = "passed"
    PRESENT = "present"
    AHEAD = "ahead"
    SKIPPED = "skipped"


_STATE_WORDS: dict[str, Promise] = {
    StationState.PASSED: _lazy("已完成"),
    StationState.PRESENT: _lazy("现在在这里"),
    StationState.AHEAD: _lazy("还没有到"),
    StationState.SKIPPED: _lazy("没有经过"),
}


@dataclass(frozen=True)
class Branch:
    """A side line that leaves the main line at its station (支线): joint handling, review, guided elsewhere.

    `rejoins` is the key of the station where it comes back; empty means it leaves for good, as when
    a matter is guided to another procedure. `state` is one of passed, present, ahead.
    """

    label: str
    state: str = StationState.PRESENT
    words: str = ""
    rejoins: str = ""

    @property
    def leaves(self) -> bool:
        """True when the branch never comes back to the line."""
        return not self.rejoins


@dataclass(frozen=True)
class Station:
    """One of the eight stations (站点).

    `on` is the day it was passed, `holder` the organ that holds the matter while it stands here,
    `due_on` the last day for leaving it, `count` how many matters stand here (statistics only).
    """

    key: str
    label: str
    state: str = StationState.AHEAD
    on: date | None = None
    holder: str = ""
    due_on: date | None = None
    branch: Branch | None = None
    count: int | None = None

    @property
    def state_words(self) -> str:
        """The state in words, for those who do not see the shape."""
        return str(_STATE_WORDS[self.state])


@dataclass(frozen=True)
class Stop:
    """A station or a branch placed on the drawn line.

    `line` says how the piece of line after it looks: run (the matter came along it), left (it left the
    line by a branch before), or empty (still ahead).
    """

    number: int
    station: Station
    branch: Branch | None = None
    branch_end: int = 0
    line: str = ""


def stations_at(
    present: str,
    *,
    days: dict[str, date] | None = None,
    holder: str = "",
    due_on: date | None = None,
    skipped: Iterable[str] = (),
    branches: dict[str, Branch] | None = None,
) -> tuple[Station, ...]:
    """The eight stations for a matter standing at the station `present`.

    `present` is a key of STATIONS, or "" when the whole path is done. `days` maps station keys to
    the day each was passed. Stations in `skipped` are drawn hollow and dashed.
    Raises ValueError for an unknown key.
    """
    keys = [key for key, _label in STATIONS]
    if present and present not in keys:
        raise ValueError(f"unknown station {present!r}")
    at = keys.index(present) if present else len(keys)
    days, branches, left_out = days or {}, branches or {}, set(skipped)
    line: list[Station] = []
    for number, (key, label) in enumerate(STATIONS):
        state = StationState.PASSED if number < at else StationState.AHEAD
        if key in left_out:
            state = StationState.SKIPPED
        station = Station(
            key=key,
            label=str(label),
            state=state,
            on=None if key in left_out else days.get(key),
            branch=branches.get(key),
        )
        if number == at:
            station = replace(station, state=StationState.PRESENT, holder=holder, due_on=due_on)
        line.append(station)
    return tuple(line)


def stops_of(stations: Sequence[Station]) -> tuple[Stop, ...]:
    """Place stations and their branches on the line, in reading order (a branch follows its station)."""
    numbers = {station.key: number for number, station in enumerate(stations, start=1)}
    come = (StationState.PASSED, StationState.PRESENT)
    reached = max(
        (number for number, station in enumerate(stations, start=1) if station.state in come), default=0
    )
    left, line = False, []
    for number, station in enumerate(stations, start=1):
        left = left or (station.branch is not None and station.branch.leaves)
        look = "left" if left and number < reached else "run" if number < reached else ""
        line.append(Stop(number=number, station=station, line=look))
        if station.branch is not None:
            end = numbers.get(station.branch.rejoins, min(number + 2, len(stations) + 1))
            line.append(
                Stop(number=number, station=station, branch=station.branch, branch_end=end, line=look)
            )
    return tuple(line)


def dots_words(stations: Sequence[Station]) -> str:
    """The row of dots as one sentence for a screen reader: 第4站（共8站）：受理办理."""
    for number, station in enumerate(stations, start=1):
        if station.state == StationState.PRESENT:
            return _("第%(number)s站（共%(total)s站）：%(label)s") % {
                "number": number,
                "total": len(stations),
                "label": station.label,
            }
    return _("全程已走完")


class DeadlineState(StrEnum):
    """How near a last day is (期限状态)."""

    NONE = "none"
    OK = "ok"
    SOON = "soon"
    TODAY = "today"
    OVERDUE = "overdue"
    PAUSED = "paused"


@dataclass(frozen=True)
class Deadline:
    """A last day as the badge shows it (期限): state, words such as 还有3天, and the day itself."""

    state: str = DeadlineState.NONE
    words: str = ""
    due_on: date | None = None


def deadline_on(due_on: date | None, *, on: date, soon_days: int = 3, paused: bool = False) -> Deadline:
    """The badge for the last day `due_on` seen on the day `on`; within `soon_days` calendar days is near."""
    if due_on is None:
        return Deadline(DeadlineState.NONE, _("无期限"))
    if paused:
        return Deadline(DeadlineState.PAUSED, _("已暂停计时"), due_on)
    left = (due_on - on).days
    if left < 0:
        return Deadline(DeadlineState.OVERDUE, _("已逾期%(days)s天") % {"days": -left}, due_on)
    if left == 0:
        return Deadline(DeadlineState.TODAY, _("今天到期"), due_on)
    state = DeadlineState.SOON if left <= soon_days else DeadlineState.OK
    return Deadline(state, _("还有%(days)s天") % {"days": left}, due_on)


@dataclass(frozen=True)
class Moment:
    """One line of a timeline (经过): what happened, when, by whom; `public` when the petitioner sees it."""

    title: str
    when: str
    who: str = ""
    body: str = ""
    public: bool = False
    url: str = ""


@dataclass(frozen=True)
class FacetValue:
    """A value to tick in a facet, with how many rows carry it."""

    value: str
    label: str
    count: int | None = None
    chosen: bool = False


@dataclass(frozen=True)
class Facet:
    """A group of values of one field (筛选项); `name` is the query parameter."""

    name: str
    label: str
    values: tuple[FacetValue, ...] = ()

    @property
    def chosen(self) -> int:
        """How many values are ticked."""
        return sum(1 for value in self.values if value.chosen)


@dataclass(frozen=True)
class FormError:
    """A line of the error summary: the words and the id of the field they lead to."""

    words: str
    field_id: str = ""
