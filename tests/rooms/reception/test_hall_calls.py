"""A number from the kiosk to the end of the visit: called, held, skipped, passed on, kept overnight."""

from datetime import date, datetime, timedelta

import pytest

from minqing.kernel.law.public import Conflict, Incomplete, NotAllowed, UnlawfulMove
from minqing.kernel.ledger.public import entries_of
from minqing.reception.public import hall as halls
from minqing.reception.public.hall import Call, Priority, Standing, Ticket
from tests.cast import make_cast
from tests.factories.hall import KIOSK, MONDAY, HallSet, make_hall

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall() -> HallSet:
    return make_hall(make_cast())


def minutes(count: float) -> datetime:
    return MONDAY + timedelta(minutes=count)


def issue(hall: HallSet, at: datetime = MONDAY, service: str = "A", **more: object) -> Ticket:
    return halls.issue_number(
        actor=KIOSK, hall_id=hall.hall.id, service_id=hall.services[service].id, at=at, **more
    )


def call(hall: HallSet, window: int = 0, at: datetime = MONDAY) -> Ticket | None:
    return halls.call_next(actor=hall.clerk(window), window_id=hall.windows[window].id, at=at)


def standing(ticket: Ticket) -> str:
    return Ticket.objects.get(pk=ticket.pk).standing


def test_a_group_takes_one_number_and_is_called_received_and_finished(hall: HallSet) -> None:
    ticket = issue(hall, group_size=7)
    assert (ticket.number, ticket.group_size, ticket.standing) == ("A001", 7, Standing.WAITING)

    called = call(hall, at=minutes(2))
    assert called == ticket
    halls.begin_talk(actor=hall.clerk(), ticket_id=ticket.id, at=minutes(3))
    halls.finish_number(actor=hall.clerk(), ticket_id=ticket.id, outcome="petition", at=minutes(15))

    stored = Ticket.objects.get(pk=ticket.pk)
    assert (stored.standing, stored.outcome, stored.served_seconds) == (Standing.FINISHED, "petition", 720)
    assert [entry.name for entry in entries_of(ticket.id)] == [
        "reception.number_issued",
        "reception.number_moved",
        "reception.number_moved",
        "reception.number_moved",
    ]


def test_a_window_calls_nobody_else_while_a_number_is_there(hall: HallSet) -> None:
    first, second = issue(hall), issue(hall)
    assert call(hall) == first
    with pytest.raises(Conflict, match="A001"):
        call(hall)
    assert call(hall, window=1) == second
    assert call(hall, window=1) if standing(second) == Standing.FINISHED else True


def test_an_empty_queue_calls_nobody(hall: HallSet) -> None:
    assert call(hall) is None
    assert Call.objects.count() == 0


def test_priority_goes_first_but_nobody_waits_for_ever(hall: HallSet) -> None:
    plain = issue(hall)
    old = [issue(hall, minutes(n), reasons=(Priority.OLD,)) for n in range(1, 5)]
    order = []
    for n in range(5):
        found = call(hall, at=minutes(10 + n))
        assert found is not None
        order.append(found)
        halls.leave(actor=hall.clerk(), ticket_id=found.id, at=minutes(10 + n))
    # Two priority calls in a row past a waiting number, then its turn.
    assert order == [old[0], old[1], plain, old[2], old[3]]


def test_a_number_is_called_again_as_often_as_the_hall_allows(hall: HallSet) -> None:
    ticket = issue(hall)
    call(hall)
    for nth in (1, 2, 3):
        assert halls.recall_number(actor=hall.clerk(), ticket_id=ticket.id, at=minutes(nth)).nth == nth
    with pytest.raises(Conflict, match="3次"):
        halls.recall_number(actor=hall.clerk(), ticket_id=ticket.id, at=minutes(4))
    assert Call.objects.count() == 4


def test_who_does_not_come_is_put_back_twice_then_missed_and_may_return(hall: HallSet) -> None:
    ticket = issue(hall)
    for n in range(2):
        call(hall, at=minutes(n))
        halls.skip_number(actor=hall.clerk(), ticket_id=ticket.id, at=minutes(n))
        assert standing(ticket) == Standing.WAITING
    call(hall, at=minutes(3))
    halls.skip_number(actor=hall.clerk(), ticket_id=ticket.id, at=minutes(3))
    assert standing(ticket) == Standing.MISSED
    assert call(hall, at=minutes(4)) is None

    other = issue(hall, minutes(6))
    halls.return_number(actor=hall.clerk(), ticket_id=ticket.id, at=minutes(5))
    assert [t.number for t in halls.queue_of(hall.windows[0], minutes(7))] == [other.number, ticket.number]


