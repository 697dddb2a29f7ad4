"""What the fund records: ids, codes, days and amounts in 分; no names, no reasons."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from minqing.kernel.ledger.public import Event


@dataclass(frozen=True)
class FundOpened(Event):
    """已设立专项资金."""

    name: ClassVar[str] = "relief.fund_opened"
    fund_id: UUID
    year: int
    source: str


@dataclass(frozen=True)
class FundChanged(Event):
    """已调整预算或者限额."""

    name: ClassVar[str] = "relief.fund_changed"
    fund_id: UUID
    act: str
    amount: int


@dataclass(frozen=True)
class CeilingsSet(Event):
    """已设定限额; nothing for a ceiling there is not."""

    name: ClassVar[str] = "relief.ceilings_set"
    fund_id: UUID
    case_fen: int | None
    person_fen: int | None
    period_fen: int | None
    period: str


@dataclass(frozen=True)
class FundClosed(Event):
    """已关闭专项资金."""

    name: ClassVar[str] = "relief.fund_closed"
    fund_id: UUID


@dataclass(frozen=True)
class ReliefApplied(Event):
    """已提出救助申请."""

    name: ClassVar[str] = "relief.applied"
    application_id: UUID
    fund_id: UUID
    need: str
    asked: int
    people: int


@dataclass(frozen=True)
class ReliefAmended(Event):
    """已补正救助申请."""

    name: ClassVar[str] = "relief.amended"
    application_id: UUID
    asked: int


@dataclass(frozen=True)
class ReliefSigned(Event):
    """已审签: which step, what was said, the amount agreed."""

    name: ClassVar[str] = "relief.signed"
    application_id: UUID
    step: str
    result: str
    amount: int


@dataclass(frozen=True)
class ReliefGranted(Event):
    """已批准救助."""

    name: ClassVar[str] = "relief.granted"
    application_id: UUID
    fund_id: UUID
    amount: int
    yuan: str


@dataclass(frozen=True)
class ReliefRefused(Event):
    """不予救助; ``earlier`` the application that helped in the same need already."""

    name: ClassVar[str] = "relief.refused"
    application_id: UUID
    ground: str
    earlier: UUID | None


@dataclass(frozen=True)
class ReliefInterestDeclared(Event):
    """已声明回避; the interest itself stands in the row of that account."""

    name: ClassVar[str] = "relief.interest_declared"
    application_id: UUID
    account: UUID


@dataclass(frozen=True)
class ReliefWithdrawn(Event):
    """已撤回申请."""

    name: ClassVar[str] = "relief.withdrawn"
    application_id: UUID


@dataclass(frozen=True)
class ReliefPaid(Event):
    """已付款."""

    name: ClassVar[str] = "relief.paid"
    application_id: UUID
    payment_id: UUID
    amount: int
    yuan: str
    paid_on: date


@dataclass(frozen=True)
class ReliefReleased(Event):
    """已解除占用: what was granted and will not be paid."""

    name: ClassVar[str] = "relief.released"
    application_id: UUID
    amount: int


@dataclass(frozen=True)
class ReliefRefunded(Event):
    """已退款."""

    name: ClassVar[str] = "relief.refunded"
    application_id: UUID
    payment_id: UUID
    amount: int
    yuan: str
