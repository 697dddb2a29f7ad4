"""来访: what each result must say, and the sheet against a count by hand."""

from hypothesis import given
from hypothesis import strategies as st

from minqing.kernel.law.public import Incomplete
from minqing.reception.visits.rules import (
    GROUP,
    MATTERS,
    SAID,
    WORDS,
    Line,
    Outcome,
    VisitFacts,
    grouped,
    outcome_of,
    tally,
    visit_refusal,
)

outcomes = st.sampled_from(list(Outcome))
texts = st.sampled_from(["", "  ", "欠了三个月工资"])
lines = st.lists(
    st.builds(
        Line,
        group=st.sampled_from(["来信来访", "咨询", "住建"]),
        standing=st.sampled_from(["waiting", "serving", "finished", "left"]),
        outcome=st.sampled_from(["", "registered", "answered", "left"]),
        people=st.integers(1, 30),
        waited=st.none() | st.integers(0, 20_000).map(float),
        served=st.none() | st.integers(0, 20_000).map(float),
    ),
    max_size=40,
)


@given(outcomes, texts, texts, st.booleans(), st.integers(1, 9), st.integers(0, 9))
def test_a_visit_is_recorded_exactly_when_nothing_is_missing(  # noqa: PLR0917 - one for each fact
    outcome: Outcome, what: str, answer: str, has_matter: bool, people: int, speakers: int
) -> None:
    refusal = visit_refusal(VisitFacts(outcome, what, answer, has_matter, people, speakers, 5))
    said = bool(what.strip()) or outcome in {Outcome.REGISTERED, Outcome.JOINED}
    answered = bool(answer.strip()) or outcome not in SAID
    belongs = has_matter or outcome not in MATTERS
    few = speakers <= people and speakers <= 5
    whole = outcome is not Outcome.LEFT and said and answered and belongs and few
    assert (refusal is None) == whole
    assert refusal is None or isinstance(refusal, Incomplete)


@given(lines)
def test_the_sheet_is_what_counting_one_by_one_gives(rows: list[Line]) -> None:
    by_group = grouped(rows)
    assert sum(each.issued for each in by_group.values()) == len(rows)
    for name, found in by_group.items():
        own = [row for row in rows if row.group == name]
        people = groups = finished = left = 0
        most = None
        for row in own:
            people += row.people
            groups += 1 if row.people >= GROUP else 0
            finished += 1 if row.standing == "finished" else 0
            left += 1 if row.outcome == "left" else 0
            if row.waited is not None and (most is None or row.waited > most):
                most = row.waited
        assert (found.people, found.groups, found.finished, found.left, found.waited_most) == (
            people,
            groups,
            finished,
            left,
            most,
        )
        assert sum(found.outcomes.values()) == sum(bool(row.outcome) for row in own)
        assert (found.waited_mean is None) == all(row.waited is None for row in own)


@given(lines)
def test_parts_add_up_to_the_whole(rows: list[Line]) -> None:
    whole, parts = tally(rows), grouped(rows).values()
    assert whole.people == sum(each.people for each in parts)
    assert whole.groups == sum(each.groups for each in parts)
    assert all(whole.outcomes.get(code, 0) == sum(p.outcomes.get(code, 0) for p in parts) for code in Outcome)


def test_every_result_has_words_and_what_is_no_result_has_none() -> None:
    assert set(WORDS) == set(Outcome)
    assert outcome_of("settled") is Outcome.SETTLED
    assert outcome_of("petition") is None
