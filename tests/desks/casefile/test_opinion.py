"""Drafting: saved by itself, two writers told, sent back with the reason, the PDF before it is issued."""

from datetime import date
from typing import Any

from minqing.petition.public import Opinion
from tests.cast import Cast
from tests.desks.staff import at_desk
from tests.factories.path import Walk


def draft(walk: Walk, reason: str, **more: Any) -> dict[str, Any]:
    requests = list(walk.matter.requests.all())
    return {
        "facts": "路基塌方长十二米。",
        "request": [str(r.id) for r in requests] + ["nonsense"],
        **{f"outcome-{r.id}": "support" for r in requests},
        **{f"reason-{r.id}": reason for r in requests},
        **{f"basis-{r.id}": "《公路法》第三十五条" for r in requests},
        **more,
    }


def test_the_draft_saves_itself_and_counts_its_versions(cast: Cast, walk: Walk, today: date) -> None:
    walk.to_handling()
    client, here = at_desk(cast.handler), f"/desk/matters/{walk.id}/opinion/"
    first = client.post(f"{here}autosave/", draft(walk, "施工队𠮷已进场。")).json()
    assert "已自动保存" in first["words"]
    second = client.post(f"{here}autosave/", draft(walk, "改了一句。", version=first["version"])).json()
    assert second["version"] == first["version"] + 1
    assert "改了一句。" in client.get(here).content.decode()


def test_of_two_writers_the_later_one_sees_both_texts_and_loses_neither(
    cast: Cast, walk: Walk, today: date
) -> None:
    walk.to_handling()
    client, here = at_desk(cast.handler), f"/desk/matters/{walk.id}/opinion/"
    version = client.post(f"{here}autosave/", draft(walk, "原来的。")).json()["version"]
    client.post(f"{here}autosave/", draft(walk, "对方的。", version=version))
    late = draft(walk, "我写的。", version=version)
    assert client.post(f"{here}autosave/", late).status_code == 409
    answer = client.post(here, {**late, "then": "save"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "这期间有人改过这份草稿" in page
    assert "我写的。" in page
    assert "对方的。" in page
    assert Opinion.objects.get().answers.filter(reason="对方的。").count() == 2


def test_an_incomplete_opinion_is_not_sent_up_and_each_gap_is_named(
    cast: Cast, walk: Walk, today: date
) -> None:
    walk.to_handling()
    answer = at_desk(cast.handler).post(f"/desk/matters/{walk.id}/opinion/", draft(walk, "", then="submit"))
    assert answer.status_code == 422
    assert "第1项请求的理由" in answer.content.decode()
    assert Opinion.objects.get().status == "draft"


def test_what_the_leader_sends_back_stands_above_the_draft(cast: Cast, walk: Walk, today: date) -> None:
    walk.to_approving()
    at_desk(cast.leader).post(f"/desk/matters/{walk.id}/do/send_back/", {"reason": "请写明竣工日期"})
    assert "请写明竣工日期" in at_desk(cast.handler).get(f"/desk/matters/{walk.id}/opinion/").content.decode()


def test_the_paper_can_be_seen_before_it_is_issued_and_after(cast: Cast, walk: Walk, today: date) -> None:
    walk.to_approving()
    leader = at_desk(cast.leader)
    answer = leader.get(f"/desk/matters/{walk.id}/opinion/preview.pdf")
    assert answer.content.startswith(b"%PDF")
    opinion = walk.approve(today)
    issued = leader.get(f"/desk/matters/{walk.id}/papers/{opinion.document_id}.pdf")
    assert (issued.status_code, issued.headers["Content-Type"]) == (200, "application/pdf")
    stranger = at_desk(cast.other_leader)
    assert stranger.get(f"/desk/matters/{walk.id}/papers/{opinion.document_id}.pdf").status_code == 404


def test_somebody_else_of_the_organ_cannot_write_the_opinion(cast: Cast, walk: Walk, today: date) -> None:
    walk.to_handling()
    answer = at_desk(cast.second_handler).post(f"/desk/matters/{walk.id}/opinion/", draft(walk, "越权"))
    assert answer.status_code in {404, 422}
    assert Opinion.objects.count() == 0
