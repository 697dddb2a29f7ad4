"""A hearing amid handling: applied for, announced in time, held, concluded (信访工作条例 31[6])."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from minqing.kernel.documents.public import documents_of
from minqing.kernel.law.public import Conflict, Incomplete, NotAllowed, TooLate
from minqing.kernel.ledger.public import entries_of
from minqing.petition import public as petitions
from minqing.petition.public import State, handling
from minqing.petition.public.handling import Ground, Hearing, HearingPlan, HearingTable, seats_of
from tests.cast import make_cast
from tests.factories.path import FIRST_DAY, Walk, on_day

pytestmark = pytest.mark.django_db
DAY = FIRST_DAY
HELD = DAY + timedelta(days=7)
SEATS = "信访人 李桂兰\n承办人员 王建国 住房和城乡建设局\n听证员 何春梅 县人大代表\n律师 吴㛃"
PLAN = HearingPlan(
    held_on=HELD,
    times="9时30分",
    place="信访局听证室",
    host="赵明山",
    recorder="陈𠮷",
    seats=seats_of(SEATS),
    is_public=True,
    closed_reason="",
    ground=Ground.COMPLEX,
    reason="涉及三十户的通行",
)
TABLE = HearingTable("问：主持人问李桂兰，路哪天塌的？\n答：六月三日。", "已宣读，各方签名")


def announce(walk: Walk, plan: HearingPlan = PLAN, day: date = DAY) -> Hearing:
    with on_day(day) as at:
        return handling.announce_hearing(
            actor=walk.actor(walk.cast.handler, day), petition_id=walk.id, plan=plan, at=at
        )


def hold(walk: Walk, day: date) -> Hearing:
    with on_day(day) as at:
        return handling.hold_hearing(
            actor=walk.actor(walk.cast.handler, day), petition_id=walk.id, table=TABLE, at=at
        )


def conclude(walk: Walk, day: date, votes: tuple[int, int, int]) -> Hearing:
    with on_day(day) as at:
        return handling.conclude_hearing(
            actor=walk.actor(walk.cast.handler, day),
            petition_id=walk.id,
            facts="塌方属实",
            conclusion="请求应予支持",
            votes=votes,
            at=at,
        )


def test_a_hearing_asked_for_is_announced_held_and_concluded_before_the_opinion_goes_up() -> None:
    walk = Walk(make_cast()).to_handling(DAY)
    due = walk.matter.due_on
    walk.draft(DAY)
    with on_day(DAY) as at:
        handling.apply_for_hearing(
            actor=petitions.petitioner_of(walk.matter), petition_id=walk.id, reason="说法不一", at=at
        )
    with pytest.raises(Conflict) as refusal:
        walk.submit(DAY)
    assert "信访人申请听证，还没有答复" in refusal.value.reason

    hearing = announce(walk)
    assert (hearing.status, hearing.ground, hearing.noticed_on) == ("noticed", "application", DAY)
    with pytest.raises(Conflict):
        walk.submit(DAY)
    with pytest.raises(Conflict):
        hold(walk, HELD - timedelta(days=1))
    hold(walk, HELD)
    with pytest.raises(Conflict):
        walk.submit(HELD)
    with pytest.raises(Incomplete):
        conclude(walk, HELD, (1, 1, 0))
    conclude(walk, HELD, (2, 1, 0))
    # At the first level no day is left out (36(2)).
    assert walk.matter.due_on == due
    walk.submit(HELD)
    opinion = walk.approve(HELD)
    papers = {paper.kind: paper for paper in documents_of(walk.id)}
    assert {"hearing_notice", "hearing_record", "hearing_opinion"} <= set(papers)
    assert papers["hearing_opinion"].data["votes"] == "参加评议3人：赞成2票，反对1票，弃权0票。"
    assert "听证意见：请求应予支持" in papers["handling_opinion"].data["facts"]
    assert opinion.status == "issued"


def test_a_notice_too_short_and_a_host_who_investigated_are_refused_and_nothing_is_written() -> None:
    walk = Walk(make_cast()).to_handling(DAY)
    with on_day(DAY) as at:
        draft = handling.RecordDraft(
            "in_person", DAY, "9时至10时", "村委会", "孙建业", "陈𠮷", "马䶮", "问：甲\n答：乙", "签名"
        )
        handler = walk.actor(walk.cast.handler, DAY)
        handling.record_inquiry(actor=handler, petition_id=walk.id, draft=draft, at=at)
    before = entries_of(walk.id).count()
    with pytest.raises(TooLate):
        announce(walk, replace(PLAN, held_on=HELD - timedelta(days=1)))
    for host in ("王建国", "孙建业"):
        with pytest.raises(NotAllowed):
            announce(walk, replace(PLAN, host=host))
    with pytest.raises(Incomplete):
        announce(walk, replace(PLAN, seats=seats_of("信访人 李桂兰")))
    assert entries_of(walk.id).count() == before
    assert not Hearing.objects.exists()


def test_a_petitioner_who_does_not_come_waives_the_hearing_and_nothing_else() -> None:
    walk = Walk(make_cast()).to_handling(DAY)
    due = walk.matter.due_on
    announce(walk)
    with on_day(HELD) as at:
        handling.waive_hearing(
            actor=walk.actor(walk.cast.handler, HELD), petition_id=walk.id, reason="等候一小时", at=at
        )
    walk.draft(HELD)
    walk.submit(HELD)
    assert (walk.matter.state, walk.matter.due_on) == (State.APPROVING, due)
    assert Hearing.objects.get().status == "waived"


def test_an_application_is_refused_only_with_reasons_the_petitioner_reads() -> None:
    walk = Walk(make_cast()).to_handling(DAY)
    with on_day(DAY) as at:
        me = petitions.petitioner_of(walk.matter)
        with pytest.raises(Incomplete):
            handling.apply_for_hearing(actor=me, petition_id=walk.id, reason=" ", at=at)
        handling.apply_for_hearing(actor=me, petition_id=walk.id, reason="说法不一", at=at)
        with pytest.raises(Conflict):
            handling.apply_for_hearing(actor=me, petition_id=walk.id, reason="再申请", at=at)
        handler = walk.actor(walk.cast.handler, DAY)
        with pytest.raises(Incomplete):
            handling.end_hearing(actor=handler, petition_id=walk.id, reason="", at=at)
        handling.end_hearing(actor=handler, petition_id=walk.id, reason="事实清楚，没有争议", at=at)
    assert Hearing.objects.get().status == "refused"
    walk.draft(DAY)
    walk.submit(DAY)
    assert walk.matter.state == State.APPROVING
