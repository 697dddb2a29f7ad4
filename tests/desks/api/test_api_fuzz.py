"""The API against whatever a program may send: never a fault of ours, always what the description says."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from minqing.kernel.clock.public import new_id
from minqing.petition.public import Petition, Purpose
from tests.cast import Cast
from tests.desks.staff import at_desk
from tests.factories.path import FIRST_DAY, Walk

LETTER: dict[str, Any] = {
    "title": "路灯不亮",
    "body": "村口路灯三个月不亮，孩子放学走黑路。",
    "requests": ["请修好路灯"],
    "name": "陈𠮷",
    "telephone": "13800001234",
}
PROBLEM = "application/problem+json"
NUL = "内\x00容"
FUZZ = settings(
    max_examples=12,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def send(client: Client, path: str, body: Any, **headers: str) -> Any:
    return client.post(f"/api/petitions{path}", json.dumps(body), "application/json", headers=headers or None)


def is_problem(answer: Any, status: int) -> dict[str, Any]:
    assert answer.status_code == status, answer.content.decode()
    assert answer.headers["Content-Type"] == PROBLEM
    body: dict[str, Any] = answer.json()
    assert body["status"] == status
    assert body["detail"]
    return body


# --- what a generator makes of the description ---------------------------------------------------------


@pytest.fixture
def described(client: Client) -> Any:
    return client.get("/api/openapi.json").json()


def operations(described: Any) -> Iterator[tuple[str, str]]:
    for path, item in described["paths"].items():
        for method in item:
            if method in {"get", "post", "put", "patch", "delete"}:
                yield path, method


@pytest.mark.parametrize("who", ["registrar", "handler", "leader", "nobody"])
def test_generated_calls_are_answered_as_described_and_never_with_a_fault(
    who: str, cast: Cast, today: date, described: Any
) -> None:
    schema = schemathesis.openapi.from_dict(described)
    walk = Walk(cast).to_handling()
    client = Client() if who == "nobody" else at_desk(getattr(cast, who))
    client.raise_request_exception = False
    seen = 0
    for path, method in operations(described):
        declared = {int(code) for code in described["paths"][path][method]["responses"]}
        for case, known in drawn(schema[path][method.upper()].as_strategy()):
            places = {**(case.path_parameters or {}), **({"petition_id": walk.id} if known else {})}
            answer = client.generic(
                case.method,
                path.format(**places),
                json.dumps(case.body if isinstance(case.body, dict | list | str) else {}).encode(),
                content_type="application/json",
                query_params=dict(case.query or {}),
            )
            seen += 1
            assert answer.status_code in declared, (case.method, path, case.body, answer.content[:300])
            assert who != "nobody" or answer.status_code == 401
            if answer.status_code >= 400:
                assert answer.headers["Content-Type"] == PROBLEM
                assert answer.json()["detail"]
    assert seen > 50


def drawn(cases: st.SearchStrategy[Any]) -> list[tuple[Any, bool]]:
    """Return some cases, half of them for the matter that is there."""
    found: list[tuple[Any, bool]] = []

    @FUZZ
    @given(case=cases, known=st.booleans())
    def keep(case: Any, known: bool) -> None:
        found.append((case, known))

    keep()
    return found


# --- by hand -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "field",
    [
        "title",
        "body",
        "name",
        "telephone",
        "identity_number",
        "home_address",
        "address",
        "place_code",
        "source_ref",
    ],
)
def test_a_sign_no_table_can_keep_is_told_at_its_field(field: str, cast: Cast, today: date) -> None:
    body = is_problem(send(at_desk(cast.registrar), "", {**LETTER, field: NUL}), 422)
    assert field in body["errors"][0]["field"]
    assert Petition.objects.count() == 0


@pytest.mark.parametrize(
    "change",
    [
        {"requests": ["\x00"]},
        {"body": "\ud800"},
        {"place_code": "999"},
        {"place_code": "x" * 30},
        {"received_on": "9999-12-31"},
        {"received_on": 1e20},
        {"people_count": 10**30},
        {"people_count": -1},
        {"title": " ", "body": " "},
        {"requests": ["x" * 20_000]},
        {"name": "x" * 500},
        {"channel": "pigeon"},
        {"title": None},
        {"organ_id": "00000000-0000-0000-0000-000000000000"},
    ],
)
def test_a_hostile_letter_is_refused_with_words_and_nothing_is_written(
    change: dict[str, Any], cast: Cast, today: date
) -> None:
    body = is_problem(send(at_desk(cast.registrar), "", {**LETTER, **change}), 422)
    assert body["errors"]
    assert Petition.objects.count() == 0


@pytest.mark.parametrize(
    "raw", [b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"title":' * 500, b"1" * 10_000, b'"\\ud800"']
)
def test_what_is_no_letter_at_all_is_a_problem_too(raw: bytes, cast: Cast, today: date) -> None:
    answer = at_desk(cast.registrar).post("/api/petitions", raw, "application/json")
    assert answer.status_code in {400, 422}
    assert answer.headers["Content-Type"] == PROBLEM


@pytest.mark.parametrize(
    "query",
    [
        "state=%00",
        "state=x",
        "due=x",
        "sort=%00",
        "limit=0",
        "limit=99999999999999999999",
        "limit=x",
    ],
)
def test_a_list_asked_for_with_words_it_does_not_know_says_so(query: str, cast: Cast, today: date) -> None:
    is_problem(at_desk(cast.registrar).get(f"/api/petitions?{query}"), 422)


@pytest.mark.parametrize(
    "query",
    [
        "text=%00",
        "text=%27%3A*%26%7C%21%28",
        "text=%ED%A0%80",
        "after=x",
        "after=MQ",
        "after=WzEsMiwzXQ",
        "after=%C3%A9",
    ],
)
def test_odd_words_and_cursors_give_a_list(query: str, cast: Cast, today: date) -> None:
    Walk(cast).hand_in()
    assert at_desk(cast.registrar).get(f"/api/petitions?{query}").status_code == 200


def test_an_opinion_with_unknown_outcomes_or_the_same_request_twice_is_no_fault(
    cast: Cast, today: date
) -> None:
    walk = Walk(cast).to_handling()
    handler, here = at_desk(cast.handler), f"/{walk.id}/opinion"
    request = str(walk.matter.requests.first().id)  # type: ignore[union-attr]
    for outcome in ("nonsense", "x" * 500, "\x00"):
        is_problem(
            send(handler, here, {"facts": "x", "answers": [{"request_id": request, "outcome": outcome}]}), 422
        )
    is_problem(send(handler, here, {"facts": "\x00", "answers": []}), 422)
    is_problem(send(handler, here, {"facts": "x", "answers": [{"request_id": str(new_id())}]}), 422)
    twice = [{"request_id": request, "reason": "先写的"}, {"request_id": request, "reason": "后写的"}]
    assert send(handler, here, {"facts": "x", "answers": twice}).status_code == 200
    kept = walk.matter.opinions.get().answers.get() if hasattr(walk.matter, "opinions") else None
    assert kept is None or kept.reason == "后写的"


def test_hostile_words_of_a_delivery_and_a_closure_are_told_and_the_matter_stays(
    cast: Cast, today: date
) -> None:
    walk = Walk(cast).to_answered()
    handler = at_desk(cast.handler)
    delivery = {"way": "in_person", "recipient": "李桂兰", "delivered_on": today.isoformat()}
    for change in (
        {"recipient": NUL},
        {"recipient": "长" * 101},
        {"delivered_on": "0001-01-01"},
        {"delivered_on": "9999-12-31"},
        {"way": "pigeon"},
        {"details": NUL},
    ):
        is_problem(send(handler, f"/{walk.id}/deliver", {**delivery, **change}), 422)
    assert walk.matter.state == "answered"
    walk.deliver(FIRST_DAY)
    done = dict.fromkeys(("solved", "explained", "helped", "dealt_with"), "done：已做")
    closings: tuple[dict[str, Any], ...] = (
        {"checklist": {}},
        {"checklist": {"solved": "done"}},
        {"checklist": {**done, "solved": f"done：{NUL}"}},
        {"checklist": done, "summary": NUL},
    )
    for body in closings:
        is_problem(send(handler, f"/{walk.id}/close", body), 422)
    assert walk.matter.state == "delivered"


# --- keys ----------------------------------------------------------------------------------------------


def test_one_key_is_one_matter_and_refuses_other_words(cast: Cast, today: date) -> None:
    client = at_desk(cast.registrar)
    first = send(client, "", LETTER, **{"Idempotency-Key": "k-1"})
    again = send(client, "", LETTER, **{"Idempotency-Key": "k-1"})
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json()["id"] == first.json()["id"]
    assert again.json()["created"] is False
    is_problem(send(client, "", {**LETTER, "body": "另一件事"}, **{"Idempotency-Key": "k-1"}), 409)
    is_problem(send(client, "", LETTER, **{"Idempotency-Key": "k" * 65}), 422)
    assert Petition.objects.count() == 1


def test_a_key_or_a_source_is_no_pass_to_a_matter_one_may_not_read(cast: Cast, today: date) -> None:
    walk = Walk(cast).hand_in(source_ref="省平台-1", idempotency_key="k-2")
    walk.register().classify(
        purpose=Purpose.ACCUSATION, procedure="", concerns_id=cast.township.id, content_class=""
    )
    words = {
        "title": walk.statement.title,
        "body": walk.statement.body,
        "requests": list(walk.statement.requests),
        "name": "何春梅",
        "telephone": "13800005678",
    }
    stranger = at_desk(cast.township_registrar)
    handed = walk.handed
    assert handed is not None
    for answer in (
        send(stranger, "", words, **{"Idempotency-Key": "k-2"}),
        send(stranger, "", {**words, "source_ref": "省平台-1"}),
        send(stranger, "", {**words, "body": "别的内容", "source_ref": "省平台-1"}),
    ):
        is_problem(answer, 409)
        text = answer.content.decode()
        assert str(walk.id) not in text
        assert handed.query_code not in text
    assert Petition.objects.count() == 1


def test_every_writing_call_needs_the_csrf_header(
    cast: Cast, walk: Walk, today: date, described: Any
) -> None:
    walk.hand_in()
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(cast.registrar, backend="minqing.project.accounts.StaffBackend")
    for path, method in operations(described):
        if method == "post":
            answer = careful.post(path.replace("{petition_id}", str(walk.id)), "{}", "application/json")
            assert answer.status_code == 403, path
    careful.get("/desk/registrar/")
    token = careful.cookies["csrftoken"].value
    with_header = careful.post(
        f"/api/petitions/{walk.id}/register", "{}", "application/json", headers={"X-CSRFToken": token}
    )
    assert with_header.status_code == 200


def test_the_wsgi_application_answers_nobody_with_a_problem(db: None) -> None:
    assert callable(get_wsgi_application())
    is_problem(Client().get("/api/petitions"), 401)
    is_problem(Client().post("/api/petitions", "{}", "application/json"), 401)
