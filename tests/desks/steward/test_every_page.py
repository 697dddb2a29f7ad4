"""The steward's pages open, and only for the steward."""

from datetime import date
from typing import Any

import pytest

from minqing.desks.steward.samples import sample_of
from minqing.kernel.documents.public import TITLES, DocumentKind
from minqing.kernel.people.public import Organ
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


def test_the_papers_page_shows_the_chosen_organs_letterhead_and_leads_to_its_form(
    cast: Cast, today: date
) -> None:
    Organ.objects.filter(pk=cast.housing.pk).update(letter_code="通住建", telephone="0827-0000001")
    client = at_desk(cast.steward)
    first = client.get("/desk/steward/papers/").content.decode()
    assert f"{cast.petition_office.short_name}信访登〔{today.year}〕1号" in first
    assert "没有填机关代字" in first
    chosen = client.get(f"/desk/steward/papers/?organ={cast.housing.id}").content.decode()
    assert f"通住建信访处〔{today.year}〕1号" in chosen
    assert "0827-0000001" in chosen
    assert f"/desk/steward/organs/{cast.housing.id}/" in chosen


def test_a_preview_carries_the_particulars_of_the_chosen_organ(cast: Cast, today: date) -> None:
    Organ.objects.filter(pk=cast.housing.pk).update(telephone="0827-0000001", address="诺江镇演示路2号")
    cast.housing.refresh_from_db()
    data = sample_of(DocumentKind.ACCEPTANCE_NOTICE, cast.housing)
    assert data["contact"] == f"{cast.housing.name} 王建国 0827-0000001"
    assert data["organ_address"] == "诺江镇演示路2号"
    client = at_desk(cast.steward)
    one, other = (
        client.get(f"/desk/steward/papers/acceptance_notice.pdf?organ={organ.id}").content
        for organ in (cast.housing, cast.petition_office)
    )
    assert one.startswith(b"%PDF")
    assert one != other


@pytest.mark.parametrize("organ", ["x", "00000000-0000-7000-8000-000000000000"])
def test_an_organ_that_is_not_there_is_not_found(organ: str, cast: Cast, today: date) -> None:
    client = at_desk(cast.steward)
    assert client.get(f"/desk/steward/papers/?organ={organ}").status_code == 404
    assert client.get(f"/desk/steward/papers/receipt.pdf?organ={organ}").status_code == 404


@pytest.mark.parametrize("place", [page for page in PAGES if not page.endswith(".xlsx")])
def test_a_page_of_the_steward_costs_at_most_twelve_queries(
    place: str, cast: Cast, today: date, django_assert_max_num_queries: Any
) -> None:
    client = at_desk(cast.steward)
    client.get(f"/desk/steward/{place}")
    with django_assert_max_num_queries(12):
        client.get(f"/desk/steward/{place}")
