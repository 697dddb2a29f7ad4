"""The whole path through the API, and what it answers when something is wrong."""

import json
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from minqing.petition.public import Petition
from tests.cast import Cast
from tests.desks.staff import at_desk
from tests.factories.path import CHECKLIST, Walk

LETTER = {
    "title": "路灯不亮",
    "body": "村口路灯三个月不亮，孩子放学走黑路。",
    "requests": ["请修好路灯"],
    "name": "陈𠮷",
    "telephone": "13800001234",
    "address": "诺水河镇梓潼村三组",
}


def send(client: Client, path: str, body: dict[str, Any] | None = None, **headers: str) -> tuple[int, Any]:
    answer = client.post(
        f"/api/petitions{path}", json.dumps(body or {}), "application/json", headers=headers or None
    )
    return answer.status_code, answer.json()


def test_a_letter_goes_the_whole_way(cast: Cast, today: date) -> None:
    registrar, handler, leader = at_desk(cast.registrar), at_desk(cast.handler), at_desk(cast.leader)
    status, made = send(registrar, "", LETTER, **{"Idempotency-Key": "one-letter"})
    assert (status, made["state"], made["created"]) == (201, "received", True)
    assert send(registrar, "", LETTER, **{"Idempotency-Key": "one-letter"})[1]["id"] == made["id"]
    assert Petition.objects.count() == 1
    here = f"/{made['id']}"

    assert send(registrar, f"{here}/register")[1]["number"]
    kind = {"purpose": "claim", "procedure": "31-6", "content_class": "1201"}
    assert send(registrar, f"{here}/classify", kind)[0] == 200
    target = {"organ_id": str(cast.housing.id), "mode": "transfer"}
    assert send(registrar, f"{here}/refer", target)[1]["state"] == "referred"
    accepted = send(handler, f"{here}/accept")[1]
    assert accepted["handler_id"] == str(cast.handler.id)
    answers = [
        {
            "request_id": r["id"],
            "outcome": "support",
            "reason": "已修",
            "basis": "《条例》第三十二条",
            "executed": "照片存卷",
        }
        for r in accepted["requests"]
    ]
    assert send(handler, f"{here}/opinion", {"facts": "六盏灯断电。", "answers": answers})[1]["version"] >= 1
    status, refusal = send(handler, f"{here}/submit")
    assert status == 422
    assert "还没有听取信访人陈述" in refusal["detail"]
    heard = {"way": "in_person", "points": "六盏灯上月起不亮。", "heard_on": today.isoformat()}
    again = {"facts": "六盏灯断电。", "answers": answers, "heard": heard}
    assert send(handler, f"{here}/opinion", again)[1]["version"] == 2
    assert send(handler, f"{here}/submit")[1]["status"] == "submitted"
    assert send(leader, f"{here}/approve")[1]["status"] == "issued"
    delivery = {"way": "in_person", "recipient": "陈𠮷", "delivered_on": today.isoformat()}
    assert send(handler, f"{here}/deliver", delivery)[1]["delivered_on"] == today.isoformat()
    assert send(handler, f"{here}/close", {"checklist": CHECKLIST, "summary": "已修复"})[0] == 200

    found = registrar.get(f"/api/petitions{here}").json()
    assert (found["state"], len(found["papers"])) == ("closed", 4)
    assert registrar.get("/api/petitions?text=路灯").json()["items"][0]["id"] == made["id"]


def test_a_refusal_is_a_problem_with_its_reason_and_article(cast: Cast, walk: Walk, today: date) -> None:
    walk.hand_in()
    answer = at_desk(cast.registrar).post(
        f"/api/petitions/{walk.id}/refer",
        json.dumps({"organ_id": str(cast.housing.id), "mode": "transfer"}),
        "application/json",
    )
    assert answer.status_code == 409
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert "信访工作条例" in answer.json()["article"]
    assert answer.json()["detail"]


def test_an_unknown_matter_and_a_forbidden_one_look_alike(cast: Cast, walk: Walk, today: date) -> None:
    walk.to_handling()
    stranger = at_desk(cast.other_handler)
    answers = [stranger.get(f"/api/petitions/{found}") for found in (walk.id, uuid4())]
    assert [a.status_code for a in answers] == [404, 404]
    assert answers[0].json() == answers[1].json()


def test_nobody_gets_in_without_a_session_or_without_a_fitting_post(cast: Cast, today: date) -> None:
    assert Client().get("/api/petitions").status_code == 401
    assert at_desk(cast.steward).get("/api/petitions").status_code == 403
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(cast.registrar, backend="minqing.project.accounts.StaffBackend")
    assert careful.post("/api/petitions", json.dumps(LETTER), "application/json").status_code == 403


@pytest.mark.parametrize(
    "body",
    [
        {},
        {**LETTER, "requests": []},
        {**LETTER, "channel": "pigeon"},
        {**LETTER, "unknown": 1},
        {**LETTER, "title": "长" * 501},
        {**LETTER, "people_count": 0},
    ],
)
def test_what_has_the_wrong_shape_is_told_by_field_and_nothing_is_written(
    body: dict[str, Any], cast: Cast, today: date
) -> None:
    status, problem = send(at_desk(cast.registrar), "", body)
    assert (status, bool(problem["errors"])) == (422, True)
    assert Petition.objects.count() == 0


def test_pages_follow_one_another_by_their_cursor(cast: Cast, today: date) -> None:
    for number in range(5):
        Walk(cast).hand_in(title=f"第{number}件事")
    client = at_desk(cast.registrar)
    seen: list[str] = []
    after = ""
    for _ in range(3):
        page = client.get("/api/petitions", {"limit": "2", "after": str(after)}).json()
        seen += [item["title"] for item in page["items"]]
        after = page["next"]
    assert len(set(seen)) == 5
    assert after == ""


def test_the_description_is_openapi_3_1(client: Client) -> None:
    described = client.get("/api/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    assert "/api/petitions/{petition_id}/approve" in described["paths"]
