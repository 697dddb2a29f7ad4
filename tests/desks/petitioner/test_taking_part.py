"""On their page the petitioner applies for a hearing, answers an offer to mediate, and says what was done."""

from datetime import timedelta

import pytest
from django.test import Client

from minqing.petition import public as petitions
from minqing.petition.public import handling
from minqing.petition.public.handling import Execution, Hearing, Settlement
from tests.cast import Cast
from tests.factories.path import FIRST_DAY, Walk, on_day

DAY = FIRST_DAY


@pytest.fixture
def walk(county: Cast) -> Walk:
    return Walk(county)


@pytest.fixture
def mine(client: Client) -> Client:
    return client


def opened(client: Client, walk: Walk) -> Client:
    assert walk.handed is not None
    client.post("/matter/", {"code": walk.handed.query_code, "tail": "5678"})
    return client


def test_a_hearing_is_applied_for_with_a_reason_while_the_matter_is_handled(
    walk: Walk, client: Client
) -> None:
    walk.to_handling(DAY)
    with on_day(DAY):
        mine = opened(client, walk)
        assert "申请听证" in mine.get("/matter/now/").content.decode()
        assert mine.get("/matter/hearing/").status_code == 200
        assert "请写为什么要听证" in mine.post("/matter/hearing/", {"reason": " "}).content.decode()
        page = mine.post("/matter/hearing/", {"reason": "双方说法不一"}, follow=True).content.decode()
        assert "您申请了听证，办理单位还没有答复。" in page
        assert 'href="/matter/hearing/"' not in page
        again = mine.post("/matter/hearing/", {"reason": "再申请"})
        assert "听证已经申请或者安排了" in again.content.decode()
    assert Hearing.objects.get().reason == "双方说法不一"


def test_an_offer_to_mediate_is_answered_yes_and_then_no_and_costs_nothing(
    walk: Walk, client: Client
) -> None:
    walk.to_handling(DAY)
    due = walk.matter.due_on
    with on_day(DAY) as at:
        handling.propose_settlement(
            actor=walk.actor(walk.cast.handler, DAY),
            petition_id=walk.id,
            kind="mediation",
            other_party="某物业公司",
            mediator="何春梅",
            proposal="双方各让一步",
            at=at,
        )
        mine = opened(client, walk)
        page = mine.get("/matter/now/").content.decode()
        assert "双方各让一步" in page
        assert "不愿意不用说理由" in page
        page = mine.post("/matter/settlement/", {"do": "accept"}, follow=True).content.decode()
        assert "记下了：您愿意调解。" in page
        page = mine.post("/matter/settlement/", {"do": "refuse"}, follow=True).content.decode()
        assert "您不愿意调解。事项继续办理，期限照算。" in page
        page = mine.post("/matter/settlement/", {"do": "refuse"}, follow=True).content.decode()
        assert "现在没有在调解、和解。" in page
    assert Settlement.objects.get().status == "refused"
    assert walk.matter.due_on == due


def test_what_was_promised_is_shown_until_when_and_confirmed_or_disputed(walk: Walk, client: Client) -> None:
    walk.to_handling(DAY)
    walk.draft(DAY, execute_by=DAY + timedelta(days=20))
    walk.submit(DAY).approve(DAY)
    walk.deliver(DAY)
    first, second = handling.executions_of(walk.matter)
    with on_day(DAY) as at:
        mine = opened(client, walk)
        page = mine.get("/matter/now/").content.decode()
        assert "答应的事，办得怎样" in page
        assert "10月4日" in page
        assert "确实执行了" not in page
        handler = walk.actor(walk.cast.handler, DAY)
        for row in (first, second):
            handling.finish_execution(
                actor=handler, petition_id=walk.id, execution_id=row.id, evidence="验收单", at=at
            )
        assert "确实执行了" in mine.get("/matter/now/").content.decode()
        mine.post("/matter/execution/", {"execution": str(first.id), "do": "confirm"})
        page = mine.post(
            "/matter/execution/", {"execution": str(second.id), "do": "dispute", "said": " "}, follow=True
        ).content.decode()
        assert "请写明哪里没有执行到位" in page
        mine.post("/matter/execution/", {"execution": str(second.id), "do": "dispute", "said": "护栏没装"})
        assert mine.post("/matter/execution/", {"execution": "x"}).status_code == 404
    assert [row.status for row in Execution.objects.order_by("request__seq")] == ["confirmed", "disputed"]


def test_the_petitioners_page_of_a_plain_matter_asks_nothing_more(walk: Walk, client: Client) -> None:
    walk.to_handling(DAY)
    page_before = petitions.resident_view(walk.matter, DAY)
    with on_day(DAY):
        page = opened(client, walk).get("/matter/now/").content.decode()
    assert page_before.number in page
    assert "办理单位提议调解" not in page
    assert "答应的事" not in page
