"""Events the steward's desk records when this room changes; ids and codes only."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True)
class OrganRegistered:
    """机关单位已登记."""

    name: ClassVar[str] = "organ.registered"
    organ_id: UUID
    code: str


@dataclass(frozen=True)
class OrganMoved:
    """机关单位已调整上级."""

    name: ClassVar[str] = "organ.moved"
    organ_id: UUID
    from_path: str
    to_path: str


@dataclass(frozen=True)
class AccountOpened:
    """账号已开通."""

    name: ClassVar[str] = "account.opened"
    account_id: UUID


@dataclass(frozen=True)
class AccountClosed:
    """账号已停用."""

    name: ClassVar[str] = "account.closed"
    account_id: UUID


@dataclass(frozen=True)
class PostBegun:
    """任职开始."""

    name: ClassVar[str] = "post.begun"
    post_id: UUID
    account_id: UUID
    organ_id: UUID
    duty: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True)
class PostEnded:
    """任职结束."""

    name: ClassVar[str] = "post.ended"
    post_id: UUID
    valid_to: date


@dataclass(frozen=True)
class PersonRevealed:
    """个人信息已查看: which field of whom was shown, and why, in the viewer's words' digest or code."""

    name: ClassVar[str] = "person.revealed"
    person_id: UUID
    field: str
    reason: str
