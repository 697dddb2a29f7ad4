"""Health, faults and a stopped database: plain words, a retry, and nothing typed is lost."""

import json
from collections.abc import Callable

import pytest
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client, RequestFactory

from minqing.project import views
from minqing.project.middleware import CONTENT_SECURITY_POLICY


def answer_to(fault: Exception, make: Callable[[RequestFactory], object]) -> HttpResponse:
    """Return what is answered when this fault happened while answering."""
    request = make(RequestFactory())
    try:
        raise fault
    except type(fault):
        return views.fault(request)  # type: ignore[arg-type]


@pytest.mark.django_db
def test_health_says_that_the_database_answers_and_nothing_else(client: Client) -> None:
    response = client.get("/health")
    assert (response.status_code, response.json()) == (200, {"database": True})


@pytest.mark.django_db
def test_health_without_a_database_is_503(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone() -> None:
        raise OperationalError("server closed")

    monkeypatch.setattr("minqing.project.views.connection.cursor", gone)
    response = client.get("/health")
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "10"


def test_reading_without_a_database_gives_a_page_that_tries_again_by_itself() -> None:
    response = answer_to(OperationalError("server closed"), lambda make: make.get("/matter/"))
    page = response.content.decode()
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "10"
    assert '<meta http-equiv="refresh" content="10">' in page
    assert "数据库正在恢复" in page


def test_a_form_sent_without_a_database_comes_back_whole_to_be_sent_again() -> None:
    typed = {"what": ["路灯坏了\n</textarea><script>alert(1)</script>"], "kind": ["a", "b"], "key": ["k-1"]}
    response = answer_to(OperationalError("server closed"), lambda make: make.post("/letter/?x=1", typed))
    page = response.content.decode()
    assert response.status_code == 503
    assert '<form method="post" action="/letter/?x=1">' in page
    assert page.count("<textarea") == 4
    assert "路灯坏了\n&lt;/textarea&gt;&lt;script&gt;" in page
    assert "<script>" not in page
    assert '<textarea name="key" hidden>\nk-1</textarea>' in page


def test_another_fault_gives_a_plain_page_without_its_words() -> None:
    response = answer_to(ValueError("13800000000"), lambda make: make.get("/"))
    assert response.status_code == 500
    assert "这一步没有完成" in response.content.decode()
    assert "13800000000" not in response.content.decode()


@pytest.mark.parametrize(
    ("fault", "status", "kind"),
    [(OperationalError("server closed"), 503, "away"), (ValueError("13800000000"), 500, "fault")],
)
def test_a_program_is_told_of_a_fault_as_a_problem(fault: Exception, status: int, kind: str) -> None:
    response = answer_to(fault, lambda make: make.post("/api/petitions"))
    told = json.loads(response.content)
    assert response.headers["Content-Type"] == "application/problem+json"
    assert (response.status_code, told["status"], told["type"]) == (
        status,
        status,
        f"urn:minqing:problem:{kind}",
    )
    assert response.headers.get("Retry-After") == ("10" if status == 503 else None)
    assert "13800000000" not in response.content.decode()


@pytest.mark.django_db
def test_every_answer_tells_the_browser_what_a_page_may_do(client: Client) -> None:
    response = client.get("/health")
    assert response.headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert "unsafe" not in CONTENT_SECURITY_POLICY
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["X-Frame-Options"] == "DENY"
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "geolocation=(self)" in response.headers["Permissions-Policy"]
