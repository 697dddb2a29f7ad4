"""The steward sets a hall up without a programmer: found, add, rename, switch off."""

from collections.abc import Iterator
from datetime import datetime

import pytest
import time_machine
from django.test import Client

from minqing.kernel.ledger.public import entries_of
from minqing.reception.public import hall as halls
from minqing.reception.public.hall import Hall, Room, Service, Window
from tests.cast import Cast
from tests.desks.staff import at_desk
from tests.factories.hall import KIOSK, MONDAY

pytestmark = pytest.mark.django_db
LIMITS = {
    "recalls": "3",
    "skips": "2",
    "longest_run": "2",
    "keeps_days": "3",
    "slot_minutes": "30",
    "grace_minutes": "15",
    "active": "on",
}


@pytest.fixture
def morning() -> Iterator[datetime]:
    """Monday at nine."""
    with time_machine.travel(MONDAY, tick=False):
        yield MONDAY


def founded(cast: Cast) -> tuple[Client, str, Hall]:
    client = at_desk(cast.steward)
    facts = {"code": "dating", "organ": str(cast.petition_office.id), "name": "接访大厅", **LIMITS}
    assert client.post("/desk/steward/hall/new/", facts).status_code == 302
    hall = Hall.objects.get()
    return client, f"/desk/steward/hall/{hall.id}/", hall


def test_a_hall_is_set_up_from_nothing_until_the_kiosk_issues_its_first_number(
    cast: Cast, morning: datetime
) -> None:
    client, here, hall = founded(cast)
    assert "接访大厅" in client.get("/desk/steward/hall/").content.decode()
    post = client.post
    room = {"name": "一号接谈室", "seats": "6", "sort": "1", "active": "on"}
    assert post(f"{here}rooms/new/", room).status_code == 302
    service = {
        "name": "信访事项",
        "kind": "petition",
        "prefix": "a",
        "per_slot": "2",
        "sort": "1",
        "active": "on",
    }
    assert post(f"{here}services/new/", service).status_code == 302
    made = Service.objects.get()
    window = {
        "name": "1号窗口",
        "organ_id": str(cast.housing.id),
        "service_ids": [str(made.id)],
        "room_id": str(Room.objects.get().id),
        "sort": "1",
        "active": "on",
    }
    assert post(f"{here}windows/new/", window).status_code == 302
    hours = {"workday_1_opens": "08:30", "workday_1_closes": "12:00"}
    assert post(f"{here}hours/", hours).status_code == 302
    page = client.get(here).content.decode()
    assert all(said in page for said in ("1号窗口", "一号接谈室", "信访事项", "08:30–12:00", "每段 2 个"))
    ticket = halls.issue_number(actor=KIOSK, hall_id=hall.id, service_id=made.id, at=MONDAY)
    assert ticket.number == "A001"
    names = [entry.name for entry in entries_of(hall.id)]
    assert names.count("reception.hall_set_up") == 5


def test_things_are_renamed_and_switched_off_and_what_is_wrong_is_said_at_the_form(
    cast: Cast, morning: datetime
) -> None:
    client, here, _hall = founded(cast)
    post = client.post
    window = {"name": "1号窗口", "organ_id": str(cast.housing.id), "sort": "1", "active": "on"}
    post(f"{here}windows/new/", window)
    row = Window.objects.get()
    again = post(f"{here}windows/new/", window)
    assert again.status_code == 422
    assert "已有同名的窗口" in again.content.decode()
    assert post(f"{here}windows/{row.id}/", {**window, "name": "接谈一窗", "active": ""}).status_code == 302
    row.refresh_from_db()
    assert (row.name, row.active) == ("接谈一窗", False)
    half = post(f"{here}hours/", {"workday_1_opens": "08:30"})
    assert half.status_code == 422
    assert "开始和结束都要填" in half.content.decode()
    back = post(f"{here}hours/", {"workday_1_opens": "12:00", "workday_1_closes": "08:30"})
    assert "结束时间应当晚于开始时间" in back.content.decode()
    assert post(f"{here}change/", {**LIMITS, "name": "群众来访大厅"}).status_code == 302
    assert Hall.objects.get().name == "群众来访大厅"
    assert post(f"{here}change/", {**LIMITS, "name": "大厅", "longest_run": "0"}).status_code == 422
    for wrong in ("cellars/new/", f"windows/{row.hall_id}/"):
        assert client.get(f"{here}{wrong}").status_code == 404


def test_one_day_has_hours_of_its_own_and_is_given_back(cast: Cast, morning: datetime) -> None:
    client, here, hall = founded(cast)
    post = client.post
    day = {"day": "2026-11-28", "reason": "县委书记大接访", "day_1_opens": "09:00", "day_1_closes": "11:00"}
    assert "已保存" in post(f"{here}days/", day, follow=True).content.decode()
    page = client.get(here).content.decode()
    assert "09:00–11:00" in page
    assert "县委书记大接访" in page
    assert halls.opening_on(Hall.objects.get(), datetime(2026, 11, 28).date())  # noqa: DTZ001 - a civil day
    post(f"{here}days/", {"day": "2026-11-28", "back": "1"})
    assert not hall.days_apart.exists()
    assert "请填写日期" in post(f"{here}days/", {"day": ""}, follow=True).content.decode()


def test_the_steward_of_another_organ_finds_no_hall_here(cast: Cast, morning: datetime) -> None:
    _client, here, _hall = founded(cast)
    registrar = at_desk(cast.registrar)
    assert registrar.get(here).status_code == 403
    assert registrar.post(f"{here}change/", {**LIMITS, "name": "x"}).status_code == 403
