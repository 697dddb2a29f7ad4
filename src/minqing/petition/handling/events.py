"""What handling records."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from minqing.kernel.ledger.public import Event


@dataclass(frozen=True)
class PetitionAccepted(Event):
    """信访事项已受理."""

    name: ClassVar[str] = "petition.accepted"
    organ: UUID
    handler: UUID | None
    accepted_on: date
    term: str
    due_on: date | None
    row: str = "R7"


@dataclass(frozen=True)
class HandlerAssigned(Event):
    """承办人已指定."""

    name: ClassVar[str] = "petition.assigned"
    before: UUID | None
    after: UUID


@dataclass(frozen=True)
class PetitionGuided(Event):
    """已导入其他程序."""

    name: ClassVar[str] = "petition.guided"
    guidance_id: UUID
    procedure: str
    document_id: UUID
    row: str = ""


@dataclass(frozen=True)
class TermAsked(Event):
    """延长或者中止期限已申请."""

    name: ClassVar[str] = "petition.term_asked"
    request_id: UUID
    clock_id: UUID
    kind: str
    days: int
    ground: str
    reason_digest: str


@dataclass(frozen=True)
class TermRefused(Event):
    """延长或者中止期限未获批准."""

    name: ClassVar[str] = "petition.term_refused"
    request_id: UUID
    kind: str
    reason_digest: str


@dataclass(frozen=True)
class HandlingExtended(Event):
    """办理期限已延长，并告知信访人."""

    name: ClassVar[str] = "petition.handling_extended"
    request_id: UUID
    clock_id: UUID
    days: int
    before: date
    after: date
    approval_id: UUID
    notice_id: UUID


@dataclass(frozen=True)
class ClockPaused(Event):
    """期限已中止."""

    name: ClassVar[str] = "petition.clock_paused"
    request_id: UUID | None
    clock_id: UUID
    term: str
    ground: str
    paused_on: date
    limit_on: date


@dataclass(frozen=True)
class ClockResumed(Event):
    """期限已恢复计算."""

    name: ClassVar[str] = "petition.clock_resumed"
    clock_id: UUID
    term: str
    days: int
    due_on: date


@dataclass(frozen=True)
class AbsenceNoted(Event):
    """外出与代办已登记; the chain is that of the account."""

    name: ClassVar[str] = "people.absence_noted"
    absence_id: UUID
    account_id: UUID
    first_on: date
    last_on: date
    posts: tuple[UUID, ...]
    deputies: tuple[UUID, ...]


@dataclass(frozen=True)
class AbsenceEnded(Event):
    """外出已提前结束."""

    name: ClassVar[str] = "people.absence_ended"
    absence_id: UUID
    account_id: UUID
    through_on: date


@dataclass(frozen=True)
class CaseloadPlanned(Event):
    """整体移交已安排; the chain is that of the account whose matters they are."""

    name: ClassVar[str] = "people.caseload_planned"
    handover_id: UUID
    from_account: UUID
    recipients: tuple[UUID, ...]
    first_on: date
    last_on: date | None


@dataclass(frozen=True)
class MatterHandedOver(Event):
    """承办人外出，事项整体移交."""

    name: ClassVar[str] = "petition.handed_over"
    handover_id: UUID
    before: UUID
    after: UUID
    until: date | None


@dataclass(frozen=True)
class MatterHandedBack(Event):
    """外出结束，事项交还."""

    name: ClassVar[str] = "petition.handed_back"
    handover_id: UUID
    before: UUID
    after: UUID


@dataclass(frozen=True)
class SimpleChosen(Event):
    """已决定简易办理; ``told`` how the petitioner was told when no paper was wanted."""

    name: ClassVar[str] = "petition.simple_chosen"
    reason: str
    paper_wanted: bool
    told: str


@dataclass(frozen=True)
class SimpleLeft(Event):
    """已转为普通程序; ``due_on`` the day now due, counted from the original acceptance."""

    name: ClassVar[str] = "petition.simple_left"
    reason_digest: str
    due_on: date | None
