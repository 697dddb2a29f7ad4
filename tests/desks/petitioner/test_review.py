"""申请复查 on the petitioner's page: the last day and its why, the form, the chain and the way along it."""

from datetime import date

import pytest
import time_machine
from django.test import Client

from minqing.petition.public import Petition
from minqing.petition.public import review as reviews
from tests.factories.path import FIRST_DAY, at_noon
from tests.factories.review import Remedy, answered, delivered

pytestmark = pytest.mark.django_db


def open_page(client: Client, matter: Petition, tail: str = "5678") -> None:
    """Look the matter up by its code."""
    answer = client.post("/matter/", {"code": matter.query_code, "tail": tail})
    assert answer.status_code == 302, answer.content.decode()


def test_the_last_day_stands_there_with_its_why_and_leads_to_a_request(client: Client) -> None:
    remedy = delivered(FIRST_DAY)
    with time_machine.travel(at_noon(date(2026, 10, 8)), tick=False):
        open_page(client, remedy.walk.matter)
        page = client.get("/matter/now/").content.decode()
        assert "10月14日" in page
        assert "自2026年9月14日起30日" in page
        form = client.get("/matter/review/").content.decode()
        assert "通江县人民政府" in form
        assert "为什么过了期限" not in form
        sent = client.post(
            "/matter/review/",
            {"tier": "government", "requests": "撤销原意见", "facts": "事实不清", "step": "send"},
            follow=True,
        )
    text = sent.content.decode()
    request = reviews.ReviewRequest.objects.select_related("matter").get()
    assert request.matter is not None
    assert request.matter.query_code in text
    assert "申请已经交给通江县人民政府" in text
    assert "10月8日申请" in text
    with time_machine.travel(at_noon(date(2026, 10, 8)), tick=False):
        assert client.get("/matter/review/").status_code == 404


def test_nothing_written_comes_back_at_its_field_with_all_else_kept(client: Client) -> None:
    remedy = delivered(FIRST_DAY)
    with time_machine.travel(at_noon(date(2026, 10, 8)), tick=False):
        open_page(client, remedy.walk.matter)
        answer = client.post("/matter/review/", {"tier": "government", "requests": "撤销", "step": "send"})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "请写不服的事实和理由。" in text
    assert "撤销" in text
    assert not reviews.ReviewRequest.objects.exists()


def test_after_the_last_day_the_reason_is_asked_for_and_put_to_the_reviewing_organ(client: Client) -> None:
    remedy = delivered(FIRST_DAY)
    with time_machine.travel(at_noon(date(2026, 10, 20)), tick=False):
        open_page(client, remedy.walk.matter)
        assert "已经过了" in client.get("/matter/now/").content.decode()
        said = {"tier": "government", "requests": "撤销", "facts": "事实不清", "step": "send"}
        refused = client.post("/matter/review/", said)
        assert refused.status_code == 422
        assert "已于2026年10月14日届满" in refused.content.decode()
        said |= {"late_reason": "洪水断路", "obstacle_ended_on": "2026-10-15"}
        assert client.post("/matter/review/", said).status_code == 302
    request = reviews.ReviewRequest.objects.get()
    assert (request.late, request.obstacle_ended_on) == (True, date(2026, 10, 15))


def test_the_petitioner_goes_from_the_first_matter_to_its_review_and_asks_for_final_review(
    client: Client,
) -> None:
    day = date(2026, 9, 21)
    remedy: Remedy = delivered(FIRST_DAY).ask(day).take_on(day).decide(day).serve(day)
    with time_machine.travel(at_noon(date(2026, 9, 28)), tick=False):
        open_page(client, remedy.walk.matter)
        page = client.get("/matter/now/").content.decode()
        assert "维持" in page
        assert client.post(f"/matter/chain/{remedy.matter.pk}/").status_code == 302
        page = client.get("/matter/now/").content.decode()
        assert "不服复查意见，可以请求复核" in page
        # 21 September and thirty days are 21 October.
        assert "10月21日" in page
        assert "巴中市人民政府" in client.get("/matter/review/").content.decode()


def test_a_matter_of_somebody_else_is_not_reached_through_the_chain(client: Client) -> None:
    remedy = delivered(FIRST_DAY).ask(date(2026, 9, 21))

    other = answered(remedy.walk.cast, remedy.upper, title="别人的事")
    with time_machine.travel(at_noon(date(2026, 9, 21)), tick=False):
        open_page(client, remedy.walk.matter)
        assert client.post(f"/matter/chain/{other.walk.id}/").status_code == 404
