"""A supported request is followed until it is carried out (信访工作条例 32(2), 42(4))."""

from datetime import date, timedelta

import pytest

from minqing.kernel.law.public import Conflict, Incomplete, NotAllowed
from minqing.kernel.notifications.public import Notice
from minqing.petition import public as petitions
from minqing.petition.public import AnswerDraft, Doing, Outcome, State, handling
from minqing.petition.public.handling import Execution
from tests.cast import make_cast
from tests.factories.path import FIRST_DAY, Walk, on_day

pytestmark = pytest.mark.django_db
DAY = FIRST_DAY
BY = DAY + timedelta(days=20)
LATE = BY + timedelta(days=1)


def answered() -> Walk:
    """Return a matter whose first request another organ is to carry out, the second is done."""
    walk = Walk(make_cast()).to_handling(DAY).hear(DAY)
    first, second = walk.matter.requests.order_by("seq")
    with on_day(DAY) as at:
        petitions.save_opinion(
            actor=walk.actor(walk.cast.handler, DAY),
            petition_id=walk.id,
            facts="路基塌方长十二米。",
            answers=(
                AnswerDraft(
                    first.id,
                    Outcome.SUPPORT,
                    "列入水毁修复计划",
                    "《公路法》",
                    executor_id=walk.cast.township.id,
                    execute_by=BY,
                ),
                AnswerDraft(
                    second.id, Outcome.SUPPORT_IN_PART, "已作说明", "《公路法》", executed="当面说明并致歉"
                ),
            ),
            at=at,
        )
    walk.submit(DAY)
    walk.approve(DAY)
    return walk


def finish(walk: Walk, row: Execution, day: date, evidence: str = "验收单") -> Execution:
    with on_day(day) as at:
        return handling.finish_execution(
            actor=walk.actor(walk.cast.township_handler, day),
            petition_id=walk.id,
            execution_id=row.id,
            evidence=evidence,
            at=at,
        )


def test_what_was_supported_has_an_owner_and_a_day_and_the_matter_stays_open_until_it_is_done() -> None:
    walk = answered()
    first, second = handling.executions_of(walk.matter)
    assert (first.organ, first.due_on, first.status) == (walk.cast.township, BY, "open")
    assert (second.status, second.evidence) == ("done", "当面说明并致歉")
    assert walk.matter.clocks.get(term="EXECUTION").organ == walk.cast.township
    executor = walk.actor(walk.cast.township_handler, DAY)
    assert petitions.petition_for(executor, walk.id, Doing.READ)
    assert [row.id for row in handling.execution_work(executor)] == [first.id]
    told = Notice.objects.filter(account=walk.cast.township_handler)
    assert told.filter(event_name="petition.execution_started").count() == 1

    walk.deliver(DAY)
    assert (walk.matter.due_term, walk.matter.due_on) == ("EXECUTION", BY)
    with pytest.raises(Conflict) as refusal:
        walk.close(LATE)
    assert "第1项请求" in refusal.value.reason
    assert "诺水河镇人民政府" in refusal.value.reason
    assert walk.matter.state == State.DELIVERED
    assert not handling.unexecuted_on(BY).exists()
    assert list(handling.unexecuted_on(LATE)) == [walk.matter]
    assert list(petitions.overdue_on(LATE)) == [walk.matter]

    with pytest.raises(Incomplete):
        finish(walk, first, LATE, " ")
    finish(walk, first, LATE)
    assert (walk.matter.execution_due_on, walk.matter.due_on) == (None, None)
    assert walk.matter.clocks.get(term="EXECUTION").stopped_on == LATE
    walk.close(LATE)
    assert walk.matter.state == State.CLOSED


def test_the_petitioner_confirms_or_says_what_is_missing_and_it_is_done_again() -> None:
    walk = answered()
    walk.deliver(DAY)
    first, second = handling.executions_of(walk.matter)
    me = petitions.petitioner_of(walk.matter)
    with on_day(DAY) as at:
        with pytest.raises(Conflict):
            handling.dispute_execution(
                actor=me, petition_id=walk.id, execution_id=first.id, said="没修", at=at
            )
        handling.confirm_execution(actor=me, petition_id=walk.id, execution_id=second.id, at=at)
    finish(walk, first, DAY)
    with on_day(DAY) as at:
        with pytest.raises(Incomplete):
            handling.dispute_execution(actor=me, petition_id=walk.id, execution_id=first.id, said="", at=at)
        handling.dispute_execution(
            actor=me, petition_id=walk.id, execution_id=first.id, said="护栏没装", at=at
        )
    assert walk.matter.clocks.get(term="EXECUTION").stopped_on is None
    assert (walk.matter.execution_due_on, walk.matter.due_on) == (BY, BY)
    with pytest.raises(Conflict):
        walk.close(DAY)
    finish(walk, first, DAY, "护栏已装")
    walk.close(DAY)
    assert {row.status for row in handling.executions_of(walk.matter)} == {"done", "confirmed"}


def test_refusing_to_carry_out_goes_to_supervision_and_stays_open() -> None:
    walk = answered()
    walk.deliver(DAY)
    first = handling.executions_of(walk.matter)[0]
    with on_day(DAY) as at:
        handling.report_progress(
            actor=walk.actor(walk.cast.township_handler, DAY),
            petition_id=walk.id,
            execution_id=first.id,
            words="等资金",
            at=at,
        )
        for account in (walk.cast.other_handler, walk.cast.supervisor):
            with pytest.raises(NotAllowed):
                handling.report_refusal(
                    actor=walk.actor(account, DAY),
                    petition_id=walk.id,
                    execution_id=first.id,
                    reason="不办",
                    at=at,
                )
        handling.report_refusal(
            actor=walk.actor(walk.cast.handler, DAY),
            petition_id=walk.id,
            execution_id=first.id,
            reason="催办三次，镇政府书面答复不执行",
            at=at,
        )
    told = Notice.objects.filter(account=walk.cast.supervisor, event_name="petition.execution_refused")
    assert told.count() == 1
    assert walk.matter.execution_due_on == BY
    with pytest.raises(Conflict):
        walk.close(DAY)


def test_an_opinion_with_a_day_already_past_is_not_issued() -> None:
    walk = Walk(make_cast()).to_handling(DAY)
    walk.draft(DAY, execute_by=DAY + timedelta(days=1))
    walk.submit(DAY)
    with pytest.raises(Incomplete):
        walk.approve(DAY + timedelta(days=2))
    assert walk.matter.state == State.APPROVING
    assert not Execution.objects.exists()


def test_a_dispute_after_closing_is_seen_by_supervision_and_to_be_done_again() -> None:
    walk = Walk(make_cast()).to_delivered(DAY)
    walk.close(DAY)
    row = handling.executions_of(walk.matter)[0]
    with on_day(LATE) as at:
        handling.dispute_execution(
            actor=petitions.petitioner_of(walk.matter),
            petition_id=walk.id,
            execution_id=row.id,
            said="又塌了",
            at=at,
        )
    assert walk.matter.state == State.CLOSED
    assert list(handling.unexecuted_on(LATE)) == [walk.matter]
    assert Notice.objects.filter(
        account=walk.cast.supervisor, event_name="petition.execution_refused"
    ).exists()
