"""Clocks counted again: in batches, once, never in what is finished, never shortening a right in silence."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from minqing.kernel.clock.public import calendar, import_year, reset_calendar
from minqing.kernel.ledger.public import entries_of
from minqing.kernel.notifications.public import Notice
from minqing.petition.matter import recounting
from minqing.petition.matter.models import ClockChange, RunningClock
from minqing.petition.public import clocks, resident_view
from tests.cast import Cast, make_cast
from tests.factories.path import Walk, on_day

pytestmark = pytest.mark.django_db
ACCEPTED, NOW = date(2026, 11, 16), date(2026, 11, 30)
# An invented plan: Friday 15 January 2027 rests, Saturday 16 January is worked.
RESTS = [
    date(2027, month, day)
    for month, days in (
        (1, (1, 15)),
        (2, range(5, 13)),
        (4, (5,)),
        (5, range(1, 6)),
        (6, (9,)),
        (9, (15,)),
        (10, range(1, 8)),
    )
    for day in days
]


@pytest.fixture
def cast() -> Iterator[Cast]:
    yield make_cast()
    reset_calendar()


def publish(*, worked: tuple[date, ...] = ()) -> None:
    rows = [{"day": day, "kind": "holiday", "name": "假日"} for day in RESTS]
    rows += [{"day": day, "kind": "swapped", "name": "假日"} for day in worked]
    import_year(rows, source="虚构的放假安排（测试）")
    reset_calendar()


def test_a_plan_that_moves_a_last_day_leaves_a_note_everywhere(cast: Cast) -> None:
    walk = Walk(cast).to_handling(ACCEPTED)
    with on_day(NOW) as at:
        publish()
        assert clocks.recount_clocks(at) >= 1
        assert clocks.recount_clocks(at) == 0
        view = resident_view(walk.matter, NOW)
    clock = RunningClock.objects.get(petition_id=walk.id, term="HANDLE")
    assert (clock.due_on, clock.recounted_from, clock.provisional) == (
        date(2027, 1, 18),
        date(2027, 1, 15),
        False,
    )
    change = ClockChange.objects.get(clock=clock)
    assert (change.kind, change.before, change.after) == ("recounted", date(2027, 1, 15), date(2027, 1, 18))
    assert walk.matter.due_on == date(2027, 1, 18)
    assert entries_of(walk.id).filter(name="petition.clocks_recounted").count() == 1
    assert Notice.objects.filter(account=cast.handler, event_name="petition.clocks_recounted").count() == 1
    said = next(each for each in view.clocks if each.moved)
    assert "重新算过" in said.moved[0]


def test_a_right_of_the_petitioner_is_never_made_shorter(cast: Cast) -> None:
    walk = Walk(cast).to_answered(ACCEPTED)
    # Thirty days from Thursday 17 December end on Saturday 16 January 2027, so on Monday the 18th.
    walk.deliver(date(2026, 12, 17))
    window = RunningClock.objects.get(petition_id=walk.id, term="REVIEW1_APPLY")
    assert (window.due_on, window.provisional) == (date(2027, 1, 18), True)
    with on_day(date(2026, 12, 20)) as at:
        publish(worked=(date(2027, 1, 16),))
        assert calendar().is_workday(date(2027, 1, 16))
        clocks.recount_clocks(at)
        assert clocks.recount_clocks(at) == 0
    window.refresh_from_db()
    assert (window.due_on, window.target_on, window.provisional) == (
        date(2027, 1, 18),
        date(2027, 1, 16),
        False,
    )
    change = ClockChange.objects.get(clock=window)
    assert (change.kind, change.before, change.after) == ("kept", date(2027, 1, 18), date(2027, 1, 18))


def test_finished_clocks_stay_as_they_were(cast: Cast) -> None:
    walk = Walk(cast).to_handling(ACCEPTED)
    walk.draft(NOW)
    walk.submit(NOW).approve(NOW)
    walk.deliver(NOW)
    before = list(RunningClock.objects.filter(petition_id=walk.id).exclude(stopped_on=None).values())
    with on_day(NOW + timedelta(days=1)) as at:
        publish()
        clocks.recount_clocks(at)
    assert list(RunningClock.objects.filter(petition_id=walk.id).exclude(stopped_on=None).values()) == before


def test_an_extension_and_a_pause_survive_the_recount(cast: Cast) -> None:
    walk = Walk(cast).to_handling(date(2026, 10, 14))
    day = date(2026, 11, 30)
    with on_day(day) as at:
        actor = walk.actor(cast.handler, day)
        clocks.apply_for_extension(actor=actor, petition_id=walk.id, days=30, reason="案情复杂", at=at)
        clocks.approve_term(actor=walk.actor(cast.leader, day), petition_id=walk.id, at=at)
    # 2026-10-14 and ninety days: Tuesday 2027-01-12, no holiday in either calendar.
    with on_day(NOW) as at:
        publish()
        clocks.recount_clocks(at)
    clock = RunningClock.objects.get(petition_id=walk.id, term="HANDLE")
    assert (clock.due_on, clock.extended_days, clock.provisional) == (date(2027, 1, 12), 30, False)


def test_batches_are_kept_one_by_one_and_an_interrupted_run_is_finished_by_the_next(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    walks = [Walk(cast).to_handling(ACCEPTED) for _ in range(3)]
    monkeypatch.setattr(recounting, "BATCH", 1)
    with on_day(NOW) as at:
        publish()
        run = recounting.recount_batches(at)
        seen = [next(run)]
        while not seen[-1].changed:
            seen.append(next(run))
        run.close()  # the process dies here
        done = [walk.matter.due_on == date(2027, 1, 18) for walk in walks]
        assert done.count(True) == 1
        assert clocks.recount_clocks(at) == 2
    assert all(walk.matter.due_on == date(2027, 1, 18) for walk in walks)


def test_looking_at_unchanged_clocks_costs_one_query_a_batch(cast: Cast) -> None:
    for _ in range(4):
        Walk(cast).to_handling(ACCEPTED)
    with on_day(NOW) as at, CaptureQueriesContext(connection) as queries:
        assert clocks.recount_clocks(at) == 0
    assert len(queries) == 1
