"""What the steward's work leaves in the ledger: ids and codes only."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from minqing.kernel.ledger.public import Event


@dataclass(frozen=True)
class OrganKept(Event):
    """机关单位已新增或修改."""

    name: ClassVar[str] = "people.organ_kept"
    organ_id: UUID
    code: str
    active: bool


@dataclass(frozen=True)
class OrgansImported(Event):
    """机关单位已从表格导入."""

    name: ClassVar[str] = "people.organs_imported"
    created: int
    changed: int


@dataclass(frozen=True)
class AccountKept(Event):
    """账号已新增、修改、停用或启用."""

    name: ClassVar[str] = "people.account_kept"
    account_id: UUID
    active: bool


@dataclass(frozen=True)
class PasswordSet(Event):
    """密码已重置."""

    name: ClassVar[str] = "people.password_set"
    account_id: UUID


@dataclass(frozen=True)
class PostKept(Event):
    """任职已开始或结束."""

    name: ClassVar[str] = "people.post_kept"
    account_id: UUID
    organ_id: UUID
    duty: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True)
class YearImported(Event):
    """一年的放假安排已录入."""

    name: ClassVar[str] = "clock.year_imported"
    year: int
    holidays: int
    swapped: int
