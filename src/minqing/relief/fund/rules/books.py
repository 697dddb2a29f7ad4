"""账: double entry in 分. Every booking takes from one account what it gives another. Pure.

Accounts: ``budget`` where the money comes from, ``available``, ``reserved`` (granted, not paid), ``paid``,
``refunded`` (came back). Always: available + reserved + paid = budget + refunded.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Account(StrEnum):
    """科目."""

    BUDGET = "budget"
    AVAILABLE = "available"
    RESERVED = "reserved"
    PAID = "paid"
    REFUNDED = "refunded"


class Act(StrEnum):
    """What is booked."""

    ALLOT = "allot"
    CUT = "cut"
    RESERVE = "reserve"
    RELEASE = "release"
    PAY = "pay"
    REFUND = "refund"


# Act -> (debit, credit): the debit account receives.
SIDES: Final[Mapping[Act, tuple[Account, Account]]] = MappingProxyType(
    {
        Act.ALLOT: (Account.AVAILABLE, Account.BUDGET),
        Act.CUT: (Account.BUDGET, Account.AVAILABLE),
        Act.RESERVE: (Account.RESERVED, Account.AVAILABLE),
        Act.RELEASE: (Account.AVAILABLE, Account.RESERVED),
        Act.PAY: (Account.PAID, Account.RESERVED),
        Act.REFUND: (Account.AVAILABLE, Account.REFUNDED),
    }
)
ACT_WORDS: Final[Mapping[Act, str]] = MappingProxyType(
    {
        Act.ALLOT: "预算下达",
        Act.CUT: "预算收回",
        Act.RESERVE: "批准占用",
        Act.RELEASE: "解除占用",
        Act.PAY: "付款",
        Act.REFUND: "退款",
    }
)
ACCOUNT_WORDS: Final[Mapping[Account, str]] = MappingProxyType(
    {
        Account.BUDGET: "预算",
        Account.AVAILABLE: "可用",
        Account.RESERVED: "已批未付",
        Account.PAID: "已付",
        Account.REFUNDED: "已退回",
    }
)


@dataclass(frozen=True, slots=True)
class Balance:
    """How a fund stands, in 分."""

    budget: int = 0
    reserved: int = 0
    paid: int = 0
    refunded: int = 0

    @property
    def available(self) -> int:
        """Return what can still be granted."""
        return self.budget - self.reserved - self.paid + self.refunded

    def booked(self, act: Act, amount: int) -> "Balance":
        """Return the balance after a booking.

        Raises:
            ValueError: the amount is not above zero, or an account would fall below zero.
        """
        if amount <= 0:
            raise ValueError("a booking moves more than nothing")
        change = dict.fromkeys(Account, 0)
        debit, credit = SIDES[act]
        change[debit] += amount
        change[credit] -= amount
        after = Balance(
            budget=self.budget - change[Account.BUDGET],
            reserved=self.reserved + change[Account.RESERVED],
            paid=self.paid + change[Account.PAID],
            refunded=self.refunded - change[Account.REFUNDED],
        )
        if min(after.budget, after.reserved, after.available) < 0 or after.refunded > after.paid:
            raise ValueError(f"{act} of {amount} is more than there is")
        return after


def recounted(lines: Iterable[tuple[str, str, int]]) -> Balance:
    """Return the balance that bookings (debit, credit, amount) add up to."""
    sums = dict.fromkeys(Account, 0)
    for debit, credit, amount in lines:
        sums[Account(debit)] += amount
        sums[Account(credit)] -= amount
    balance = Balance(
        budget=-sums[Account.BUDGET],
        reserved=sums[Account.RESERVED],
        paid=sums[Account.PAID],
        refunded=-sums[Account.REFUNDED],
    )
    if sums[Account.AVAILABLE] != balance.available:
        raise ValueError("debits and credits differ")
    return balance
