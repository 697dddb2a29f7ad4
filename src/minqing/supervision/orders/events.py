"""What is recorded of an order, on the matter's own chain. Ids, codes, days and digests only."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from minqing.kernel.ledger.public import Event


@dataclass(frozen=True)
class OrderIssued(Event):
    """已催办、督办; ``after`` is the order it was escalated from."""

    name: ClassVar[str] = "supervision.order_issued"
    order: UUID
    number: str
    rung: str
    way: str
    ground: str
    organ: UUID
    reply_due: date
    digest: str
    after: UUID | None = None


@dataclass(frozen=True)
class OrderAcknowledged(Event):
    """已签收督办."""

    name: ClassVar[str] = "supervision.order_acknowledged"
    order: UUID
    number: str


@dataclass(frozen=True)
class OrderReplied(Event):
    """已反馈督办."""

    name: ClassVar[str] = "supervision.order_replied"
    order: UUID
    number: str
    seq: int
    on_time: bool
    digest: str


@dataclass(frozen=True)
class OrderSentBack(Event):
    """督办反馈已退回; the organ replies again by ``reply_due``."""

    name: ClassVar[str] = "supervision.order_sent_back"
    order: UUID
    number: str
    seq: int
    reply_due: date
    digest: str


@dataclass(frozen=True)
class OrderClosed(Event):
    """督办已办结, with its effect."""

    name: ClassVar[str] = "supervision.order_closed"
    order: UUID
    number: str
    effect: str
    digest: str


@dataclass(frozen=True)
class OrderWithdrawn(Event):
    """督办已撤销."""

    name: ClassVar[str] = "supervision.order_withdrawn"
    order: UUID
    number: str
    digest: str


@dataclass(frozen=True)
class OrderChecked(Event):
    """已实地核查."""

    name: ClassVar[str] = "supervision.order_checked"
    order: UUID
    number: str
    check: UUID
    digest: str
