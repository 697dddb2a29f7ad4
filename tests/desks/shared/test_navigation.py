"""What stands at the side of every page leads only where its reader may go."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import resolve

from minqing.desks.shared.staff import landing, navigation
from minqing.kernel.access.public import Door, opens
from minqing.kernel.people.public import Actor, Duty, PostFacts
from minqing.petition.public import Petition
from tests.cast import Cast, make_account
from tests.desks.staff import at_desk
from tests.desks.staff import cast as cast  # noqa: PLC0414 - a fixture
from tests.factories.path import Walk


def door_of(address: str) -> Door:
    return resolve(address).func.door  # type: ignore[attr-defined,no-any-return]


@pytest.mark.parametrize("duty", list(Duty))
def test_every_link_at_the_side_opens_for_who_sees_it(duty: Duty) -> None:
    post = PostFacts(post_id=uuid4(), organ_id=uuid4(), organ_path="county.xfj.", duty=duty, title="")
    actor = Actor(account_id=uuid4(), name="罗小满", posts=(post,))
    addresses = [landing(actor), *(href for _words, href, _active, _key in navigation(actor, ""))]
    assert addresses[1:]
    assert [each for each in addresses if not opens(door_of(each), actor).allowed] == []


@pytest.mark.django_db
def test_who_has_no_list_of_matters_has_no_box_to_search_them(cast: Cast) -> None:
    treasurer = make_account("money", "罗秀英", (cast.petition_office, Duty.TREASURER, "出纳"))
    assert 'role="search"' not in shown(at_desk(treasurer))
    assert 'role="search"' in shown(at_desk(cast.registrar))


@pytest.mark.django_db
def test_a_notice_of_a_matter_that_went_elsewhere_leads_nowhere_and_says_so(cast: Cast) -> None:
    walk = Walk(cast).to_referred()
    desk = at_desk(cast.handler)
    assert f'href="/desk/matters/{walk.id}/' in shown(desk)
    Petition.objects.filter(pk=walk.id).update(holder=cast.resources, handling=cast.resources)
    page = shown(desk)
    assert f'href="/desk/matters/{walk.id}/' not in page
    assert "可能已转给别的单位" in page


def shown(client: Client) -> str:
    return client.get("/desk/notices/").content.decode()
