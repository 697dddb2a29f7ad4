"""A claim of the petition procedure (信访工作条例 31[6]) from hand-in to closure.

On the days of law.md section 9.
"""

from datetime import date

import pytest

from minqing.kernel.documents.public import Document
from minqing.kernel.ledger.public import verify_chain
from minqing.petition.public import Petition, RunningClock, State
from tests.cast import make_cast
from tests.factories.path import Walk

pytestmark = pytest.mark.django_db


def clocks_of(walk: Walk) -> dict[str, RunningClock]:
    return {clock.term: clock for clock in walk.matter.clocks.all()}


def test_a_claim_travels_from_hand_in_to_closure_with_every_clock_where_the_law_puts_it() -> None:
    """Given a resident's letter, when every desk does its part, then clocks.

    Papers and traces are complete.
    """
    walk = Walk(make_cast())

    walk.hand_in(date(2026, 9, 14))
    matter = walk.matter
    assert matter.state == State.RECEIVED
    assert matter.due_term == "XFB_ROUTE"

    walk.register(date(2026, 9, 14)).classify(date(2026, 9, 14))
    assert walk.matter.number == "信访局信〔2026〕1号"

    walk.refer(date(2026, 9, 16))
    matter = walk.matter
    assert (matter.state, matter.holder, matter.due_term) == (
        State.REFERRED,
        walk.cast.housing,
        "ORG_NOTIFY_TRANSFER",
    )
    assert clocks_of(walk)["XFB_ROUTE"].stopped_on == date(2026, 9, 16)

    walk.accept(date(2026, 9, 29))
    matter = walk.matter
    assert (matter.state, matter.handler) == (State.HANDLING, walk.cast.handler)
    # Sixty days from 29 September end on Saturday 28 November and roll to Monday the 30th.
    assert (matter.due_term, matter.due_on) == ("HANDLE", date(2026, 11, 30))
    assert clocks_of(walk)["HANDLE"].target_on == date(2026, 11, 28)

    walk.draft(date(2026, 10, 20))
    walk.submit(date(2026, 10, 20))
    opinion = walk.approve(date(2026, 10, 22))
    assert walk.matter.state == State.ANSWERED
    assert walk.matter.due_on == date(2026, 11, 30)

    walk.deliver(date(2026, 10, 26))
    matter = walk.matter
    assert (matter.state, matter.due_on, matter.due_term) == (State.DELIVERED, None, "")
    assert clocks_of(walk)["REVIEW1_APPLY"].due_on == date(2026, 11, 25)
    assert clocks_of(walk)["EVALUATION_WINDOW"].stopped_on is None

    walk.evaluate(date(2026, 10, 28))
    walk.close(date(2026, 10, 30))
    matter = walk.matter
    assert (matter.state, matter.closed_on) == (State.CLOSED, date(2026, 10, 30))

    papers = {p.kind: p for p in Document.objects.filter(subject_id=walk.id)}
    assert set(papers) == {"receipt", "referral_letter", "acceptance_notice", "handling_opinion"}
    assert papers["handling_opinion"].id == opinion.document_id
    assert papers["handling_opinion"].data["review_organ"] == (
        "通江县人民政府或者通江县住房和城乡建设局的上一级主管部门"
    )
    assert not verify_chain(walk.id).problems
    assert Petition.objects.count() == 1
