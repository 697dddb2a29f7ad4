"""Every act of the case page through the API: listed with its body, done by its key, refused as there."""

from datetime import date
from typing import Any

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from jsonschema_rs import Draft202012Validator

from minqing.desks.api.acts.once import KEPT_FOR, forget_old_keys
from minqing.desks.api.models import ActCall
from minqing.desks.shared.casefile.moves import BY_KEY
from minqing.kernel.clock import public as clock
from minqing.kernel.ledger import public as ledger
from tests.cast import Cast
from tests.desks.api.test_main_line import send
from tests.desks.gates.every_move import PLACES, Scene, scene_of
from tests.desks.staff import at_desk
from tests.factories.path import Walk


def act(client: Client, petition_id: object, key: str, body: dict[str, Any], **headers: str) -> Any:
    return send(client, f"/{petition_id}/acts/{key}", body, **headers)


def offered(client: Client, petition_id: object) -> dict[str, Any]:
    answer = client.get(f"/api/petitions/{petition_id}/acts")
    assert answer.status_code == 200, answer.content.decode()
    return {each["key"]: each for each in answer.json()}


def spoken(form: forms.Form, filled: dict[str, Any]) -> dict[str, Any]:
    """Return what a form is filled in with as a program says it."""
    body: dict[str, Any] = {}
    for name, value in filled.items():
        field = form.fields.get(name)
        if name == "version" or field is None or value == "":
            continue
        match field:
            case forms.IntegerField():
                body[name] = int(value)
            case forms.BooleanField():
                body[name] = bool(value)
            case forms.MultipleChoiceField() if isinstance(value, str):
                body[name] = [value]
            case forms.DateField() if isinstance(value, date):
                body[name] = value.isoformat()
            case _:
                body[name] = value
    return body


def body_for(scene: Scene, who: str, key: str) -> dict[str, Any]:
    filled = scene.good(who, key)
    body = spoken(scene.form(who, key), filled)
    if "files" in filled:
        handed_up = scene.client(who).post("/api/files", {"file": filled["files"]})
        body["files"] = [handed_up.json()["token"]]
    return body


@pytest.mark.parametrize("key", sorted(PLACES))
def test_each_act_is_listed_with_its_body_and_done_by_its_key(key: str, cast: Cast, today: date) -> None:
    scene, who = scene_of(key, cast), PLACES[key].who
    client, matter = scene.client(who), scene.matter.pk
    found = offered(client, matter)[key]
    assert found["allowed"], found["reason"]
    body = body_for(scene, who, key)
    said = {**body, "told_at": f"{body['told_at']}:00+08:00"} if "told_at" in body else body
    Draft202012Validator(found["body"]).validate(said)
    before = ledger.entries_of(matter).count()
    status, done = act(client, matter, key, said)
    assert status == 200, done
    assert done["act"] == key
    assert ledger.entries_of(matter).count() > before or done["made_id"]


def test_what_is_shut_says_why_and_asks_for_nothing(cast: Cast, today: date) -> None:
    walk = Walk(cast).hand_in().register()
    refer = offered(at_desk(cast.registrar), walk.id)["refer"]
    assert not refer["allowed"]
    assert refer["body"] is None
    assert "分类" in refer["reason"]


def test_a_refusal_and_a_gap_are_problems_in_the_words_of_the_page(cast: Cast, today: date) -> None:
    walk = Walk(cast).to_referred()
    status, problem = act(at_desk(cast.registrar), walk.id, "take_back", {"reason": "没有异议"})
    assert status == 409
    assert "信访工作条例" in problem["article"]
    status, problem = act(at_desk(cast.handler), walk.id, "object", {"reason": ""})
    assert (status, problem["errors"][0]["field"]) == (422, "reason")
    hostile: tuple[dict[str, Any], ...] = (
        {"reason": 1},
        {"reason": "a\x00"},
        {"reason": "\ud800"},
        {"reason": "x", "mine": "y"},
        {"reason": []},
    )
    for body in hostile:
        status, problem = act(at_desk(cast.handler), walk.id, "object", body)
        assert (status, bool(problem["errors"])) == (422, True), body
    assert act(at_desk(cast.handler), walk.id, "nonsense", {})[0] == 404
    assert act(at_desk(cast.other_handler), walk.id, "object", {"reason": "x"})[0] == 404
    assert walk.matter.state == "referred"


def test_one_key_is_one_act_and_a_refused_one_leaves_the_key_free(cast: Cast, today: date) -> None:
    walk, handler = Walk(cast).to_handling(), at_desk(cast.handler)
    note, key = {"text": "看过现场。"}, {"Idempotency-Key": "note-1"}
    assert act(handler, walk.id, "note", {"text": ""}, **key)[0] == 422
    first, again = (act(handler, walk.id, "note", note, **key)[1] for _ in range(2))
    assert (first["again"], again["again"]) == (False, True)
    assert first["made_id"] == again["made_id"]
    notes = [each for each in ledger.entries_of(walk.id) if "note" in each.name]
    assert len(notes) == 1
    assert act(handler, walk.id, "note", {"text": "别的话"}, **key)[0] == 409
    assert act(handler, walk.id, "note", note, **{"Idempotency-Key": "k" * 65})[0] == 422
    # Another account's key of the same name is another key.
    assert (
        act(at_desk(cast.second_handler), walk.id, "ask", {"text": "请补照片"}, **key)[1].get("again")
        is not True
    )


def test_keys_are_forgotten_after_a_month(cast: Cast, today: date) -> None:
    walk, handler = Walk(cast).to_handling(), at_desk(cast.handler)
    for name in ("old", "new"):
        act(handler, walk.id, "note", {"text": name}, **{"Idempotency-Key": name})
    ActCall.objects.filter(key="old").update(at=clock.now() - KEPT_FOR * 2)
    assert forget_old_keys() == 1
    assert ActCall.objects.get().key == "new"


def test_a_file_is_handed_up_first_and_named_by_a_token_of_ones_own(cast: Cast, today: date) -> None:
    walk, handler = Walk(cast).to_handling(), at_desk(cast.handler)
    paper = SimpleUploadedFile("笔录.txt", "问：哪天？\n答：六月三日。".encode())
    answer = handler.post("/api/files", {"file": paper})
    assert answer.status_code == 201, answer.content.decode()
    token = answer.json()["token"]
    told = {"text": "附现场记录。", "files": [token]}
    assert act(at_desk(cast.second_handler), walk.id, "note", told)[0] == 422
    assert act(handler, walk.id, "note", {**told, "files": ["forged"]})[0] == 422
    assert act(handler, walk.id, "note", told)[0] == 200
    assert [each.name for each in walk.matter.attachments.all()] == ["笔录.txt"]
    empty = handler.post("/api/files", {"file": SimpleUploadedFile("空.txt", b"")})
    assert (empty.status_code, empty.headers["Content-Type"]) == (422, "application/problem+json")


def test_the_description_has_a_body_for_each_act(client: Client) -> None:
    paths = client.get("/api/openapi.json").json()["paths"]
    for key in BY_KEY:
        operation = paths[f"/api/petitions/{{petition_id}}/acts/{key}"]["post"]
        schema = operation["requestBody"]["content"]["application/json"]["schema"]
        Draft202012Validator(schema)
        assert operation["operationId"] == f"act_{key}"
    assert "/api/petitions/{petition_id}/acts/{key}" not in paths
