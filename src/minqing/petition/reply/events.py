"""What the reply records."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from minqing.kernel.ledger.public import Event


@dataclass(frozen=True)
class OpinionSaved(Event):
    """处理意见已保存."""

    name: ClassVar[str] = "petition.opinion_saved"
    opinion_id: UUID
    version: int
    digest: str


@dataclass(frozen=True)
class OpinionSubmitted(Event):
    """处理意见已送审."""

    name: ClassVar[str] = "petition.opinion_submitted"
    opinion_id: UUID
    version: int


@dataclass(frozen=True)
class OpinionSentBack(Event):
    """处理意见已退回修改."""

    name: ClassVar[str] = "petition.opinion_sent_back"
    opinion_id: UUID
    reason_digest: str


@dataclass(frozen=True)
class OpinionIssued(Event):
    """处理意见已签发."""

    name: ClassVar[str] = "petition.opinion_issued"
    opinion_id: UUID
    document_id: UUID
    drafted_by: UUID
    outcomes: tuple[str, ...]


@dataclass(frozen=True)
class OpinionRepeated(Event):
    """重新办理的意见与被撤销的意见基本相同: issued all the same."""

    name: ClassVar[str] = "petition.opinion_repeated"
    opinion_id: UUID
    likeness: int


@dataclass(frozen=True)
class AnswerDelivered(Event):
    """书面答复已送达."""

    name: ClassVar[str] = "petition.answer_delivered"
    document_id: UUID
    way: str
    delivered_on: date


@dataclass(frozen=True)
class SimpleConfirmed(Event):
    """简易答复已由负责人确认; the digest is that of the answers confirmed."""

    name: ClassVar[str] = "petition.simple_confirmed"
    opinion_id: UUID
    text_digest: str


@dataclass(frozen=True)
class AnswerTold(Event):
    """简易答复: told without paper; the words stand in the note of that id."""

    name: ClassVar[str] = "petition.answer_told"
    opinion_id: UUID
    note_id: UUID
    told: str
    delivered_on: date
    text_digest: str


@dataclass(frozen=True)
class PaperServed(Event):
    """文书已送达."""

    name: ClassVar[str] = "petition.paper_served"
    document_id: UUID
    kind: str
    way: str
    delivered_on: date


@dataclass(frozen=True)
class ServiceFailed(Event):
    """送达未果."""

    name: ClassVar[str] = "petition.service_failed"
    document_id: UUID
    way: str
    attempted_on: date
    outcome: str


@dataclass(frozen=True)
class ServiceCorrected(Event):
    """送达日期已更正."""

    name: ClassVar[str] = "petition.service_corrected"
    document_id: UUID
    kind: str
    delivered_on: date


@dataclass(frozen=True)
class ConsentChanged(Event):
    """电子送达的意愿有变化."""

    name: ClassVar[str] = "petition.delivery_consent_changed"
    agrees: bool


@dataclass(frozen=True)
class PaperCopyAsked(Event):
    """请求纸质文书."""

    name: ClassVar[str] = "petition.paper_copy_asked"
    document_id: UUID