def test_a_held_number_stays_with_its_window_and_keeps_its_place(hall: HallSet) -> None:
    held, later = issue(hall), issue(hall, minutes(1))
    call(hall, at=minutes(2))
    halls.begin_talk(actor=hall.clerk(), ticket_id=held.id, at=minutes(2))
    halls.hold_number(actor=hall.clerk(), ticket_id=held.id, note="回家取土地证", at=minutes(4))
    halls.return_number(actor=hall.clerk(), ticket_id=held.id, at=minutes(30))

    assert call(hall, window=1, at=minutes(31)) == later
    assert call(hall, window=0, at=minutes(32)) == held
    assert [note.text for note in held.notes.all()] == ["回家取土地证"]


def test_a_number_is_passed_on_with_its_notes_in_its_old_place(hall: HallSet) -> None:
    moved, later = issue(hall), issue(hall, minutes(1), service="B")
    call(hall, at=minutes(2))
    halls.begin_talk(actor=hall.clerk(), ticket_id=moved.id, at=minutes(2))
    halls.add_ticket_note(actor=hall.clerk(), ticket_id=moved.id, text="反映老旧小区漏水", at=minutes(3))
    halls.pass_on(
        actor=hall.clerk(),
        ticket_id=moved.id,
        service_id=hall.services["B"].id,
        window_id=hall.windows[1].id,
        note="请住建局接谈",
        at=minutes(5),
    )
    assert call(hall, window=0, at=minutes(6)) == later
    assert call(hall, window=1, at=minutes(6)) == moved
    assert [n.text for n in moved.notes.all()] == ["反映老旧小区漏水", "请住建局接谈"]
    assert Ticket.objects.get(pk=moved.pk).number == "A001"


def test_a_step_that_is_not_possible_changes_nothing_and_says_what_is(hall: HallSet) -> None:
    ticket = issue(hall)
    before = Ticket.objects.values().get(pk=ticket.pk)
    with pytest.raises(UnlawfulMove, match=r"等候.*不能办完.*叫号"):
        halls.finish_number(actor=hall.clerk(), ticket_id=ticket.id, outcome="advice", at=MONDAY)
    with pytest.raises(Conflict, match="最新"):
        halls.hold_number(actor=hall.clerk(), ticket_id=ticket.id, at=MONDAY, version=7)
    assert Ticket.objects.values().get(pk=ticket.pk) == before
    assert entries_of(ticket.id).count() == 1


def test_a_window_left_for_lunch_gives_its_called_number_its_place_back(hall: HallSet) -> None:
    first, second = issue(hall), issue(hall, minutes(1))
    call(hall, at=minutes(2))
    halls.close_window(actor=hall.clerk(), window_id=hall.windows[0].id, at=minutes(3))
    assert standing(first) == Standing.WAITING
    assert call(hall, window=1, at=minutes(4)) == first
    assert second.standing == Standing.WAITING


def test_whoever_waits_at_the_days_end_is_first_on_the_next(hall: HallSet) -> None:
    kept, held, serving = issue(hall), issue(hall, minutes(1)), issue(hall, minutes(2))
    halls.hold_number(actor=hall.clerk(), ticket_id=held.id, at=minutes(3))
    halls.call_number(actor=hall.clerk(), window_id=hall.windows[0].id, ticket_id=serving.id, at=minutes(3))
    halls.begin_talk(actor=hall.clerk(), ticket_id=serving.id, at=minutes(3))
    evening = MONDAY.replace(hour=18)
    with pytest.raises(Conflict, match="A003"):
        halls.close_day(actor=hall.clerk(), hall_id=hall.hall.id, at=evening)
    halls.finish_number(actor=hall.clerk(), ticket_id=serving.id, outcome="advice", at=evening)
    day = halls.close_day(actor=hall.clerk(), hall_id=hall.hall.id, at=evening)
    assert (day.carried, standing(kept), standing(held)) == (2, Standing.CARRIED, Standing.CARRIED)
    with pytest.raises(Conflict, match="结束"):
        call(hall, at=evening)

    tuesday = MONDAY + timedelta(days=1)
    fresh = issue(hall, tuesday)
    assert fresh.number == "A001"
    found = call(hall, at=tuesday)
    assert found == kept
    assert found is not None
    assert found.shown == "23日A001"


def test_a_day_nobody_closed_loses_no_number(hall: HallSet) -> None:
    waiting, called = issue(hall), issue(hall, minutes(1))
    halls.call_number(actor=hall.clerk(), window_id=hall.windows[0].id, ticket_id=called.id, at=minutes(2))
    tuesday = MONDAY + timedelta(days=1)
    halls.open_day(actor=hall.clerk(), hall_id=hall.hall.id, at=tuesday)
    rows = Ticket.objects.filter(day=date(2026, 11, 24), standing=Standing.WAITING)
    assert set(rows) == {waiting, called}


def test_a_kept_number_lapses_after_the_halls_working_days(hall: HallSet) -> None:
    ticket = issue(hall)
    halls.close_day(actor=hall.clerk(), hall_id=hall.hall.id, at=MONDAY.replace(hour=18))
    friday = MONDAY + timedelta(days=4)
    halls.open_day(actor=hall.clerk(), hall_id=hall.hall.id, at=friday)
    stored = Ticket.objects.get(pk=ticket.pk)
    assert (stored.standing, stored.outcome) == (Standing.LEFT, "lapsed")


