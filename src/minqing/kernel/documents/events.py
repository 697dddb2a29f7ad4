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
