"""The steward's pages open, and only for the steward."""

from datetime import date

import pytest

from minqing.kernel.documents.public import TITLES
from tests.cast import Cast
from tests.desks.staff import at_desk

PAGES = (
    "",
    "organs/",
    "organs/new/",
    "organs/sheet/",
    "organs/organs.xlsx",
    "accounts/",
    "accounts/new/",
    "calendar/",
    "calendar/new/",
    "calendar/2026/",
    "calendar/2031/",
    "papers/",
    "messages/",
    "messages/?state=failed",
    "ledger/",
    "jobs/",
)


@pytest.mark.parametrize("place", PAGES)
def test_a_page_opens_for_the_steward_only(place: str, cast: Cast, today: date) -> None:
    assert at_desk(cast.steward).get(f"/desk/steward/{place}").status_code == 200
    assert at_desk(cast.registrar).get(f"/desk/steward/{place}").status_code == 403


def test_an_account_and_an_organ_have_their_own_pages(cast: Cast, today: date) -> None:
    client = at_desk(cast.steward)
    assert "王建国" in client.get(f"/desk/steward/accounts/{cast.handler.id}/").content.decode()
    assert "zjj" in client.get(f"/desk/steward/organs/{cast.housing.id}/").content.decode()


@pytest.mark.parametrize("kind", sorted(TITLES))
def test_each_paper_can_be_looked_at_with_invented_contents(kind: str, cast: Cast, today: date) -> None:
    answer = at_desk(cast.steward).get(f"/desk/steward/papers/{kind}.pdf")
    assert answer.status_code == 200
    assert answer.content.startswith(b"%PDF")
