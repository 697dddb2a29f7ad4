"""Many windows at once, on real connections: nobody is called twice or lost, the rules' order holds."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from minqing.kernel.law.public import Refused
from minqing.kernel.ledger.public import entries_of, verify_chain
from minqing.reception.hall.queries import in_line, take_next, waiting_for
from minqing.reception.hall.rules import order
from minqing.reception.public import hall as halls
from minqing.reception.public.hall import MOVES, Act, Call, Priority, Standing, Ticket, Window
from tests.cast import make_cast
from tests.factories.hall import KIOSK, MONDAY, HallSet, make_hall


def issue(hall: HallSet, minute: float, service: str = "A", **more: Any) -> Ticket:
    return halls.issue_number(
        actor=KIOSK,
        hall_id=hall.hall.id,
        service_id=hall.services[service].id,
        at=MONDAY + timedelta(minutes=minute),
        **more,
    )


def at_once(works: list[Callable[[], Any]]) -> list[Any]:
    """Run each in a thread with a connection of its own; return what each gave, a refusal included."""
    results: list[Any] = [None] * len(works)
    start = threading.Barrier(len(works))

    def run(index: int) -> None:
        start.wait()
        try:
            results[index] = works[index]()
        except Refused as refusal:
            results[index] = refusal
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(n,)) for n in range(len(works))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return results


@pytest.mark.django_db(transaction=True)
def test_eight_windows_call_at_once_and_each_gets_another_number() -> None:
    hall = make_hall(make_cast(), windows=8)
    issued = [issue(hall, n / 10) for n in range(8)]
    called = at_once(
        [
            lambda n=n: halls.call_next(  # type: ignore[misc]
                actor=hall.clerk(n), window_id=hall.windows[n].id, at=MONDAY + timedelta(minutes=5)
            )
            for n in range(8)
        ]
    )
    assert sorted(t.number for t in called) == sorted(t.number for t in issued)
    assert Call.objects.count() == 8
    assert Ticket.objects.filter(standing=Standing.CALLED).count() == 8


@pytest.mark.django_db(transaction=True)
def test_a_button_pressed_many_times_at_once_calls_one_number() -> None:
    hall = make_hall(make_cast(), windows=1)
    for n in range(4):
        issue(hall, n)
    at = MONDAY + timedelta(minutes=9)
    press = [
        lambda: halls.call_next(actor=hall.clerk(), window_id=hall.windows[0].id, at=at) for _ in range(6)
    ]
    results = at_once(press)
    assert sum(isinstance(r, Ticket) for r in results) == 1
    assert sum(isinstance(r, Refused) for r in results) == 5
    assert Call.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_windows_that_want_the_same_number_do_not_both_get_it() -> None:
    hall = make_hall(make_cast(), windows=2)
    ticket = issue(hall, 0)
    results = at_once(
        [
            lambda n=n: halls.call_number(  # type: ignore[misc]
                actor=hall.clerk(n), window_id=hall.windows[n].id, ticket_id=ticket.id, at=MONDAY
            )
            for n in range(2)
        ]
    )
    assert sorted(type(r).__name__ for r in results) == ["Ticket", "UnlawfulMove"]
    assert Ticket.objects.get().turn == 1


@pytest.mark.django_db(transaction=True)
def test_numbers_issued_at_once_are_all_different_and_open_the_day_once() -> None:
    hall = make_hall(make_cast(), windows=1)
    results = at_once([lambda n=n: issue(hall, n) for n in range(12)])  # type: ignore[misc]
    assert sorted(t.number for t in results) == [f"A{n:03d}" for n in range(1, 13)]
    assert [e.name for e in entries_of(hall.hall.id)].count("reception.day_opened") == 1


@pytest.mark.django_db(transaction=True)
def test_a_day_closed_while_windows_call_loses_no_number() -> None:
    hall = make_hall(make_cast(), windows=4)
    for n in range(6):
        issue(hall, n)
    at = MONDAY + timedelta(minutes=9)
    at_once(
        [
            *(
                lambda n=n: halls.call_next(  # type: ignore[misc]
                    actor=hall.clerk(n), window_id=hall.windows[n].id, at=at
                )
                for n in range(4)
            ),
            lambda: halls.close_day(actor=hall.clerk(), hall_id=hall.hall.id, at=at),
        ]
    )
    halls.open_day(actor=hall.clerk(), hall_id=hall.hall.id, at=MONDAY + timedelta(days=1))
    assert Ticket.objects.filter(standing=Standing.WAITING).count() == 6


BUTTONS = "issue old call call begin begin hold return skip pass finish finish leave lunch close open"
PRESSES = BUTTONS.split(" ")


class GeneratedDays(TestCase):
    """Days as hypothesis invents them."""

    rows = st.lists(
        st.tuples(st.integers(-60, 60), st.booleans(), st.sampled_from("AB"), st.sampled_from((None, 0, 1))),
        max_size=9,
    )

    @settings(max_examples=25, deadline=None)
    @given(rows, st.integers(0, 3), st.integers(1, 3))
    def test_the_query_takes_whom_the_rule_names(
        self, rows: list[tuple[int, bool, str, int | None]], run: int, longest: int
    ) -> None:
        hall = make_hall(make_cast(), longest_run=longest)
        for place, priority, service, wanted in rows:
            ticket = issue(
                hall,
                0,
                service,
                reasons=(Priority.OLD,) if priority else (),
                window_id=hall.windows[wanted].id if wanted is not None else None,
            )
            Ticket.objects.filter(pk=ticket.pk).update(place=MONDAY + timedelta(minutes=place))
        Window.objects.filter(pk=hall.windows[0].pk).update(run=run)
        window = Window.objects.select_related("hall").get(pk=hall.windows[0].pk)

        waiting = [in_line(t) for t in waiting_for(window, MONDAY.date())]
        expected = order.next_in_line(waiting, window=window.id, run=run, longest_run=longest, at=MONDAY)
        found = take_next(window, MONDAY)
        assert (found and (found[0].id, found[1])) == (expected and (expected.ticket, expected.run))

    @settings(max_examples=20, deadline=None)
    @given(
        st.lists(
            st.tuples(
                st.sampled_from(PRESSES),
                st.integers(0, 2),
            ),
            min_size=6,
            max_size=24,
        )
    )
    def test_whatever_is_pressed_no_number_is_lost_or_moved_outside_the_table(
        self, presses: list[tuple[str, int]]
    ) -> None:
        hall = make_hall(make_cast(), windows=3)
        issued = 0
        for minute, (what, n) in enumerate(presses):
            try:
                press(hall, what, n, minute)
                issued += what in {"issue", "old"}
            except Refused:
                continue
        assert Ticket.objects.count() == issued
        for ticket in Ticket.objects.all():
            follow(ticket)


def press(hall: HallSet, what: str, n: int, minute: int) -> None:
    """Press a button of window ``n`` at a minute of the day."""
    at, clerk, window = MONDAY + timedelta(minutes=minute), hall.clerk(n), hall.windows[n]
    here = halls.at_window(window.id)
    any_of = {"actor": clerk, "at": at}
    aside = (
        Ticket.objects.filter(standing__in=[Standing.HELD.value, Standing.MISSED.value])
        .order_by("id")
        .first()
    )
    match what:
        case "issue" | "old":
            issue(hall, minute, "AB"[n % 2], reasons=(Priority.OLD,) if what == "old" else ())
        case "call":
            halls.call_next(window_id=window.id, **any_of)
        case "lunch":
            halls.close_window(window_id=window.id, **any_of)
        case "close":
            halls.close_day(hall_id=hall.hall.id, **any_of)
        case "open":
            halls.open_day(hall_id=hall.hall.id, **any_of)
        case "return" if aside is not None:
            halls.return_number(ticket_id=aside.id, **any_of)
        case "leave" if aside is not None:
            halls.leave(ticket_id=aside.id, **any_of)
        case _ if here is not None:
            on_the_number(what, here, any_of, hall)


def on_the_number(what: str, here: Ticket, any_of: Any, hall: HallSet) -> None:
    given_ = {"ticket_id": here.id, **any_of}
    match what:
        case "begin":
            halls.begin_talk(**given_)
        case "hold":
            halls.hold_number(**given_)
        case "skip":
            halls.skip_number(**given_)
        case "pass":
            halls.pass_on(service_id=hall.services["B"].id, **given_)
        case "finish":
            halls.finish_number(outcome="advice", **given_)


def follow(ticket: Ticket) -> None:
    """Follow a number through its ledger: every step in the table, every call once, the chain whole."""
    at, calls = Standing.WAITING, 0
    for entry in entries_of(ticket.id):
        if entry.name == "reception.number_moved":
            told = entry.payload
            assert told["before"] == at
            assert MOVES[at, Act(told["act"])] == told["after"]
            at, calls = Standing(told["after"]), calls + (told["act"] == "call")
    assert at == ticket.standing
    assert calls == ticket.turn == ticket.calls.filter(nth=0).count()
    assert verify_chain(ticket.id).ok
