"""登记一件: every channel on one page, to a number and a receipt in one press."""

from datetime import date, timedelta
from typing import Any

import pytest

from minqing.kernel.documents.public import DocumentKind, documents_of
from minqing.petition.models import Arrival, Joiner
from minqing.petition.public import Channel, Petition, State
from tests.cast import Cast
from tests.desks.staff import TODAY, at_desk
from tests.factories.path import FIRST_DAY, Walk

ADDRESS = "/desk/registrar/new/"


def said(**changed: Any) -> dict[str, Any]:
    return {
        "key": "k" * 20,
        "channel": "visit",
        "received_on": TODAY.isoformat(),
        "identity": "named",
        "name": "李桂兰",
        "telephone": "13800005678",
        "people_count": "1",
        "body": "村道塌方三个月没人修，学生绕行两公里。",
        "requests": "尽快修复\n说明为什么拖了三个月",
        "then": "next",
        **changed,
    }


@pytest.mark.parametrize("channel", [c for c in Channel if c is not Channel.ONLINE])
def test_each_channel_becomes_a_registered_matter(cast: Cast, today: date, channel: Channel) -> None:
    client = at_desk(cast.registrar)
    assert client.get(f"{ADDRESS}?channel={channel}").status_code == 200
    more = {"from_organ": "省信访局", "team": "驻村工作队", "label": "lx2026-000001"}
    answer = client.post(ADDRESS, said(channel=channel.value, **more))
    assert answer.status_code == 302, answer.content.decode()
    matter = Petition.objects.get()
    assert (matter.state, matter.channel) == (State.REGISTERED, channel)
    assert len(matter.requests.all()) == 2
    assert documents_of(matter.id).get().kind == DocumentKind.RECEIPT
    page = client.get(answer.headers["Location"]).content.decode()
    assert matter.number in page
    assert matter.query_code in page
    assert Arrival.objects.get().label == "LX2026-000001"


def test_pressed_twice_it_is_one_matter(cast: Cast, today: date) -> None:
    client = at_desk(cast.registrar)
    for _time in range(2):
        assert client.post(ADDRESS, said()).status_code == 302
    assert Petition.objects.count() == 1


def test_words_spoken_are_read_back_on_the_page_or_later_on_the_file(cast: Cast, today: date) -> None:
    client = at_desk(cast.registrar)
    client.post(ADDRESS, said(oral="on", confirmed="fingerprint", then="work"))
    client.post(ADDRESS, said(key="j" * 20, oral="on"))
    first, second = Petition.objects.order_by("id")
    assert first.arrival.read_back_by_id == cast.registrar.id
    page = client.get(f"/desk/matters/{second.id}/").content.decode()
    assert "还没有宣读确认" in page
    shown = client.get(f"/desk/matters/{second.id}/?do=confirm_words").content.decode()
    assert "宣读后怎样确认的" in shown
    answer = client.post(f"/desk/matters/{second.id}/do/confirm_words/", {"confirmed": "signed"})
    assert answer.status_code == 302
    assert "本人签名" in client.get(f"/desk/matters/{second.id}/").content.decode()


def test_six_representatives_of_a_visit_come_back_at_the_field_with_everything_typed(
    cast: Cast, today: date
) -> None:
    six = "\n".join(f"{name} 1390000000{number}" for number, name in enumerate("甲乙丙丁戊己"))
    client = at_desk(cast.registrar)
    answer = client.post(ADDRESS, said(people_count="40", speakers=six))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "代表人数不得超过5人" in page
    assert "村道塌方三个月没人修" in page
    five = "\n".join(six.splitlines()[:5])
    assert client.post(ADDRESS, said(people_count="40", speakers=five)).status_code == 302
    assert Joiner.objects.filter(representative=True).count() == 5


def test_days_that_cannot_be_are_told_at_their_field(cast: Cast, today: date) -> None:
    client = at_desk(cast.registrar)
    tomorrow = (TODAY + timedelta(days=1)).isoformat()
    for changed in (
        {"received_on": tomorrow},
        {"channel": "letter", "happened_on": tomorrow},
        {"received_on": "nonsense"},
        {"channel": "online"},
    ):
        assert client.post(ADDRESS, said(**changed)).status_code == 422
    assert not Petition.objects.exists()


def test_of_an_anonymous_one_no_name_is_kept(cast: Cast, today: date) -> None:
    at_desk(cast.registrar).post(ADDRESS, said(identity="anonymous"))
    matter = Petition.objects.get()
    assert (matter.petitioner_name, matter.petitioner_id) == ("匿名", None)


def test_who_asked_for_confidence_is_named_in_full_only_where_it_is_dealt_with(
    cast: Cast, today: date
) -> None:
    client = at_desk(cast.registrar)
    client.post(ADDRESS, said(identity="confidential", then="work"))
    matter = Petition.objects.get()
    address = f"/desk/matters/{matter.id}/"
    assert "李桂兰" in client.get(address).content.decode().split('id="people"')[1]
    sent = {
        "title": "村道塌方",
        "purpose": "claim",
        "procedure": "31-6",
        "organ_id": str(cast.housing.id),
        "mode": "transfer",
        "then": "refer",
    }
    assert client.post(f"/desk/registrar/{matter.id}/", sent).status_code == 302
    for account, full in ((cast.leader, True), (cast.registrar, False), (cast.supervisor, False)):
        page = at_desk(account).get(address).content.decode().split('id="people"')[1]
        assert ("李桂兰" in page.split("</section>")[0]) is full
    letter = documents_of(matter.id).get(kind=DocumentKind.REFERRAL_LETTER)
    assert letter.data["petitioner_name"] == "李**"
    listed = client.get("/desk/matters/?columns=all").content.decode().split('id="main"')[-1]
    assert "李**" in listed


def test_earlier_matters_are_offered_beside_the_letter(cast: Cast, today: date) -> None:
    first = Walk(cast).to_registered()
    new = Walk(cast).hand_in(FIRST_DAY)
    client = at_desk(cast.registrar)
    page = client.get(f"/desk/registrar/{new.id}/").content.decode()
    assert f"/desk/registrar/{new.id}/alike/" in page
    offered = client.get(f"/desk/registrar/{new.id}/alike/").content.decode()
    assert "同一位信访人" in offered
    number = first.matter.number
    assert number is not None
    chosen = client.get(f"/desk/registrar/{new.id}/", {"repeat": number}).content.decode()
    assert f'value="{number}"' in chosen
