"""What is recorded of papers in the ledger (留痕): ids, numbers, dates and digests."""

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from minqing.kernel.ledger.public import Event


@dataclass(frozen=True)
class DocumentIssued(Event):
    """文书已制发."""

    name: ClassVar[str] = "document.issued"
    document_id: UUID
    kind: str
    number: str
    issued_on: dt.date
    digest: str


@dataclass(frozen=True)
class DocumentDelivered(Event):
    """文书已送达."""

    name: ClassVar[str] = "document.delivered"
    document_id: UUID
    way: str
    acted_on: dt.date
    delivered_on: dt.date


@dataclass(frozen=True)
class DeliveryAttempted(Event):
    """送达未果."""

    name: ClassVar[str] = "document.delivery_attempted"
    document_id: UUID
    way: str
    attempted_on: dt.date
    outcome: str


@dataclass(frozen=True)
class DeliveryCorrected(Event):
    """送达日期已更正."""

    name: ClassVar[str] = "document.delivery_corrected"
    document_id: UUID
    before: dt.date
    delivered_on: dt.date


@dataclass(frozen=True)
class WordingChanged(Event):
    """文书用语已修改."""

    name: ClassVar[str] = "document.wording_changed"
    wording_id: UUID
    kind: str
    part: str
    in_force_from: dt.date
