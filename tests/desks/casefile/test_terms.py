"""延期、中止在案卷页上: two people, two steps, and everything can be read again."""

from datetime import date

import pytest

from minqing.petition.matter.models import RunningClock
from minqing.petition.models import TermRequest
from minqing.petition.public import resident_view
from tests.cast import make_cast
from tests.desks.staff import at_desk
from tests.factories.path import Walk, on_day

pytestmark = pytest.mark.django_db
RECEIVED, ACCEPTED, DAY = date(2026, 9, 14), date(2026, 9, 29), date(2026, 11, 20)
WHY = "需要等待专家组鉴定结论"


@pytest.fixture
def walk() -> Walk:
    return Walk(make_cast()).to_referred(RECEIVED).accept(ACCEPTED)


def test_an_extension_goes_from_the_handler_over_the_leader_to_the_petitioner(walk: Walk) -> None:
    here = f"/desk/matters/{walk.id}/"
    with on_day(DAY):
        handler = at_desk(walk.cast.handler)
        page = handler.get(f"{here}?do=extend").content.decode()
        assert "最多30日" in page
        refused = handler.post(f"{here}do/extend/", {"days": "31", "reason": WHY})
        assert refused.status_code == 422
        assert "1日至30日" in refused.content.decode()
        assert handler.post(f"{here}do/extend/", {"days": "30", "reason": WHY}).status_code == 302
        page = handler.get(here).content.decode()
        assert "等负责人审批" in page
        assert 'data-move="approve_term"' not in page
        leader = at_desk(walk.cast.leader)
        assert "等您审批的延期、中止 1 件" in leader.get("/desk/leader/").content.decode()
        page = leader.get(f"{here}?do=approve_term").content.decode()
        assert WHY in page
        assert "12月28日" in page
        assert leader.post(f"{here}do/approve_term/", {"opinion": "同意"}).status_code == 302
        page = leader.get(here).content.decode()
        assert "已延长30日" in page
        assert "延期告知书" in page
    clock = RunningClock.objects.get(petition_id=walk.id, term="HANDLE")
    with on_day(DAY):
        story = leader.get(f"{here}clocks/{clock.id}/").content.decode()
    assert "刘志远" in story
    assert "第三十四条" in story
    assert "/law/" in story
    assert "延长期第30日" in story


def test_a_refusal_and_a_pause_are_offered_where_they_lead(walk: Walk) -> None:
    here = f"/desk/matters/{walk.id}/"
    with on_day(DAY):
        handler, leader = at_desk(walk.cast.handler), at_desk(walk.cast.leader)
        assert "鉴定、勘验所需时间" in handler.get(f"{here}?do=pause").content.decode()
        asked = handler.post(f"{here}do/pause/", {"ground": "APPRAISAL", "reason": "已委托鉴定"})
        assert asked.status_code == 302
        assert leader.post(f"{here}do/refuse_term/", {"reason": ""}).status_code == 422
        assert leader.post(f"{here}do/refuse_term/", {"reason": "不需要"}).status_code == 302
        handler.post(f"{here}do/pause/", {"ground": "APPRAISAL", "reason": "已委托鉴定"})
        assert leader.post(f"{here}do/approve_term/", {"opinion": ""}).status_code == 302
        page = handler.get(here).content.decode()
        assert "中止，不计天数" in page
        assert 'data-move="resume"' in page
        assert handler.post(f"{here}do/resume/", {"reason": "收到鉴定报告"}).status_code == 302
    assert [r.status for r in TermRequest.objects.order_by("applied_at", "id")] == ["refused", "approved"]


def test_the_petitioner_reads_of_the_extension_in_plain_words(walk: Walk) -> None:
    with on_day(DAY):
        handler, leader = at_desk(walk.cast.handler), at_desk(walk.cast.leader)
        handler.post(f"/desk/matters/{walk.id}/do/extend/", {"days": "30", "reason": WHY})
        leader.post(f"/desk/matters/{walk.id}/do/approve_term/", {"opinion": ""})
        view = resident_view(walk.matter, DAY)
    said = next(each for each in view.clocks if each.moved)
    assert "批准延长30日" in said.moved[0]
    assert WHY in said.moved[0]
    assert "2026年12月28日" in said.said
