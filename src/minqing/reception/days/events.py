"""What the leaders' days record. Ids, codes, days and digests; never who came or what they said."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from minqing.kernel.ledger.public import Event


@dataclass(frozen=True)
class PortfolioSet(Event):
    """领导分管已登记."""

    name: ClassVar[str] = "reception.portfolio_set"
    account: UUID
    organ: UUID
    subjects: tuple[str, ...]


@dataclass(frozen=True)
class RotaGenerated(Event):
    """月排班已生成."""

    name: ClassVar[str] = "reception.rota_generated"
    organ: UUID
    first: date
    kind: str
    days: int
    empty: tuple[date, ...]


@dataclass(frozen=True)
class RotaPublished(Event):
    """月排班已公布."""

    name: ClassVar[str] = "reception.rota_published"
    organ: UUID
    first: date
    days: int


@dataclass(frozen=True)
class LeaderDaySet(Event):
    """接访日已排定或变更."""

    name: ClassVar[str] = "reception.leader_day_set"
    organ: UUID
    day: date
    leader: UUID
    kind: str
    new: bool


@dataclass(frozen=True)
class LeaderDayCancelled(Event):
    """接访日已取消."""

    name: ClassVar[str] = "reception.leader_day_cancelled"
    day: date
    bookings: int


@dataclass(frozen=True)
class LeaderDayCovered(Event):
    """已由他人代班."""

    name: ClassVar[str] = "reception.leader_day_covered"
    before: UUID
    after: UUID


@dataclass(frozen=True)
class SwapAsked(Event):
    """已请求调班."""

    name: ClassVar[str] = "reception.swap_asked"
    first: UUID
    second: UUID
    answers: UUID


@dataclass(frozen=True)
class SwapAnswered(Event):
    """调班已答复."""

    name: ClassVar[str] = "reception.swap_answered"
    status: str


@dataclass(frozen=True)
class LeaderBooked(Event):
    """已预约领导."""

    name: ClassVar[str] = "reception.leader_booked"
    day: UUID
    slot: str
    people: int
    stage: str


@dataclass(frozen=True)
class BookingMoved(Event):
    """预约状态已变化: checked in, cancelled, missed."""

    name: ClassVar[str] = "reception.booking_moved"
    status: str


@dataclass(frozen=True)
class ReceptionRecorded(Event):
    """接访已记录."""

    name: ClassVar[str] = "reception.leader_received"
    day: UUID
    people: int
    subject: UUID | None
    digest: str


@dataclass(frozen=True)
class ReceptionLinked(Event):
    """接访记录已关联事项."""

    name: ClassVar[str] = "reception.leader_record_linked"
    subject: UUID


@dataclass(frozen=True)
class InstructionGiven(Event):
    """已批示."""

    name: ClassVar[str] = "reception.instruction_given"
    instruction: UUID
    organ: UUID
    owner: UUID
    due: date
    digest: str


@dataclass(frozen=True)
class InstructionMoved(Event):
    """批示落实有进展."""

    name: ClassVar[str] = "reception.instruction_moved"
    instruction: UUID
    step: str
    standing: str
    digest: str
