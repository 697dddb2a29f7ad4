"""What runs every morning: reminders once a day, and clocks counted again when the calendar changes."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from minqing.kernel.clock.public import import_year, reset_calendar
from minqing.kernel.ledger.public import entries_of
from minqing.kernel.notifications.public import Notice
from minqing.kernel.people.public import Organ, actor_of
from minqing.petition.jobs import sweep_due
from minqing.petition.matter.recounting import recount_clocks
from minqing.petition.matter.rules import DueFacts, nearest_duty
from minqing.petition.matter.sweeps import remind_of_due
from minqing.petition.public import Purpose, clocks, overdue_on
from tests.cast import Cast, make_cast
from tests.factories.path import FIRST_DAY, Walk, on_day

pytestmark = pytest.mark.django_db
# An invented plan for 2027 that makes Friday 15 January a holiday; the other days only make it whole.
INVENTED_PLAN = [
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
def cast() -> Cast:
    return make_cast()


def notices(cast: Cast) -> dict[str, list[str]]:
    rows = Notice.objects.filter(event_name__in=["petition.due_soon", "petition.overdue"]).order_by("title")
    told: dict[str, list[str]] = {}
    for row in rows.select_related("account"):
        told.setdefault(row.account.username, []).append(row.title)
    return told


def test_each_desk_is_reminded_once_a_day_of_its_own_matters(cast: Cast) -> None:
    Walk(cast).to_handling()
    Walk(cast).hand_in()
    day = date(2026, 11, 16)
    with on_day(day) as at:
        sweep_due(at)
        assert notices(cast) == {
            "handler": ["1件信访事项已超期"],
            "leader": ["1件信访事项已超期"],
            "registrar": ["1件信访事项已超期"],
            "office_leader": ["1件信访事项已超期"],
            "supervisor": ["2件信访事项已超期"],
        }
        assert remind_of_due(day) == 0
    with on_day(day + timedelta(days=1)):
        assert remind_of_due(day + timedelta(days=1)) == 5


def test_a_warning_rises_from_handler_to_leader_to_supervisor_and_reaches_the_deputy(cast: Cast) -> None:
    Walk(cast).to_handling(date(2026, 9, 28))
    # Sixty days end on Friday 2026-11-27; half is passed on 10-29, three quarters on 11-12, 85 % on 11-18.
    told = {
        date(2026, 10, 28): set(),
        date(2026, 10, 29): {"handler"},
        date(2026, 11, 13): {"handler", "leader"},
        date(2026, 11, 19): {"handler", "leader", "supervisor"},
        date(2026, 11, 27): {"handler", "leader", "supervisor"},
    }
    names = ["petition.due_soon", "petition.overdue", "petition.due_warning"]
    for day, expected in told.items():
        with on_day(day):
            remind_of_due(day)
            rows = Notice.objects.filter(event_name__in=names, created_at__date=day)
            assert set(rows.values_list("account__username", flat=True)) == expected, day
    away, day = date(2026, 11, 20), date(2026, 11, 23)
    with on_day(away) as at:
        post = cast.leader.posts.get()
        clocks.announce_absence(
            actor=actor_of(cast.leader, away),
            away=clocks.Away(
                cast.leader.pk, away, date(2026, 11, 26), "培训", {post.pk: cast.second_handler.pk}
            ),
            at=at,
        )
    with on_day(day):
        remind_of_due(day)
    rows = Notice.objects.filter(event_name__in=names, created_at__date=day)
    assert "second_handler" in set(rows.values_list("account__username", flat=True))


def test_supervisors_are_told_of_no_sealed_matter(cast: Cast) -> None:
    walk = Walk(cast).hand_in().register()
    walk.classify(purpose=Purpose.ACCUSATION, procedure="", concerns_id=cast.housing.id)
    with on_day(date(2026, 11, 16)):
        remind_of_due(date(2026, 11, 16))
    assert set(notices(cast)) == {"registrar", "office_leader"}


def test_reminding_costs_four_queries_and_one_for_each_person_told(cast: Cast) -> None:
    for _ in range(5):
        Walk(cast).hand_in()
    with on_day(FIRST_DAY), CaptureQueriesContext(connection) as queries:
        told = remind_of_due(FIRST_DAY)
    assert told == 1
    assert len(queries) == 5


def test_a_calendar_published_late_makes_provisional_days_firm_and_is_recorded(cast: Cast) -> None:
    walk = Walk(cast).to_handling(date(2026, 11, 16))
    matter = walk.matter
    # Sixty days end on 15 January 2027, in a year whose plan is not published yet.
    assert (matter.due_on, matter.due_provisional) == (date(2027, 1, 15), True)
    with on_day(date(2026, 11, 30)) as at:
        import_year(
            [{"day": day, "kind": "holiday", "name": "假日"} for day in INVENTED_PLAN],
            source="虚构的放假安排（测试）",
        )
        reset_calendar()
        assert recount_clocks(at, since=date(2026, 11, 1)) == 1
        assert recount_clocks(at, since=date(2026, 11, 1)) == 0
    matter = walk.matter
    assert (matter.due_on, matter.due_provisional) == (date(2027, 1, 18), False)
    assert entries_of(walk.id).filter(name="petition.clocks_recounted").count() == 1
    reset_calendar()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(reach=st.integers(0, 6), start=st.integers(0, 300))
def test_the_stored_due_day_is_always_the_nearest_running_duty(db: None, reach: int, start: int) -> None:
    with on_day(FIRST_DAY):
        walk = Walk(_cast())
    day = date(2025, 9, 1) + timedelta(days=start)
    steps = (walk.hand_in, walk.register, walk.classify, walk.refer, walk.accept)
    for step in steps[: reach + 1]:
        step(day)
    if reach > 4:
        walk.draft(day)
        walk.submit(day).approve(day)
        walk.deliver(day)
    matter = walk.matter
    running = [
        DueFacts(clock.term, clock.due_on, clock.provisional)
        for clock in matter.clocks.filter(stopped_on=None)
    ]
    nearest = nearest_duty(running)
    assert (matter.due_on, matter.due_term) == ((nearest.due_on, nearest.term) if nearest else (None, ""))
    late = nearest is not None and nearest.due_on < date(2026, 3, 1)
    assert overdue_on(date(2026, 3, 1)).filter(pk=walk.id).exists() is late


_kept: list[Cast] = []


def _cast() -> Cast:
    """Return the cast of this test's database, made once (hypothesis runs many examples in one)."""
    if not Organ.objects.filter(code="xfj").exists():
        _kept[:] = [make_cast()]
    return _kept[0]
