"""Many at once on a real PostgreSQL: ceilings hold, nothing is paid twice, the books balance to the 分."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connections

from minqing.kernel.clock.public import new_id
from minqing.kernel.law.public import Refused
from minqing.relief.models import Application, Fund, Payment
from minqing.relief.public import fund as relief
from minqing.relief.public.fund import Ceilings, Consent
from tests.cast import make_cast
from tests.factories.fund import DAY, Purse
from tests.factories.path import at_noon

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 8


def all_at_once(tasks: list[Callable[[], object]]) -> list[str]:
    """Run every task in a thread of its own, begun together; return "done" or the reason of each."""
    gate = Barrier(len(tasks))

    def run(task: Callable[[], object]) -> str:
        try:
            gate.wait(timeout=30)
            task()
        except Refused as refused:
            return refused.reason
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(len(tasks)) as pool:
        return list(pool.map(run, tasks))


def approving(purse: Purse, row: Application) -> Callable[[], object]:
    """Return the last signature of an application, made ready before the threads start."""
    row.refresh_from_db()
    actor, facts = purse.actor(purse.cast.office_leader), (row.pk, row.version, row.asked)

    def task() -> Any:
        return relief.agree_to_relief(
            actor=actor,
            application_id=facts[0],
            step="approve",
            consent=Consent(facts[2]),
            version=facts[1],
            at=at_noon(DAY),
        )

    return task


def test_eight_grants_at_once_never_pass_what_the_fund_has() -> None:
    purse = Purse(make_cast(), budget=1_000_000)
    rows = [purse.apply(serial, asked=300_000) for serial in range(AT_ONCE)]
    for row in rows:
        purse.agree(row, purse.cast.registrar, "review")
    said = all_at_once([approving(purse, row) for row in rows])
    assert said.count("done") == 3
    fund = Fund.objects.get()
    assert (fund.reserved, fund.available) == (900_000, 100_000)
    assert relief.recount() == []


def test_grants_at_once_never_pass_the_ceilings_of_period_person_and_case() -> None:
    purse = Purse(make_cast(), ceilings=Ceilings(case_fen=700_000, person_fen=400_000, period_fen=1_500_000))
    subject = new_id()
    needs = ("medical", "living", "housing", "education")
    same_case = [purse.apply(serial, subject=subject, asked=300_000) for serial in range(4)]
    same_person = [purse.apply(90, asked=300_000, need=need) for need in needs]
    rows = same_case + same_person
    for row in rows:
        purse.agree(row, purse.cast.registrar, "review")
    said = all_at_once([approving(purse, row) for row in rows])
    held = list(Application.objects.filter(status="granted"))
    on_case = sum(row.held for row in held if row.subject_id == subject)
    of_person = sum(row.held for row in held if row.subject_id != subject)
    assert (on_case, of_person) == (600_000, 300_000), said
    assert relief.recount() == []


def test_of_many_applications_for_the_same_need_one_is_granted() -> None:
    purse = Purse(make_cast())
    rows = [purse.apply(serial % 4, household_number="511921000777") for serial in range(AT_ONCE)]
    for row in rows:
        purse.agree(row, purse.cast.registrar, "review")
    said = all_at_once([approving(purse, row) for row in rows])
    assert said.count("done") == 1
    assert all("已批准救助" in each for each in said if each != "done")
    assert relief.recount() == []


def test_the_same_payment_sent_many_times_at_once_pays_once() -> None:
    purse = Purse(make_cast())
    row = purse.grant(purse.apply())
    row.refresh_from_db()
    payee, actor = row.people.get(applies=True).pk, purse.actor(purse.treasurer)
    vouchers = [purse.voucher(150_000, number="记-1" if n % 2 else f"记-2{n}") for n in range(AT_ONCE)]

    def paying(voucher: relief.Voucher) -> Callable[[], object]:
        return lambda: relief.pay_relief(
            actor=actor,
            application_id=row.pk,
            voucher=voucher,
            way="transfer",
            payee_id=payee,
            version=row.version,
            at=at_noon(DAY),
        )

    said = all_at_once([paying(voucher) for voucher in vouchers])
    assert said.count("done") == 1
    assert Payment.objects.count() == 1
    fund = Fund.objects.get()
    assert (fund.paid, fund.reserved) == (150_000, 150_000)
    assert relief.recount() == []
