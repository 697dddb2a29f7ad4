"""The receipt shows what the petitioner needs to come back, and only to whoever handed the letter in."""

import re
from datetime import timedelta

import time_machine
from django.test import Client

from minqing.desks.petitioner.receipt import GOOD_FOR
from minqing.kernel.clock import public as clock
from minqing.petition.public import Petition


def test_the_receipt_shows_code_digits_qr_code_and_the_next_day(handed_in: Client) -> None:
    page = handed_in.get("/letter/receipt/").content.decode()
    matter = Petition.objects.get()
    code = matter.query_code
    assert f"{code[:4]} {code[4:8]} {code[8:]}" in page
    assert re.search(r"<dd[^>]*>1234</dd>", page)
    assert 'class="qr"' in page
    assert f"?code={code}" in page
    assert matter.due_on is not None
    assert f"{matter.due_on.month}月{matter.due_on.day}日" in page
    assert 'data-draft-done="letter"' in page


def test_the_receipt_is_a_pdf_too(handed_in: Client) -> None:
    answer = handed_in.get("/letter/receipt/paper/")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_nobody_else_sees_the_receipt(handed_in: Client) -> None:
    for address in ("/letter/receipt/", "/letter/receipt/paper/"):
        assert Client().get(address)["Location"] == "/matter/"


def test_the_receipt_is_forgotten_when_asked_and_after_half_an_hour(handed_in: Client) -> None:
    with time_machine.travel(clock.now() + GOOD_FOR + timedelta(minutes=1)):
        assert handed_in.get("/letter/receipt/").status_code == 302
    assert handed_in.get("/letter/receipt/").status_code == 200
    handed_in.post("/letter/receipt/done/")
    assert handed_in.get("/letter/receipt/").status_code == 302
