"""A suggestion (建议意见, 信访工作条例 29): studied, answered, rated; no statutory clock, no review."""

from datetime import date

import pytest

from minqing.kernel.documents.public import Document
from minqing.petition.public import Outcome, Purpose, State
from tests.cast import make_cast
from tests.factories.path import Walk

pytestmark = pytest.mark.django_db


def test_a_suggestion_is_adopted_answered_and_closed_under_a_clock_marked_as_practice() -> None:
    """Given a suggestion, when it is adopted, then a reply goes out and no review window opens."""
    walk = Walk(make_cast()).hand_in(date(2026, 9, 14), title="建议赶场天加开班车")
    walk.register(date(2026, 9, 15)).classify(date(2026, 9, 15), Purpose.PROPOSAL, "")
    walk.refer(date(2026, 9, 16)).accept(date(2026, 9, 18))
    assert walk.matter.due_term == "PRACTICE_HANDLE"

    walk.draft(date(2026, 9, 25), Outcome.ADOPT, basis="")
    walk.submit(date(2026, 9, 25)).approve(date(2026, 9, 27))
    walk.deliver(date(2026, 9, 28))

    windows = set(walk.matter.clocks.filter(stopped_on=None).values_list("term", flat=True))
    assert windows == {"EVALUATION_WINDOW"}
    paper = Document.objects.get(subject_id=walk.id, kind="suggestion_reply")
    assert "采纳" in paper.data["reply"]
    walk.evaluate(date(2026, 9, 29))
    walk.close(date(2026, 9, 30))
    assert walk.matter.state == State.CLOSED
