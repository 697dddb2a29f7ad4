"""共同提出 on the web: joined by code, seen by one's own, left alone."""

from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client

from minqing.petition.models import Joiner
from minqing.petition.public import State
from tests.cast import Cast, make_cast
from tests.factories.path import FIRST_DAY, STATEMENT, Walk, at_noon

pytestmark = pytest.mark.django_db
PRIVATE = (STATEMENT.name, STATEMENT.telephone, STATEMENT.title, STATEMENT.body, *STATEMENT.requests)


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def join(client: Client, code: str, **changed: str) -> Client:
    said = {"code": code, "name": "王建国", "telephone": "13711112222", "words": "我家也绕路", **changed}
    answer = client.post("/matter/join/", said)
    assert answer.status_code == 302, answer.content.decode()
    return client


def code_of(walk: Walk) -> str:
    assert walk.handed is not None
    return walk.handed.query_code


@pytest.fixture
def walk(cast: Cast) -> Walk:
    return Walk(cast).to_registered().classify().refer(FIRST_DAY)


@pytest.fixture(autouse=True)
def noon() -> object:
    with time_machine.travel(at_noon(FIRST_DAY + timedelta(days=1)), tick=False):
        yield date


def test_who_joins_keeps_a_code_and_sees_the_progress_only(walk: Walk) -> None:
    client = Client()
    assert client.get("/matter/join/").status_code == 200
    join(client, f" {code_of(walk).lower()} ")
    joiner = Joiner.objects.get()
    receipt = client.get("/letter/receipt/").content.decode()
    assert joiner.query_code[:4] in receipt
    opened = client.post("/matter/", {"code": joiner.query_code, "tail": "2222"})
    assert opened.headers["Location"] == "/matter/joint/"
    page = client.get("/matter/joint/").content.decode()
    assert "我家也绕路" in page
    assert str(walk.matter.number) in page
    assert "住房和城乡建设局" in page
    assert not [word for word in PRIVATE if word in page]
    # The joiner's cookie opens nothing of the first petitioner's.
    for address in ("/matter/now/", "/matter/withdraw/", "/matter/material/"):
        assert client.get(address).status_code == 302


def test_leaving_takes_nobody_else_along(walk: Walk) -> None:
    client = join(Client(), code_of(walk))
    joiner = Joiner.objects.get()
    client.post("/matter/", {"code": joiner.query_code, "tail": "2222"})
    assert client.post("/matter/joint/", {"reason": ""}).status_code == 422
    assert client.post("/matter/joint/", {"reason": "搬走了"}).status_code == 302
    assert "退出了" in client.get("/matter/joint/").content.decode()
    assert walk.matter.state == State.REFERRED


def test_an_unknown_code_a_sealed_and_a_confidential_matter_sound_the_same(cast: Cast) -> None:
    confidential = Walk(cast).hand_in(confidential=True)
    sealed = Walk(cast).to_registered()
    sealed.matter.__class__.objects.filter(pk=sealed.id).update(sealed=True, petitioner=None)
    said = set()
    for code in ("2222222222", code_of(confidential), code_of(sealed)):
        answer = Client().post("/matter/join/", {"code": code, "name": "王建国", "telephone": "13711112222"})
        assert answer.status_code == 422
        said.add(answer.content.decode().split('class="field__error"')[1].split("</p>")[0])
    assert len(said) == 1
    assert not Joiner.objects.exists()


def test_trying_codes_is_slowed_down(walk: Walk) -> None:
    client = Client()
    for number in range(20):
        wrong = {"code": f"22222222{number:02}", "name": "王建国", "telephone": "13711112222"}
        assert client.post("/matter/join/", wrong).status_code == 422
    assert client.post("/matter/join/", {**wrong, "code": code_of(walk)}).status_code == 429


def test_without_a_proved_code_there_is_no_page(walk: Walk) -> None:
    client = Client()
    assert client.get("/matter/joint/").headers["Location"] == "/matter/"
    client.cookies["joint"] = "01a209bd-9bac-72c1-bf48-dcfcbf328505:x:y"
    assert client.get("/matter/joint/").status_code == 302
    join(client, code_of(walk))
    joiner = Joiner.objects.get()
    client.post("/matter/", {"code": joiner.query_code, "tail": "2222"})
    assert client.get("/matter/joint/").status_code == 200
    client.post("/matter/joint/leave/")
    assert client.get("/matter/joint/").status_code == 302


def test_the_first_petitioner_reads_that_others_joined(walk: Walk) -> None:
    join(Client(), code_of(walk))
    first = Client()
    assert walk.handed is not None
    first.post("/matter/", {"code": walk.handed.query_code, "tail": walk.handed.tail})
    page = first.get("/matter/now/").content.decode()
    assert "这件事涉及 2 人" in page
    assert "王建国" not in page
