"""The entrance: no signing up, no telling who has an account, no leading elsewhere, headers on every page."""

import logging
from collections.abc import Iterator
from datetime import date
from io import StringIO

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from minqing.desks.petitioner.matter import PER_CODE
from minqing.kernel.people.public import Account
from minqing.petition.intake.codes import new_code
from minqing.petition.intake.rules import CODE_LENGTH, CODE_LETTERS
from tests.cast import PASSWORD, Cast
from tests.desks.gates.stage import STAFF, Stage, names_in, routes
from tests.desks.staff import at_desk
from tests.factories.path import FIRST_DAY, Walk

ELSEWHERE = (
    "//example.org/",
    "https://example.org/",
    "/\\example.org",
    "javascript:alert(1)",
    "\thttps://example.org",
    "https:example.org",
)


def test_nobody_signs_up(cast: Cast) -> None:
    before = Account.objects.count()
    client = Client()
    form = {"username": "intruder", "email": "a@example.org", "password1": PASSWORD, "password2": PASSWORD}
    for place in ("/accounts/signup/", "/accounts/signup/passkey/"):
        assert client.get(place).status_code in {200, 302, 403, 404}
        assert client.post(place, form).status_code in {200, 302, 403, 404, 405}
    assert Account.objects.count() == before
    assert not client.get("/accounts/signup/").content.count(b'name="password1"')


def test_asking_for_a_password_by_mail_tells_nobody_who_has_an_account(cast: Cast) -> None:
    cast.handler.email = "handler@example.org"
    cast.handler.save()
    answers = []
    for address in ("handler@example.org", "nobody@example.org"):
        client = Client()
        client.raise_request_exception = False
        answer = client.post("/accounts/password/reset/", {"email": address})
        answers.append((answer.status_code, answer.headers.get("Location", "")))
    assert answers == [(302, "/accounts/login/")] * 2
    assert mail.outbox == []


def test_a_wrong_name_and_a_wrong_password_look_alike(cast: Cast) -> None:
    pages = []
    for login in ("handler", "no-such-person"):
        answer = Client().post("/accounts/login/", {"login": login, "password": "wrong wrong wrong"})
        pages.append((answer.status_code, answer.content.decode().replace(login, "").count("\n")))
    assert pages[0] == pages[1]


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_no_address_of_ours_leads_elsewhere(elsewhere: str, cast: Cast, today: date) -> None:
    signed = Client().post(
        f"/accounts/login/?next={elsewhere}", {"login": "handler", "password": PASSWORD, "next": elsewhere}
    )
    assert signed.status_code == 302
    client = at_desk(cast.registrar)
    answers = [
        signed,
        client.get("/accounts/logout/", {"next": elsewhere}),
        client.post("/comfort/", {"text": "large", "next": elsewhere}),
        client.post("/language/", {"language": "en", "next": elsewhere}),
        client.post("/language/", {"language": "en"}, headers={"Referer": elsewhere.strip()}),
        client.post("/desk/matters/columns/", {"column": "title", "path": elsewhere}),
        client.post("/desk/matters/filters/save/", {"name": "x", "path": elsewhere, "query": elsewhere}),
        client.post("/accounts/logout/", {"next": elsewhere}),
    ]
    for answer in answers:
        location = answer.headers.get("Location", "/")
        assert location.startswith("/"), location
        assert not location.startswith(("//", "/\\")), location


def test_every_page_carries_its_headers(stage: Stage) -> None:
    plain = [f"/{route}" for route in routes() if not names_in(route)]
    for who in ("nobody", "registrar", "steward"):
        client = stage.client(who)
        for address in [
            *plain,
            "/no-such-page/",
            "/accounts/login/",
            "/accounts/signup/",
            f"/desk/matters/{stage.own.id}/",
        ]:
            answer = client.get(address)
            policy = answer.headers.get("Content-Security-Policy", "")
            assert "frame-ancestors 'none'" in policy or "sandbox" in policy, address
            assert "unsafe" not in policy, address
            assert answer.headers["X-Content-Type-Options"] == "nosniff", address
            assert answer.headers["X-Frame-Options"] == "DENY", address
            assert answer.headers["Referrer-Policy"] == "same-origin", address


