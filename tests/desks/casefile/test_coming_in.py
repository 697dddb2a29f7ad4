"""The case page of what came in: every act of coming in is reachable by clicking, its panel tells it."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from minqing.petition.models import Joiner, Link
from minqing.petition.public import Petition, Track
from minqing.petition.public import coming_in as coming
from tests.cast import Cast
from tests.desks.staff import at_desk
from tests.factories.path import FIRST_DAY, Walk


def case(client: Client, walk: Walk, doing: str = "") -> str:
    answer = client.get(f"/desk/matters/{walk.id}/", {"do": doing} if doing else {})
    assert answer.status_code == 200
    return answer.content.decode()


def do(client: Client, walk: Walk, key: str, **said: Any) -> Any:
    return client.post(f"/desk/matters/{walk.id}/do/{key}/", said)


def test_a_plain_file_pays_for_no_panel(cast: Cast, walk: Walk, today: date) -> None:
    walk.to_registered()
    client = at_desk(cast.registrar)
    case(client, walk)
    with CaptureQueriesContext(connection) as queries:
        page = case(client, walk)
    tables = ("petition_arrival", "petition_joiner", "petition_link", "petition_urgency")
    assert not [q for q in queries.captured_queries if any(f'FROM "{t}"' in q["sql"] for t in tables)]
    for label in ("拆分", "关联·并案", "加共同信访人", "标为重大、紧急"):
        assert label in page


def test_a_mixed_letter_is_split_on_the_page(cast: Cast, walk: Walk, today: date) -> None:
    walk.to_registered()
    client = at_desk(cast.registrar)
    assert "分出去的请求" in case(client, walk, "split")
    second = walk.matter.requests.get(seq=2)
    said = {
        "requests": [str(second.id)],
        "title": "说明情况",
        "body": "请说明为什么拖了三个月。",
        "purpose": "claim",
        "procedure": "31-6",
    }
    assert do(client, walk, "split", **{**said, "requests": []}).status_code == 422
    assert do(client, walk, "split", **said).status_code == 302
    part = Petition.objects.exclude(pk=walk.id).get()
    assert (part.title, part.received_on) == ("说明情况", FIRST_DAY)
    here = case(client, walk)
    assert "分出来的" in here
    assert part.number in here
    assert "从这一件分来" in client.get(f"/desk/matters/{part.id}/").content.decode()
    # The petitioner opens each with its own code.
    assert part.query_code != walk.matter.query_code


def test_two_matters_are_merged_and_parted_again(cast: Cast, walk: Walk, today: date) -> None:
    other = Walk(cast).to_registered()
    walk.to_registered()
    client = at_desk(cast.registrar)
    wrong = do(client, walk, "link", number="没有〔2026〕9号", kind="merged", reason="同一段路")
    assert wrong.status_code == 422
    right = do(client, walk, "link", number=other.matter.number, kind="merged", reason="同一段路")
    assert right.status_code == 302
    assert "并案" in case(client, other)
    link = Link.objects.get()
    assert "解除哪一个" in case(client, other, "unlink")
    assert do(client, other, "unlink", link_id=str(link.id), reason="弄错了").status_code == 302
    assert 'id="links"' not in case(client, walk)


def test_who_joins_and_who_leaves_is_written_down(cast: Cast, walk: Walk, today: date) -> None:
    walk.to_registered()
    client = at_desk(cast.registrar)
    answer = do(client, walk, "add_joiner", name="王建国", telephone="13711112222", representative="on")
    assert answer.status_code == 302
    joiner = Joiner.objects.get()
    page = case(client, walk)
    for told in ("王建国", "137****2222", joiner.query_code, "推选代表 1 人"):
        assert told in page
    assert "13711112222" not in page
    assert do(client, walk, "drop_joiner", joiner_id=str(joiner.id), reason="来电说不告了").status_code == 302
    assert "退出" in case(client, walk)


def test_an_urgent_matter_goes_up_and_is_hidden_from_the_many(cast: Cast, walk: Walk, today: date) -> None:
    walk.to_registered().classify().refer(FIRST_DAY).accept(FIRST_DAY)
    leader, second = at_desk(cast.leader), at_desk(cast.second_handler)
    assert second.get(f"/desk/matters/{walk.id}/").status_code == 200
    assert do(leader, walk, "mark_urgent", reason="百余人准备上路堵车").status_code == 302
    assert walk.matter.track == Track.URGENT
    assert "还没有报告" in case(leader, walk)
    assert second.get(f"/desk/matters/{walk.id}/").status_code == 404
    assert str(walk.id) not in second.get("/desk/handler/").content.decode()
    report = {"to": "own_leadership", "to_name": "县委办公室值班室", "told_at": "2026-09-16T11:30"}
    assert do(leader, walk, "end_urgency", reason="散了").status_code == 422
    assert do(leader, walk, "report_urgent", **report).status_code == 302
    page = case(leader, walk)
    assert "县委办公室值班室" in page
    assert "2026-09-16 11:30" in page
    assert do(leader, walk, "end_urgency", reason="散了").status_code == 302
    assert second.get(f"/desk/matters/{walk.id}/").status_code == 200


@pytest.mark.parametrize("told_at", ["2026-09-15T11:30", "2026-09-17T11:30", "昨天"])
def test_a_report_is_dated_between_the_finding_and_now(
    cast: Cast, walk: Walk, today: date, told_at: str
) -> None:
    walk.to_registered()
    client = at_desk(cast.registrar)
    do(client, walk, "mark_urgent", reason="百余人准备上路堵车")
    said = {"to": "own_leadership", "to_name": "县委办公室", "told_at": told_at}
    assert do(client, walk, "report_urgent", **said).status_code == 422
    assert coming.urgencies_of(walk.matter)[0].reports.count() == 0
