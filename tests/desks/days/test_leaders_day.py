"""A leader's day from the rota to the done instruction, page by page."""

from datetime import date

import pytest
from django.test import Client

from minqing.reception.public.days import DayBooking, Instruction, LeaderDay, ReceptionRecord
from tests.cast import Cast
from tests.desks.staff import at_desk, cast, today

__all__ = ["cast", "today"]
pytestmark = pytest.mark.django_db


def test_a_leaders_day_goes_from_the_rota_to_the_done_instruction(cast: Cast, today: date) -> None:
    office, leader, owner = at_desk(cast.registrar), at_desk(cast.office_leader), at_desk(cast.handler)
    made = {
        "act": "generate",
        "rhythm": "workdays",
        "leaders": [str(cast.office_leader.pk)],
        "kind": "fixed",
        "place": "接访大厅",
        "starts": "14:00",
        "ends": "16:00",
        "slot_minutes": "30",
        "per_slot": "1",
    }
    assert office.post("/desk/days/", made).status_code == 302
    assert Client().get("/leaders/").content.decode().count("孙建业") == 0
    assert office.post("/desk/days/", {"act": "publish"}).status_code == 302
    day = LeaderDay.objects.get(day=today)
    assert "孙建业" in Client().get("/leaders/").content.decode()
    asked = {"slot": "14:00", "stage": "new", "about": "01", "reason": "路灯坏了", "name": "李桂兰"}
    asked |= {"telephone": "13812345678", "people": "1"}
    refused = Client().post(f"/leaders/{day.pk}/", asked | {"stage": "in_handling"})
    assert refused.status_code == 422
    assert not DayBooking.objects.exists()
    about = Client().post(f"/leaders/{day.pk}/", asked)
    booking = DayBooking.objects.get()
    assert booking.code in about.content.decode()
    assert "李桂兰" not in Client().get("/leaders/").content.decode()
    assert office.post("/desk/days/check-in/", {"code": booking.code}).status_code == 302
    assert "李桂兰" in leader.get("/desk/leader/day/").content.decode()
    told = {
        "act": "record",
        "booking": str(booking.pk),
        "people": "1",
        "title": "路灯",
        "what": "路灯坏了三个月",
    }
    assert leader.post(f"/desk/days/{day.pk}/", told).status_code == 302
    page = f"/desk/days/records/{ReceptionRecord.objects.get().pk}/"
    given = {
        "act": "give",
        "text": "十日内修好",
        "owner": f"{cast.housing.pk}/{cast.handler.pk}",
        "workdays": "5",
    }
    assert leader.post(page, given).status_code == 302
    row = Instruction.objects.get()
    assert owner.post(page, {"act": f"report-{row.pk}", "words": "已修好"}).status_code == 302
    assert at_desk(cast.other_handler).get(page).status_code == 404
    assert leader.post(page, {"act": f"confirm-{row.pk}"}).status_code == 302
    row.refresh_from_db()
    assert (row.standing, row.done_on) == ("done", today)
    assert leader.get("/desk/held/").status_code == 200
