"""转送下级 (R8): what was referred to an organ goes on to the organ beneath it that is competent."""

from datetime import date

import pytest

from minqing.kernel.documents.public import Document
from minqing.kernel.law.public import Conflict, NotAllowed, NotCompetent
from minqing.kernel.ledger.public import entries_of
from minqing.kernel.people.public import Account, Organ, OrganKind
from minqing.petition.public import Mode, Referral, State
from minqing.petition.public import routing as ways
from tests.cast import Cast, make_cast, make_organ
from tests.factories.path import FIRST_DAY, Walk, on_day
from tests.factories.routing import designates, objects

pytestmark = pytest.mark.django_db
NEXT_DAY = date(2026, 9, 15)


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def station(cast: Cast) -> Organ:
    return make_organ("nsh-sw", "诺水河镇水务站", OrganKind.OTHER, cast.township, "镇水务站")


def passes(walk: Walk, organ: Organ, account: Account | None = None) -> Referral:
    with on_day(NEXT_DAY) as at:
        actor = walk.actor(account or walk.cast.township_registrar, NEXT_DAY)
        return ways.refer_down(actor=actor, petition_id=walk.id, organ_id=organ.id, at=at)


def test_the_organ_beneath_holds_it_and_the_petitioner_is_told_where_it_went(
    cast: Cast, station: Organ
) -> None:
    walk = Walk(cast).to_registered().refer(FIRST_DAY, cast.township)
    referral = passes(walk, station)
    matter = walk.matter
    assert (matter.state, matter.holder, matter.due_term) == (
        State.REFERRED,
        station,
        "ORG_NOTIFY_TRANSFER",
    )
    assert (referral.from_organ, referral.row) == (cast.township, "R8")
    running = matter.clocks.filter(stopped_on=None)
    assert {each.organ_id for each in running if each.organ_id} == {station.id}
    told = Document.objects.get(subject_id=walk.id, kind="transfer_notice")
    assert told.data["to_organ"] == "诺水河镇水务站"


def test_it_goes_downward_only(cast: Cast, station: Organ) -> None:
    walk = Walk(cast).to_registered().refer(FIRST_DAY, cast.township)
    before = entries_of(walk.id).count()
    for organ in (cast.housing, cast.other_township, cast.village):
        with pytest.raises(NotCompetent):
            passes(walk, organ)
    with pytest.raises(NotAllowed):
        passes(walk, station, cast.registrar)
    assert (walk.matter.holder, entries_of(walk.id).count()) == (cast.township, before)


def test_what_is_objected_to_assigned_or_designated_stays(cast: Cast, station: Organ) -> None:
    objected = Walk(cast).to_registered().refer(FIRST_DAY, cast.township)
    objects(objected, FIRST_DAY, account=cast.township_handler)
    with pytest.raises(Conflict, match="提出异议"):
        passes(objected, station)
    designated = Walk(cast).to_registered()
    designates(designated, FIRST_DAY)
    with pytest.raises(NotCompetent, match="指定的受理机关"):
        passes(designated, station)
    assigned = Walk(cast).to_registered()
    asked = {"requirement": "逐项答复", "report_by": date(2026, 10, 15)}
    assigned.refer(FIRST_DAY, cast.township, Mode.ASSIGN, **asked)
    with pytest.raises(NotCompetent, match="交办的事项"):
        passes(assigned, station)
