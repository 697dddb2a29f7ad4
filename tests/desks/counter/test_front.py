"""The kiosk, one's own number, the display and appointments: everybody's, by number only."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from minqing.desks.counter.front import kiosk
from minqing.desks.shared.limits import Limit
from minqing.reception.public import hall as halls
from minqing.reception.public.hall import Ticket
from tests.desks.staff import at_desk
from tests.factories.hall import KIOSK, MONDAY, HallSet

pytestmark = pytest.mark.django_db


def test_one_press_on_the_kiosk_issues_one_number_for_a_whole_group(hall: HallSet) -> None:
    client = Client()
    assert "反映信访事项" in client.get("/hall/hall/kiosk/").content.decode()
    facts = {"service": str(hall.services["A"].id), "people": "7", "reasons": ["old"]}
    answer = client.post("/hall/hall/kiosk/", facts)
    assert answer.status_code == 302
    ticket = Ticket.objects.get()
    assert (ticket.number, ticket.group_size, ticket.reasons, ticket.source) == ("A001", 7, ["old"], "kiosk")
    slip = client.get(answer.headers["Location"]).content.decode()
    assert all(said in slip for said in ("A001", "集体访7人", "老年人", "<svg", "前面没有人"))


def test_a_number_is_followed_on_the_telephone_until_it_is_called(hall: HallSet) -> None:
    first, second = (
        halls.issue_number(actor=KIOSK, hall_id=hall.hall.id, service_id=hall.services["A"].id, at=MONDAY)
        for _time in range(2)
    )
    here = f"/hall/hall/number/{second.id}/"
    client = Client()
    assert "前面还有1个号" in client.get(here).content.decode()
    halls.call_next(actor=hall.clerk(0), window_id=hall.windows[0].id, at=MONDAY)
    halls.call_next(actor=hall.clerk(1), window_id=hall.windows[1].id, at=MONDAY)
    said = client.get(f"{here}now.json").json()
    assert said == {"standing": "已叫号", "now": "请到2号窗口。", "called": True, "ended": False}
    assert client.get(f"/hall/other/number/{second.id}/").status_code == 404
    assert client.get(f"/hall/hall/number/{hall.hall.id}/").status_code == 404
    assert first.number == "A001"


def test_the_kiosk_says_when_it_opens_and_stops_whoever_takes_too_many(
    hall: HallSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = Client()
    facts = {"service": str(hall.services["A"].id), "people": "1"}
    with time_machine.travel(MONDAY.replace(hour=13), tick=False):
        closed = client.post("/hall/hall/kiosk/", facts)
        assert closed.status_code == 422
        assert "不在接待时间内" in closed.content.decode()
    monkeypatch.setattr(kiosk, "NUMBERS", Limit("test.number", 2, timedelta(minutes=10)))
    assert [client.post("/hall/hall/kiosk/", facts).status_code for _time in range(3)] == [302, 302, 429]
    assert Ticket.objects.count() == 2
    assert client.post("/hall/hall/kiosk/", {"people": "1"}).status_code == 422
    assert client.get("/hall/nowhere/kiosk/").status_code == 404


def test_an_appointment_is_booked_on_the_page_and_checked_in_by_its_code(hall: HallSet) -> None:
    client = Client()
    page = client.get("/hall/hall/book/").content.decode()
    slot = re.findall(r'name="slot" value="([^"]+)"', page)[1]
    booked = client.post("/hall/hall/book/", {"slot": slot, "people": "2"}).content.decode()
    found = re.search(r'receipt__code">([A-Z0-9]{8})<', booked)
    assert found is not None
    again = client.post("/hall/hall/book/", {"slot": slot, "people": "2"})
    assert again.status_code == 422
    wrong = client.post("/hall/hall/kiosk/check-in/", {"code": "AAAAAAAA"})
    assert wrong.status_code == 422
    assert "没有这个预约码" in wrong.content.decode()
    checked = client.post("/hall/hall/kiosk/check-in/", {"code": found[1].lower()})
    assert checked.status_code == 302
    ticket = Ticket.objects.get()
    assert (ticket.group_size, ticket.priority, ticket.source) == (2, True, "appointment")
    counter = at_desk(hall.clerks[0])
    used = counter.post(f"/desk/counter/halls/{hall.hall.id}/check-in/", {"code": found[1]}, follow=True)
    assert "已经取过号" in used.content.decode()


def test_wrong_codes_of_one_address_are_stopped(hall: HallSet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kiosk, "CODES", Limit("test.code", 1, timedelta(minutes=10)))
    client = Client()
    tries = [client.post("/hall/hall/kiosk/check-in/", {"code": "AAAAAAAA"}) for _time in range(2)]
    assert [each.status_code for each in tries] == [422, 429]


def test_the_display_shows_numbers_and_windows_and_nobody_by_name(hall: HallSet) -> None:
    halls.issue_number(actor=KIOSK, hall_id=hall.hall.id, service_id=hall.services["A"].id, at=MONDAY)
    halls.call_next(actor=hall.clerk(0), window_id=hall.windows[0].id, at=MONDAY)
    client = Client()
    answer = client.get("/hall/hall/display/")
    page = answer.content.decode()
    assert "A001" in page
    assert "1号窗口" in page
    policy = answer.headers["Content-Security-Policy"]
    assert "connect-src 'self' http://testserver:" in policy
    assert "script-src" not in policy, "scripts stay with default-src 'self'"
    board = client.get("/hall/hall/display/board.json")
    assert board.json()["calls"][0]["number"] == "A001"
    for name in (hall.clerks[0].name, hall.cast.registrar.name, "接待员"):
        assert name not in page
        assert name not in board.content.decode()
    assert client.get("/hall/nowhere/display/").status_code == 404
    assert client.get("/hall/nowhere/display/board.json").status_code == 404


def test_the_hall_is_shown_with_its_hours_and_the_only_one_at_once(hall: HallSet) -> None:
    client = Client()
    assert client.get("/hall/").headers["Location"] == "/hall/hall/"
    page = client.get("/hall/hall/").content.decode()
    assert "08:30–12:00" in page
    assert "反映信访事项" in page
    assert "到了大厅再取" in page
