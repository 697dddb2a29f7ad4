"""The hall's rules: who is next, who waits how long, when it is open, what may follow what."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minqing.kernel.clock.rules import DayKind, MarkedDay, WorkCalendar
from minqing.kernel.law.rules import Refused
from minqing.reception.hall.rules import hours, order, states
from minqing.reception.hall.rules.hours import Hours, Period
from minqing.reception.hall.rules.order import InLine
from minqing.reception.hall.rules.states import Act, Limits, Standing

NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)
WINDOW, OTHER = UUID(int=901), UUID(int=902)


@st.composite
def queues(draw: st.DrawFn) -> list[InLine]:
    rows = draw(
        st.lists(
            st.tuples(st.integers(-120, 120), st.booleans(), st.sampled_from([None, None, WINDOW, OTHER])),
            max_size=14,
        )
    )
    return [
        InLine(UUID(int=n + 1), NINE + timedelta(minutes=place), priority, window)
        for n, (place, priority, window) in enumerate(rows)
    ]


def oracle(waiting: list[InLine], run: int, longest_run: int) -> tuple[UUID, int] | None:
    """The same said another way: give each number a rank and take the least."""
    mine = [e for e in waiting if e.window is None or e.window == WINDOW]
    if not mine:
        return None
    plain_waits = any(not e.priority for e in mine)
    due = {e.ticket for e in mine if e.priority and e.place <= NINE}
    turn_of_plain = plain_waits and run >= longest_run

    def rank(e: InLine) -> tuple[int, datetime, UUID]:
        if e.priority and e.ticket not in due:
            lane = 3
        elif e.priority:
            lane = 2 if turn_of_plain else 0
        else:
            lane = 1
        return lane, e.place, e.ticket

    first = min(mine, key=rank)
    return first.ticket, run + 1 if first.ticket in due and plain_waits else 0


@given(queues(), st.integers(0, 4), st.integers(1, 4))
def test_the_next_is_the_one_an_independent_ranking_finds(
    waiting: list[InLine], run: int, longest: int
) -> None:
    found = order.next_in_line(waiting, window=WINDOW, run=run, longest_run=longest, at=NINE)
    expected = oracle(waiting, run, longest)
    assert (found and (found.ticket, found.run)) == expected


@given(queues(), st.integers(0, 3), st.integers(1, 4))
def test_everybody_who_waits_for_the_window_is_called_exactly_once(
    waiting: list[InLine], run: int, longest: int
) -> None:
    lined = order.line_up(waiting, window=WINDOW, run=run, longest_run=longest, at=NINE)
    assert sorted(lined) == sorted(e.ticket for e in waiting if e.window in {None, WINDOW})


@given(st.integers(0, 12), st.integers(1, 4), st.integers(0, 60))
def test_an_ordinary_number_is_called_within_the_promised_bound(before: int, longest: int, many: int) -> None:
    plain = [InLine(UUID(int=n + 1), NINE - timedelta(minutes=before - n)) for n in range(before + 1)]
    rush = [InLine(UUID(int=500 + n), NINE - timedelta(hours=3), priority=True) for n in range(many)]
    lined = order.line_up([*plain, *rush], window=None, run=0, longest_run=longest, at=NINE)
    assert lined.index(plain[-1].ticket) < (before + 1) * (longest + 1)
    assert [t for t in lined if t.int < 500] == [e.ticket for e in plain]


@given(queues(), st.integers(1, 4))
def test_a_due_priority_number_waits_behind_at_most_one_ordinary_call(
    waiting: list[InLine], longest: int
) -> None:
    due = [e for e in waiting if e.priority and e.place <= NINE and e.window in {None, WINDOW}]
    if due:
        first = min(due, key=lambda e: (e.place, e.ticket))
        lined = order.line_up(waiting, window=WINDOW, run=longest, longest_run=longest, at=NINE)
        assert lined.index(first.ticket) <= 1


def test_an_appointment_keeps_its_hour_unless_it_comes_too_late() -> None:
    early = order.appointment_place(NINE, NINE - timedelta(minutes=30), grace_minutes=15)
    late = order.appointment_place(NINE, NINE + timedelta(minutes=16), grace_minutes=15)
    assert (early, late) == (NINE, NINE + timedelta(minutes=16))


def test_a_number_put_back_waits_ten_minutes_and_never_moves_forward() -> None:
    assert order.place_back(NINE, NINE + timedelta(minutes=5)) == NINE + timedelta(minutes=15)
    later = NINE + timedelta(hours=2)
    assert order.place_back(later, NINE) == later


def test_waiting_is_not_guessed_before_three_talks_or_without_a_window() -> None:
    assert order.estimate_wait(ahead=5, windows=2, minutes=[9, 11]).low is None
    assert order.estimate_wait(ahead=5, windows=0, minutes=[9, 10, 11]).low is None
    told = order.estimate_wait(ahead=6, windows=2, minutes=[5, 10, 10, 15])
    assert (told.low, told.high, told.served) == (26, 34, 4)


@given(
    st.integers(0, 50),
    st.integers(1, 20),
    st.lists(st.floats(0, 200, allow_nan=False), min_size=3, max_size=40),
)
def test_an_estimate_grows_with_those_ahead_and_stays_a_range(
    ahead: int, windows: int, minutes: list[float]
) -> None:
    less = order.estimate_wait(ahead=ahead, windows=windows, minutes=minutes)
    more = order.estimate_wait(ahead=ahead + 1, windows=windows, minutes=minutes)
    assert less.low is not None
    assert less.high is not None
    assert more.low is not None
    assert more.high is not None
    assert 0 <= less.low <= less.high
    assert less.low <= more.low
    assert less.high <= more.high


def test_every_way_through_the_table_ends_and_ends_stay_ended() -> None:
    reached, edge = {Standing.WAITING}, [Standing.WAITING]
    while edge:
        here = edge.pop()
        onward = {to for (state, _act), to in states.MOVES.items() if state is here}
        assert bool(onward) != (here in states.ENDS)
        edge += [to for to in onward if to not in reached]
        reached |= onward
    assert reached == set(Standing)
    assert {act for _state, act in states.MOVES} == set(Act)


@given(st.sampled_from(list(Standing)), st.sampled_from(list(Act)))
def test_a_step_is_in_the_table_or_refused_with_what_is_possible(standing: Standing, act: Act) -> None:
    found = states.move(standing, act)
    if isinstance(found, Refused):
        assert (standing, act) not in states.MOVES
        assert "可以：" in found.reason
    else:
        assert states.MOVES[standing, act] is found


@given(st.integers(0, 9), st.integers(0, 9))
def test_recalls_and_skips_end_at_the_halls_limits(count: int, limit: int) -> None:
    limits = Limits(recalls=limit, skips=limit)
    assert (states.recall_refusal(count, limits) is not None) == (count >= limit)
    assert (states.skipped(count, limits) is Act.MISS) == (count >= limit)


def test_a_group_begins_with_five_and_a_number_needs_people() -> None:
    assert [states.is_group(n) for n in (4, 5)] == [False, True]
    assert [states.group_refusal(n) is None for n in (0, 1, 500, 501)] == [False, True, True, False]


def test_every_word_is_there() -> None:
    assert set(states.STANDING_WORDS) == set(Standing)
    assert set(states.ACT_WORDS) == set(Act)
    assert set(states.PRIORITY_WORDS) == set(states.Priority)
    assert set(states.SERVICE_WORDS) == set(states.ServiceKind)


CALENDAR = WorkCalendar(
    {
        date(2026, 10, 1): MarkedDay(DayKind.HOLIDAY, "国庆节"),
        date(2026, 10, 10): MarkedDay(DayKind.SWAPPED, "国庆节"),
    },
    (2026,),
)
DAY = (Period(time(8, 30), time(12)), Period(time(14, 30), time(18)))
OFFICE = Hours(DAY, (), {date(2026, 11, 25): (), date(2026, 11, 28): (Period(time(9), time(11)),)})


@pytest.mark.parametrize(
    ("day", "periods"),
    [
        (date(2026, 11, 23), DAY),
        (date(2026, 11, 22), ()),
        (date(2026, 10, 1), ()),
        (date(2026, 10, 10), DAY),
        (date(2026, 11, 25), ()),
        (date(2026, 11, 28), (Period(time(9), time(11)),)),
    ],
)
def test_hours_follow_the_working_calendar_and_days_set_apart(day: date, periods: tuple[Period, ...]) -> None:
    assert hours.periods_on(OFFICE, CALENDAR, day) == periods


def test_a_closed_hall_says_when_it_opens_next() -> None:
    evening = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)
    refusal = hours.closed_refusal(OFFICE, CALENDAR, evening)
    assert refusal is not None
    assert "11月26日08:30" in refusal.reason
    assert hours.closed_refusal(OFFICE, CALENDAR, evening.replace(hour=17)) is None
    never = Hours((), (), {})
    nothing = hours.closed_refusal(never, CALENDAR, evening)
    assert nothing is not None
    assert "近期没有安排" in nothing.reason


@given(st.integers(0, 464_000))
def test_the_next_opening_is_open_and_nothing_before_it_is(minutes: int) -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    opens = hours.next_opening(OFFICE, CALENDAR, at)
    assert opens is not None
    assert opens >= at
    assert hours.is_open(OFFICE, CALENDAR, opens)
    step = at
    while step < opens:
        assert not hours.is_open(OFFICE, CALENDAR, step)
        step += max(timedelta(minutes=7), (opens - at) / 50)


def test_periods_must_follow_one_another() -> None:
    assert hours.hours_refusal(DAY) is None
    assert hours.hours_refusal((Period(time(12), time(9)),)) is not None
    assert hours.hours_refusal((*DAY, Period(time(11), time(13)))) is not None


@given(st.integers(5, 240))
def test_slots_lie_inside_the_hours_and_do_not_overlap(minutes: int) -> None:
    slots = [t.hour * 60 + t.minute for t in hours.slots_on(DAY, minutes)]
    assert all(b - a >= minutes for a, b in pairwise(slots))
    assert all(510 <= s <= 720 - minutes or 870 <= s <= 1080 - minutes for s in slots)


def test_a_number_kept_overnight_shows_its_day() -> None:
    assert states.shown_number("A007", carried_from_day=None) == "A007"
    assert states.shown_number("A007", carried_from_day=23) == "23日A007"
