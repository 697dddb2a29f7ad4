"""What a conference records, on its own chain. Ids, codes, days and digests only."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from minqing.kernel.ledger.public import Event


@dataclass(frozen=True)
class ConferenceCalled(Event):
    """联席会议已通知."""

    name: ClassVar[str] = "conference.called"
    kind: str
    organ: UUID
    starts_at: datetime
    units: tuple[UUID, ...]
    subjects: tuple[UUID, ...]


@dataclass(frozen=True)
class ConferenceMoved(Event):
    """联席会议已改期."""

    name: ClassVar[str] = "conference.moved"
    before: datetime
    after: datetime
    digest: str


@dataclass(frozen=True)
class ConferenceCancelled(Event):
    """联席会议已取消."""

    name: ClassVar[str] = "conference.cancelled"
    digest: str


@dataclass(frozen=True)
class InvitationAnswered(Event):
    """参会单位已回执."""

    name: ClassVar[str] = "conference.answered"
    unit: UUID
    answer: str
    digest: str


@dataclass(frozen=True)
class ConferenceHeld(Event):
    """联席会议已开会、已记录."""

    name: ClassVar[str] = "conference.held"
    held_at: datetime
    came: tuple[UUID, ...]
    absent: tuple[UUID, ...]
    digest: str


@dataclass(frozen=True)
class DecisionWritten(Event):
    """议定事项已写入; ``gone`` when it was taken out again before the minutes."""

    name: ClassVar[str] = "conference.decision_written"
    decision: UUID
    unit: UUID
    due_on: date
    effect: str
    digest: str
    gone: bool = False


@dataclass(frozen=True)
class MinutesIssued(Event):
    """会议纪要已印发."""

    name: ClassVar[str] = "conference.minutes_issued"
    document: UUID
    decisions: tuple[UUID, ...]


@dataclass(frozen=True)
class DecisionCarried(Event):
    """议定事项已在信访事项中落实."""

    name: ClassVar[str] = "conference.decision_carried"
    decision: UUID
    effect: str
    made: UUID


@dataclass(frozen=True)
class DecisionMoved(Event):
    """议定事项的落实: reminded, reported, accepted, sent back."""

    name: ClassVar[str] = "conference.decision_moved"
    decision: UUID
    act: str
    step: UUID
    digest: str
