"""What orders of the hall record, on the order's own chain. Ids, codes and digests only."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from minqing.kernel.ledger.public import Event


@dataclass(frozen=True)
class OrderSent(Event):
    """调度单已发出."""

    name: ClassVar[str] = "dispatch.sent"
    kind: str
    from_organ: UUID
    to_organ: UUID
    until: datetime
    subject: UUID | None
    document: UUID


@dataclass(frozen=True)
class OrderMoved(Event):
    """调度单的状态已变化: acknowledged, arrived, done, withdrawn."""

    name: ClassVar[str] = "dispatch.moved"
    before: str
    after: str
    late: bool
    digest: str


@dataclass(frozen=True)
class OrderEscalated(Event):
    """调度单超时，已报单位负责人."""

    name: ClassVar[str] = "dispatch.escalated"
    to_organ: UUID
    told: int


@dataclass(frozen=True)
class SettledOnSpot(Event):
    """现场化解已记录."""

    name: ClassVar[str] = "dispatch.on_spot"
    organ: UUID
    settled: bool
    subject: UUID | None
    made: UUID | None
    digest: str
