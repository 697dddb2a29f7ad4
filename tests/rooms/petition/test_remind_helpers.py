"""Organs that help others are reminded once a day of what is overdue and what is due soon."""

from datetime import timedelta

import pytest

from minqing.kernel.notifications.public import Notice
from minqing.petition.public import handling
from minqing.petition.reply.execution.sweeps import EVENT, remind_helpers
from tests.cast import make_cast
from tests.factories.path import FIRST_DAY, Walk, on_day

pytestmark = pytest.mark.django_db
DAY = FIRST_DAY


def test_what_an_organ_owes_others_is_told_once_a_day_to_whoever_works_there() -> None:
    walk = Walk(make_cast()).to_handling(DAY)
    cast = walk.cast
    with on_day(DAY) as at:
        row = handling.ask_co_opinion(
            actor=walk.actor(cast.handler, DAY),
            petition_id=walk.id,
            organ_id=cast.resources.id,
            question="土地是谁的？",
            due_on=DAY + timedelta(days=10),
            at=at,
        )
    with on_day(DAY + timedelta(days=6)):
        assert remind_helpers(DAY + timedelta(days=6)) == 0
    late = DAY + timedelta(days=11)
    with on_day(late):
        assert remind_helpers(late) == 2
        assert remind_helpers(late) == 0
    told = Notice.objects.filter(event_name=EVENT)
    assert {notice.account_id for notice in told} == {cast.other_handler.pk, cast.other_leader.pk}
    assert {notice.title for notice in told} == {"协办、执行：1件已超期，0件3日内到期"}
    with on_day(late) as at:
        handling.give_co_opinion(
            actor=walk.actor(cast.other_handler, late),
            petition_id=walk.id,
            co_handling_id=row.id,
            opinion="村集体",
            at=at,
        )
    following = late + timedelta(days=1)
    with on_day(following):
        assert remind_helpers(following) == 0
