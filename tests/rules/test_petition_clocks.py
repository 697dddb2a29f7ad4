"""The due day of a matter: the nearest running duty of an organ, whatever else runs."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from minqing.petition.matter.rules import DUTIES, PRACTICE, REVIEW_OUTSIDE, DueFacts, nearest_duty

WINDOWS = ("ORG_OBJECT", "REVIEW1_APPLY", "EVALUATION_WINDOW")
running = st.builds(
    DueFacts,
    term=st.sampled_from([*sorted(DUTIES), *WINDOWS]),
    due_on=st.integers(0, 400).map(lambda n: date(2026, 1, 1) + timedelta(days=n)),
    provisional=st.booleans(),
)


@given(st.lists(running, max_size=8))
def test_the_due_day_is_the_earliest_duty_and_never_a_window(clocks: list[DueFacts]) -> None:
    found = nearest_duty(clocks)
    duties = [clock for clock in clocks if clock.term not in WINDOWS]
    if not duties:
        assert found is None
    else:
        assert found in duties
        assert found.due_on == min(clock.due_on for clock in duties)


def test_the_organs_choice_to_object_is_no_duty_and_practice_is_marked_as_practice() -> None:
    assert "ORG_OBJECT" not in DUTIES
    assert all(term.default and term.article.confidence == "D" for term in PRACTICE.values())
    # What an organ outside owes is followed, but it is no duty of whoever holds the matter.
    assert set(PRACTICE) - DUTIES == {REVIEW_OUTSIDE}
