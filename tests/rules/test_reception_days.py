"""The rules of the leaders' days: who is on duty when, what may be booked, what follows an instruction."""

from collections import Counter
from datetime import date, datetime, time, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minqing.kernel.clock.rules import DayKind, MarkedDay, WorkCalendar
from minqing.kernel.law.rules import Conflict, Incomplete, TooLate, UnlawfulMove
from minqing.reception.days.rules import booking, following, rota
from minqing.reception.days.rules.booking import BookingFacts, Stage
from minqing.reception.days.rules.following import MOVES, Standing, Step
from minqing.reception.days.rules.rota import Kind, Rhythm, SwapFacts
from minqing.supervision.held import rules as held
from minqing.supervision.held.rules import Held

FIRST, LAST = date(2026, 1, 1), date(2027, 12, 31)
DAYS = st.dates(FIRST, LAST)
LEADERS = [UUID(int=n) for n in range(1, 6)]
ORDERS = st.lists(st.sampled_from(LEADERS), min_size=1, max_size=5, unique=True)
KINDS = st.sampled_from([DayKind.HOLIDAY, DayKind.SWAPPED])


@st.composite
def calendars(draw: st.DrawFn) -> WorkCalendar:
    """Plans that make any days rest and any days work."""
    marked = draw(st.dictionaries(DAYS, KINDS.map(lambda kind: MarkedDay(kind, "试")), max_size=40))
    return WorkCalendar(marked, {2026, 2027})


CALENDARS = calendars()
MONTHS = st.tuples(st.just(2026), st.integers(1, 12))


def works(calendar: WorkCalendar, day: date) -> bool:
    """Say the same in another way: an open day is one counted between itself and itself."""
    return calendar.workdays_between(day, day) == 1


@given(CALENDARS, MONTHS, st.sampled_from(Rhythm), st.integers(1, 31))
def test_no_reception_day_is_a_day_of_rest_and_none_is_planned_twice(
    calendar: WorkCalendar, month: tuple[int, int], rhythm: Rhythm, nth: int
) -> None:
    nth = nth % 7 + 1 if rhythm is Rhythm.WEEKLY else nth
    assert rota.rhythm_fault(rhythm, nth) == ""
    planned = rota.days_of_month(*month, rhythm, nth, calendar)
    days = [each.day for each in planned]
    assert days == sorted(set(days))
    assert all(works(calendar, day) for day in days)
    first, last = rota.month_bounds(*month)
    for each in planned:
        meant = each.shifted_from or each.day
        assert first <= meant <= last
        # Put off over a run of rest days and no further.
        assert calendar.workdays_between(meant, each.day) == 1
        assert (each.shifted_from is None) == (meant == each.day)


def test_a_monthly_day_in_a_holiday_moves_behind_it() -> None:
    week = {date(2026, 10, n): MarkedDay(DayKind.HOLIDAY, "国庆节") for n in range(1, 8)}
    calendar = WorkCalendar(week, {2026})
    assert rota.days_of_month(2026, 10, Rhythm.MONTHLY, 1, calendar) == (
        rota.Planned(date(2026, 10, 8), date(2026, 10, 1)),
    )
    # A 31st that a month has not is its last day; here a Saturday, so the Monday after it.
    assert rota.days_of_month(2026, 2, Rhythm.MONTHLY, 31, calendar)[0].day == date(2026, 3, 2)


@given(CALENDARS, MONTHS, ORDERS, st.data())
def test_every_working_day_has_exactly_one_leader_or_is_shown_as_a_gap(
    calendar: WorkCalendar, month: tuple[int, int], order: list[UUID], data: st.DataObject
) -> None:
    days = [each.day for each in rota.days_of_month(*month, Rhythm.WORKDAYS, 0, calendar)]
    absent = st.frozensets(st.sampled_from(days), max_size=10)
    away = data.draw(st.dictionaries(st.sampled_from(order), absent))
    turns = rota.rotation(days, order, away=away)
    assert [day for day, _who in turns] == days
    for day, who in turns:
        there = [each for each in order if day not in away.get(each, ())]
        assert who in there if there else who is None
    held_days = [day for day, who in turns if who is not None]
    empty = [day for day, who in turns if who is None]
    assert list(rota.gaps(*rota.month_bounds(*month), held_days, calendar)) == empty


