"""What review records."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from minqing.kernel.ledger.public import Event


@dataclass(frozen=True)
class ReviewRequested(Event):
    """已申请复查、复核."""

    name: ClassVar[str] = "petition.review_requested"
    request_id: UUID
    level: str
    matter_id: UUID | None
    to_organ: UUID | None
    received_on: date
    window_ends_on: date
    late: bool
    statement_digest: str


@dataclass(frozen=True)
class LateRequestDecided(Event):
    """逾期申请已决定是否准许."""

    name: ClassVar[str] = "petition.late_request_decided"
    request_id: UUID
    admitted: bool
    reason_digest: str
    proposed_by: UUID | None


@dataclass(frozen=True)
class LateRefusalProposed(Event):
    """已报请负责人签批不予准许逾期申请."""

    name: ClassVar[str] = "petition.late_refusal_proposed"
    request_id: UUID
    reason_digest: str


@dataclass(frozen=True)
class LateRefusalSentBack(Event):
    """负责人不同意不予准许，已退回."""

    name: ClassVar[str] = "petition.late_refusal_sent_back"
    request_id: UUID
    reason_digest: str


@dataclass(frozen=True)
class ReviewAccepted(Event):
    """复查、复核请求已受理."""

    name: ClassVar[str] = "petition.review_accepted"
    request_id: UUID
    reviewer: UUID | None
    due_on: date | None


@dataclass(frozen=True)
class StatementGiven(Event):
    """原办理机关已提交案卷和情况说明."""

    name: ClassVar[str] = "petition.review_statement_given"
    request_id: UUID
    text_digest: str
    files: int


@dataclass(frozen=True)
class ReviewDrafted(Event):
    """复查、复核意见已保存."""

    name: ClassVar[str] = "petition.review_drafted"
    opinion_id: UUID
    version: int
    digest: str


@dataclass(frozen=True)
class ReviewDecided(Event):
    """复查、复核意见已签发."""

    name: ClassVar[str] = "petition.review_decided"
    request_id: UUID
    level: str
    outcome: str
    grounds: tuple[str, ...]
    document_id: UUID
    drafted_by: UUID
    redo_by: date | None
    publish: bool


@dataclass(frozen=True)
class RedoOrdered(Event):
    """已责令限期重新办理."""

    name: ClassVar[str] = "petition.redo_ordered"
    request_id: UUID
    redo_id: UUID
    to_organ: UUID
    redo_by: date


@dataclass(frozen=True)
class ReviewSentOutside(Event):
    """申请和案卷已寄送不使用本系统的机关."""

    name: ClassVar[str] = "petition.review_sent_outside"
    request_id: UUID
    sent_on: date


@dataclass(frozen=True)
class ReviewCameBack(Event):
    """外单位的复查、复核意见已登记."""

    name: ClassVar[str] = "petition.review_came_back"
    request_id: UUID
    level: str
    outcome: str
    decided_on: date
    served_on: date


@dataclass(frozen=True)
class ReviewFinished(Event):
    """复核终结: from now on the same facts and reasons are no longer accepted (36(3))."""

    name: ClassVar[str] = "petition.finally_reviewed"
    request_id: UUID
    number: str
    on: date
