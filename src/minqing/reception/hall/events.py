"""What the hall records: of a number on the number's chain, of the hall on its own. Ids and codes only."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from minqing.kernel.ledger.public import Event


@dataclass(frozen=True)
class NumberIssued(Event):
    """已取号."""

    name: ClassVar[str] = "reception.number_issued"
    hall: UUID
    service: UUID
    number: str
    source: str
    group_size: int
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class NumberMoved(Event):
    """号的状态已变化: called, begun, held, skipped, passed on, returned, finished."""

    name: ClassVar[str] = "reception.number_moved"
    act: str
    before: str
    after: str
    window: UUID | None
    turn: int
    outcome: str = ""


@dataclass(frozen=True)
class NumberRecalled(Event):
    """已重呼."""

    name: ClassVar[str] = "reception.number_recalled"
    window: UUID
    turn: int
    nth: int


@dataclass(frozen=True)
class NumberNoted(Event):
    """接谈笔记已记."""

    name: ClassVar[str] = "reception.number_noted"
    note: UUID
    digest: str


@dataclass(frozen=True)
class NumberLinked(Event):
    """号已关联到办理事项."""

    name: ClassVar[str] = "reception.number_linked"
    subject: UUID


@dataclass(frozen=True)
class AppointmentMade(Event):
    """已预约."""

    name: ClassVar[str] = "reception.appointment_made"
    service: UUID
    slot: datetime
    group_size: int


@dataclass(frozen=True)
class AppointmentCancelled(Event):
    """预约已取消."""

    name: ClassVar[str] = "reception.appointment_cancelled"


@dataclass(frozen=True)
class DayOpened(Event):
    """接待日已开始."""

    name: ClassVar[str] = "reception.day_opened"
    day: date
    brought_forward: int
    lapsed: int


@dataclass(frozen=True)
class DayClosed(Event):
    """接待日已结束."""

    name: ClassVar[str] = "reception.day_closed"
    day: date
    carried: int
    left: int


@dataclass(frozen=True)
class WindowOpened(Event):
    """窗口已有人值守."""

    name: ClassVar[str] = "reception.window_opened"
    window: UUID


@dataclass(frozen=True)
class WindowClosed(Event):
    """窗口暂停接待."""

    name: ClassVar[str] = "reception.window_closed"
    window: UUID


@dataclass(frozen=True)
class HallSetUp(Event):
    """大厅设置已变更: which thing (hall, room, service, window, hours, day) and whether it is new."""

    name: ClassVar[str] = "reception.hall_set_up"
    what: str
    which: UUID
    new: bool
    digest: str
