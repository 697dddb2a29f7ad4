"""复查·复核: windows against a plain count, the matrix over every kind of organ, gaps of an opinion."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minqing.kernel.clock.public import count_days
from minqing.kernel.clock.rules import DayKind, WorkCalendar
from minqing.kernel.law.public import (
    Conflict,
    Incomplete,
    NotAllowed,
    TooLate,
    UnlawfulMove,
    profile_on,
)
from minqing.kernel.people.public import OrganKind
from minqing.petition.matter.rules import Level, State
from minqing.petition.matter.superiors import REVIEW_MATRIX, TIER_WORDS, Tier, row_of
from minqing.petition.reply.rules import likeness, opinion_likeness
from minqing.petition.review import rules
from minqing.petition.review.rules import Application, DecisionFacts, Ground, ReviewOutcome

SERVED = date(2026, 9, 14)
ENDS = date(2026, 10, 14)
days = st.dates(date(2024, 1, 2), date(2026, 12, 1))


def asked(**changed: object) -> Application:
    facts: dict[str, object] = {
        "level": Level.FIRST,
        "state": State.DELIVERED,
        "reviewable": True,
        "delivered_on": SERVED,
        "window_ends": ENDS,
        "received_on": ENDS,
        "requests": "撤销",
        "facts": "事实不清",
    }
    return Application(**{**facts, **changed})  # type: ignore[arg-type]


def no_holidays() -> WorkCalendar:
    return WorkCalendar({}, range(2020, 2030))


@given(days, st.sampled_from(["REVIEW1_APPLY", "REVIEW1_DECIDE", "REVIEW2_APPLY", "REVIEW2_DECIDE"]))
def test_every_window_is_thirty_days_after_its_day_and_rolls_off_days_of_rest(day: date, term: str) -> None:
    calendar = no_holidays()
    due = count_days(day, profile_on(day, "").term(term), calendar).due
    expected = day
    for _number in range(30):  # the oracle: one day after another, the first day not counted
        expected += timedelta(days=1)
    while expected.weekday() >= 5 or calendar.kind_of(expected) is DayKind.HOLIDAY:
        expected += timedelta(days=1)
    assert due == expected


@given(st.sampled_from(OrganKind), st.booleans())
def test_the_matrix_knows_every_kind_of_organ_and_says_how_sure_it_is(
    kind: OrganKind, vertical: bool
) -> None:
    row = row_of(kind, vertical=vertical)
    assert row.confidence in {"A", "B", "C", "D"}
    assert row.basis.cite
    assert set(row.tiers) <= set(TIER_WORDS)
    assert len(row.tiers) == len(set(row.tiers)) <= 2
    if vertical:
        assert row.tiers == (Tier.SUPERIOR,)
    elif kind is not OrganKind.PROVINCE:
        assert row.tiers


def test_the_matrix_is_that_of_the_table() -> None:
    assert set(REVIEW_MATRIX) == set(OrganKind)
    assert REVIEW_MATRIX[OrganKind.TOWNSHIP].tiers == (Tier.GOVERNMENT,)
    assert REVIEW_MATRIX[OrganKind.DEPARTMENT].tiers == (Tier.GOVERNMENT, Tier.SUPERIOR)
    assert REVIEW_MATRIX[OrganKind.COUNTY].tiers == (Tier.HIGHER_GOVERNMENT,)
    assert REVIEW_MATRIX[OrganKind.PROVINCE].tiers == ()


def test_levels_go_up_twice_and_end() -> None:
    seen = [Level.FIRST]
    while (above := rules.asked_level(seen[-1])) is not None:
        assert above not in seen
        seen.append(above)
    assert seen == [Level.FIRST, Level.REVIEW, Level.FINAL_REVIEW]


@given(
    st.dates(SERVED, date(2026, 12, 31)),
    st.none() | st.dates(SERVED, date(2026, 12, 31)),
    st.booleans(),
)
def test_late_is_what_was_neither_handed_in_nor_posted_by_the_last_day(
    received: date, posted: date | None, explained: bool
) -> None:
    facts = asked(received_on=received, posted_on=posted, late_reason="住院" if explained else "")
    late = (posted if posted is not None else received) > ENDS
    assert rules.is_late(facts) is late
    refusal = rules.application_refusal(facts, date(2026, 12, 31))
    if posted is not None and posted > received:
        assert isinstance(refusal, Incomplete)
    elif late and not explained:
        assert isinstance(refusal, TooLate)
    else:
        assert refusal is None


@pytest.mark.parametrize(
    ("changed", "kind", "number"),
    [
        ({"level": Level.FINAL_REVIEW}, UnlawfulMove, "36(3)"),
        ({"reviewable": False}, UnlawfulMove, "35"),
        ({"level": Level.REVIEW, "reviewable": False}, UnlawfulMove, "36(1)"),
        ({"state": State.ANSWERED}, Conflict, "35"),
        ({"delivered_on": None}, Conflict, "35"),
        ({"already": True}, Conflict, "35"),
        ({"requests": " "}, Incomplete, "35"),
        ({"facts": ""}, Incomplete, "35"),
        ({"received_on": date(2027, 1, 1)}, Incomplete, "35"),
        ({"received_on": date(2026, 9, 13)}, Incomplete, "35"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_its_article(
    changed: dict[str, object], kind: type[Exception], number: str
) -> None:
    refusal = rules.application_refusal(asked(**changed), date(2026, 12, 31))
    assert isinstance(refusal, kind)
    assert refusal is not None
    assert refusal.basis is not None
    assert refusal.basis.number == number


@pytest.mark.parametrize(
    ("late", "admit", "reason", "ended", "soon", "kind"),
    [
        (False, True, "好", True, True, Conflict),
        (True, True, "", True, True, Incomplete),
        (True, False, "", True, True, Incomplete),
        (True, True, "好", False, False, Incomplete),
        (True, True, "好", True, False, TooLate),
        (True, True, "好", True, True, None),
        (True, False, "好", False, False, None),
    ],
)
def test_a_late_request_is_decided_with_reasons_and_let_in_only_after_an_obstacle(  # noqa: PLR0917
    late: bool, admit: bool, reason: str, ended: bool, soon: bool, kind: type[Exception] | None
) -> None:
    refusal = rules.admission_refusal(
        late=late, admit=admit, reason=reason, obstacle_ended=ended, in_ten_days=soon
    )
    assert refusal is None if kind is None else isinstance(refusal, kind)


def test_nobody_reviews_what_they_handled() -> None:
    me, other = UUID(int=1), UUID(int=2)
    assert isinstance(rules.recusal_refusal(me, {me, other}), NotAllowed)
    assert rules.recusal_refusal(me, {other}) is None
    assert rules.recusal_refusal(None, {other}) is None


decisions = st.builds(
    DecisionFacts,
    level=st.sampled_from([Level.REVIEW, Level.FINAL_REVIEW]),
    facts=st.sampled_from(["", "查明"]),
    outcome=st.none() | st.sampled_from(ReviewOutcome),
    grounds=st.lists(st.sampled_from(Ground), max_size=2).map(tuple),
    reasons=st.sampled_from(["", "理由"]),
    basis=st.sampled_from(["", "依据"]),
    change=st.sampled_from(["", "改为修复"]),
    redo_by=st.none() | st.dates(SERVED - timedelta(days=3), ENDS + timedelta(days=60)),
    publish=st.booleans(),
    heard=st.booleans(),
)


@given(decisions)
def test_an_opinion_goes_up_only_when_nothing_its_decision_needs_is_missing(said: DecisionFacts) -> None:
    latest = ENDS + timedelta(days=30)
    complete = all((said.facts, said.outcome, said.reasons, said.basis))
    if said.outcome is ReviewOutcome.UPHOLD:
        complete = complete and not said.grounds
    elif said.outcome is not None:
        complete = complete and bool(said.grounds)
    if said.outcome is ReviewOutcome.CHANGE:
        complete = complete and bool(said.change)
    if said.outcome is ReviewOutcome.SEND_BACK:
        complete = complete and said.redo_by is not None and SERVED < said.redo_by <= latest
    if said.publish:
        complete = complete and said.heard and said.level is Level.FINAL_REVIEW
    assert (rules.decision_refusal(said, SERVED, latest) is None) is bool(complete)


texts = st.text("路修好了不予支持赔偿。", max_size=30)


@given(texts, texts)
def test_likeness_is_the_same_both_ways_and_full_only_for_what_reads_alike(first: str, second: str) -> None:
    assert 0 <= likeness(first, second) <= 100
    assert likeness(first, second) == likeness(second, first)
    assert likeness(first, first) == 100


def test_another_outcome_is_another_opinion_even_in_the_same_words() -> None:
    before = [("not_support", "没有依据。"), ("support", "已列入计划。")]
    assert opinion_likeness(before, before) == 100
    assert opinion_likeness(before, [("support", "没有依据。"), ("support", "已列入计划。")]) == 50
    assert opinion_likeness(before, before[:1]) == 0
    assert opinion_likeness([], []) == 0
