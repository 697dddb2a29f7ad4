"""The leaders of the demo are told once, and the second telling looks once."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from minqing.kernel.ledger.public import verify_all
from minqing.kernel.people.public import Duty
from minqing.project.demo.chapters.leaders import SLOW, tell_leaders
from minqing.reception.public.days import DayBooking, Instruction, LeaderDay
from tests.cast import make_account, make_cast
from tests.desks.staff import today
from tests.factories.path import Walk

__all__ = ["today"]


@pytest.mark.django_db
def test_the_demo_tells_of_its_leaders_once(
    today: date, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    cast = make_cast()
    make_account("second", "冉小䶮", (cast.petition_office, Duty.LEADER, "副局长"))
    posts = {
        ("xfj", "registrar"): cast.registrar,
        ("xfj", "leader"): cast.office_leader,
        ("xfj", "supervisor"): cast.supervisor,
        ("zjj", "leader"): cast.leader,
        ("zjj", "handler"): cast.handler,
    }
    old = date(2026, 8, 3)
    Walk(cast).to_registered(old, title=SLOW, source_ref="demo-30").refer(old)
    made = tell_leaders(today, posts)
    assert made == LeaderDay.objects.filter(published=True).count() > 30
    assert sorted(DayBooking.objects.values_list("status", flat=True)) == ["booked", "checked_in"]
    assert sorted(Instruction.objects.values_list("standing", flat=True)) == ["done", "open"]
    assert not verify_all().problems
    with django_assert_num_queries(1):
        assert tell_leaders(today, posts) == 0
