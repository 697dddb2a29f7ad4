"""A query code and four digits open a matter; wrong ones tell nothing and soon stop."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from minqing.desks.petitioner.matter import PER_ADDRESS, PER_CODE
from minqing.desks.shared.gate import OPEN_FOR
from tests.cast import Cast
from tests.factories.path import FIRST_DAY, Walk, at_noon

NOT_FOUND = "没有查到。请对照回执，把查询码和四位数字再看一遍。"


@pytest.fixture
def matter(county: Cast) -> Walk:
    return Walk(county).hand_in()


def look_up(client: Client, code: str, tail: str, address: str = "127.0.0.1") -> tuple[int, str]:
    """Try one pair from an address and return the status and the page."""
    answer = client.post("/matter/", {"code": code, "tail": tail}, REMOTE_ADDR=address)
    return answer.status_code, answer.content.decode()


def test_code_and_digits_open_the_matter(matter: Walk, client: Client) -> None:
    assert matter.handed is not None
    answer = client.post("/matter/", {"code": matter.handed.query_code, "tail": "5678"})
    assert (answer.status_code, answer["Location"]) == (302, "/matter/now/")
    page = client.get("/matter/now/").content.decode()
    assert "村道塌方三个月没人修" in page


def test_codes_are_read_as_people_write_them(matter: Walk, client: Client) -> None:
    assert matter.handed is not None
    code = matter.handed.query_code
    written = f" {code[:4].lower()} {code[4:8]}-{code[8:]} ".replace("2", "２")
    assert look_up(client, written, " ５６７８")[0] == 302


def test_a_wrong_code_and_wrong_digits_look_the_same(matter: Walk, client: Client) -> None:
    assert matter.handed is not None
    wrong_digits = look_up(client, matter.handed.query_code, "0000")
    wrong_code = look_up(client, "ABCDEFGHJK", "5678")
    assert wrong_digits[0] == wrong_code[0] == 422
    assert NOT_FOUND in wrong_digits[1]
    assert without_chance(wrong_digits[1], matter.handed.query_code) == without_chance(
        wrong_code[1], "ABCDEFGHJK"
    )


def without_chance(page: str, code: str) -> str:
    """Return the page without what was typed and without the parts that differ by chance."""
    lines = (line for line in page.splitlines() if "csrfmiddlewaretoken" not in line)
    return "\n".join(lines).replace(code, "").replace("0000", "").replace("5678", "")


def test_a_code_is_shut_after_five_wrong_digits_even_to_the_right_ones(matter: Walk, client: Client) -> None:
    assert matter.handed is not None
    code = matter.handed.query_code
    with time_machine.travel(at_noon(FIRST_DAY), tick=False) as clock:
        for number in range(PER_CODE.most):
            assert look_up(client, code, f"{number:04d}", address=f"10.0.0.{number}")[0] == 422
        status, page = look_up(client, code, "5678", address="10.0.0.99")
        assert status == 429
        assert "请在12:15以后再试" in page
        clock.shift(timedelta(minutes=15))
        assert look_up(client, code, "5678", address="10.0.0.99")[0] == 302


def test_an_address_is_stopped_after_twenty_wrong_tries_and_others_are_not(
    matter: Walk, client: Client
) -> None:
    assert matter.handed is not None
    with time_machine.travel(at_noon(FIRST_DAY), tick=False):
        for number in range(PER_ADDRESS.most):
            assert look_up(client, f"CODE{number:06d}", "1111")[0] == 422
        assert look_up(client, matter.handed.query_code, "5678")[0] == 429
        answer = client.post("/matter/", {"code": "X", "tail": "1"})
        assert answer["Retry-After"] == "900"
        assert look_up(client, matter.handed.query_code, "5678", address="10.1.1.1")[0] == 302


def test_right_tries_never_count(matter: Walk, client: Client) -> None:
    assert matter.handed is not None
    for _try in range(PER_ADDRESS.most + 5):
        assert look_up(client, matter.handed.query_code, "5678")[0] == 302


def test_empty_fields_are_named_and_count_as_no_try(matter: Walk, client: Client) -> None:
    for _try in range(PER_ADDRESS.most + 1):
        status, page = look_up(client, "", "")
        assert status == 422
    assert "请写查询码，它在收件回执上。" in page
    assert "请写四位数字。" in page


@pytest.mark.parametrize("hostile", ["' OR 1=1 --", "\x00", "字" * 5000, "<b>", "％", "𠮷" * 10])
def test_hostile_input_finds_nothing_and_breaks_nothing(matter: Walk, client: Client, hostile: str) -> None:
    assert look_up(client, hostile, hostile)[0] == 422
    assert client.get("/matter/", {"code": hostile}).status_code == 200


def test_the_matter_shuts_after_half_an_hour_without_a_touch(matter: Walk, client: Client) -> None:
    assert matter.handed is not None
    with time_machine.travel(at_noon(FIRST_DAY), tick=False) as clock:
        look_up(client, matter.handed.query_code, "5678")
        clock.shift(OPEN_FOR - timedelta(minutes=1))
        assert client.get("/matter/now/").status_code == 200
        clock.shift(OPEN_FOR - timedelta(minutes=1))
        assert client.get("/matter/now/").status_code == 200
        clock.shift(OPEN_FOR + timedelta(minutes=1))
        answer = client.get("/matter/now/", follow=True)
        assert answer.redirect_chain == [("/matter/", 302)]
        assert "半小时没有操作就自动关上了" in answer.content.decode()


def test_leaving_shuts_it_at_once(matter: Walk, client: Client) -> None:
    assert matter.handed is not None
    look_up(client, matter.handed.query_code, "5678")
    assert client.get("/matter/now/")["Cache-Control"] == "private, no-store"
    client.post("/matter/leave/")
    assert client.get("/matter/now/")["Location"] == "/matter/"


def test_a_forged_pass_opens_nothing(matter: Walk, client: Client) -> None:
    client.cookies["matter"] = f"{matter.id}:abc:def"
    assert client.get("/matter/now/")["Location"] == "/matter/"
