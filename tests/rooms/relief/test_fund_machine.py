"""The fund driven by a state machine of hypothesis on PostgreSQL, beside an oracle that keeps its own books.

The oracle knows no rule of the program: it holds plain lists of grants, payments and refunds, and says from
them whether an act may succeed. After every act both must agree, and the recount must find no difference.
"""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from minqing.kernel.law.public import Refused
from minqing.relief.models import Application, Fund
from minqing.relief.public import fund as relief
from minqing.relief.public.fund import Ceilings
from tests.cast import make_cast
from tests.factories.fund import DAY, Purse
from tests.factories.path import at_noon

pytestmark = pytest.mark.django_db
BUDGET, CASE, PERSON, PERIOD = 1_000_000, 400_000, 350_000, 800_000
NEEDS = ("medical", "living", "housing")
AMOUNTS = st.sampled_from([1, 99, 50_001, 150_000, 200_000, 300_000, 350_001])


@dataclass
class Told:
    """What the oracle knows of one application."""

    id: UUID
    person: int
    case: UUID
    need: str
    asked: int
    version: int = 1
    granted: int = 0
    paid: int = 0
    back: int = 0
    payments: list[tuple[UUID, int, list[int]]] = field(default_factory=list)

    @property
    def held(self) -> int:
        return self.granted - self.back


class FundMachine(RuleBasedStateMachine):
    """Applications, grants, payments, refunds, releases and budget changes in any order."""

    asked = Bundle("asked")
    granted = Bundle("granted")

    def __init__(self) -> None:
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.told: list[Told] = []
        self.budget = BUDGET
        self.used: set[str] = set()

    @initialize()
    def begin(self) -> None:
        ceilings = Ceilings(case_fen=CASE, person_fen=PERSON, period_fen=PERIOD)
        self.purse = Purse(make_cast(), budget=BUDGET, ceilings=ceilings)
        self.cases = [UUID(int=n) for n in (1, 2, 3)]

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)

    def tried(self, act: Any) -> bool:
        """Return whether an act went through; a refusal leaves nothing."""
        try:
            with transaction.atomic():
                act()
        except Refused:
            return False
        return True

    @property
    def spent(self) -> int:
        return sum(row.held for row in self.told)

    @rule(
        target=asked,
        person=st.integers(1, 4),
        case=st.integers(0, 2),
        need=st.sampled_from(NEEDS),
        amount=AMOUNTS,
    )
    def apply(self, person: int, case: int, need: str, amount: int) -> Any:
        row = self.purse.apply(person, subject=self.cases[case], need=need, asked=amount)
        told = Told(row.pk, person, self.cases[case], need, amount)
        self.told.append(told)
        return told

    @rule(target=granted, told=consumes(asked))
    def grant(self, told: Told) -> Any:
        row = Application.objects.get(pk=told.id)
        went = self.tried(lambda: self.purse.grant(row))
        others = [each for each in self.told if each is not told and each.held > 0]
        double = any(each.person == told.person and each.need == told.need for each in others)
        room = (
            sum(each.held for each in others if each.case == told.case) + told.asked <= CASE
            and sum(each.held for each in others if each.person == told.person) + told.asked <= PERSON
            and self.spent + told.asked <= PERIOD
            and self.spent + told.asked <= self.budget
        )
        assert went is (room and not double)
        if not went:
            return multiple()
        told.granted = told.asked
        return told

    @rule(told=granted, part=st.integers(1, 400_000), number=st.integers(1, 12))
    def pay(self, told: Told, part: int, number: int) -> None:
        row, name = Application.objects.get(pk=told.id), f"记-{number}"
        made: list[Any] = []
        went = self.tried(lambda: made.append(self.purse.pay(row, part, number=name)))
        assert went is (part <= told.granted - told.paid and name not in self.used)
        if went:
            told.paid += part
            told.payments.append((made[0].pk, part, []))
            self.used.add(name)

    @rule(told=granted)
    def pay_the_rest(self, told: Told) -> None:
        if told.granted > told.paid:
            number = f"余-{len(self.used)}"
            self.pay(told=told, part=told.granted - told.paid, number=number)

    @rule(told=granted, part=st.integers(1, 400_000))
    def refund(self, told: Told, part: int) -> None:
        if not told.payments:
            return
        key, amount, back = told.payments[-1]
        went = self.tried(
            lambda: relief.refund_payment(
                actor=self.purse.actor(self.purse.treasurer),
                payment_id=key,
                voucher=self.purse.voucher(part),
                reason="退回",
                at=at_noon(DAY),
            )
        )
        assert went is (part <= amount - sum(back))
        if went:
            back.append(part)
            told.back += part

    @rule(told=granted)
    def release(self, told: Told) -> None:
        row = Application.objects.get(pk=told.id)
        went = self.tried(
            lambda: relief.release_relief(
                actor=self.purse.actor(self.purse.treasurer),
                application_id=row.pk,
                reason="不再需要",
                version=row.version,
                at=at_noon(DAY),
            )
        )
        assert went is (told.granted > told.paid)
        if went:
            told.granted = told.paid

    @rule(act=st.sampled_from(["allot", "cut"]), amount=AMOUNTS)
    def change_budget(self, act: str, amount: int) -> None:
        went = self.tried(
            lambda: relief.change_budget(
                actor=self.purse.actor(self.purse.treasurer),
                fund_id=self.purse.fund.pk,
                act=act,
                amount=amount,
                basis="通财预9号",
                at=at_noon(DAY),
            )
        )
        assert went is (act == "allot" or amount <= self.budget - self.spent)
        if went:
            self.budget += amount if act == "allot" else -amount

    @invariant()
    def the_books_are_the_oracles(self) -> None:
        if not hasattr(self, "purse"):
            return
        fund = Fund.objects.get()
        paid = sum(row.paid for row in self.told)
        assert (fund.budget, fund.paid) == (self.budget, paid)
        assert fund.refunded == sum(row.back for row in self.told)
        assert fund.reserved == sum(row.granted - row.paid for row in self.told)
        assert fund.available == self.budget - self.spent >= 0
        assert relief.recount() == []


def test_no_order_of_acts_passes_a_ceiling_pays_twice_or_loses_a_fen() -> None:
    run_state_machine_as_test(
        FundMachine,
        settings=settings(
            max_examples=12,
            stateful_step_count=25,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
