"""The rules of conferences, orders of the hall and the ladder of urgent reports."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minqing.kernel.law.rules import Conflict, Incomplete
from minqing.petition.registration.reporting.rules import ladder, next_due
from minqing.petition.registration.rules import ReportedTo
from minqing.reception.conference import rules
from minqing.reception.conference.rules import Answer, Calling, DecisionState, Effect, Resolve, Seat, Stage
from minqing.reception.dispatch import rules as orders
from minqing.reception.dispatch.rules import NEXT, OrderState

AT = datetime(2026, 9, 16, 9, 0, tzinfo=UTC)
DAY = date(2026, 9, 16)
MINUTES = {
    ReportedTo.OWN_LEADERSHIP: 30,
    ReportedTo.COMPETENT_DEPARTMENT: 60,
    ReportedTo.SUPERIOR_OFFICE: 120,
}


def call(**changed: object) -> Calling:
    given_ = {
        "theme": "安置房",
        "starts_at": AT + timedelta(hours=1),
        "place": "会议室",
        "host": "孙建业",
        "agenda": ["办证"],
        "units": ["a", "b"],
        "own_unit": "office",
        **changed,
    }
    return Calling(**given_)  # type: ignore[arg-type]


def test_a_notice_names_every_gap_at_once() -> None:
    assert rules.calling_refusal(call(), AT) is None
    refused = rules.calling_refusal(call(theme=" ", place="", agenda=[""], units=["a", "office"]), AT)
    assert isinstance(refused, Incomplete)
    for gap in ("议题", "地点", "议程", "参会单位"):
        assert gap in refused.reason
    assert isinstance(rules.calling_refusal(call(units=["a", "b", "a"]), AT), Conflict)
    assert rules.calling_refusal(call(starts_at=AT), AT) is not None


@pytest.mark.parametrize(
    ("answer", "attendee", "words", "fits"),
    [
        (Answer.COMING, "刘志远", "", True),
        (Answer.COMING, "", "", False),
        (Answer.DEPUTY, "刘志远", "", False),
        (Answer.DEPUTY, "刘志远", "代替局长", True),
        (Answer.ABSENT, "", "", False),
        (Answer.ABSENT, "", "下乡", True),
        (Answer.WAITING, "刘志远", "下乡", False),
    ],
)
def test_who_does_not_come_says_why(answer: Answer, attendee: str, words: str, fits: bool) -> None:
    assert (rules.answer_refusal(Stage.CALLED, answer, attendee, words) is None) is fits
    assert rules.answer_refusal(Stage.HELD, answer, attendee, words) is not None


def test_a_record_says_of_every_unit_who_came_or_why_nobody_did() -> None:
    seats = [
        Seat("住建局", came=True, who="刘志远", absence="", said=""),
        Seat("民政局", came=False, who="", absence="下乡", said=""),
    ]
    assert rules.record_refusal(Stage.CALLED, seats, AT, AT) is None
    bad = [
        Seat("住建局", came=True, who=" ", absence="", said=""),
        Seat("民政局", came=False, who="", absence="", said=""),
    ]
    refused = rules.record_refusal(Stage.HELD, bad, AT, AT)
    assert refused is not None
    assert "住建局到会的人" in refused.reason
    assert "民政局缺席的原因" in refused.reason
    assert rules.record_refusal(Stage.MINUTED, seats, AT, AT) is not None
    assert rules.record_refusal(Stage.CALLED, seats, AT + timedelta(minutes=1), AT) is not None


def test_a_matter_has_one_lead_and_every_decision_a_person_and_a_day() -> None:
    whole = Resolve("牵头", "刘志远", DAY, Effect.LEAD, on_a_matter=True)
    assert rules.resolve_refusal(Stage.HELD, whole, DAY) is None
    assert rules.resolve_refusal(Stage.CALLED, whole, DAY) is not None
    for bad in (
        Resolve("牵头", "", DAY, Effect.NONE, on_a_matter=False),
        Resolve("牵头", "刘志远", DAY - timedelta(days=1), Effect.NONE, on_a_matter=False),
        Resolve("协办", "郑小川", DAY, Effect.HELP, on_a_matter=False),
        Resolve("牵头", "刘志远", DAY, Effect.LEAD, on_a_matter=True, lead_already=True),
    ):
        assert rules.resolve_refusal(Stage.HELD, bad, DAY) is not None


@given(st.integers(-40, 40))
def test_a_decision_is_late_exactly_when_its_day_is_over_and_nothing_was_reported(left: int) -> None:
    due = DAY + timedelta(days=left)
    assert rules.is_late(DecisionState.OPEN, due, DAY) is (left < 0)
    assert not rules.is_late(DecisionState.REPORTED, due, DAY)
    assert rules.days_to_remind(due, DAY) is (left <= 0 or left in {1, 3})


def test_an_order_ends_and_never_comes_back() -> None:
    for state, following in NEXT.items():
        for to in OrderState:
            assert (orders.step_refusal(state, to) is None) is (to in following)
    assert not NEXT[OrderState.DONE]
    assert not NEXT[OrderState.WITHDRAWN]


@given(st.integers(-100_000, 100_000), st.sampled_from(list(OrderState)))
def test_an_order_is_late_after_its_minute_while_nobody_came(seconds: int, state: OrderState) -> None:
    late = orders.is_late(state, AT, AT + timedelta(seconds=seconds))
    assert late is (seconds > 0 and state in {OrderState.SENT, OrderState.ACKNOWLEDGED})


@given(
    st.lists(st.tuples(st.sampled_from(list(MINUTES)), st.integers(0, 300)), max_size=6),
    st.integers(0, 300),
)
def test_the_ladder_agrees_with_a_recount(told: list[tuple[ReportedTo, int]], now: int) -> None:
    rungs = ladder(
        found_at=AT,
        told=[(to, AT + timedelta(minutes=after)) for to, after in told],
        minutes=MINUTES,
        at=AT + timedelta(minutes=now),
    )
    assert [rung.to for rung in rungs] == list(MINUTES)
    for rung in rungs:
        afters = [after for to, after in told if to is rung.to]
        assert rung.took == (min(afters) if afters else None)
        assert rung.late is ((min(afters) if afters else now) > MINUTES[rung.to])
        assert rung.left == MINUTES[rung.to] - now
    waiting = [rung.to for rung in rungs if rung.to not in {to for to, _after in told}]
    following = next_due(rungs)
    assert (following.to if following else None) == (waiting[0] if waiting else None)
