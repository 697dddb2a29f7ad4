"""接谈 through its pages: earlier matters, a matter from a visit, an answer on the spot, the sheets."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from minqing.kernel.clock.public import now
from minqing.kernel.ledger.public import entries_of
from minqing.kernel.people.public import Account
from minqing.petition.public import Petition, State
from minqing.reception.public import hall as halls
from minqing.reception.public.hall import Standing, Ticket
from minqing.reception.public.visits import Visit
from tests.desks.staff import at_desk
from tests.factories.hall import KIOSK, HallSet

pytestmark = pytest.mark.django_db

SAID = {
    "identity": "named",
    "name": "李桂兰",
    "telephone": "13800005678",
    "people_count": "1",
    "body": "春江路的路灯半年不亮，晚上摔了两个老人。",
    "requests": "修好路灯",
    "oral": "on",
}


def talking(hall: HallSet, account: Account, **facts: Any) -> Ticket:
    """A number that is being received at the first window by this person."""
    actor = hall.cast.actor(account)
    ticket = halls.issue_number(
        actor=KIOSK, hall_id=hall.hall.id, service_id=hall.services["A"].id, at=now(), **facts
    )
    halls.open_window(actor=actor, window_id=hall.windows[0].id, at=now())
    halls.call_number(actor=actor, window_id=hall.windows[0].id, ticket_id=ticket.id, at=now())
    halls.begin_talk(actor=actor, ticket_id=ticket.id, at=now())
    return Ticket.objects.get(pk=ticket.pk)


def page_of(ticket: Ticket) -> str:
    return f"/desk/counter/numbers/{ticket.id}/work/"


def test_a_registrar_makes_a_registered_matter_of_a_group_with_its_representatives(hall: HallSet) -> None:
    registrar = hall.cast.registrar
    ticket = talking(hall, registrar, group_size=7)
    halls.add_ticket_note(
        actor=hall.cast.actor(registrar), ticket_id=ticket.id, text="工资拖欠，名单已收", at=now()
    )
    desk = at_desk(registrar)
    page = desk.get(page_of(ticket)).content.decode()
    assert "工资拖欠，名单已收</textarea>" in page, "what the windows noted is not typed again"
    assert 'value="7"' in page
    many = "\n".join(f"王建国{n} 1380000567{n}" for n in range(6))
    refused = desk.post(page_of(ticket), SAID | {"then": "registered", "speakers": many})
    assert refused.status_code == 422
    assert "代表人数不得超过5人" in refused.content.decode()
    assert not Petition.objects.exists()
    sent = SAID | {"then": "registered", "speakers": "王建国 13800005679\n陈𠮷 13800005670"}
    answer = desk.post(page_of(ticket), sent, follow=True)
    matter = Petition.objects.get()
    page = answer.content.decode()
    assert matter.number
    assert matter.number in page
    assert matter.query_code in page, "the receipt is there to print"
    assert (matter.state, matter.channel, matter.people_count) == (State.REGISTERED, "visit", 7)
    assert {each.name for each in matter.joiners.all()} >= {"王建国", "陈𠮷"}
    ticket.refresh_from_db()
    assert (ticket.standing, ticket.outcome, ticket.subject_id) == (
        Standing.FINISHED,
        "registered",
        matter.id,
    )
    visit = Visit.objects.get()
    assert (visit.what, visit.title, visit.persons.count()) == ("", "", 0), (
        "the words live in the matter alone"
    )
    again = desk.get(f"/desk/counter/visits/{visit.id}/").content.decode()
    assert matter.query_code not in again, "the code is shown once"
    assert "reception.visit_recorded" in {entry.name for entry in entries_of(ticket.id)}


def test_people_at_the_counter_hand_in_and_the_registrar_registers(hall: HallSet) -> None:
    clerk = hall.clerks[0]
    ticket = talking(hall, clerk)
    at_desk(clerk).post(page_of(ticket), SAID | {"then": "registered"})
    matter = Petition.objects.get()
    assert matter.state == State.RECEIVED
    assert matter.received_by_id == hall.hall.organ_id


def test_who_came_before_is_found_by_the_telephone_and_the_words_join_the_old_matter(hall: HallSet) -> None:
    registrar = hall.cast.registrar
    desk = at_desk(registrar)
    first = talking(hall, registrar)
    desk.post(page_of(first), SAID | {"then": "registered"})
    matter = Petition.objects.get()
    second = talking(hall, registrar)
    look = {"then": "look", "identity": "named", "people_count": "1", "name": "李桂兰"}
    assert matter.number not in desk.post(page_of(second), look).content.decode(), "a name finds nobody"
    page = desk.post(page_of(second), look | {"telephone": "138 0000 5678"}).content.decode()
    assert matter.number in page
    assert "修好路灯" not in page
    wrong = desk.post(page_of(second), SAID | {"then": "joined", "joined_other": "没有这个编号"})
    assert wrong.status_code == 422
    desk.post(page_of(second), SAID | {"then": "joined", "joined": matter.number, "body": "又坏了一盏"})
    second.refresh_from_db()
    assert (second.outcome, second.subject_id) == ("joined", matter.id)
    assert matter.notes.filter(text__contains="又坏了一盏").exists()
    assert Petition.objects.count() == 1


def test_a_matter_kept_from_the_window_is_not_found_there(hall: HallSet) -> None:
    registrar = hall.cast.registrar
    first = talking(hall, registrar)
    at_desk(registrar).post(page_of(first), SAID | {"then": "registered"})
    number = Petition.objects.get().number
    clerk = hall.clerks[0]
    second = talking(hall, clerk)
    page = at_desk(clerk).post(page_of(second), SAID | {"then": "look"}).content.decode()
    assert number not in page
    assert "请登记员来看" in page
    Petition.objects.update(sealed=True, petitioner=None, petitioner_name="")
    assert number not in at_desk(registrar).post(page_of(second), SAID | {"then": "look"}).content.decode()


@pytest.mark.parametrize(
    ("outcome", "words"),
    [("answered", "当场答复"), ("advised", "政策解释"), ("settled", "当场化解"), ("guided", "引导")],
)
def test_what_is_answered_on_the_spot_says_how_and_is_printed(
    hall: HallSet, outcome: str, words: str
) -> None:
    clerk = hall.clerks[0]
    ticket = talking(hall, clerk)
    desk = at_desk(clerk)
    empty = desk.post(page_of(ticket), SAID | {"then": outcome})
    assert empty.status_code == 422
    assert SAID["body"] in empty.content.decode(), "nothing typed is lost"
    said = SAID | {"then": outcome, "answer": "已联系路灯管理所，明天上午修好。"}
    page = desk.post(page_of(ticket), said, follow=True).content.decode()
    assert words in page
    assert "明天上午修好" in page
    visit = Visit.objects.get()
    assert [each.name for each in visit.persons.all()] == ["李桂兰"]
    assert not Petition.objects.exists()
    outsider = at_desk(hall.clerks[1])
    assert outsider.get(f"/desk/counter/visits/{visit.id}/").status_code in {403, 404}
    assert desk.post(page_of(ticket), said).status_code == 302, "sent twice it is recorded once"
    assert Visit.objects.count() == 1


def test_earlier_visits_are_found_and_the_pages_cost_few_queries(hall: HallSet) -> None:
    clerk = hall.clerks[0]
    desk = at_desk(clerk)
    for _each in range(3):
        ticket = talking(hall, clerk)
        desk.post(page_of(ticket), SAID | {"then": "answered", "answer": "已答复"})
    ticket = talking(hall, clerk)
    with CaptureQueriesContext(connection) as queries:
        page = desk.post(page_of(ticket), SAID | {"then": "look"}).content.decode()
    assert page.count("/desk/counter/visits/") == 3
    assert len(queries) <= 16
    with CaptureQueriesContext(connection) as queries:
        page = desk.get(f"/desk/counter/halls/{hall.hall.id}/sheet/").content.decode()
    assert len(queries) <= 8
    assert "反映信访事项" in page
    with CaptureQueriesContext(connection) as queries:
        page = desk.get(f"/desk/counter/halls/{hall.hall.id}/numbers/?outcome=answered").content.decode()
    assert len(queries) <= 9
    assert page.count("当场答复") == 3


def test_the_sheet_of_a_month_counts_its_days_and_every_figure_opens(hall: HallSet) -> None:
    registrar = hall.cast.registrar
    desk = at_desk(registrar)
    ticket = talking(hall, registrar, group_size=6)
    desk.post(page_of(ticket), SAID | {"then": "registered"})
    halls.issue_number(actor=KIOSK, hall_id=hall.hall.id, service_id=hall.services["B"].id, at=now())
    base = f"/desk/counter/halls/{hall.hall.id}"
    page = desk.get(f"{base}/sheet/?month={now():%Y-%m}").content.decode()
    assert "按日" in page
    narrowed = desk.get(f"{base}/numbers/?month={now():%Y-%m}&groups=1").content.decode()
    assert Petition.objects.get().number in narrowed
    assert "B001" not in narrowed
    file = desk.get(f"{base}/sheet/?file=csv")
    assert "按业务" in b"".join(file).decode("utf-8-sig")
    earlier = now().date() - timedelta(days=3)
    assert "0 个号" in desk.get(f"{base}/numbers/?day={earlier}").content.decode()
    assert desk.get(f"{base}/sheet/?first=nonsense&last=2026-01-01").status_code == 200