def test_pages_need_no_script_and_no_style_of_their_own(stage: Stage) -> None:
    for who in ("nobody", "registrar", "handler", "steward"):
        client = stage.client(who)
        for route in (r for r in routes() if not names_in(r)):
            answer = client.get(f"/{route}")
            if answer.streaming or "html" not in answer.headers.get("Content-Type", ""):
                continue
            page = answer.content.decode()
            assert " onclick=" not in page, route
            assert ' style="' not in page, route
            assert "<script>" not in page, route


def test_cookies_of_the_petitioner_are_out_of_reach_of_scripts(stage: Stage) -> None:
    client = stage.client("resident")
    assert client.cookies["matter"]["httponly"]
    assert client.cookies["matter"]["samesite"] == "Lax"
    assert client.cookies["matter"]["path"] == "/matter/"
    staff = Client()
    staff.post("/accounts/login/", {"login": "handler", "password": PASSWORD})
    assert staff.cookies["sessionid"]["httponly"]


# --- guessing a code -------------------------------------------------------------------------------------


def test_a_code_written_in_a_hundred_ways_is_one_code_to_the_limit(stage: Stage) -> None:
    handed = stage.own.handed
    assert handed is not None
    code, tail = handed.query_code, handed.tail
    statuses = []
    for number, sign in enumerate("._/~+*#!,;"):
        written = f"{code[:3]}{sign}{code[3:]}"
        wrong = f"{(int(tail) + 1 + number) % 10_000:04d}"
        address = f"10.9.0.{number}"
        statuses.append(
            Client().post("/matter/", {"code": written, "tail": wrong}, REMOTE_ADDR=address).status_code
        )
    assert statuses == [422] * PER_CODE.most + [429] * (10 - PER_CODE.most)
    assert Client().post("/matter/", {"code": code, "tail": tail}, REMOTE_ADDR="10.9.1.1").status_code == 429


def test_a_wrong_code_and_wrong_digits_cost_the_same_work(stage: Stage) -> None:
    handed = stage.own.handed
    assert handed is not None
    counts = []
    for number, (code, tail) in enumerate(((handed.query_code, "0000"), ("ABCDEFGHJK", handed.tail))):
        with CaptureQueriesContext(connection) as asked:
            Client().post("/matter/", {"code": code, "tail": tail}, REMOTE_ADDR=f"10.8.0.{number}")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_codes_do_not_repeat_and_use_every_letter_alike() -> None:
    codes = {new_code() for _ in range(3_000)}
    assert len(codes) == 3_000
    assert {letter for code in codes for letter in code} == set(CODE_LETTERS)
    assert {len(code) for code in codes} == {CODE_LENGTH}


# --- what the logs hold ------------------------------------------------------------------------------------


@pytest.fixture
def logged() -> Iterator[StringIO]:
    """Everything any logger says, as the installation would write it."""
    text = StringIO()
    handler = logging.StreamHandler(text)
    formatter = next(h.formatter for h in logging.root.handlers if h.formatter)
    handler.setFormatter(formatter)
    root = logging.root
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield text
    root.removeHandler(handler)
    root.setLevel(before)


def test_a_whole_path_leaves_nobodys_particulars_in_the_log(
    logged: StringIO, cast: Cast, capfd: pytest.CaptureFixture[str]
) -> None:
    walk = Walk(cast).hand_in(
        identity_number="11010519491231002X", home_address="梓潼村十二组老井边", confidential=True
    )
    walk.register().classify().refer(FIRST_DAY).accept(FIRST_DAY)
    walk.draft(FIRST_DAY)
    walk.submit(FIRST_DAY).approve(FIRST_DAY)
    walk.deliver(FIRST_DAY)
    client = at_desk(cast.handler)
    client.raise_request_exception = False
    client.get(f"/desk/matters/{walk.id}/")
    client.get("/desk/matters/?q=13800005678")
    client.get("/desk/nowhere/李桂兰/13800005678/")
    handed = walk.handed
    assert handed is not None
    Client().post("/matter/", {"code": handed.query_code, "tail": "9999"})
    Client().post("/accounts/login/", {"login": "李桂兰13800005678", "password": "13800005678"})
    said = logged.getvalue() + "".join(capfd.readouterr())
    for words in ("李桂兰", "13800005678", "11010519491231002X", "老井边", handed.query_code, "塌方"):
        assert words not in said, words
    assert set(STAFF)