@given(ORDERS, st.integers(1, 40), st.data())
def test_with_nobody_away_turns_are_even_and_go_on_after_the_last_one(
    order: list[UUID], count: int, data: st.DataObject
) -> None:
    days = [FIRST + timedelta(days=n) for n in range(count)]
    after = data.draw(st.sampled_from(order))
    turns = [who for _day, who in rota.rotation(days, order, after=after)]
    start = order.index(after) + 1
    assert turns == [order[(start + n) % len(order)] for n in range(count)]
    shares = Counter(turns)
    assert max(shares.values()) - min(shares[each] for each in order) <= 1


@given(CALENDARS, DAYS, DAYS, st.sampled_from(Kind))
def test_a_day_is_set_for_a_coming_working_day_and_a_village_also_on_a_day_of_rest(
    calendar: WorkCalendar, day: date, on: date, kind: Kind
) -> None:
    refused = rota.change_refusal(day, on, calendar, kind)
    assert (refused is None) == (day >= on and (kind is Kind.VILLAGE or works(calendar, day)))
    assert refused is None or (refused.basis and refused.reason)


@given(st.tuples(DAYS, DAYS, DAYS), st.tuples(st.sampled_from(LEADERS), st.sampled_from(LEADERS)), st.data())
def test_a_swap_is_judged_alike_from_both_sides(
    days: tuple[date, date, date], who: tuple[UUID, UUID], data: st.DataObject
) -> None:
    flags = [data.draw(st.booleans()) for _ in range(4)]
    first, second, on = days

    def judged(days_: tuple[date, date], leaders: tuple[UUID, UUID], away: tuple[bool, bool]) -> bool:
        facts = SwapFacts(*days_, *leaders, flags[0], *away, both_open=flags[1])
        return rota.swap_refusal(facts, on) is None

    one = judged((first, second), who, (flags[2], flags[3]))
    assert one == judged((second, first), who[::-1], (flags[3], flags[2]))
    assert not one or (who[0] != who[1] and min(first, second) >= on and flags[0] and flags[1])


def facts(**changed: object) -> BookingFacts:
    said: dict[str, object] = {
        "begins": datetime(2026, 9, 16, 9, 30),  # noqa: DTZ001 - civil time, as the rule takes it
        "now": datetime(2026, 9, 16, 8),  # noqa: DTZ001
        "published": True,
        "cancelled": False,
        "slot_exists": True,
        "taken": 0,
        "per_slot": 1,
        "subjects": ("03",),
        "about": "03",
        "stage": Stage.NEW,
        **changed,
    }
    return BookingFacts(**said)  # type: ignore[arg-type]


