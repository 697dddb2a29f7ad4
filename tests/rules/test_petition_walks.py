"""Generated walks: never a state without owner or clock, no broken invariant, every day as counted by hand.

``make evaluate`` (python -m benchmarks.walk) walks a hundred thousand; here a few thousand, and some of
hypothesis's own choice.
"""

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from minqing.petition.matter.effects.rules import EFFECTS, LAST, Act, Every, stops
from minqing.petition.matter.rules import DUTIES, EXECUTION, PRACTICE, SET_BY_HAND, term_named
from tests.oracles.terms import term_ends
from tests.walks.driver import expected, walk, walks
from tests.walks.matter import CALENDAR, Tally, profile


def test_three_thousand_walks_take_every_branch_and_break_nothing() -> None:
    tally = walks(range(3_000))
    assert tally.violations == []
    assert sorted(expected() - set(tally.taken)) == []
    assert tally.days > 15_000


@given(st.integers(min_value=10_000_000, max_value=2**60))
@settings(max_examples=150, deadline=None)
def test_a_walk_from_any_seed_breaks_nothing(seed: int) -> None:
    walk(seed, Tally())


def test_every_term_an_act_starts_is_known_to_the_law_or_set_by_hand() -> None:
    now = profile(dt.date(2026, 9, 14), "")
    named = {term for effect in EFFECTS.values() for term in (*effect.starts, *effect.runs_on)}
    assert {t for t in named if t not in SET_BY_HAND and t != "REDO" and term_named(now, t) is None} == set()
    stopped = {term for e in EFFECTS.values() if not isinstance(e.stops, Every) for term in e.stops}
    assert stopped - named - set(PRACTICE) == {"OLD_DEADLINE"}


def test_only_the_end_of_a_matter_stops_an_urgent_report_that_was_not_made() -> None:
    ends = {act for act in Act if stops(act, "URGENT_REPORT", urgent=True)}
    assert ends == {Act.REPORT_URGENT, Act.CLOSE, Act.WITHDRAW}
    assert EFFECTS[Act.WITHDRAW].stops is LAST
    assert {term for term in DUTIES if not stops(Act.CLOSE, term)} == {EXECUTION}


def test_the_oracle_and_the_worked_example_agree() -> None:
    assert term_ends("HANDLE", dt.date(2026, 9, 29)) == dt.date(2026, 11, 30)
    assert term_ends("HANDLE", dt.date(2026, 9, 29), extension=30) == dt.date(2026, 12, 28)
    assert term_ends("ORG_OBJECT", dt.date(2026, 9, 14)) == dt.date(2026, 9, 20)
    assert CALENDAR.is_workday(dt.date(2026, 9, 20))
