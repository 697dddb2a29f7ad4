"""The public pages say what must be published, from the law's own tables, to everybody."""

import re
from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client, override_settings

from minqing.desks.public import notice
from minqing.desks.shared.office import office
from minqing.kernel.law import public as law

DAY = date(2026, 11, 23)


@pytest.mark.parametrize("address", ["/", "/procedures/", "/privacy/", "/matter/"])
def test_a_public_page_costs_no_query_and_no_session(
    client: Client, address: str, django_assert_num_queries: Any, db: None
) -> None:
    with django_assert_num_queries(0):
        answer = client.get(address)
    assert answer.status_code == 200
    assert "sessionid" not in answer.cookies


def test_the_first_page_tells_how_to_reach_the_office_and_how_to_ask(client: Client) -> None:
    page = client.get("/").content.decode()
    ours = office()
    for fact in (ours.telephone, ours.address, ours.hours, ours.name, "用查询码在这里查"):
        assert fact in page


@pytest.mark.parametrize(("place", "words"), [("110101", "最长15天"), ("511921", "最长5个工作日")])
def test_limits_are_those_of_the_place_and_the_day(place: str, words: str) -> None:
    with override_settings(MINQING_PLACE=place):
        limits = {term.id: said for term, said in notice.main_limits_on(DAY)}
    assert limits["XFB_ROUTE"] == words
    assert limits["HANDLE"] == ("最长60天；情况复杂的，经单位负责人批准最多再延长30天，并要告诉您理由")
    assert limits["REVIEW1_APPLY"] == "您有30天"


def test_every_limit_of_the_procedures_page_carries_its_article(client: Client) -> None:
    page = client.get("/procedures/").content.decode()
    terms = [term for step in notice.steps_on(DAY) for term, _words in step.limits]
    assert {term.id for term in terms} >= {"XFB_ROUTE", "ORG_OBJECT", "HANDLE", "REVIEW2_DECIDE"}
    for term in terms:
        assert term.article.cite in page


def test_before_the_regulation_the_older_rules_are_shown() -> None:
    older = {term.id: term for step in notice.steps_on(date(2021, 6, 1)) for term, _words in step.limits}
    assert older["HANDLE"].article.source == "信访条例"
    assert law.profile_on(date(2021, 6, 1)).id == "xf05"


def test_an_office_writes_its_own_particulars(tmp_path: Any) -> None:
    (tmp_path / "office.toml").write_text('name = "某县信访局"\ntelephone = "0371-1"\n', encoding="utf-8")
    office.cache_clear()
    with override_settings(VAR=tmp_path):
        assert office().name == "某县信访局"
        assert office().address == ""
    office.cache_clear()
    assert office().name == "通江县信访局（演示）"


def test_large_type_is_remembered_and_leads_back_here_only(client: Client) -> None:
    answer = client.post("/comfort/", {"text": "large", "next": "/privacy/"})
    assert (answer["Location"], answer.cookies["text"].value) == ("/privacy/", "large")
    assert 'data-text="large"' in client.get("/").content.decode()
    evil = client.post("/comfort/", {"text": "<x>", "next": "https://evil.example/"})
    assert evil["Location"] == "/"
    assert "text" not in evil.cookies


def test_an_unknown_address_is_answered_plainly(client: Client) -> None:
    answer = client.get("/no-such-page/")
    assert answer.status_code == 404
    assert "没有这个页面" in answer.content.decode()


def test_a_form_without_its_mark_is_answered_plainly() -> None:
    answer = Client(enforce_csrf_checks=True).post("/matter/", {"code": "A", "tail": "1"})
    assert answer.status_code == 403
    assert "请再点一次" in answer.content.decode()


def test_more_words_than_a_page_may_carry_are_answered_plainly(client: Client) -> None:
    answer = client.post("/letter/new/", {"body": "字" * 1_000_000})
    assert answer.status_code == 400
    assert "这一次没有收到" in answer.content.decode()


def test_pages_carry_no_script_or_style_of_their_own(client: Client, db: None) -> None:
    for address in ("/", "/procedures/", "/letter/new/", "/matter/"):
        page = client.get(address).content.decode()
        assert "<style" not in page
        assert " style=" not in page
        assert "onclick" not in page
        assert re.findall(r"<script(?![^>]*src=)", page) == []


def test_the_day_of_the_page_is_the_civil_day(client: Client) -> None:
    with time_machine.travel("2022-04-30T15:59:00+00:00", tick=False):
        assert "《信访条例》" in client.get("/procedures/").content.decode()
    with time_machine.travel("2022-04-30T16:01:00+00:00", tick=False):
        assert "《信访条例》" not in client.get("/procedures/").content.decode()
