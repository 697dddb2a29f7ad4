"""What the counter does at a window, through its pages."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from minqing.reception.public import hall as halls
from minqing.reception.public.hall import Standing, Ticket
from tests.desks.staff import at_desk
from tests.factories.hall import KIOSK, MONDAY, HallSet

pytestmark = pytest.mark.django_db


def number(hall: HallSet, prefix: str = "A", **facts: Any) -> Ticket:
    return halls.issue_number(
        actor=KIOSK, hall_id=hall.hall.id, service_id=hall.services[prefix].id, at=MONDAY, **facts
    )


def test_a_clerk_sees_the_windows_of_the_hall_and_an_outsider_has_no_way_in(hall: HallSet) -> None:
    page = at_desk(hall.clerks[0]).get("/desk/counter/").content.decode()
    assert "1号窗口" in page
    assert "2号窗口" in page, "the organ that runs the hall may help out at every window"
    own = at_desk(hall.clerks[1]).get("/desk/counter/").content.decode()
    assert "2号窗口" in own
    assert "1号窗口" not in own
    assert at_desk(hall.cast.steward).get("/desk/counter/").status_code == 403


def test_a_number_is_called_received_passed_on_with_its_note_and_finished(hall: HallSet) -> None:
    ticket = number(hall, group_size=7, reasons=("old",))
    first, second = (f"/desk/counter/windows/{w.id}/" for w in hall.windows)
    one, two = (at_desk(clerk) for clerk in hall.clerks)
    assert one.post(f"{first}sit/").status_code == 302
    assert one.post(f"{first}next/").status_code == 302
    page = one.get(first).content.decode()
    assert all(said in page for said in ("A001", "集体访7人", "老年人", "没有人来，跳过"))
    one.post(f"{first}do/begin/", {"ticket": str(ticket.id)})
    one.post(f"{first}do/note/", {"ticket": str(ticket.id), "note": "工资拖欠，名单已收"})
    passed = {
        "ticket": str(ticket.id),
        "to_window": str(hall.windows[1].id),
        "service": str(hall.services["B"].id),
        "note": "请住建局核对工程款",
    }
    assert one.post(f"{first}do/pass/", passed).status_code == 302
    assert "A001" not in one.get(f"{first}queue/").content.decode()
    two.post(f"{second}next/")
    page = two.get(second).content.decode()
    assert "工资拖欠，名单已收" in page
    assert "请住建局核对工程款" in page
    two.post(f"{second}do/begin/", {"ticket": str(ticket.id)})
    unsaid = two.post(f"{second}do/finish/", {"ticket": str(ticket.id), "outcome": ""})
    assert unsaid.status_code == 422
    two.post(f"{second}do/finish/", {"ticket": str(ticket.id), "outcome": "answered"})
    ticket.refresh_from_db()
    assert (ticket.standing, ticket.outcome) == (Standing.FINISHED, "answered")


def test_held_skipped_and_missed_numbers_stand_aside_and_come_back(hall: HallSet) -> None:
    ticket = number(hall)
    client, here = at_desk(hall.clerks[0]), f"/desk/counter/windows/{hall.windows[0].id}/"
    client.post(f"{here}next/")
    client.post(f"{here}do/hold/", {"ticket": str(ticket.id)})
    page = client.get(here).content.decode()
    assert "暂挂和过号" in page
    client.post(f"{here}do/return/", {"ticket": str(ticket.id)})
    for _time in range(3):
        client.post(f"{here}next/", {"ticket": str(ticket.id)})
        client.post(f"{here}do/skip/", {"ticket": str(ticket.id)})
    ticket.refresh_from_db()
    assert ticket.standing == Standing.MISSED
    assert "人来了，恢复" in client.get(here).content.decode()
    client.post(f"{here}do/return/", {"ticket": str(ticket.id)})
    client.post(f"{here}next/")
    client.post(f"{here}do/recall/", {"ticket": str(ticket.id)})
    client.post(f"{here}do/leave/", {"ticket": str(ticket.id)})
    ticket.refresh_from_db()
    assert ticket.standing == Standing.LEFT


def test_what_cannot_be_done_is_said_at_the_window_and_changes_nothing(hall: HallSet) -> None:
    ticket = number(hall)
    client, here = at_desk(hall.clerks[0]), f"/desk/counter/windows/{hall.windows[0].id}/"
    refused = client.post(f"{here}do/begin/", {"ticket": str(ticket.id)}, follow=True).content.decode()
    assert "不能开始接谈" in refused
    client.post(f"{here}next/")
    again = client.post(f"{here}next/", follow=True).content.decode()
    assert "还有A001号" in again
    other = f"/desk/counter/windows/{hall.windows[1].id}/"
    theirs = at_desk(hall.clerks[1]).post(f"{other}do/begin/", {"ticket": str(ticket.id)}, follow=True)
    assert "由那个窗口办理" in theirs.content.decode()
    assert at_desk(hall.clerks[1]).get(here).status_code == 404
    stale = {"ticket": str(ticket.id), "version": "0"}
    client.post(f"{here}do/skip/", stale)
    ticket.refresh_from_db()
    assert ticket.standing == Standing.CALLED
    assert client.post(f"{here}do/nonsense/", {"ticket": str(ticket.id)}).status_code == 302
    assert client.post(f"{here}do/begin/", {"ticket": "nonsense"}).status_code == 302


def test_lunch_closes_the_window_and_a_number_that_was_called_keeps_its_place(hall: HallSet) -> None:
    ticket = number(hall)
    client, here = at_desk(hall.clerks[0]), f"/desk/counter/windows/{hall.windows[0].id}/"
    client.post(f"{here}next/")
    client.post(f"{here}sit/", {"leave": "1"})
    ticket.refresh_from_db()
    assert ticket.standing == Standing.WAITING
    assert "没有人值守" in client.get(here).content.decode()


def test_the_clerk_issues_a_number_in_one_step_and_prints_it(hall: HallSet) -> None:
    client = at_desk(hall.clerks[0])
    address = f"/desk/counter/halls/{hall.hall.id}/issue/"
    assert "反映信访事项" in client.get(address).content.decode()
    facts = {"service": str(hall.services["A"].id), "people": "3", "reasons": ["infant"]}
    slip = client.post(address, facts, follow=True).content.decode()
    assert all(said in slip for said in ("A001", "3人", "带婴幼儿", "<svg"))
    assert client.post(address, {**facts, "people": "0"}).status_code == 422
    page = client.get(f"/desk/counter/halls/{hall.hall.id}/?standing=waiting").content.decode()
    assert "A001" in page


def test_the_day_is_closed_and_opened_again_by_the_organ_that_runs_the_hall(hall: HallSet) -> None:
    number(hall)
    client, here = at_desk(hall.clerks[0]), f"/desk/counter/halls/{hall.hall.id}/"
    closed = client.post(f"{here}day/", {"close": "1"}, follow=True).content.decode()
    assert "1个号隔日保留" in closed
    assert "今天的接待已结束" in closed
    assert "今天的接待已开始" in client.post(f"{here}day/", follow=True).content.decode()
    stationed = at_desk(hall.clerks[1])
    assert "结束今天的接待" not in stationed.get(here).content.decode()


def test_the_pages_ask_the_database_as_often_for_many_numbers_as_for_few(hall: HallSet) -> None:
    client = at_desk(hall.clerks[0])
    pages = (
        "/desk/counter/",
        f"/desk/counter/windows/{hall.windows[0].id}/",
        f"/desk/counter/halls/{hall.hall.id}/",
    )

    def asked() -> list[int]:
        counts = []
        for page in pages:
            with CaptureQueriesContext(connection) as seen:
                assert client.get(page).status_code == 200
            counts.append(len(seen))
        return counts

    number(hall)
    few = asked()
    for _time in range(8):
        number(hall)
        number(hall, "B", reasons=("old",))
    assert asked() == few
    assert max(few) <= 20, few
