"""The fund's pages: who sees what, what each costs, what the petitioner and the public learn."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from minqing.crossings.petition_to_relief import (
    add_measure_on_matter,
    apply_on_matter,
    plan_on_matter,
    record_result_on_matter,
    review_plan_on_matter,
)
from minqing.desks.petitioner import relief as mine
from minqing.kernel.law.public import Conflict, NotAllowed, Refused
from minqing.petition.public import Petition
from minqing.relief.models import Application, AssistancePlan, Fund
from minqing.relief.public.assistance import MeasureDraft, PlanDraft
from tests.cast import Cast, make_cast
from tests.desks.gates.stage import accuse
from tests.desks.staff import at_desk
from tests.factories.fund import DAY, Purse
from tests.factories.path import Walk, at_noon

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with time_machine.travel(at_noon(DAY), tick=False):
        yield


@pytest.fixture
def purse() -> Purse:
    """A fund."""
    return Purse(make_cast())


def queries(client: Client, address: str) -> int:
    """Return how many queries a page costs."""
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def test_the_lists_cost_the_same_for_any_number_of_applications(purse: Purse) -> None:
    clerk = at_desk(purse.cast.registrar)
    purse.apply(1)
    few = {page: queries(clerk, page) for page in ("/desk/fund/", "/desk/fund/applications/")}
    for serial in range(2, 9):
        purse.apply(serial)
    many = {page: queries(clerk, page) for page in few}
    assert few == many
    assert max(many.values()) <= 16


def test_the_pages_open_to_those_who_deal_with_money_and_to_nobody_else(purse: Purse) -> None:
    row, cast = purse.apply(), purse.cast
    page = f"/desk/fund/applications/{row.pk}/"
    for account in (cast.registrar, cast.office_leader, purse.treasurer, purse.county_leader, cast.handler):
        assert at_desk(account).get(page).status_code == 200, account
    for account in (cast.other_handler, cast.other_leader, cast.township_registrar, cast.second_handler):
        assert at_desk(account).get(page).status_code == 404, account
    assert at_desk(cast.steward).get(page).status_code == 403
    assert Client().get(page).status_code == 302
    stranger = at_desk(cast.other_leader)
    assert stranger.get(f"/desk/fund/funds/{purse.fund.pk}/").status_code == 404
    assert row.number not in stranger.get("/desk/fund/applications/").content.decode()


def test_no_identity_number_stands_in_full_on_any_page(purse: Purse) -> None:
    row = purse.grant(purse.apply())
    purse.pay(row)
    number = row.people.get().person.identity_number
    for page in (
        f"/desk/fund/applications/{row.pk}/",
        "/desk/fund/applications/",
        f"/desk/fund/funds/{purse.fund.pk}/",
        f"/desk/fund/funds/{purse.fund.pk}/books.csv",
    ):
        answer = at_desk(purse.treasurer).get(page)
        text = b"".join(answer.streaming_content).decode() if answer.streaming else answer.content.decode()
        assert number not in text
        if page.endswith("csv"):
            assert "李桂兰" not in text
            assert "3,000.00" in text


def test_a_refusal_comes_back_at_the_form_with_its_article_and_stores_nothing(purse: Purse) -> None:
    row = purse.apply()
    clerk = at_desk(purse.cast.registrar)
    answer = clerk.post(
        f"/desk/fund/applications/{row.pk}/do/agree/",
        {"version": row.version, "amount": "9,999", "words": "", "conference": ""},
    )
    assert answer.status_code == 422
    assert "不能超过申请的3,000.00元" in answer.content.decode()
    row.refresh_from_db()
    assert (row.status, row.signatures.count()) == ("lodged", 0)


def test_a_fund_is_opened_at_the_desk_and_its_budget_changed(purse: Purse) -> None:
    desk = at_desk(purse.treasurer)
    answer = desk.post(
        "/desk/fund/funds/new/",
        {
            "organ_id": purse.cast.petition_office.pk,
            "name": "社会捐助资金",
            "year": "2026",
            "source": "donation",
            "basis": "通慈函〔2026〕1号",
            "budget": "20,000.50",
            "case": "5,000",
            "person": "",
            "period_sum": "",
            "period": "month",
        },
    )
    fund = Fund.objects.get(name="社会捐助资金")
    assert answer.status_code == 302
    assert (fund.budget, fund.case_ceiling, fund.person_ceiling) == (2_000_050, 500_000, None)
    page = f"/desk/fund/funds/{fund.pk}/do/budget/"
    assert desk.post(page, {"act": "cut", "amount": "20,000.51", "basis": "1号"}).status_code == 422
    assert desk.post(page, {"act": "cut", "amount": "20,000.50", "basis": "1号"}).status_code == 302
    assert at_desk(purse.cast.registrar).post(page, {"act": "allot"}).status_code == 403


def helped_matter(purse: Purse, cast: Cast) -> tuple[Walk, Application]:
    """Return a matter in handling with an application on it."""
    walk = Walk(cast).to_handling()
    row = apply_on_matter(
        actor=cast.actor(cast.handler, DAY), petition_id=walk.id, draft=purse.draft(), at=at_noon(DAY)
    )
    return walk, row


def test_help_is_proposed_by_whoever_handles_the_matter_and_shows_on_its_page(purse: Purse) -> None:
    cast = purse.cast
    walk, row = helped_matter(purse, cast)
    assert "relief" in Petition.objects.get(pk=walk.id).annexes
    page = at_desk(cast.leader).get(f"/desk/matters/{walk.id}/").content.decode()
    assert row.number in page
    with pytest.raises(NotAllowed):
        apply_on_matter(
            actor=cast.actor(cast.other_handler, DAY),
            petition_id=walk.id,
            draft=purse.draft(),
            at=at_noon(DAY),
        )
    early = Walk(cast).to_registered()
    with pytest.raises(Refused):
        apply_on_matter(
            actor=cast.actor(cast.registrar, DAY), petition_id=early.id, draft=purse.draft(), at=at_noon(DAY)
        )
    assert Application.objects.count() == 1


def test_no_help_hangs_on_a_sealed_matter(purse: Purse) -> None:
    cast = purse.cast
    walk, _waiting = accuse(cast)
    with pytest.raises(NotAllowed):
        apply_on_matter(
            actor=cast.actor(cast.discipline_handler, DAY),
            petition_id=walk.id,
            draft=purse.draft(),
            at=at_noon(DAY),
        )
    page = at_desk(cast.discipline_handler).get(f"/desk/matters/{walk.id}/").content.decode()
    assert "?do=relief_apply" not in page
    assert not Application.objects.exists()


def test_a_plan_of_assistance_has_measures_results_and_a_review(purse: Purse) -> None:
    cast, walk = purse.cast, Walk(purse.cast).to_handling()
    actor, at = cast.actor(cast.handler, DAY), at_noon(DAY)
    measure = MeasureDraft("living", "帮助申请低保", cast.handler.pk, DAY + timedelta(days=20))
    draft = PlanDraft("两个老人没有收入", "基本生活有保障", DAY + timedelta(days=60), measure)
    plan = plan_on_matter(actor=actor, petition_id=walk.id, draft=draft, at=at)
    with pytest.raises(Conflict):
        plan_on_matter(actor=actor, petition_id=walk.id, draft=draft, at=at)
    wrong = MeasureDraft("visits", "签订停访息诉承诺书", cast.handler.pk, DAY)
    with pytest.raises(Refused, match="换取救助"):
        add_measure_on_matter(actor=actor, petition_id=walk.id, draft=wrong, at=at)
    with pytest.raises(Conflict, match="还有1项"):
        review_plan_on_matter(actor=actor, petition_id=walk.id, outcome="eased", words="好转", at=at)
    record_result_on_matter(
        actor=actor, petition_id=walk.id, measure_id=plan.measures.get().pk, result="低保已批", at=at
    )
    page = at_desk(cast.handler).get(f"/desk/matters/{walk.id}/").content.decode()
    assert "低保已批" in page
    review_plan_on_matter(actor=actor, petition_id=walk.id, outcome="eased", words="好转", at=at)
    assert AssistancePlan.objects.get().outcome == "eased"


def test_the_public_page_names_nobody_and_keeps_small_numbers_back(purse: Purse) -> None:
    purse.pay(purse.grant(purse.apply()))
    page = Client().get("/relief/").content.decode()
    assert "李桂兰" not in page
    assert "3,000.00" not in page
    assert "不公布" in page
    assert Client().get("/relief/?year=1999").status_code == 404


def test_the_petitioner_sees_what_was_paid_and_when(purse: Purse) -> None:

    walk, row = helped_matter(purse, purse.cast)
    purse.grant(row)
    purse.pay(row)
    shown = mine.shown(Petition.objects.get(pk=walk.id))
    assert shown == {"help": [(date(2026, 9, 16), "3,000.00")]}
