"""Each desk opens for its duty, shows what it should, and stays shut for others; ten queries at most."""

from collections.abc import Callable
from datetime import date

import pytest
from pytest_django.fixtures import DjangoAssertNumQueries

from tests.cast import Cast
from tests.desks.staff import at_desk
from tests.factories.path import Walk

DESKS = {
    "registrar": "/desk/registrar/",
    "handler": "/desk/handler/",
    "leader": "/desk/leader/",
    "supervisor": "/desk/supervisor/",
    "steward": "/desk/steward/",
}


@pytest.mark.parametrize("who", sorted(DESKS))
def test_each_person_lands_on_their_own_desk(who: str, cast: Cast, today: date) -> None:
    client = at_desk(getattr(cast, who))
    assert client.get("/desk/").headers["Location"] == DESKS[who]
    answer = client.get(DESKS[who])
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("who", sorted(DESKS))
def test_a_desk_stays_shut_for_other_duties(who: str, cast: Cast, today: date) -> None:
    for other, address in DESKS.items():
        if other != who:
            assert at_desk(getattr(cast, who)).get(address).status_code == 403, (who, address)


@pytest.mark.parametrize(
    ("who", "address"),
    [
        ("registrar", "/desk/registrar/?tab=to_refer"),
        ("registrar", "/desk/matters/"),
        ("registrar", "/desk/matters/?q=塌方&channel=online&sort=due"),
        ("handler", "/desk/handler/?tab=to_accept"),
        ("leader", "/desk/leader/?tab=open"),
        ("supervisor", "/desk/supervisor/"),
        ("supervisor", "/desk/supervisor/guarantees/owned/"),
        ("supervisor", "/desk/matters/?due=overdue"),
    ],
)
def test_a_list_costs_ten_queries_at_most(
    who: str,
    address: str,
    cast: Cast,
    today: date,
    django_assert_max_num_queries: Callable[[int], DjangoAssertNumQueries],
) -> None:
    Walk(cast).to_registered()
    for _ in range(3):
        Walk(cast).to_referred()
    client = at_desk(getattr(cast, who))
    client.get(address)
    with django_assert_max_num_queries(10):
        answer = client.get(address)
    assert answer.status_code == 200
