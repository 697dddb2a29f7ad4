"""A hearing in the final review: its time is left out of the thirty days, and only there (36(2))."""

from dataclasses import replace
from datetime import timedelta

import pytest

from minqing.kernel.people.public import actor_of
from minqing.petition.matter.models import ClockChange, RunningClock
from minqing.petition.public import handling
from tests.factories.path import FIRST_DAY, on_day
from tests.factories.review import Remedy, delivered
from tests.oracles import days as oracle
from tests.scenarios.test_hearing import PLAN, TABLE

pytestmark = pytest.mark.django_db
ONE = timedelta(days=1)


def clock_of(remedy: Remedy, term: str) -> RunningClock:
    return RunningClock.objects.get(petition=remedy.matter, term=term)


def test_the_time_of_the_hearing_is_left_out_of_the_final_review() -> None:
    # Given a final review taken on, its thirty days running
    remedy = delivered().ask(FIRST_DAY + 5 * ONE).take_on(FIRST_DAY + 6 * ONE)
    first = clock_of(remedy, "REVIEW1_DECIDE")
    remedy.decide(FIRST_DAY + 10 * ONE).serve(FIRST_DAY + 11 * ONE)
    asked = FIRST_DAY + 15 * ONE
    remedy.ask_again(asked).take_on(asked + ONE)
    clock = clock_of(remedy, "REVIEW2_DECIDE")
    before = oracle.last_day(clock.started_on, 30)
    assert clock.due_on == before.due
    reviewer = remedy.upper.prefecture_reviewer
    # When a hearing is called, held, and concluded
    called, held = asked + 2 * ONE, asked + 10 * ONE
    concluded = held + 2 * ONE
    plan = replace(PLAN, held_on=held)
    with on_day(called) as at:
        actor = actor_of(reviewer, called)
        handling.announce_hearing(actor=actor, petition_id=remedy.matter.pk, plan=plan, at=at)
    clock.refresh_from_db()
    assert clock.paused_on == called
    assert remedy.matter.due_term == "PAUSE_LIMIT"
    with on_day(held) as at:
        handling.hold_hearing(
            actor=actor_of(reviewer, held), petition_id=remedy.matter.pk, table=TABLE, at=at
        )
    with on_day(concluded) as at:
        handling.conclude_hearing(
            actor=actor_of(reviewer, concluded),
            petition_id=remedy.matter.pk,
            facts="塌方系施工质量所致。",
            conclusion="建议变更复查意见。",
            votes=(2, 0, 1),
            at=at,
        )
    # Then the clock runs on with what remained: notice to the day before the opinion are left out
    clock.refresh_from_db()
    out = [(called, concluded - ONE)]
    after = oracle.last_day(clock.started_on, 30, pauses=out)
    assert (clock.due_on, clock.target_on, clock.paused_on) == (after.due, after.unrolled, None)
    assert after.unrolled - before.unrolled == concluded - called
    assert remedy.matter.due_term == "REVIEW2_DECIDE"
    resumed = ClockChange.objects.get(clock=clock, kind="resumed")
    assert resumed.basis == "《信访工作条例》第三十六条第二款"
    # and the review's own clock, long stopped, was not touched
    first.refresh_from_db()
    assert first.pauses == []
    assert first.stopped_on is not None
