"""A letter of two pages speaks of a road, of a subsidy and of somebody who took money; a neighbour joins.

Posted on the 9th, received on the 14th: every clock of every part runs from the 14th (22(1)).
"""

from datetime import date, timedelta
from typing import Any

import pytest

from minqing.petition import public as petitions
from minqing.petition.models import Arrival
from minqing.petition.public import Channel, Petition, Purpose, State
from minqing.petition.public import coming_in as coming
from minqing.petition.public.coming_in import Arrived, Part, Speaker
from tests.cast import Cast, make_cast
from tests.factories.path import FIRST_DAY, Walk, at_noon, on_day

pytestmark = pytest.mark.django_db
POSTED = date(2026, 9, 9)
LETTER: dict[str, Any] = {
    "title": "村里的几件事",
    "body": "村道塌方没人修。低保为什么核减？住建局的科长在修路里收了钱。",
    "requests": ("修好村道", "说明低保为什么核减", "查办收钱的科长"),
    "channel": Channel.LETTER,
    "received_on": FIRST_DAY,
    "arrived": Arrived(happened_on=POSTED, label="LX2026-000001"),
}


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def part_of(walk: Walk, seq: int, **more: Any) -> Petition:
    request = walk.matter.requests.get(seq=seq)
    part = Part(title=request.text, body=request.text, requests=(request.id,), **more)
    with on_day(FIRST_DAY + timedelta(days=1)) as at:
        return coming.split_petition(
            actor=walk.actor(walk.cast.registrar, FIRST_DAY), petition_id=walk.id, part=part, at=at
        )


def test_three_matters_come_of_it_and_each_goes_its_own_way(cast: Cast) -> None:
    walk = Walk(cast)
    walk.hand_in(FIRST_DAY, walk.actor(cast.registrar, FIRST_DAY), **LETTER).register()
    assert Arrival.objects.get().happened_on == POSTED
    subsidy = part_of(walk, 2, procedure="31-6")
    report = part_of(
        walk,
        3,
        purpose=Purpose.ACCUSATION,
        concerns_id=cast.housing.id,
        rest="村道塌方没人修。低保为什么核减？",
    )
    assert {each.received_on for each in Petition.objects.all()} == {FIRST_DAY}
    clocks = {each.clocks.get(stopped_on=None).started_on for each in Petition.objects.all()}
    assert clocks == {FIRST_DAY}
    assert len({each.number for each in Petition.objects.all()}) == 3
    assert sorted(each.text for m in Petition.objects.all() for each in m.requests.all()) == sorted(
        LETTER["requests"]
    )

    walk.classify().refer(FIRST_DAY + timedelta(days=2))
    leader = walk.actor(cast.leader, FIRST_DAY)
    seen = set(petitions.visible_to(leader).values_list("id", flat=True))
    assert seen == {walk.id}
    assert "科长" not in walk.matter.body
    assert "科长" in Petition.objects.get(pk=report.id).body
    registrar = walk.actor(cast.registrar, FIRST_DAY)
    assert {line.other.id for line in coming.links_of(registrar, walk.matter)} == {subsidy.id, report.id}

    later = at_noon(FIRST_DAY + timedelta(days=3))
    joined = coming.join_by_code(
        actor=petitions.petitioner_of(walk.matter),
        query_code=walk.matter.query_code,
        speaker=Speaker("王建国", "13711112222"),
        at=later,
    )
    view = coming.joint_view(joined.joiner)
    assert cast.housing.short_name in {station.holder for station in view.stations}
    me = coming.JointActor(account_id=None, name="", joiner_id=joined.joiner.id)
    coming.leave_joint(actor=me, joiner_id=joined.joiner.id, reason="不住这里了", at=later)
    assert walk.matter.state == State.REFERRED
