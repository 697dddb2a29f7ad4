"""Mediation or settlement in the middle: only with both parties' consent (信访工作条例 33)."""

from datetime import timedelta
from typing import Any

import pytest

from minqing.kernel.documents.public import documents_of
from minqing.kernel.law.public import Conflict, Incomplete, UnlawfulMove
from minqing.petition import public as petitions
from minqing.petition.public import State, handling
from minqing.petition.public.handling import Agreement, Execution, Settlement, Side
from minqing.petition.public.review import ReviewDraft, request_review
from tests.cast import make_cast
from tests.factories.path import FIRST_DAY, Walk, on_day

pytestmark = pytest.mark.django_db
DAY = FIRST_DAY
AGREEMENT = Agreement("楼上漏水泡坏天花板", "修好并赔三千元", "银行转账", DAY, DAY + timedelta(days=30))


def propose(walk: Walk, kind: str = "mediation") -> Settlement:
    with on_day(DAY) as at:
        return handling.propose_settlement(
            actor=walk.actor(walk.cast.handler, DAY),
            petition_id=walk.id,
            kind=kind,
            other_party="某物业公司",
            mediator="何春梅",
            proposal="双方各让一步",
            at=at,
        )


def agree(walk: Walk) -> None:
    with on_day(DAY) as at:
        handling.accept_settlement(actor=petitions.petitioner_of(walk.matter), petition_id=walk.id, at=at)
        handling.accept_settlement(
            actor=walk.actor(walk.cast.handler, DAY),
            petition_id=walk.id,
            side=Side.OTHER,
            how="11月3日来函",
            at=at,
        )


def settle(walk: Walk, agreement: Agreement = AGREEMENT, **more: Any) -> Settlement:
    with on_day(DAY) as at:
        return handling.settle_petition(
            actor=walk.actor(walk.cast.handler, DAY),
            petition_id=walk.id,
            agreement=agreement,
            at=at,
            **more,
        )


def test_both_agree_the_agreement_answers_the_matter_and_its_performance_is_followed() -> None:
    walk = Walk(make_cast()).to_handling(DAY)
    propose(walk)
    with pytest.raises(Conflict) as refusal:
        settle(walk)
    assert refusal.value.reason.startswith("信访人、对方当事人还没有表示同意")
    agree(walk)
    with pytest.raises(Incomplete):
        settle(walk, Agreement("", "", "", DAY, None))
    settle(walk)
    matter = walk.matter
    assert (matter.state, matter.answered_on) == (State.ANSWERED, DAY)
    paper = next(each for each in documents_of(walk.id) if each.kind == "mediation_agreement")
    assert [party["name"] for party in paper.data["parties"]] == ["李桂兰", "某物业公司"]
    assert "最迟2026年10月14日履行完毕" in paper.data["performance"]

    delivery = walk.deliver(DAY)
    assert delivery.document_id == paper.id
    running = set(walk.matter.clocks.filter(stopped_on=None).values_list("term", flat=True))
    assert running == {"EXECUTION", "EVALUATION_WINDOW"}
    assert (walk.matter.due_term, walk.matter.due_on) == ("EXECUTION", DAY + timedelta(days=30))
    with on_day(DAY) as at:
        row = Execution.objects.get()
        handling.finish_execution(
            actor=walk.actor(walk.cast.handler, DAY),
            petition_id=walk.id,
            execution_id=row.id,
            evidence="转账凭证",
            at=at,
        )
    walk.close(DAY)
    assert walk.matter.state == State.CLOSED


def test_an_agreement_leaves_nothing_to_review() -> None:
    walk = Walk(make_cast()).to_handling(DAY)
    propose(walk)
    agree(walk)
    settle(walk)
    walk.deliver(DAY)
    draft = ReviewDraft(requests="撤销", facts="反悔")
    with on_day(DAY) as at, pytest.raises(UnlawfulMove, match="才能申请复查") as refusal:
        request_review(actor=petitions.petitioner_of(walk.matter), petition_id=walk.id, draft=draft, at=at)
    assert refusal.value.basis is not None


def test_refusing_costs_nothing_and_is_possible_at_any_time() -> None:
    walk = Walk(make_cast()).to_handling(DAY)
    before = walk.matter
    propose(walk, "reconciliation")
    agree(walk)
    with on_day(DAY) as at:
        me = petitions.petitioner_of(walk.matter)
        handling.refuse_settlement(actor=me, petition_id=walk.id, at=at)
        with pytest.raises(Conflict):
            handling.refuse_settlement(actor=me, petition_id=walk.id, at=at)
    with pytest.raises(Conflict):
        settle(walk)
    after = walk.matter
    assert (after.state, after.due_on, after.due_term) == (before.state, before.due_on, before.due_term)
    assert Settlement.objects.get().status == "failed"
    propose(walk)
    assert [row.status for row in handling.settlements_of(after)] == ["failed", "proposed"]
    walk.draft(DAY)
    walk.submit(DAY)
    assert walk.matter.state == State.APPROVING


def test_staff_write_down_anothers_will_only_with_how_it_was_given() -> None:
    walk = Walk(make_cast()).to_handling(DAY)
    propose(walk)
    with on_day(DAY) as at, pytest.raises(Incomplete):
        handling.accept_settlement(
            actor=walk.actor(walk.cast.handler, DAY), petition_id=walk.id, side=Side.PETITIONER, at=at
        )
    assert Settlement.objects.get().petitioner_agreed_on is None
