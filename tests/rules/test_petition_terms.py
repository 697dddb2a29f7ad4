"""期限的延长、中止与预警: never twice, never backwards, and no day lost or won by a pause."""

import datetime as dt
from itertools import pairwise
from uuid import uuid4

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from minqing.kernel.clock.public import Length, Pause, count_days, published_calendar
from minqing.kernel.law.public import (
    Article,
    Conflict,
    Extension,
    Incomplete,
    NotAllowed,
    PauseGround,
    TooLate,
    Unit,
    all_profiles,
    profile_on,
)
from minqing.petition.handling.extension.rules import (
    ExtensionFacts,
    application_refusal,
    decider_refusal,
    late_decision_refusal,
)
from minqing.petition.matter.timing.rules import (
    TOLD,
    Alarm,
    PauseFacts,
    Standing,
    Thresholds,
    alarm,
    excluded_days,
    exclusion_refusal,
    pause_refusal,
    standing,
)
from tests.oracles import days as oracle

CALENDAR = published_calendar()
ONE = dt.timedelta(days=1)
starts = st.dates(dt.date(2019, 1, 1), dt.date(2026, 3, 31))
ARTICLE = Article("信访工作条例", "34")
GROUND = PauseGround("APPRAISAL", "鉴定、勘验所需时间", ARTICLE, ("HANDLE",))


def facts(**changed: object) -> ExtensionFacts:
    known: dict[str, object] = {
        "extension": Extension(30),
        "article": ARTICLE,
        "term_name": "办理信访事项",
        "due_on": dt.date(2026, 11, 30),
        "extended_days": 0,
        "paused": False,
        "pending": False,
    }
    return ExtensionFacts(**{**known, **changed})  # type: ignore[arg-type]


def pausing(**changed: object) -> PauseFacts:
    known: dict[str, object] = {
        "grounds": {"APPRAISAL": GROUND},
        "ground": "APPRAISAL",
        "term": "HANDLE",
        "term_name": "办理信访事项",
        "due_on": dt.date(2026, 11, 30),
        "started_on": dt.date(2026, 9, 29),
        "paused": False,
    }
    return PauseFacts(**{**known, **changed})  # type: ignore[arg-type]


@st.composite
def pause_spans(draw: st.DrawFn, start: dt.date) -> list[oracle.Span]:
    """Up to three pauses that do not overlap, after the start."""
    day, spans = start, []
    for _ in range(draw(st.integers(0, 3))):
        first = day + dt.timedelta(days=draw(st.integers(1, 20)))
        last = first + dt.timedelta(days=draw(st.integers(0, 25)))
        spans.append((first, last))
        day = last
    return spans


@st.composite
def counts(draw: st.DrawFn) -> tuple[dt.date, int, Unit, bool, list[oracle.Span], int]:
    start = draw(starts)
    return (
        start,
        draw(st.integers(1, 60)),
        draw(st.sampled_from(Unit)),
        draw(st.booleans()),
        draw(pause_spans(start)),
        draw(st.sampled_from((0, 0, 10, 30))),
    )


@given(counts())
@example((dt.date(2026, 9, 29), 60, Unit.DAY, True, [], 30))
def test_the_count_agrees_with_the_walk_day_by_day(
    case: tuple[dt.date, int, Unit, bool, list[oracle.Span], int],
) -> None:
    start, count, unit, rolls, pauses, extension = case
    found = count_days(start, Length(count, unit, rolls), CALENDAR, pauses, extension)
    walked = oracle.last_day(
        start,
        count,
        workdays=unit is Unit.WORKDAY,
        rolls=rolls,
        pauses=pauses,
        extension=extension,
    )
    assert (found.unrolled, found.due, found.original) == walked
    assert found.explain()[-1].day == found.due


@given(counts())
def test_resuming_shifts_the_last_day_by_exactly_the_days_left_out_and_rolls_once(
    case: tuple[dt.date, int, Unit, bool, list[oracle.Span], int],
) -> None:
    start, count, unit, rolls, pauses, extension = case
    length = Length(count, unit, rolls)
    never = count_days(start, length, CALENDAR, (), extension)
    resumed = count_days(start, length, CALENDAR, pauses, extension)
    workdays = unit is Unit.WORKDAY
    out = oracle.left_out(start, resumed.unrolled, pauses, workdays=workdays)
    shifted = oracle.last_day(never.unrolled, out, workdays=workdays, rolls=rolls)
    assert (resumed.unrolled, resumed.due) == (shifted.unrolled, shifted.due)


@given(starts, st.integers(0, 90), st.integers(0, 90))
def test_a_pause_leaves_out_the_days_from_it_to_the_day_before_resuming_and_never_past_its_limit(
    first: dt.date, length: int, most: int
) -> None:
    resumed, limit = first + dt.timedelta(days=length), first + dt.timedelta(days=most)
    out = excluded_days(first, resumed, limit)
    days = [first + dt.timedelta(days=n) for n in range(length)]
    assert (out is None) == (not days or most == 0)
    if out:
        assert out == (first, min(days[-1], limit - ONE))


