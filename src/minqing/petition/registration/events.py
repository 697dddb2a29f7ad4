"""What registration records."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from minqing.kernel.ledger.public import Event


@dataclass(frozen=True)
class PetitionRegistered(Event):
    """信访事项已登记."""

    name: ClassVar[str] = "petition.registered"
    number: str
    registered_on: date


@dataclass(frozen=True)
class PetitionClassified(Event):
    """信访事项已分类."""

    name: ClassVar[str] = "petition.classified"
    purpose: str
    procedure: str
    content_class: str
    repeat_of: UUID | None
    concerns: UUID | None
    sealed: bool


@dataclass(frozen=True)
class PetitionSplit(Event):
    """信访事项已拆分; on the matter that keeps the rest."""

    name: ClassVar[str] = "petition.split"
    part_id: UUID
    request_ids: tuple[UUID, ...]
    file_ids: tuple[UUID, ...]


@dataclass(frozen=True)
class Reworded(Event):
    """内容已改写: a report has left the matter; says nothing of where to, and no timeline tells it (30(3)).

    The report's own chain names this matter.
    """

    name: ClassVar[str] = "petition.reworded"
    request_ids: tuple[UUID, ...]
    file_ids: tuple[UUID, ...]
    whole_digest: str


@dataclass(frozen=True)
class PetitionSplitOff(Event):
    """由另一件拆分而来; on the new matter."""

    name: ClassVar[str] = "petition.split_off"
    from_id: UUID
    from_number: str


@dataclass(frozen=True)
class PetitionsLinked(Event):
    """信访事项已关联."""

    name: ClassVar[str] = "petition.linked"
    link_id: UUID
    other: UUID
    kind: str
    other_number: str


@dataclass(frozen=True)
class PetitionsUnlinked(Event):
    """关联已解除."""

    name: ClassVar[str] = "petition.unlinked"
    link_id: UUID
    other: UUID
    other_number: str
    reason_digest: str


@dataclass(frozen=True)
class UrgentFound(Event):
    """认定为重大、紧急."""

    name: ClassVar[str] = "petition.urgent_found"
    urgency_id: UUID
    reason_digest: str
    report_due: date


@dataclass(frozen=True)
class UrgentReported(Event):
    """重大、紧急情况已报告."""

    name: ClassVar[str] = "petition.urgent_reported"
    report_id: UUID
    to: str
    told_at: str


@dataclass(frozen=True)
class UrgentEnded(Event):
    """不再按重大、紧急办理."""

    name: ClassVar[str] = "petition.urgent_ended"
    urgency_id: UUID
    reason_digest: str
