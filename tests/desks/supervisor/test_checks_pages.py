"""The pages of what is looked at again: who may, what is done and refused, figures open, what they cost."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from minqing.kernel.people.public import Account
from minqing.study.public import Exemplar
from minqing.supervision.public import backlog, quality
from tests.cast import Cast
from tests.desks.staff import at_desk
from tests.factories.checks import SAID, Looked
from tests.factories.path import Walk

pytestmark = pytest.mark.django_db
ROOT = "/desk/supervisor/"
ON = date(2026, 9, 16)


@pytest.fixture
def looked(cast: Cast, today: date) -> Looked:
    return Looked(cast, today)


def pages(looked: Looked) -> dict[str, str]:
    """Return every page of the folder by its name, each with something on it."""
    days = f"first={ON - timedelta(days=60)}&last={ON}"
    unit = f"kind=unit&key={looked.cast.housing.id}&sign=late&{days}"
    return {
        "quality": f"{ROOT}quality/",
        "sample": f"{ROOT}quality/samples/{looked.sample.pk}/",
        "reading": f"{ROOT}quality/readings/{looked.reading.pk}/",
        "problems": f"{ROOT}problems/",
        "problem": f"{ROOT}problems/{looked.problem.pk}/",
        "backlog": f"{ROOT}backlog/",
        "entry": f"{ROOT}backlog/{looked.entry.pk}/",
        "exemplars": f"{ROOT}exemplars/",
        "exemplar": f"{ROOT}exemplars/{looked.exemplar.pk}/",
        "mine": f"{ROOT}mine/",
        "league": f"{ROOT}league/?{days}",
        "league_rows": f"{ROOT}league/rows/?measure=timeliness&organ={looked.cast.housing.id}&{days}",
        "weak": f"{ROOT}weak/?{days}",
        "weak_rows": f"{ROOT}weak/rows/?{unit}",
        "weak_link": f"{ROOT}weak/link/?{unit}",
    }


def statuses(account: Account, addresses: dict[str, str]) -> dict[str, int]:
    client = at_desk(account)
    return {name: client.get(address).status_code for name, address in addresses.items()}


def test_the_supervisor_opens_every_page_and_others_only_what_is_theirs(looked: Looked) -> None:
    addresses = pages(looked)
    assert set(statuses(looked.cast.supervisor, addresses).values()) == {200}
    everybody = {"backlog", "exemplars", "mine"}
    for other in (looked.cast.other_handler, looked.cast.discipline_handler):
        opened = {name for name, status in statuses(other, addresses).items() if status == 200}
        assert opened == everybody
    # The organ that handles it: the entry of its matter, not yet the reading.
    own = {name for name, status in statuses(looked.cast.handler, addresses).items() if status == 200}
    assert own == everybody | {"entry"}
    assert 200 not in statuses(looked.cast.steward, addresses).values()


def test_a_sealed_matter_leaves_every_page(looked: Looked) -> None:
    addresses = pages(looked)
    number = str(looked.closed.matter.number)
    client = at_desk(looked.cast.supervisor)
    assert number in client.get(addresses["quality"]).content.decode()
    type(looked.closed.matter).objects.update(sealed=True, petitioner=None)
    assert client.get(addresses["reading"]).status_code == 404
    assert client.get(addresses["entry"]).status_code == 404
    for name in ("quality", "backlog", "mine", "sample", "league_rows", "weak_rows", "problems"):
        assert number not in client.get(addresses[name]).content.decode()


def post(account: Account, address: str, act: str, **said: Any) -> tuple[int, str]:
    answer = at_desk(account).post(address, {"act": act, **said})
    return answer.status_code, answer.content.decode()


def test_a_sample_is_drawn_read_sent_back_answered_and_judged_by_its_pages(looked: Looked) -> None:
    cast, supervisor = looked.cast, looked.cast.supervisor
    assert looked.closed.id
    status, page = post(supervisor, f"{ROOT}quality/", "draw", last_on=str(ON))
    assert status == 422
    assert "请抽取到昨天为止的事项" in page
    assert post(supervisor, f"{ROOT}quality/", "draw", last_on=str(ON - timedelta(days=1)))[0] == 302
    reading = quality.Reading.objects.get()
    address = f"{ROOT}quality/readings/{reading.pk}/"
    answers = {item.key: "yes" for item in quality.CHECKLIST}
    assert post(supervisor, address, "read", **answers | {"facts": "no"}, words="补")[0] == 422
    given = answers | {"facts": "no", "facts_words": "没有照片"}
    assert post(supervisor, address, "read", **given, words="补证据")[0] == 302
    assert "没有照片" in at_desk(cast.handler).get(address).content.decode()
    assert post(cast.handler, address, "judge", agree="yes", words="我觉得好")[0] == 422
    assert post(cast.handler, address, "reply", words=" ")[0] == 422
    assert post(cast.handler, address, "reply", words="已补照片")[0] == 302
    assert post(supervisor, address, "judge", agree="no", words="还差两张")[0] == 302
    assert post(cast.handler, address, "reply", words="都补了")[0] == 302
    assert post(supervisor, address, "judge", agree="yes", words="属实")[0] == 302
    reading.refresh_from_db()
    assert reading.status == quality.Status.SETTLED
    assert f"{ROOT}quality/?status=settled" in at_desk(supervisor).get(f"{ROOT}quality/").content.decode()


def test_a_problem_case_is_assigned_noted_and_ended_by_its_page(looked: Looked) -> None:
    cast, supervisor = looked.cast, looked.cast.supervisor
    address = f"{ROOT}problems/{looked.problem.pk}/"
    assert post(supervisor, address, "assign", account_id=str(cast.handler.pk), due_on=str(ON))[0] == 422
    other = str(looked.second.pk)
    assert post(supervisor, address, "assign", account_id=other, due_on=str(ON - timedelta(1)))[0] == 422
    assert post(supervisor, address, "assign", account_id=other, due_on=str(ON + timedelta(9)))[0] == 302
    assert post(looked.second, address, "note", words="已约谈")[0] == 302
    assert post(looked.second, address, "end", cause="policy", result="")[0] == 422
    assert post(looked.second, address, "end", cause="policy", result="已出台办法")[0] == 302
    page = at_desk(supervisor).get(address).content.decode()
    assert "已出台办法" in page
    assert 'id="act-' not in page


def test_a_backlog_entry_is_planned_proved_and_signed_by_its_page(looked: Looked) -> None:
    cast, address = looked.cast, f"{ROOT}backlog/{looked.entry.pk}/"
    plan = {"who": "刘志远 副局长", "how": "上门调解", "by": str(ON - timedelta(1))}
    assert post(cast.leader, address, "plan", **plan)[0] == 422
    assert post(cast.leader, address, "plan", **plan | {"by": str(ON + timedelta(30))})[0] == 302
    assert post(cast.handler, address, "note", words="谈过一次")[0] == 302
    status, page = post(cast.handler, address, "prove", result="签了协议")
    assert status == 422
    assert "没有证明不能销号" in page
    assert 'enctype="multipart/form-data"' in page


def test_an_exemplar_is_nominated_returned_amended_published_and_withdrawn_by_its_pages(
    looked: Looked, cast: Cast
) -> None:
    number = str(looked.closed.matter.number)
    named = SAID | {"title": "李桂兰的路修好了"}
    status, page = post(cast.supervisor, f"{ROOT}exemplars/", "nominate", number=number, **named)
    assert (status, "公布的文字里有个人信息" in page) == (422, True)
    assert post(cast.supervisor, f"{ROOT}exemplars/", "nominate", number="没有", **SAID)[0] == 422
    assert post(cast.supervisor, f"{ROOT}exemplars/", "nominate", number=number, **SAID)[0] == 302
    address = f"{ROOT}exemplars/{Exemplar.objects.get().pk}/"
    assert post(cast.supervisor, address, "review", agree="yes", words="好")[0] == 422
    assert post(looked.second, address, "review", agree="no", words="数字不准")[0] == 302
    assert post(cast.supervisor, address, "amend", **SAID | {"figures": "二十天"})[0] == 302
    assert post(looked.second, address, "review", agree="yes", words="属实")[0] == 302
    assert post(looked.second, address, "publish")[0] == 302
    public = at_desk(cast.handler).get("/exemplars/").content.decode()
    assert "村道二十天修好" in public
    assert "李桂兰" not in public
    assert number not in public
    assert post(looked.second, address, "withdraw", words="")[0] == 422
    assert post(looked.second, address, "withdraw", words="本人要求")[0] == 302
    assert "村道二十天修好" not in at_desk(cast.handler).get("/exemplars/").content.decode()


def test_nonsense_in_an_address_leads_back_or_is_ignored(looked: Looked) -> None:
    client = at_desk(looked.cast.supervisor)
    assert client.get(f"{ROOT}league/rows/?measure=volume&organ=x").status_code == 302
    assert client.get(f"{ROOT}weak/rows/?kind=person&sign=late").status_code == 302
    assert client.get(f"{ROOT}weak/link/?kind=unit&sign=x").status_code == 302
    assert client.get(f"{ROOT}weak/?first=2026-13-01&last=x").status_code == 200
    assert client.get(f"{ROOT}weak/rows/?kind=unit&key=x&sign=late").status_code == 200


def cost(account: Account, address: str) -> int:
    client = at_desk(account)
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return len(asked)


def test_lists_cost_the_same_however_long_they_are(looked: Looked) -> None:
    names = ("quality", "problems", "backlog", "exemplars", "mine", "league", "weak", "league_rows")
    addresses = pages(looked)
    before = {name: cost(looked.cast.supervisor, addresses[name]) for name in names}
    supervisor = looked.actor(looked.cast.supervisor)
    for _ in range(4):
        walk = Walk(looked.cast).to_handling()
        backlog.enter_backlog(
            actor=supervisor, petition_id=walk.id, reason="久拖", at=looked.entry.petition.received_at
        )
    after = {name: cost(looked.cast.supervisor, addresses[name]) for name in names}
    assert after == before
    assert max(after.values()) <= 16, after