def test_an_extension_is_once_within_the_days_of_the_law_in_time_and_with_a_reason() -> None:
    last = dt.date(2026, 11, 30)
    asked = {"days": 30, "reason": "等待鉴定", "on": last}
    assert application_refusal(facts(), **asked) is None  # type: ignore[arg-type]
    wrong = [
        (facts(), {**asked, "on": last + ONE}, TooLate, "事后补办"),
        (facts(), {**asked, "days": 31}, Incomplete, "1日至30日"),
        (facts(), {**asked, "days": 0}, Incomplete, "1日至30日"),
        (facts(), {**asked, "reason": "  "}, Incomplete, "告知信访人"),
        (facts(extended_days=5), asked, Conflict, "只能延长一次"),
        (facts(extension=None), asked, Conflict, "不能延长"),
        (facts(paused=True), asked, Conflict, "中止"),
        (facts(pending=True), asked, Conflict, "等待负责人审批"),
    ]
    for known, said, kind, words in wrong:
        refused = application_refusal(known, **said)  # type: ignore[arg-type]
        assert isinstance(refused, kind)
        assert words in refused.reason
        assert refused.basis is not None


@given(st.integers(-400, 400))
def test_an_approval_never_reaches_back(days: int) -> None:
    due = dt.date(2026, 11, 30)
    refused = late_decision_refusal(due, on=due + dt.timedelta(days=days))
    assert (refused is not None) == (days > 0)


def test_nobody_approves_what_they_asked_for_nor_through_a_deputy() -> None:
    me, you, third = uuid4(), uuid4(), uuid4()
    assert decider_refusal(applied_by=me, decider=you, standing_for=None) is None
    assert decider_refusal(applied_by=me, decider=you, standing_for=third) is None
    assert isinstance(decider_refusal(applied_by=me, decider=me, standing_for=you), NotAllowed)
    assert isinstance(decider_refusal(applied_by=me, decider=you, standing_for=me), NotAllowed)


def test_only_what_the_profile_names_stops_a_term() -> None:
    on = dt.date(2026, 11, 2)
    assert pause_refusal(pausing(), on=on) is None
    nothing = pause_refusal(pausing(grounds={}), on=on)
    assert isinstance(nothing, Conflict)
    assert "不能中止" in nothing.reason
    assert isinstance(pause_refusal(pausing(ground="BUSY"), on=on), Incomplete)
    assert isinstance(pause_refusal(pausing(paused=True), on=on), Conflict)
    assert isinstance(pause_refusal(pausing(), on=dt.date(2026, 12, 1)), TooLate)
    overlap = pause_refusal(pausing(excluded_until=on), on=on)
    assert isinstance(overlap, Conflict)
    assert pause_refusal(pausing(excluded_until=on), on=on + ONE) is None


def test_days_past_are_left_out_once_only() -> None:
    first, last, on = dt.date(2026, 11, 2), dt.date(2026, 11, 6), dt.date(2026, 11, 10)
    assert exclusion_refusal(pausing(), first=first, last=last, earlier=(), on=on) is None
    again = exclusion_refusal(pausing(), first=last, last=last, earlier=[Pause(first, last)], on=on)
    assert isinstance(again, Conflict)
    future = exclusion_refusal(pausing(), first=first, last=on + ONE, earlier=(), on=on)
    assert isinstance(future, Incomplete)


def test_the_national_text_lets_only_the_hearing_of_the_final_review_stop_a_term() -> None:
    for profile in all_profiles():
        if profile.id not in {"cxg22", "xf05"}:
            continue
        assert [ground.id for ground in profile.pauses.values()] == ["HEARING"]
        assert profile.grounds_for("REVIEW2_DECIDE")
        assert not profile.grounds_for("HANDLE")
        assert not profile.grounds_for("REVIEW1_DECIDE")
    local = profile_on(dt.date(2026, 1, 1), "511921")
    assert [ground.id for ground in local.grounds_for("HANDLE")] == ["APPRAISAL"]
    assert local.pauses["APPRAISAL"].article.confidence == "D"


@pytest.mark.parametrize(
    ("day", "level"),
    [
        (dt.date(2026, 10, 30), Alarm.CALM),
        (dt.date(2026, 10, 31), Alarm.NOTICE),
        (dt.date(2026, 11, 15), Alarm.WARNING),
        (dt.date(2026, 11, 21), Alarm.GRAVE),
        (dt.date(2026, 11, 30), Alarm.LAST),
        (dt.date(2026, 12, 1), Alarm.LATE),
    ],
)
def test_the_nearer_the_last_day_the_higher_it_is_told(day: dt.date, level: Alarm) -> None:
    # 62 days from 09-29 to 11-30: half is passed on 10-31, three quarters on 11-15, 85 % on 11-21.
    assert alarm(dt.date(2026, 9, 29), dt.date(2026, 11, 30), day, Thresholds()) is level


def test_whoever_is_told_early_is_told_later_too() -> None:
    told = [set(TOLD[level]) for level in Alarm]
    assert all(before <= after for before, after in pairwise(told))


def test_a_clock_stands_as_its_days_say() -> None:
    due, before, after = dt.date(2026, 11, 30), dt.date(2026, 11, 20), dt.date(2026, 12, 5)

    def found(
        stopped: dt.date | None, paused: dt.date | None, today: dt.date, term: str = "HANDLE"
    ) -> Standing:
        return standing(term, due_on=due, stopped_on=stopped, paused_on=paused, today=today)

    assert found(None, None, due) is Standing.RUNNING
    assert found(None, None, after) is Standing.OVERDUE
    assert found(None, before, after) is Standing.PAUSED
    assert found(due, None, after) is Standing.MET
    assert found(after, None, after) is Standing.MISSED
    assert found(after, before, after) is Standing.MET
    assert found(None, None, after, "REVIEW1_APPLY") is Standing.LAPSED
