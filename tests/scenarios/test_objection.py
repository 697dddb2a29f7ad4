"""An organ that is not competent gives the matter back within 5 working days (信访工作条例 23(3))."""

from datetime import date

import pytest

from minqing.kernel.law.public import NotAllowed, TooLate
from minqing.kernel.ledger.public import entries_of
from minqing.petition import public as petitions
from minqing.petition.public import Referral, State
from tests.cast import make_cast
from tests.factories.path import Walk, on_day

pytestmark = pytest.mark.django_db


def object_on(walk: Walk, day: date, account: object = None) -> Referral:
    with on_day(day) as at:
        return petitions.object_to_referral(
            actor=walk.actor(account or walk.cast.handler, day),  # type: ignore[arg-type]
            petition_id=walk.id,
            reason="该路段由乡镇管护",
            proposed_organ_id=walk.cast.township.id,
            at=at,
        )


def test_a_matter_bounces_back_with_its_first_clock_running_on_and_goes_to_the_right_organ() -> None:
    """Given a wrong referral, when the organ objects, then the office holds it as if it never left."""
    walk = Walk(make_cast()).to_registered(date(2026, 9, 14)).refer(date(2026, 9, 15))
    route = walk.matter.clocks.get(term="XFB_ROUTE")

    referral = object_on(walk, date(2026, 9, 18))
    matter = walk.matter
    assert (matter.state, matter.holder, matter.bounces) == (State.RETURNED, walk.cast.petition_office, 1)
    assert (matter.due_term, matter.due_on) == ("XFB_ROUTE", route.due_on)
    assert matter.handling is None
    assert (referral.objected_on, referral.proposed_organ_id) == (date(2026, 9, 18), walk.cast.township.id)
    assert set(matter.clocks.filter(stopped_on=None).values_list("term", flat=True)) == {"XFB_ROUTE"}

    walk.refer(date(2026, 9, 21), walk.cast.township)
    walk.accept(date(2026, 9, 22), walk.cast.township_handler)
    assert walk.matter.state == State.HANDLING
    assert walk.matter.referrals.count() == 2


def test_an_objection_after_the_fifth_working_day_is_refused_and_nothing_is_written() -> None:
    """Given a referral on Monday the 14th, the fifth working day is Sunday the 20th, a swapped one."""
    walk = Walk(make_cast()).to_referred(date(2026, 9, 14))
    before = entries_of(walk.id).count()
    with pytest.raises(TooLate) as refusal:
        object_on(walk, date(2026, 9, 21))
    assert refusal.value.reason == "提出异议的期限（5个工作日）已于2026年9月20日届满。"
    with pytest.raises(NotAllowed):
        object_on(walk, date(2026, 9, 16), walk.cast.other_handler)
    assert walk.matter.state == State.REFERRED
    assert entries_of(walk.id).count() == before
    assert walk.matter.referrals.get().objected_on is None
