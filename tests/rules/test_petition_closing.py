"""Rules of rating, drawing, closing and rights, without a database."""

from datetime import date, timedelta
from itertools import product
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minqing.petition.closure.rules import (
    CHECKLIST,
    ClosureFacts,
    Followed,
    Served,
    closure_refusal,
    proof_gap,
)
from minqing.petition.evaluation.rules import (
    NOT_RATED,
    Candidate,
    RatingState,
    Said,
    caller_for,
    differences,
    draw,
    excluded_as,
    rating_state,
    seed_of,
)
from minqing.petition.matter.rules import Procedure, Purpose, not_rated

DAY = date(2026, 11, 23)
DONE = {key.value: "done：做了" for key in CHECKLIST}
IDS = st.lists(st.uuids(), unique=True, max_size=60)


def test_what_is_not_rated_agrees_with_what_opens_no_window_and_every_row_has_its_article() -> None:
    for purpose, procedure in product((None, *Purpose), (None, *Procedure)):
        assert (excluded_as(purpose, procedure) is not None) == not_rated(purpose, procedure)
    assert all(row.article.source and row.words for row in NOT_RATED)


def test_the_four_states_of_a_rating() -> None:
    ends = DAY
    assert rating_state(excluded=False, window_ends=None, rated=False, on=DAY) is RatingState.AWAITED
    assert rating_state(excluded=False, window_ends=ends, rated=False, on=DAY) is RatingState.OPEN
    late = DAY + timedelta(days=1)
    assert rating_state(excluded=False, window_ends=ends, rated=False, on=late) is RatingState.LAPSED
    assert rating_state(excluded=False, window_ends=ends, rated=True, on=late) is RatingState.RATED
    assert rating_state(excluded=True, window_ends=None, rated=False, on=DAY) is RatingState.NONE


@given(IDS, st.integers(0, 100))
def test_a_draw_is_the_same_whoever_repeats_it_and_never_smaller_than_its_share(
    matters: list[UUID], percent: int
) -> None:
    seed = seed_of("ab" * 32, DAY)
    first = draw(seed, matters, percent)
    assert first == draw(seed, reversed(matters), percent)
    assert len(first) * 100 >= len(matters) * percent
    assert set(first) <= set(matters)
    assert seed_of("ab" * 32, DAY) != seed_of("ac" * 32, DAY)


@given(st.lists(st.uuids(), unique=True, min_size=1, max_size=8), st.sets(st.integers(0, 7)))
def test_nobody_who_worked_on_a_matter_or_is_of_its_organ_ever_calls(
    accounts: list[UUID], worked: set[int]
) -> None:
    handling = UUID(int=1)
    acted = {accounts[n] for n in worked if n < len(accounts)}
    people = [
        Candidate(account, frozenset({handling} if n % 3 == 0 else {UUID(int=2)}), n)
        for n, account in enumerate(accounts)
    ]
    chosen = caller_for(people, worked_on=acted, handling=handling)
    free = [each for each in people if each.account_id not in acted and handling not in each.organ_ids]
    assert chosen == (min(free, key=lambda each: each.open_calls).account_id if free else None)


def test_where_a_call_says_something_else_than_the_rating() -> None:
    rated = Said("yes", "satisfied", "satisfied")
    assert differences(None, rated) == []
    assert differences(rated, rated) == []
    assert differences(rated, Said("no", "satisfied", "dissatisfied")) == [
        "问题解决了没有",
        "对办理单位的评价",
    ]


@pytest.mark.parametrize(
    ("served", "proved"),
    [
        (Served("in_person", "李桂兰", ("王建国",)), True),
        (Served("in_person", "李桂兰"), False),
        (Served("post", "李桂兰", ("王建国",), note="XA123"), True),
        (Served("post", "李桂兰", ("王建国",)), False),
        (Served("electronic", "李桂兰", consent=True), True),
        (Served("electronic", "李桂兰"), False),
        (Served("announcement", "李桂兰", ("王建国",)), False),
        (Served("announcement", picture=True), True),
        (Served("pigeon"), False),
    ],
)
def test_what_proves_a_delivery(served: Served, *, proved: bool) -> None:
    assert (proof_gap(served) == "") is proved


@pytest.mark.parametrize(
    ("status", "days", "closes"),
    [
        ("open", 0, True),
        ("open", 30, True),
        ("open", -1, False),
        ("disputed", 30, False),
        ("refused", 30, False),
    ],
)
def test_closing_waits_for_what_is_late_disputed_or_refused_only(
    status: str, days: int, *, closes: bool
) -> None:
    row = Followed("第1项请求", "诺水河镇人民政府", status, DAY + timedelta(days=days))
    facts = ClosureFacts(
        delivered=True,
        unanswered=(),
        checklist=DONE,
        served=Served("in_person", picture=True),
        executions=(row,),
    )
    assert (closure_refusal(facts, DAY) is None) is closes