def test_a_closed_day_is_opened_again_with_its_queue(hall: HallSet) -> None:
    ticket = issue(hall)
    halls.close_day(actor=hall.clerk(), hall_id=hall.hall.id, at=minutes(10))
    halls.open_day(actor=hall.clerk(), hall_id=hall.hall.id, at=minutes(20))
    assert call(hall, at=minutes(21)) == ticket
    assert ticket.number == "A001"


def test_an_appointment_is_called_at_its_hour_and_checked_in_once(hall: HallSet) -> None:
    slot = MONDAY.replace(hour=10)
    booked = halls.book_appointment(
        actor=KIOSK, hall_id=hall.hall.id, service_id=hall.services["A"].id, slot=slot, at=MONDAY
    )
    with pytest.raises(Conflict, match="约满"):
        halls.book_appointment(
            actor=KIOSK, hall_id=hall.hall.id, service_id=hall.services["A"].id, slot=slot, at=MONDAY
        )
    ticket = halls.check_in_appointment(
        actor=KIOSK, hall_id=hall.hall.id, code=f" {booked.code.lower()} ", at=minutes(20)
    )
    plain = issue(hall, minutes(21))
    with pytest.raises(Conflict, match="取过号"):
        halls.check_in_appointment(actor=KIOSK, hall_id=hall.hall.id, code=booked.code, at=minutes(22))
    assert call(hall, at=minutes(25)) == plain
    assert call(hall, window=1, at=slot) == ticket


def test_the_kiosk_issues_numbers_only_while_the_hall_is_open(hall: HallSet) -> None:
    sunday = datetime(2026, 11, 22, 9, tzinfo=MONDAY.tzinfo)
    with pytest.raises(Incomplete, match=r"11月23日08:30"):
        issue(hall, sunday)
    with pytest.raises(Incomplete, match=r"14:30"):
        issue(hall, MONDAY.replace(hour=13))
    assert not Ticket.objects.exists()
    # A holiday moved to a Sunday makes that Sunday a working day (调休上班).
    assert halls.opening_on(hall.hall, date(2026, 11, 22)) == ()
    assert halls.issue_number(
        actor=hall.clerk(), hall_id=hall.hall.id, service_id=hall.services["A"].id, at=sunday
    ).number


def test_only_those_who_work_there_call_and_only_the_steward_sets_up(hall: HallSet) -> None:
    cast, ticket = hall.cast, issue(hall)
    stranger = cast.actor(cast.other_handler)
    housing = cast.actor(cast.handler)
    for act in (
        lambda: halls.call_next(actor=stranger, window_id=hall.windows[0].id, at=MONDAY),
        lambda: halls.call_next(actor=housing, window_id=hall.windows[0].id, at=MONDAY),
        lambda: halls.leave(actor=stranger, ticket_id=ticket.id, at=MONDAY),
        lambda: halls.leave(actor=KIOSK, ticket_id=ticket.id, at=MONDAY),
        lambda: halls.set_hours(actor=hall.clerk(), hall_id=hall.hall.id, periods={}, at=MONDAY),
        lambda: halls.close_day(actor=KIOSK, hall_id=hall.hall.id, at=MONDAY),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert standing(ticket) == Standing.WAITING
    assert halls.call_next(actor=housing, window_id=hall.windows[1].id, at=MONDAY) == ticket


def test_waiting_time_is_told_from_todays_own_figures(hall: HallSet) -> None:
    for n in range(3):
        ticket = issue(hall, minutes(n))
        call(hall, at=minutes(n * 10))
        halls.begin_talk(actor=hall.clerk(), ticket_id=ticket.id, at=minutes(n * 10))
        halls.finish_number(actor=hall.clerk(), ticket_id=ticket.id, outcome="advice", at=minutes(n * 10 + 8))
    issue(hall, minutes(40))
    issue(hall, minutes(41))
    estimate = halls.estimate_for(hall.hall, hall.services["A"].id, minutes(42))
    assert (estimate.ahead, estimate.windows, estimate.served) == (2, 1, 3)
    assert (estimate.low, estimate.high) == (16, 16)


def test_the_display_shows_numbers_and_windows_and_nothing_else(hall: HallSet) -> None:
    issue(hall)
    issue(hall, minutes(1))
    call(hall, at=minutes(2))
    board = halls.board_of("hall", minutes(3))
    assert board is not None
    assert board.waiting == 1
    assert [(w.name, w.open, w.number) for w in board.windows] == [
        ("1号窗口", True, "A001"),
        ("2号窗口", False, ""),
    ]
    assert [(c.number, c.window, c.nth) for c in board.calls] == [("A001", "1号窗口", 0)]
    assert board.revision > 0
    assert halls.board_of("nowhere", MONDAY) is None