@given(st.integers(1, 3), st.lists(st.integers(0, 4), max_size=30))
def test_no_slot_is_ever_booked_over_its_places(per_slot: int, wanted: list[int]) -> None:
    slots = [time(9 + n // 2, 30 * (n % 2)) for n in range(4)]
    taken: dict[time, int] = {}
    for place in wanted:
        slot = slots[place] if place < len(slots) else time(7, 1)
        free = booking.free_slots(slots, taken, per_slot)
        refused = booking.booking_refusal(
            facts(
                begins=datetime.combine(date(2026, 9, 16), slot),
                now=datetime(2026, 9, 16, 7),  # noqa: DTZ001
                slot_exists=slot in slots,
                taken=taken.get(slot, 0),
                per_slot=per_slot,
            )
        )
        assert (refused is None) == (slot in free)
        if refused is None:
            taken[slot] = taken.get(slot, 0) + 1
    assert all(number <= per_slot for number in taken.values())
    assert sum(taken.values()) <= min(len(wanted), per_slot * len(slots))


@pytest.mark.parametrize(
    ("changed", "kind", "says"),
    [
        ({"published": False}, Conflict, "另选一天"),
        ({"cancelled": True}, Conflict, "另选一天"),
        ({"now": datetime(2026, 9, 16, 9, 30)}, TooLate, "另选一个时段"),  # noqa: DTZ001
        ({"slot_exists": False}, Incomplete, "列出的时段"),
        ({"people": 6}, Incomplete, "推选代表"),
        ({"stage": Stage.ENDED}, Conflict, "新的事实和理由"),
        ({"stage": Stage.IN_HANDLING}, Conflict, "凭查询码看进度"),
        ({"about": "01"}, Conflict, "预约分管领导"),
        ({"booked_already": True}, Conflict, "先取消原来的预约"),
        ({"taken": 1}, Conflict, "另选一个时段"),
    ],
)
def test_what_cannot_be_booked_is_told_with_the_way_that_is_open(
    changed: dict[str, object], kind: type[Exception], says: str
) -> None:
    refused = booking.booking_refusal(facts(**changed))
    assert isinstance(refused, kind)
    assert says in refused.reason
    assert refused.basis is not None


@pytest.mark.parametrize("stage", [Stage.NEW, Stage.OVERDUE, Stage.ANSWERED])
def test_what_is_new_late_or_answered_may_be_brought(stage: Stage) -> None:
    assert booking.booking_refusal(facts(stage=stage)) is None
    assert booking.booking_refusal(facts(stage=stage, subjects=())) is None


@given(st.lists(st.sampled_from(Step), max_size=12))
def test_an_instruction_is_done_only_by_a_confirmation_after_a_report(steps: list[Step]) -> None:
    standing, told = Standing.OPEN, []
    for step in steps:
        if (standing, step) in MOVES:
            standing = following.move(standing, step, "已经办好")
            told.append(step)
        else:
            with pytest.raises(UnlawfulMove):
                following.move(standing, step, "已经办好")
    if standing is Standing.DONE:
        assert told[-2:] == [Step.REPORT, Step.CONFIRM]
        assert not any(here is Standing.DONE for here, _step in MOVES)
    assert told.count(Step.CONFIRM) == (standing is Standing.DONE)
    reported = told.count(Step.REPORT) - told.count(Step.SEND_BACK) - told.count(Step.CONFIRM)
    assert reported == (standing is Standing.REPORTED)


def test_only_a_confirmation_needs_no_words() -> None:
    for standing, step in MOVES:
        if step is Step.CONFIRM:
            assert following.move(standing, step, " ") is Standing.DONE
        else:
            with pytest.raises(Incomplete):
                following.move(standing, step, " ")


@given(CALENDARS, DAYS.filter(lambda day: day.year == FIRST.year), st.integers(1, following.MOST_WORKDAYS))
def test_an_instructions_day_is_so_many_working_days_on_and_its_owner_is_reminded_near_it(
    calendar: WorkCalendar, given_on: date, workdays: int
) -> None:
    due = following.due_day(given_on, workdays, calendar)
    assert works(calendar, due)
    assert calendar.workdays_between(given_on + timedelta(days=1), due) == workdays
    assert following.days_refusal(workdays) is None
    for on in (due + timedelta(days=n) for n in range(-12, 12)):
        told = following.told_on(due, on, calendar)
        assert told.tone == ("overdue" if on > due else "today" if on == due else told.tone)
        if on > due:
            assert told.remind == works(calendar, on)
        elif on < due:
            near = calendar.workdays_between(on + timedelta(days=1), due) <= following.SOON_WORKDAYS
            assert told.remind == (near and works(calendar, on))
            assert told.tone == ("soon" if near else "ok")


def test_a_longer_term_than_sixty_days_is_a_held_case() -> None:
    for workdays in (0, following.MOST_WORKDAYS + 1):
        refused = following.days_refusal(workdays)
        assert refused is not None
        assert "包案" in refused.reason


@given(DAYS, st.none() | st.integers(0, 60), st.integers(1, 90), st.integers(0, 200), st.integers(0, 250))
def test_a_held_case_is_red_exactly_when_its_progress_or_its_end_is_past(
    started: date, told_after: int | None, every: int, lasts: int, passed: int
) -> None:
    last = None if told_after is None else started + timedelta(days=told_after)
    case = Held(started, last, every, started + timedelta(days=lasts))
    on = started + timedelta(days=passed)
    late = on > case.due_on or (on - (last or started)).days > every
    assert (held.tone_on(case, on) == "overdue") == late
    assert held.tone_on(Held(started, last, every, case.due_on, ended=True), on) == "done"


def test_a_held_case_needs_a_plan_an_end_and_proof_of_what_was_done() -> None:
    on = date(2026, 9, 16)
    good = {"plan": "一个月内补发", "started_on": on, "due_on": on + timedelta(days=30), "every": 15}
    assert held.hold_refusal(**good) is None  # type: ignore[arg-type]
    for wrong in ({"plan": " "}, {"due_on": on - timedelta(days=1)}, {"every": 40}, {"every": 0}):
        refused = held.hold_refusal(**{**good, **wrong})  # type: ignore[arg-type]
        assert isinstance(refused, Incomplete)
    done = {"ended": False, "words": "已补发", "proof": "付款凭证", "deeds": 1}
    assert held.ending_refusal(**done) is None  # type: ignore[arg-type]
    for lacking in ({"ended": True}, {"words": ""}, {"proof": " "}, {"deeds": 0}):
        assert held.ending_refusal(**{**done, **lacking}) is not None  # type: ignore[arg-type]
