"""The emergency track: a countdown on the desk of the few who must report next."""

from datetime import date, timedelta
from typing import Any

import time_machine

from minqing.petition.public import coming_in as coming
from tests.cast import Cast
from tests.desks.staff import TODAY, at_desk
from tests.factories.path import FIRST_DAY, Walk, at_noon

FOUND = at_noon(TODAY)


def marked(cast: Cast, walk: Walk) -> None:
    walk.to_registered(FIRST_DAY)
    coming.mark_urgent(
        actor=cast.actor(cast.registrar, TODAY), petition_id=walk.id, reason="山体有裂缝。", at=FOUND
    )


def test_the_next_level_counts_down_on_the_desk_until_it_is_told(
    cast: Cast, walk: Walk, today: date, client: Any
) -> None:
    marked(cast, walk)
    with time_machine.travel(FOUND + timedelta(minutes=10), tick=False):
        assert "还有20分钟" in at_desk(cast.registrar).get("/desk/registrar/").content.decode()
        assert "还有20分钟" in at_desk(cast.office_leader).get("/desk/leader/").content.decode()
        assert "等着报告" not in at_desk(cast.handler).get("/desk/handler/").content.decode()
    late = FOUND + timedelta(minutes=33)
    with time_machine.travel(late, tick=False):
        assert "超时3分钟" in at_desk(cast.registrar).get("/desk/registrar/").content.decode()
        coming.report_urgent(
            actor=cast.actor(cast.registrar, TODAY),
            petition_id=walk.id,
            to=coming.ReportedTo.OWN_LEADERSHIP,
            to_name="县委值班室",
            told_at=late,
            way="电话",
            at=late,
        )
        shown = at_desk(cast.registrar).get("/desk/registrar/").content.decode()
        assert "还有27分钟" in shown
        assert "相关主管部门" in shown
        page = at_desk(cast.registrar).get(f"/desk/matters/{walk.id}/").content.decode()
    assert "33分钟内报告" in page
    assert "不是法定期限" in page
