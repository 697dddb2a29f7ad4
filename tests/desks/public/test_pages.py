"""The public pages say what must be published, from the law's own tables, to everybody."""

import re
from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import OperationalError
from django.test import Client, override_settings

from minqing.desks.public import notice
from minqing.desks.shared.office import forget_office, known_office, office
from minqing.kernel.law import public as law
from minqing.kernel.people.public import Organ, OrganKind, Particulars, register_organ

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 23)


@pytest.mark.parametrize("address", ["/", "/procedures/", "/privacy/", "/matter/"])
def test_a_public_page_costs_no_query_and_no_session(
    client: Client, address: str, django_assert_num_queries: Any
) -> None:
    office()  # asked once a minute, not once a page
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


def test_an_office_writes_its_own_particulars_into_a_file_where_it_has_no_row(tmp_path: Any) -> None:
    (tmp_path / "office.toml").write_text('name = "某县信访局"\ntelephone = "0371-1"\n', encoding="utf-8")
    with override_settings(VAR=tmp_path):
        assert office().name == "某县信访局"
        assert office().address == ""
    forget_office()
    assert office().name == "通江县信访局（演示）"


def test_what_the_steward_fills_in_stands_on_the_first_page_and_invented_numbers_do_not(
    client: Client,
) -> None:
    row = register_organ(
        code="xfj",
        name="某县信访局",
        kind=OrganKind.PETITION_OFFICE,
        particulars=Particulars(telephone="0371-0000012", address="𠮷祥路8号"),
    )
    page = client.get("/").content.decode()
    assert all(fact in page for fact in ("某县信访局", "0371-0000012", "𠮷祥路8号"))
    assert "0827-0000000" not in page
    assert "636700" not in page
    Organ.objects.filter(pk=row.pk).update(telephone="0371-0000013")
    assert "0371-0000012" in client.get("/privacy/").content.decode()
    forget_office()
    assert "0371-0000013" in client.get("/privacy/").content.decode()


def test_the_office_above_speaks_for_the_county_and_an_empty_row_leaves_the_file() -> None:
    top = register_organ(code="xfj", name="某县信访局", kind=OrganKind.PETITION_OFFICE)
    assert office().telephone == "0827-0000000"
    forget_office()
    told = Particulars(telephone="0371-1")
    register_organ(code="a", name="某镇信访办", kind=OrganKind.PETITION_OFFICE, parent=top, particulars=told)
    assert office().name == "通江县信访局（演示）"


def test_with_the_database_away_the_office_is_what_was_last_known(monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> None:
        raise OperationalError("away")

    assert office() == known_office()
    forget_office()
    monkeypatch.setattr("minqing.desks.shared.office._stored", away)
    assert office() == known_office()


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
