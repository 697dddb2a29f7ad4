"""The pages of the leaders' days and of held cases: what they cost, show and keep to themselves."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from minqing.kernel.people.public import Account
from minqing.petition.public import Purpose
from minqing.reception.public import days
from minqing.reception.public.days import DayBooking, Instruction, LeaderDay
from minqing.supervision.public import held
from minqing.supervision.public.held import Deed, Ground, HoldDraft
from tests.cast import Cast
from tests.desks.staff import at_desk, cast, today
from tests.factories.days import Rota, at, make_rota
from tests.factories.hall import make_hall
from tests.factories.path import Walk, on_day

__all__ = ["cast", "today"]
pytestmark = pytest.mark.django_db
ASKED = {"slot": "09:00", "stage": "new", "about": "03", "name": "李桂兰", "telephone": "13812345678"}
ASKED |= {"people": "1"}


@pytest.fixture
def rota(cast: Cast, today: date) -> Rota:
    return make_rota(cast, today)


def words(answer: Any) -> str:
    """Return the words of a page without its tags."""
    return re.sub(r"<[^>]+>|\s+", " ", answer.content.decode())


def busy(rota: Rota) -> None:
    """Fill the first days: appointments, receptions with instructions, held cases."""
    for number, day in enumerate(rota.days()[:4]):
        booked = rota.book(day)
        if number == 0:
            continue
        with time_machine.travel(at(day.day, 11), tick=False):
            rota.instruct(rota.receive(day, booked))
            rota.instruct(rota.receive(day))


def hold(rota: Rota, number: int) -> None:
    cast = rota.cast
    for each in range(number):
        walk = Walk(cast).to_registered(rota.begun, title=f"包案{each}")
        case = held.hold_case(
            actor=walk.actor(cast.supervisor, rota.begun),
            petition_id=walk.id,
            draft=HoldDraft(
                leader_id=cast.office_leader.pk,
                leader_organ_id=cast.petition_office.pk,
                organ_id=cast.petition_office.pk,
                ground=Ground.LONG,
                plan="一个月内解决。",
                due_on=rota.begun + timedelta(days=50),
            ),
            at=at(rota.begun),
        )
        leader = walk.actor(cast.office_leader, rota.begun)
        held.tell_deed(
            actor=leader, case_id=case.pk, deed=Deed.MEETING, words="约谈", on=rota.begun, at=at(rota.begun)
        )


def cost(account: Account, address: str) -> int:
    """Return how many queries the second opening of a page asks; the first one warms what is cached."""
    client = at_desk(account)
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return len(asked)


def test_pages_cost_the_same_however_much_is_on_them(rota: Rota) -> None:
    day = rota.days()[1]
    hold(rota, 1)
    pages = [
        (rota.cast.registrar, "/desk/days/"),
        (rota.cast.registrar, f"/desk/days/{day.pk}/"),
        (rota.cast.office_leader, "/desk/leader/day/"),
        (rota.cast.office_leader, "/desk/held/"),
    ]
    before = [cost(*page) for page in pages]
    busy(rota)
    hold(rota, 4)
    after = [cost(*page) for page in pages]
    assert after == [8, 14, 9, 6], (before, after)


def test_the_leaders_page_counts_what_waits_for_a_signature_and_shows_the_own_cases(
    cast: Cast, today: date
) -> None:
    Walk(cast).to_approving(today)
    page = words(at_desk(cast.leader).get("/desk/leader/day/"))
    assert "1 件等您签发" in page
    assert "今天不是您的接访日" in page
    assert "件等您签发" not in words(at_desk(cast.other_leader).get("/desk/leader/day/"))


def test_a_swap_is_asked_on_the_days_page_and_answered_on_the_others(rota: Rota) -> None:
    first, second = rota.days()[:2]
    asks, answers = at_desk(rota.first), at_desk(rota.second)
    said = {"act": "swap", "other": str(second.pk), "reason": "到市里开会"}
    assert asks.post(f"/desk/days/{first.pk}/", said).status_code == 302
    swap = f"/desk/days/swaps/{days.open_swaps(rota.leader(second))[0].pk}/"
    assert "同意调班" not in words(asks.get("/desk/leader/day/"))
    assert "到市里开会" in words(answers.get("/desk/leader/day/"))
    assert at_desk(rota.cast.leader).post(swap, {"agree": "yes"}).status_code == 404
    answers.post(swap, {"agree": "yes"})
    assert [each.leader_id for each in rota.days()[:2]] == [rota.second.pk, rota.first.pk]


def test_the_planner_sees_the_gaps_of_every_unit_and_publishes_once(rota: Rota) -> None:
    page = words(at_desk(rota.cast.registrar).get("/desk/days/"))
    assert "往后每个工作日都有领导" in page
    assert "公布这个月" not in page
    assert re.search(r"通江县住房和城乡建设局 ?（ ?还缺 \d+ 天", page)
    other = at_desk(rota.cast.registrar).get(f"/desk/days/?organ={rota.cast.housing.pk}")
    assert "个工作日没有领导" in words(other)
    own = at_desk(rota.cast.township_registrar).get("/desk/days/")
    assert "诺水河镇" in words(own)
    assert "住房和城乡建设局" not in words(own)


def refusal(client: Client, day: LeaderDay, walk: Walk, **changed: str) -> str:
    """Return what the booking page says to a code, without what differs from one visit to the next."""
    code = {"code": walk.matter.query_code or "", "tail": "5678"}
    answer = client.post(f"/leaders/{day.pk}/", ASKED | code | changed)
    assert answer.status_code == 422
    page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", answer.content.decode())
    return page.replace(code["code"], "")


def test_a_sealed_matter_is_booked_like_any_other_and_never_named(rota: Rota) -> None:
    cast, day = rota.cast, rota.days()[1]
    sealed, plain = (Walk(cast).hand_in(rota.begun - timedelta(days=100), title=t) for t in ("甲", "乙"))
    for walk in sealed, plain:
        walk.register(rota.begun - timedelta(days=100))
    sealed.classify(rota.begun - timedelta(days=100), Purpose.ACCUSATION, "", concerns_id=cast.housing.id)
    plain.classify(rota.begun - timedelta(days=100))
    client = Client()
    assert sealed.matter.sealed
    said = refusal(client, day, sealed)
    assert said == refusal(client, day, plain)
    assert "请用一两句话写明要反映什么" in said
    wrong = refusal(client, day, sealed, tail="0000")
    assert wrong == refusal(client, day, plain, tail="0000")
    assert not DayBooking.objects.exists()
    made = client.post(
        f"/leaders/{day.pk}/",
        ASKED | {"code": sealed.matter.query_code or "", "tail": "5678", "reason": "想当面说"},
    )
    assert made.status_code == 200
    assert DayBooking.objects.get().subject_id is None


def test_a_code_says_how_far_the_matter_is_whatever_was_ticked(rota: Rota) -> None:
    walk = Walk(rota.cast).to_handling(rota.begun)
    said = refusal(Client(), rota.days()[1], walk, reason="想催一催", stage="answered")
    assert "正在期限内办理" in said


def test_the_kiosk_shows_who_receives_and_checks_an_appointment_in(cast: Cast) -> None:
    with on_day(date(2026, 11, 23)), time_machine.travel(at(date(2026, 11, 23)), tick=False):
        rota = make_rota(cast, date(2026, 11, 23))
        make_hall(cast)
        booked = rota.book(rota.days()[0])
        kiosk = Client()
        page = words(kiosk.get("/hall/hall/kiosk/"))
        assert "孙建业" in page
        assert "李桂兰" not in page
        arrived = kiosk.post("/hall/hall/kiosk/check-in/", {"code": booked.code.lower()})
        assert arrived.status_code == 200
        assert "09:00，局长 孙建业 接待您" in words(arrived)
        assert "李桂兰" not in words(arrived)
        booked.refresh_from_db()
        assert booked.status == "checked_in"
        again = kiosk.post("/hall/hall/kiosk/check-in/", {"code": booked.code})
        assert again.status_code == 422
        assert "已经报到过" in words(again)


def test_a_clerk_books_for_somebody_and_a_stranger_sees_no_day(rota: Rota) -> None:
    day = rota.days()[1]
    page = f"/desk/days/{day.pk}/"
    client = at_desk(rota.cast.registrar)
    assert "查询码" not in words(client.get(page))
    assert client.post(page, ASKED | {"act": "book"}).status_code == 422
    assert client.post(page, ASKED | {"act": "book", "reason": "路灯"}).status_code == 302
    assert "李桂兰" in words(client.get(page))
    assert at_desk(rota.cast.handler).get(page).status_code == 404


def test_an_instruction_is_carried_out_on_the_records_page(rota: Rota) -> None:
    day = rota.days()[0]
    with time_machine.travel(at(day.day, 11), tick=False):
        found = rota.receive(day, rota.book(day))
        row = rota.instruct(found)
        page, unit = f"/desk/days/records/{found.pk}/", at_desk(rota.cast.handler)
        assert unit.post(page, {"act": f"progress-{row.pk}", "words": ""}).status_code == 422
        for act in ("progress", "report"):
            assert unit.post(page, {"act": f"{act}-{row.pk}", "words": "重做防水"}).status_code == 302
        leader = at_desk(rota.first)
        assert "等您确认" in words(leader.get("/desk/leader/day/"))
        assert leader.post(page, {"act": f"return-{row.pk}", "words": "还漏"}).status_code == 302
    row.refresh_from_db()
    assert (row.standing, Instruction.objects.count()) == ("open", 1)
