"""An accusation (检举控告, 信访工作条例 30): sealed, routed to discipline inspection only."""

from datetime import date

import pytest

from minqing.kernel.law.public import NotAllowed, NotCompetent
from minqing.kernel.ledger.public import entries_of
from minqing.kernel.notifications.public import notices_for
from minqing.petition import public as petitions
from minqing.petition.public import Criteria, Purpose, State
from tests.cast import Cast, make_cast
from tests.factories.path import Walk, at_noon, on_day
from tests.factories.routing import agrees

pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 14)


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def sealed(cast: Cast) -> Walk:
    walk = Walk(cast).hand_in(DAY, title="反映收受好处").register(DAY)
    return walk.classify(DAY, Purpose.ACCUSATION, "", concerns_id=cast.housing.id)


def test_an_accusation_goes_to_discipline_inspection_only_and_the_accused_never_learns_of_it(
    cast: Cast,
) -> None:
    """Given a letter that accuses the housing bureau, when it is routed, then only discipline gets it."""
    walk = sealed(cast)
    assert walk.matter.sealed
    for organ in (cast.housing, cast.resources, cast.township):
        with pytest.raises(NotCompetent) as refusal:
            walk.refer(DAY, organ)
        assert refusal.value.basis is not None
        assert refusal.value.basis.number in {"30(3)", "22(2)"}
    assert walk.matter.state == State.REGISTERED
    walk.refer(DAY, cast.discipline)
    for account in (
        cast.handler,
        cast.leader,
        cast.registrar,
        cast.supervisor,
        cast.office_leader,
        cast.steward,
    ):
        actor = walk.actor(account, DAY)
        with pytest.raises(NotAllowed):
            petitions.case_file(actor, walk.id, at_noon(DAY))
        assert not petitions.matching(actor, Criteria(text="好处"), DAY).exists()
        assert not petitions.facet_counts(actor, Criteria(), DAY).values["purposes"]
        assert petitions.inbox_counts(actor, DAY)["open"] == 0
    walk.accept(DAY, cast.discipline_handler)
    case = petitions.case_file(walk.actor(cast.discipline_handler, DAY), walk.id, at_noon(DAY))
    assert case.petition.due_term == "PRACTICE_HANDLE"


def test_what_the_accused_organ_was_told_before_the_matter_was_sealed_is_taken_back(cast: Cast) -> None:
    """Given a claim the housing bureau had and gave back, when it proves an accusation of that bureau."""
    walk = Walk(cast).hand_in(DAY, title="反映收受好处").register(DAY).classify(DAY).refer(DAY)
    with on_day(DAY) as at:
        petitions.object_to_referral(
            actor=walk.actor(cast.handler, DAY), petition_id=walk.id, reason="应由纪检机关办理", at=at
        )
    agrees(walk, DAY)
    assert notices_for(cast.handler.id)
    walk.classify(DAY, Purpose.ACCUSATION, "", concerns_id=cast.housing.id)
    for account in (cast.handler, cast.second_handler, cast.leader):
        assert not [notice for notice in notices_for(account.id) if notice.subject_id == walk.id]


def test_the_accused_office_itself_stands_aside_and_the_organ_above_classifies(cast: Cast) -> None:
    walk = Walk(cast).hand_in(DAY).register(DAY)
    before = entries_of(walk.id).count()
    with pytest.raises(NotCompetent) as refusal:
        walk.classify(DAY, Purpose.ACCUSATION, "", concerns_id=cast.petition_office.id)
    assert refusal.value.basis is not None
    assert refusal.value.basis.number == "28(3)"
    assert entries_of(walk.id).count() == before
    assert not walk.matter.sealed
