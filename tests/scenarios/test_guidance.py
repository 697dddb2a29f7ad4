"""A matter of another procedure (信访工作条例 31[1]-[5]): guided there in writing, never accepted."""

from datetime import date

import pytest

from minqing.kernel.documents.public import Document
from minqing.kernel.law.public import NotCompetent, UnlawfulMove
from minqing.kernel.ledger.public import entries_of
from minqing.kernel.people.public import Account
from minqing.petition import public as petitions
from minqing.petition.public import Procedure, State
from tests.cast import make_cast
from tests.factories.path import Walk, on_day

pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 16)


def guide(walk: Walk, procedure: Procedure = Procedure.ARBITRATION, account: Account | None = None) -> None:
    with on_day(DAY) as at:
        petitions.guide_petition(
            actor=walk.actor(account or walk.cast.registrar, DAY),
            petition_id=walk.id,
            procedure=procedure,
            procedure_name="劳动人事争议仲裁",
            organ_name="劳动人事争议仲裁委员会",
            how="到窗口递交申请书",
            time_limit="一年内",
            at=at,
        )


def test_a_labour_dispute_is_guided_to_arbitration_and_closed_without_rating() -> None:
    """Given a claim under 31[2], when it is guided, then its notice is delivered and no window opens."""
    walk = Walk(make_cast()).hand_in().register().classify(procedure=Procedure.ARBITRATION)
    guide(walk)
    matter = walk.matter
    assert (matter.state, matter.due_term) == (State.ANSWERED, "XFB_ROUTE")
    paper = Document.objects.get(subject_id=walk.id, kind="procedure_notice")
    assert paper.data["competent_organ"] == "劳动人事争议仲裁委员会"
    assert "第三十一条第二项" in paper.data["ground"]

    walk.deliver(date(2026, 9, 18), account=walk.cast.registrar)
    assert not walk.matter.clocks.filter(stopped_on=None).exists()
    with pytest.raises(NotCompetent):
        walk.evaluate(date(2026, 9, 19))
    walk.close(date(2026, 9, 21), walk.cast.registrar)
    assert walk.matter.state == State.CLOSED


def test_what_belongs_to_another_procedure_cannot_be_accepted_nor_what_is_ours_guided_away() -> None:
    walk = Walk(make_cast()).hand_in().register().classify(procedure=Procedure.ARBITRATION).refer(DAY)
    before = entries_of(walk.id).count()
    with pytest.raises(UnlawfulMove) as refusal:
        walk.accept(date(2026, 9, 17))
    assert refusal.value.basis is not None
    assert refusal.value.basis.number == "31[2]"
    ours = Walk(walk.cast).to_registered()
    with pytest.raises(UnlawfulMove):
        guide(ours, Procedure.PETITION)
    assert entries_of(walk.id).count() == before
    assert walk.matter.state == State.REFERRED
    assert ours.matter.state == State.REGISTERED


def test_a_handler_who_guides_a_matter_serves_and_closes_it_without_the_registrar() -> None:
    walk = Walk(make_cast()).hand_in().register().classify(procedure=Procedure.ARBITRATION).refer(DAY)
    guide(walk, account=walk.cast.handler)
    assert walk.matter.handler == walk.cast.handler
    walk.deliver(date(2026, 9, 18))
    walk.close(date(2026, 9, 21), walk.cast.handler)
    assert walk.matter.state == State.CLOSED
    # A registrar who guides is no handler; nobody is named in passing.
    other = Walk(walk.cast).hand_in().register().classify(procedure=Procedure.ARBITRATION)
    guide(other)
    assert other.matter.handler is None
