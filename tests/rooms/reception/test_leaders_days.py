"""The leaders' days as they are stored: planned, swapped, covered, booked, followed until done."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date, time, timedelta

import pytest
import time_machine
from django.db import connection

from minqing.kernel.clock.public import calendar
from minqing.kernel.law.public import Conflict, Incomplete, NotAllowed, Refused
from minqing.kernel.ledger.public import entries_of, verify_all
from minqing.kernel.notifications.public import Dispatch, Notice
from minqing.kernel.people.public import actor_of, note_absence, petitioner_actor
from minqing.reception.jobs import remind_of_instructions
from minqing.reception.public import days
from minqing.reception.public.days import DayBooking, Kind, LeaderDay
from tests.cast import make_cast
from tests.factories.days import Rota, at, make_rota

BEGUN = date(2026, 9, 16)
pytestmark = pytest.mark.django_db


@pytest.fixture
def rota() -> Rota:
    return make_rota(make_cast(), BEGUN)


def shares(rota: Rota) -> tuple[list[date], Counter[object]]:
    found = rota.days()
    return [each.day for each in found], Counter(each.leader_id for each in found)


def test_every_working_day_to_come_has_one_leader_in_turn_and_a_second_run_adds_nothing(rota: Rota) -> None:
    planned, _turns = shares(rota)
    month = [BEGUN + timedelta(days=n) for n in range(15)]
    assert planned == [day for day in month if calendar().is_workday(day)]
    leaders = [each.leader_id for each in rota.days()]
    assert leaders[:4] == [rota.first.pk, rota.second.pk, rota.first.pk, rota.second.pk]
    assert rota.generate().days == ()
    assert shares(rota)[0] == planned
    with pytest.raises(Conflict):
        rota.publish()
    assert Notice.objects.filter(event_name="reception.rota_published").count() == 2
    assert days.gaps_of([rota.organ, rota.cast.housing], 2026, 9, BEGUN) == [
        (rota.organ, 0),
        (rota.cast.housing, len(planned)),
    ]


def test_who_is_away_is_passed_over_and_a_day_nobody_can_take_stays_a_gap() -> None:
    cast = make_cast()
    gone = BEGUN + timedelta(days=1)
    note_absence(
        account=cast.office_leader, first=gone, last=gone, deputies={}, set_by=cast.registrar, at=at(BEGUN),
        on=BEGUN,
    )  # fmt: skip
    rota = make_rota(cast, BEGUN)
    assert {each.leader_id for each in rota.days() if each.day == gone} == {rota.second.pk}
    alone = Rota(cast, rota.first, rota.first, BEGUN)
    made = alone.generate(kind=Kind.VIDEO, leaders=(rota.first.pk,))
    assert made.empty == (gone,)
    assert not [each for each in made.days if each.day == gone]


def test_a_swap_needs_consent_and_moves_no_day_and_no_turn(rota: Rota) -> None:
    before = shares(rota)
    first, second = rota.days()[2:4]
    asked = days.ask_swap(
        actor=rota.leader(first), day_id=first.pk, other_id=second.pk, reason="开会", at=at(BEGUN)
    )
    assert days.days_to_swap(first, BEGUN)[0].leader_id == rota.second.pk
    assert [each.leader_id for each in rota.days()[2:4]] == [rota.first.pk, rota.second.pk]
    for actor in (rota.leader(first), rota.clerk):
        with pytest.raises(NotAllowed):
            days.answer_swap(actor=actor, swap_id=asked.pk, agree=True, at=at(BEGUN))
    days.answer_swap(actor=rota.leader(second), swap_id=asked.pk, agree=False, at=at(BEGUN))
    assert [each.leader_id for each in rota.days()[2:4]] == [rota.first.pk, rota.second.pk]
    again = days.ask_swap(
        actor=rota.leader(first), day_id=first.pk, other_id=second.pk, reason="开会", at=at(BEGUN)
    )
    days.answer_swap(actor=rota.leader(second), swap_id=again.pk, agree=True, at=at(BEGUN))
    assert [each.leader_id for each in rota.days()[2:4]] == [rota.second.pk, rota.first.pk]
    assert [each.leader_name for each in rota.days()[2:4]] == [rota.second.name, rota.first.name]
    assert shares(rota) == before
    assert [entry.name for entry in entries_of(again.pk)] == [
        "reception.swap_asked",
        "reception.swap_answered",
    ]
    with pytest.raises(Conflict):
        days.answer_swap(actor=rota.leader(second), swap_id=again.pk, agree=True, at=at(BEGUN))


def test_who_covers_receives_and_the_record_keeps_whose_turn_it_was(rota: Rota) -> None:
    day = rota.days()[0]
    days.cover_day(actor=rota.clerk, day_id=day.pk, leader_id=rota.second.pk, reason="临时开会", at=at(BEGUN))
    day.refresh_from_db()
    assert (day.leader_id, day.planned_for_id, day.cover_reason) == (
        rota.second.pk,
        rota.first.pk,
        "临时开会",
    )
    with pytest.raises(NotAllowed):
        days.cover_day(
            actor=rota.clerk, day_id=day.pk, leader_id=rota.cast.leader.pk, reason="换人", at=at(BEGUN)
        )


def test_a_cancelled_day_tells_whoever_booked_and_its_slot_is_free_after_a_cancelled_booking(
    rota: Rota,
) -> None:
    day = rota.days()[1]
    booked = rota.book(day)
    with pytest.raises(Conflict):
        rota.book(day, name="王建国", telephone="13800005678")
    days.cancel_booking(actor=petitioner_actor(), code=booked.code.lower(), at=at(BEGUN))
    kept = rota.book(day, name="王建国", telephone="13800005678")
    with pytest.raises(Incomplete):
        rota.book(day, slot=time(9, 30), reason=" ")
    days.cancel_day(actor=rota.clerk, day_id=day.pk, reason="全县开会", at=at(BEGUN))
    kept.refresh_from_db()
    assert kept.status == DayBooking.Status.CANCELLED
    told = Dispatch.objects.get()
    assert "另约" in told.body
    assert "漏水" not in told.body
    with pytest.raises(Refused):
        rota.book(day)


def test_an_appointment_is_checked_in_on_its_day_only_and_missed_when_nobody_came(rota: Rota) -> None:
    first, second = rota.days()[:2]
    came, stays = rota.book(first), rota.book(second)
    for wrong in (at(BEGUN - timedelta(days=1)), at(second.day)):
        with pytest.raises(Conflict):
            days.check_in_booking(actor=petitioner_actor(), code=came.code, at=wrong)
    days.check_in_booking(actor=petitioner_actor(), code=came.code, at=at(BEGUN))
    with pytest.raises(Conflict):
        days.cancel_booking(actor=petitioner_actor(), code=came.code, at=at(BEGUN))
    with time_machine.travel(at(second.day + timedelta(days=1)), tick=False):
        remind_of_instructions(0)
    assert [
        DayBooking.objects.get(pk=each.pk).status for each in (came, stays)
    ] == ["checked_in", "missed"]  # fmt: skip


def test_an_instruction_is_followed_until_the_leader_finds_it_done(rota: Rota) -> None:
    day = rota.days()[0]
    found = rota.receive(day, rota.book(day))
    given = rota.instruct(found)
    # Five working days; the Sunday before the holiday is one of them.
    assert given.due_on == date(2026, 9, 22)
    unit, leader = actor_of(rota.cast.handler, BEGUN), rota.leader(day)
    with pytest.raises(NotAllowed):
        days.report_instruction(actor=leader, instruction_id=given.pk, words="好了", at=at(BEGUN))
    with pytest.raises(NotAllowed):
        days.confirm_instruction(actor=unit, instruction_id=given.pk, at=at(BEGUN))
    days.report_instruction(actor=unit, instruction_id=given.pk, words="好了", at=at(BEGUN))
    days.send_back_instruction(actor=leader, instruction_id=given.pk, words="还漏", at=at(BEGUN))
    days.report_instruction(actor=unit, instruction_id=given.pk, words="重做了防水", at=at(BEGUN))
    done = days.confirm_instruction(actor=leader, instruction_id=given.pk, at=at(BEGUN))
    assert (done.standing, done.done_on) == ("done", BEGUN)
    names = [entry.name for entry in entries_of(found.pk)]
    assert (
        names
        == ["reception.leader_received", "reception.instruction_given"] + ["reception.instruction_moved"] * 4
    )
    assert not verify_all().problems


def test_the_owner_is_reminded_near_the_day_and_the_leader_too_when_it_has_passed(rota: Rota) -> None:
    given = rota.instruct(rota.receive(rota.days()[0]))

    def told_on(day: date) -> int:
        with time_machine.travel(at(day, 7, 40), tick=False):
            remind_of_instructions(0)
            remind_of_instructions(0)
            return Notice.objects.filter(event_name="reception.instruction_due", created_at__date=day).count()

    assert told_on(date(2026, 9, 17)) == 0
    assert told_on(date(2026, 9, 21)) == 1
    assert told_on(given.due_on) == 1
    assert told_on(date(2026, 9, 23)) == 2


@pytest.mark.django_db(transaction=True)
def test_five_people_at_once_get_no_more_than_the_one_place_of_a_slot() -> None:
    rota = make_rota(make_cast(), BEGUN)
    day = rota.days()[0]

    def book(number: int) -> object:
        try:
            return rota.book(day, name=f"来访人{number}", telephone=f"1380000567{number}")
        except Refused as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(5) as pool:
        got = list(pool.map(book, range(5)))
    assert sum(isinstance(each, DayBooking) for each in got) == 1
    assert sum(isinstance(each, Conflict) for each in got) == 4
    assert DayBooking.objects.count() == 1
    assert LeaderDay.objects.get(pk=day.pk).per_slot == 1
