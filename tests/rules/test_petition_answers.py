"""Acceptance, guidance, opinion, approval, rating and closure as verdicts (条例 21, 23, 27, 29-34)."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minqing.kernel.law.rules import Conflict, Incomplete, NotAllowed, NotCompetent, TooLate, UnlawfulMove
from minqing.petition.closure.rules import (
    CHECKLIST,
    ClosureFacts,
    Mark,
    Served,
    closure_refusal,
    read_mark,
)
from minqing.petition.evaluation.rules import evaluation_refusal
from minqing.petition.handling.rules import (
    GuidanceDraft,
    acceptance_refusal,
    guidance_refusal,
    handling_term,
)
from minqing.petition.matter.rules import Outcome, Procedure, Purpose, not_rated
from minqing.petition.registration.rules import Classification, classification_refusal, number_series
from minqing.petition.reply.rules import (
    OUTCOMES,
    AnswerDraft,
    RequestFacts,
    approval_refusal,
    completeness_refusal,
    opinion_gaps,
    starts_review,
)

ONE, TWO = UUID(int=1), UUID(int=2)
DONE = {check.value: "done：已经做到" for check in CHECKLIST}


@pytest.mark.parametrize("procedure", list(Procedure))
def test_only_the_fifth_and_sixth_way_are_accepted_the_rest_is_guided(procedure: Procedure) -> None:
    accepted = acceptance_refusal(Purpose.CLAIM, procedure, competent=True) is None
    assert accepted is (procedure in {Procedure.STATUTORY_DUTY, Procedure.PETITION})
    draft = GuidanceDraft(procedure, "仲裁", "仲裁委", "递交申请书", "一年内")
    assert (guidance_refusal(Purpose.CLAIM, draft) is None) is (procedure is not Procedure.PETITION)


def test_nothing_is_accepted_before_classification_or_by_the_petition_office() -> None:
    assert isinstance(acceptance_refusal(None, None, competent=True), Incomplete)
    assert isinstance(acceptance_refusal(Purpose.PROPOSAL, None, competent=False), UnlawfulMove)
    assert acceptance_refusal(Purpose.PROPOSAL, None, competent=True) is None


def test_sixty_days_run_only_for_the_petition_procedure() -> None:
    assert handling_term(Procedure.PETITION) == "HANDLE"
    assert {handling_term(p) for p in (None, Procedure.STATUTORY_DUTY)} == {"PRACTICE_HANDLE"}


def test_a_guidance_notice_names_every_gap_at_once() -> None:
    refusal = guidance_refusal(Purpose.CLAIM, GuidanceDraft(Procedure.ARBITRATION, "", "仲裁委", " ", ""))
    assert isinstance(refusal, Incomplete)
    assert refusal.reason == "程序告知书还缺：程序名称、怎样提起、提起的时限。"
    assert (
        guidance_refusal(Purpose.PROPOSAL, GuidanceDraft(Procedure.ARBITRATION, "a", "b", "c", "d"))
        is not None
    )


def test_an_opinion_names_each_request_it_leaves_open() -> None:
    gaps = opinion_gaps(
        Purpose.CLAIM,
        "",
        [RequestFacts(1, AnswerDraft(ONE, Outcome.SUPPORT, "已修复", "")), RequestFacts(2, None)],
    )
    first = "第1项请求的法律法规依据、执行期限（已经执行的，写明执行情况）"
    assert gaps == ("查明的事实", first, "第2项请求的处理意见、理由、法律法规依据")


def test_a_proposal_is_answered_without_a_legal_basis_but_with_its_own_outcomes() -> None:
    adopted = [RequestFacts(1, AnswerDraft(ONE, Outcome.ADOPT, "下月实施", ""))]
    assert completeness_refusal(Purpose.PROPOSAL, "已论证", adopted) is None
    supported = [RequestFacts(1, AnswerDraft(ONE, Outcome.SUPPORT, "下月实施", ""))]
    assert isinstance(completeness_refusal(Purpose.PROPOSAL, "已论证", supported), Incomplete)
    assert set(OUTCOMES) == set(Purpose)


def test_nobody_approves_what_they_drafted() -> None:
    assert isinstance(approval_refusal(drafted_by=ONE, approver=ONE, submitted=True), NotAllowed)
    assert isinstance(approval_refusal(drafted_by=ONE, approver=TWO, submitted=False), Conflict)
    assert approval_refusal(drafted_by=ONE, approver=TWO, submitted=True) is None


def test_review_is_open_only_against_a_handling_opinion() -> None:
    pairs = {(p, q) for p in Purpose for q in (*Procedure, None) if starts_review(p, q)}
    assert pairs == {(Purpose.CLAIM, Procedure.PETITION)}


@given(
    st.sampled_from([*Purpose, None]), st.sampled_from([*Procedure, None]), st.booleans(), st.integers(1, 28)
)
def test_a_rating_is_taken_only_within_its_window_once_and_where_it_is_due(
    purpose: Purpose | None, procedure: Procedure | None, already: bool, day: int
) -> None:
    refusal = evaluation_refusal(
        purpose=purpose,
        procedure=procedure,
        window_ends=date(2026, 11, 15),
        already=already,
        on=date(2026, 11, day),
    )
    if not_rated(purpose, procedure):
        assert isinstance(refusal, NotCompetent)
    elif already:
        assert isinstance(refusal, Conflict)
    elif day > 15:
        assert isinstance(refusal, TooLate)
    else:
        assert refusal is None


SERVED, TODAY = Served("in_person", picture=True), date(2026, 11, 30)


def test_closing_needs_delivery_every_answer_and_four_checks_with_evidence() -> None:
    assert (
        closure_refusal(ClosureFacts(delivered=True, unanswered=(), checklist=DONE, served=SERVED), TODAY)
        is None
    )
    late = closure_refusal(ClosureFacts(delivered=False, unanswered=(), checklist=DONE, served=SERVED), TODAY)
    open_ = closure_refusal(
        ClosureFacts(delivered=True, unanswered=(2, 3), checklist=DONE, served=SERVED), TODAY
    )
    assert late is not None
    assert open_ is not None
    assert open_.reason == "还有请求没有答复：第2项、第3项。"
    for checklist, words in (
        ({}, "未核对"),
        ({**DONE, "solved": "done"}, "未写依据"),
        (dict.fromkeys(DONE, "not_applicable"), "至少有一项"),
        ({**DONE, "other": "done：x"}, "清单中没有"),
    ):
        refusal = closure_refusal(
            ClosureFacts(delivered=True, unanswered=(), checklist=checklist, served=SERVED), TODAY
        )
        assert refusal is not None
        assert words in refusal.reason
        assert refusal.basis is not None


def test_what_was_announced_is_closed_only_when_the_announcement_is_over() -> None:
    served = Served("announcement", picture=True)
    facts = ClosureFacts(
        delivered=True, unanswered=(), checklist=DONE, served=served, delivered_on=date(2026, 11, 4)
    )
    early = closure_refusal(facts, date(2026, 11, 3))
    assert early is not None
    assert "2026年11月4日" in early.reason
    assert closure_refusal(facts, date(2026, 11, 4)) is None


def test_a_mark_is_read_with_any_colon() -> None:
    assert read_mark("done: 路修好了") == (Mark.DONE, "路修好了")
    assert read_mark("not_applicable：不涉及") == (Mark.NOT_APPLICABLE, "不涉及")
    assert read_mark("好了") == (None, "好了")


def test_a_classification_fits_its_purpose_and_the_accused_stands_aside() -> None:
    known = {"1201"}
    good = Classification(Purpose.CLAIM, Procedure.PETITION, "1201")
    assert classification_refusal(good, known, ["county.xfj."]) is None
    for wrong in (
        Classification(Purpose.CLAIM, None, "1201"),
        Classification(Purpose.PROPOSAL, Procedure.PETITION, "1201"),
        Classification(Purpose.CLAIM, Procedure.PETITION, "0000"),
        Classification(Purpose.CLAIM, Procedure.PETITION, "1201", repeat_of_itself=True),
    ):
        assert isinstance(classification_refusal(wrong, known, ["county.xfj."]), Incomplete)
    own = Classification(Purpose.ACCUSATION, None, "", concerns_path="county.xfj.")
    assert isinstance(classification_refusal(own, known, ["county.xfj."]), NotCompetent)
    assert classification_refusal(own, known, ["county."]) is None


def test_the_series_of_numbers_is_named_after_the_county_or_the_organ() -> None:
    assert number_series(petition_office=True, place_name="通江县", organ_name="信访局") == "通信"
    assert number_series(petition_office=False, place_name="通江县", organ_name="住建局") == "住建局信"
