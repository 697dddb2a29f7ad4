"""延长与中止: two steps, once, never backwards; what stood still runs on with what remained."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from minqing.kernel.documents.public import Document
from minqing.kernel.law.public import Conflict, Incomplete, NotAllowed, Refused, TooLate
from minqing.kernel.ledger.public import entries_of
from minqing.kernel.people.public import Duty, appoint
from minqing.petition.matter.clocks import explained, profile_in_force, recounted
from minqing.petition.matter.models import ClockChange, ClockPause, RunningClock
from minqing.petition.models import TermRequest
from minqing.petition.public import RunningClock as DoorClock
from minqing.petition.public import clocks
from tests.cast import APPOINTED, Cast, make_cast
from tests.factories.path import Walk, on_day
from tests.oracles import days as oracle

pytestmark = pytest.mark.django_db
RECEIVED, ACCEPTED = date(2026, 9, 14), date(2026, 9, 29)
DUE, EXTENDED = date(2026, 11, 30), date(2026, 12, 28)
WHY = "需要等待省级专家组对滑坡成因的鉴定结论"


@pytest.fixture
def walk() -> Walk:
    """Return a matter accepted on 2026-09-29: the worked example of law.md section 9."""
    return Walk(make_cast()).to_referred(RECEIVED).accept(ACCEPTED)


def handle_clock(walk: Walk) -> RunningClock:
    return RunningClock.objects.get(petition_id=walk.id, term="HANDLE")


def ask(walk: Walk, day: date, days: int = 30, reason: str = WHY) -> TermRequest:
    with on_day(day) as at:
        actor = walk.actor(walk.cast.handler, day)
        return clocks.apply_for_extension(actor=actor, petition_id=walk.id, days=days, reason=reason, at=at)


def approve(walk: Walk, day: date, account: object = None) -> TermRequest:
    with on_day(day) as at:
        actor = walk.actor(account or walk.cast.leader, day)  # type: ignore[arg-type]
        return clocks.approve_term(actor=actor, petition_id=walk.id, opinion="同意", at=at)


def test_thirty_days_more_are_counted_from_the_original_last_day(walk: Walk) -> None:
    assert handle_clock(walk).due_on == DUE
    ask(walk, date(2026, 11, 20))
    assert handle_clock(walk).due_on == DUE
    asked = approve(walk, date(2026, 11, 25))
    clock = handle_clock(walk)
    assert (clock.due_on, clock.extended_days, walk.matter.due_on) == (EXTENDED, 30, EXTENDED)
    kinds = dict(Document.objects.filter(subject_id=walk.id).values_list("kind", "id"))
    assert (asked.approval_id, asked.notice_id) == (kinds["extension_approval"], kinds["extension_notice"])
    notice = Document.objects.get(pk=asked.notice_id).data
    assert notice["reason"] == WHY
    assert (notice["original_due"], notice["new_due"]) == ("2026年11月30日", "2026年12月28日")
    assert "刘志远" in notice["approved_by"]
    change = ClockChange.objects.get(clock=clock)
    assert (change.kind, change.before, change.after, change.days) == ("extended", DUE, EXTENDED, 30)
    assert change.approved_by_id == walk.cast.leader.pk
    assert change.basis == "《信访工作条例》第三十四条"
    assert entries_of(walk.id).filter(name="petition.handling_extended").count() == 1


def test_it_is_extended_once_and_only_before_the_last_day_has_passed(walk: Walk) -> None:
    for days in (0, 31):
        with pytest.raises(Incomplete, match="1日至30日"):
            ask(walk, date(2026, 11, 20), days=days)
    with pytest.raises(Incomplete, match="告知信访人"):
        ask(walk, date(2026, 11, 20), reason=" ")
    with pytest.raises(TooLate, match="事后补办"):
        ask(walk, DUE + timedelta(days=1))
    assert not TermRequest.objects.exists()
    ask(walk, DUE, days=10)
    with pytest.raises(Conflict, match="等待负责人审批"):
        ask(walk, DUE)
    approve(walk, DUE)
    # 2026-11-28 and ten days are 2026-12-08, a Tuesday.
    assert walk.matter.due_on == date(2026, 12, 8)
    with pytest.raises(Conflict, match="只能延长一次"):
        ask(walk, date(2026, 12, 1))


def test_an_approval_that_comes_too_late_changes_nothing(walk: Walk) -> None:
    ask(walk, DUE)
    with pytest.raises(TooLate, match="不能倒填"):
        approve(walk, DUE + timedelta(days=1))
    assert handle_clock(walk).due_on == DUE
    assert not Document.objects.filter(subject_id=walk.id, kind="extension_notice").exists()
    assert TermRequest.objects.get().status == "pending"


def test_nobody_decides_on_their_own_application(walk: Walk) -> None:
    cast = walk.cast
    appoint(account=cast.handler, organ=cast.housing, duty=Duty.LEADER, title="副局长", valid_from=APPOINTED)
    ask(walk, date(2026, 11, 20))
    with pytest.raises(NotAllowed, match="不能审批自己的申请"):
        approve(walk, date(2026, 11, 21), cast.handler)
    for stranger in (cast.second_handler, cast.other_leader, cast.office_leader, cast.registrar):
        with pytest.raises(NotAllowed):
            approve(walk, date(2026, 11, 21), stranger)
    approve(walk, date(2026, 11, 21))


def test_a_refused_application_leaves_the_term_as_it_was_and_may_be_made_again(walk: Walk) -> None:
    ask(walk, date(2026, 11, 20))
    with on_day(date(2026, 11, 21)) as at:
        leader = walk.actor(walk.cast.leader, date(2026, 11, 21))
        with pytest.raises(Incomplete, match="理由"):
            clocks.refuse_term(actor=leader, petition_id=walk.id, reason="", at=at)
        clocks.refuse_term(actor=leader, petition_id=walk.id, reason="案情并不复杂", at=at)
    assert handle_clock(walk).due_on == DUE
    ask(walk, date(2026, 11, 22))
    approve(walk, date(2026, 11, 23))
    assert walk.matter.due_on == EXTENDED


def test_what_the_law_does_not_let_be_extended_is_not(walk: Walk) -> None:
    simple = Walk(walk.cast).hand_in(RECEIVED).register(RECEIVED)
    simple.classify(RECEIVED, procedure="31-5").refer(RECEIVED).accept(ACCEPTED)
    with pytest.raises(Conflict, match="不能延长"):
        ask(simple, date(2026, 11, 2))


def pause(walk: Walk, day: date, ground: str = "APPRAISAL") -> None:
    with on_day(day) as at:
        clocks.apply_for_pause(
            actor=walk.actor(walk.cast.handler, day),
            petition_id=walk.id,
            ground=ground,
            reason="已委托第三方对房屋安全作鉴定",
            at=at,
        )
    approve(walk, day)


def resume(walk: Walk, day: date) -> DoorClock:
    with on_day(day) as at:
        return clocks.resume_term(
            actor=walk.actor(walk.cast.handler, day), petition_id=walk.id, reason="已收到鉴定报告", at=at
        )


def test_what_was_paused_runs_on_with_exactly_what_remained(walk: Walk) -> None:
    pause(walk, date(2026, 10, 12))
    matter, clock = walk.matter, handle_clock(walk)
    assert clock.paused_on == date(2026, 10, 12)
    # Nothing falls due but the end of the pause itself: sixty days in the sample county.
    assert (matter.due_term, matter.due_on) == ("PAUSE_LIMIT", date(2026, 12, 11))
    resume(walk, date(2026, 10, 22))
    clock = handle_clock(walk)
    # Ten days left out: 2026-11-28 becomes 2026-12-08, and the roll-over happens once, at the end.
    assert (clock.paused_on, clock.due_on, clock.target_on) == (None, date(2026, 12, 8), date(2026, 12, 8))
    assert (walk.matter.due_term, walk.matter.due_on) == ("HANDLE", date(2026, 12, 8))
    assert [c.kind for c in ClockChange.objects.filter(clock=clock).order_by("id")] == ["paused", "resumed"]
    row = ClockPause.objects.get(clock=clock)
    assert (row.first_on, row.last_on) == (date(2026, 10, 12), date(2026, 10, 21))


def test_paused_and_resumed_on_one_day_changes_nothing(walk: Walk) -> None:
    pause(walk, date(2026, 10, 12))
    resume(walk, date(2026, 10, 12))
    assert handle_clock(walk).due_on == DUE


def test_pauses_do_not_overlap_and_need_a_ground_the_profile_knows(walk: Walk) -> None:
    with pytest.raises(Refused, match="规定允许的事由"):
        pause(walk, date(2026, 10, 12), ground="BUSY")
    pause(walk, date(2026, 10, 12))
    with pytest.raises(Conflict, match="不能重复中止"):
        pause(walk, date(2026, 10, 13))
    clock = handle_clock(walk)
    with pytest.raises(IntegrityError), transaction.atomic():
        ClockPause.objects.create(
            clock=clock, ground="APPRAISAL", first_on=date(2026, 10, 14), limit_on=date(2026, 10, 20)
        )


def test_a_forgotten_pause_ends_by_itself_at_its_limit(walk: Walk) -> None:
    pause(walk, date(2026, 10, 12))
    limit = date(2026, 12, 11)
    with on_day(limit - timedelta(days=1)) as at:
        assert clocks.end_forgotten_pauses(at) == 0
    with on_day(limit + timedelta(days=20)) as at:
        assert clocks.end_forgotten_pauses(at) == 1
        assert clocks.end_forgotten_pauses(at) == 0
    clock = handle_clock(walk)
    # Sixty days left out, from 10-12 to 12-10, however late the sweep ran.
    assert clock.pauses == [["2026-10-12", "2026-12-10", "鉴定、勘验所需时间"]]
    assert clock.target_on == date(2026, 11, 28) + timedelta(days=60)
    assert walk.matter.due_term == "HANDLE"


def test_a_matter_answered_while_paused_was_in_time_if_it_was_paused_in_time(walk: Walk) -> None:
    pause(walk, date(2026, 11, 20))
    day = date(2027, 1, 6)
    walk.draft(day)
    walk.submit(day).approve(day)
    walk.deliver(day)
    clock = handle_clock(walk)
    assert (clock.stopped_on, clock.paused_on) == (day, date(2026, 11, 20))
    assert ClockPause.objects.get(clock=clock).last_on == day - timedelta(days=1)
    assert not RunningClock.objects.filter(petition_id=walk.id, term="PAUSE_LIMIT", stopped_on=None).exists()


def test_an_extension_and_a_pause_add_up(walk: Walk) -> None:
    pause(walk, date(2026, 10, 12))
    with pytest.raises(Conflict, match="正在中止"):
        ask(walk, date(2026, 10, 15))
    resume(walk, date(2026, 10, 22))
    ask(walk, date(2026, 12, 1))
    approve(walk, date(2026, 12, 2))
    # 60 + 10 left out + 30 from 2026-09-29: 2027-01-07.
    assert handle_clock(walk).due_on == date(2027, 1, 7)


def test_the_cast_of_another_organ_sees_no_way_in(walk: Walk) -> None:
    cast: Cast = walk.cast
    with on_day(date(2026, 11, 20)) as at, pytest.raises(NotAllowed):
        clocks.apply_for_extension(
            actor=walk.actor(cast.other_handler, date(2026, 11, 20)),
            petition_id=walk.id,
            days=10,
            reason=WHY,
            at=at,
        )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    start=st.dates(date(2023, 1, 1), date(2026, 3, 31)),
    gaps=st.lists(st.tuples(st.integers(1, 25), st.integers(1, 20)), max_size=3),
    more=st.sampled_from((0, 7, 30)),
    term=st.sampled_from(("HANDLE", "SIMPLE_HANDLE", "ORG_OBJECT", "REVIEW2_DECIDE")),
)
def test_a_stored_clock_counts_as_the_walk_does(
    db: None, start: date, gaps: list[tuple[int, int]], more: int, term: str
) -> None:
    """Pauses, extension and unit of a clock as it is stored, against a second counter day by day."""
    day, spans = start, []
    for gap, length in gaps:
        first = day + timedelta(days=gap)
        day = first + timedelta(days=length - 1)
        spans.append((first, day))
    stored = [[first.isoformat(), last.isoformat(), "鉴定"] for first, last in spans]
    clock = RunningClock(term=term, started_on=start, pauses=stored, extended_days=more)
    known = profile_in_force(start).term(term)
    walked = oracle.last_day(
        start,
        known.count,
        workdays=known.unit == "workday",
        rolls=known.rolls,
        pauses=spans,
        extension=more,
    )
    count = recounted(clock)
    assert count is not None
    assert (count.unrolled, count.due) == (walked.unrolled, walked.due)
    shown = [line.day for line in explained(clock) if line.kind == "paused"]
    assert all(any(first <= each <= last for first, last in spans) for each in shown)
