"""外出与代办: a page for everybody at work, with deputies and the caseload, without JavaScript."""

from datetime import date, timedelta

import pytest

from minqing.kernel.people.public import Absence, Duty, Post
from minqing.petition.models import Handover
from tests.cast import Cast
from tests.desks.staff import at_desk
from tests.desks.staff import cast as cast  # noqa: PLC0414 - a fixture
from tests.factories.path import Walk, on_day

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 23)
LAST = DAY + timedelta(days=4)
AWAY = "/desk/away/"


def test_a_handler_leaves_and_comes_back(cast: Cast) -> None:
    walk = Walk(cast).to_handling(DAY - timedelta(days=20))
    with on_day(DAY):
        handler = at_desk(cast.handler)
        page = handler.get(AWAY).content.decode()
        assert "外出与代办" in page
        assert "陈𠮷" in page
        post = Post.objects.get(account=cast.handler)
        sent = {
            "first": DAY.isoformat(),
            "last": LAST.isoformat(),
            "reason": "下乡蹲点",
            f"post-{post.pk}": "",
            "recipients": [str(cast.second_handler.pk)],
        }
        assert handler.post(AWAY, sent).status_code == 302
        assert walk.matter.handler_id == cast.second_handler.pk
        page = handler.get(AWAY).content.decode()
        assert "外出中" in page
        assert "下乡蹲点" in page
        case = at_desk(cast.leader).get(f"/desk/matters/{walk.id}/").content.decode()
        assert "由王建国移交陈𠮷" in case
        absence = Absence.objects.get()
        assert handler.post(f"{AWAY}absences/{absence.pk}/end/").status_code == 302
    assert walk.matter.handler_id == cast.handler.pk
    assert Handover.objects.get().status == "returned"


def test_a_leader_names_a_deputy_who_then_finds_the_desk(cast: Cast) -> None:
    with on_day(DAY):
        leader, deputy = at_desk(cast.leader), at_desk(cast.second_handler)
        assert deputy.get("/desk/leader/").status_code == 403
        post = Post.objects.get(account=cast.leader, duty=Duty.LEADER.value)
        sent = {
            "first": DAY.isoformat(),
            "last": LAST.isoformat(),
            "reason": "出差",
            f"post-{post.pk}": str(cast.second_handler.pk),
        }
        assert leader.post(AWAY, sent).status_code == 302
        assert deputy.get("/desk/leader/").status_code == 200
        page = deputy.get(AWAY).content.decode()
        assert "副局长（代）" in page
        assert "刘志远" in page
    with on_day(LAST + timedelta(days=1)):
        assert at_desk(cast.second_handler).get("/desk/leader/").status_code == 403


def test_refusals_come_back_at_the_form(cast: Cast) -> None:
    with on_day(DAY):
        leader = at_desk(cast.leader)
        sent = {"first": "2026-11-20", "last": "2026-11-21", "reason": "补记"}
        answer = leader.post(AWAY, sent)
        assert answer.status_code == 422
        assert "不能补记代办" in answer.content.decode()
    assert not Absence.objects.exists()


def test_a_leader_hands_over_for_somebody_and_strangers_may_not(cast: Cast) -> None:
    walk = Walk(cast).to_handling(DAY - timedelta(days=20))
    address = f"{AWAY}{cast.handler.pk}/hand-over/"
    sent = {
        "organ": str(cast.housing.pk),
        "recipients": [str(cast.second_handler.pk)],
        "reason": "调离",
        "last": "",
    }
    with on_day(DAY):
        assert at_desk(cast.other_leader).post(address, sent).status_code == 404
        assert at_desk(cast.second_handler).get(f"{AWAY}?who={cast.handler.pk}").status_code == 404
        leader = at_desk(cast.leader)
        assert "王建国承办的 1 件" in leader.get(f"{AWAY}?who={cast.handler.pk}").content.decode()
        assert leader.post(address, sent).status_code == 302
        assert at_desk(cast.steward).get(f"{AWAY}?who={cast.handler.pk}").status_code == 200
    assert walk.matter.handler_id == cast.second_handler.pk
    assert Handover.objects.get().status == "permanent"


def test_the_rules_behind_a_clock_are_a_public_page(cast: Cast) -> None:
    page = at_desk(cast.handler).get("/law/cxg22/").content.decode()
    assert 'id="HANDLE"' in page
    assert "听证所需时间不算在内" in page
    assert at_desk(cast.handler).get("/law/nothing/").status_code == 404
