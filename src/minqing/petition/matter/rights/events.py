"""What is recorded of rights: who asked for what when, and how it was answered; never what was said."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from minqing.kernel.ledger.public import Event


@dataclass(frozen=True)
class RightAsked(Event):
    """信访人已提出权利请求."""

    name: ClassVar[str] = "petition.right_asked"
    request_id: UUID
    kind: str
    way: str
    due_on: date
    text_digest: str


@dataclass(frozen=True)
class RightAnswered(Event):
    """权利请求已书面答复."""

    name: ClassVar[str] = "petition.right_answered"
    request_id: UUID
    kind: str
    granted: bool
    decision_digest: str


@dataclass(frozen=True)
class CopyTaken(Event):
    """个人信息副本已提供: by whom, for which request."""

    name: ClassVar[str] = "petition.data_copy_taken"
    request_id: UUID
