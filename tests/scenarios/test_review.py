"""复查、复核 (信访工作条例 35, 36): every remedy from the opinion to the end."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from minqing.kernel.documents.public import Document
from minqing.kernel.law.public import Conflict, Incomplete, NotAllowed, Refused, TooLate, UnlawfulMove
from minqing.kernel.ledger.public import entries_of, verify_chain
from minqing.kernel.notifications.public import Notice
from minqing.kernel.people import public as people
from minqing.petition import public as petitions
from minqing.petition.public import Outcome, Petition, State, handling, review
from minqing.petition.public.review import DecisionDraft, Ground, OutsideResult, ReviewOutcome
from minqing.petition.review.sweeps import remind_of_outside
from tests.cast import make_account
from tests.factories.path import FIRST_DAY, Walk, on_day
from tests.factories.review import UPHELD, answered, delivered, hear
from tests.scenarios.test_hearing import PLAN, TABLE

pytestmark = pytest.mark.django_db
SENT_BACK = DecisionDraft(
    facts="没有调取施工验收资料。",
    outcome=ReviewOutcome.SEND_BACK,
    grounds=(Ground.FACTS_UNCLEAR,),
    reasons="塌方原因没有查清。",
    basis="《信访工作条例》第三十一条",
    redo_by=date(2026, 11, 16),
)


def test_an_opinion_upheld_on_review_and_final_review_ends_the_chain() -> None:
    """Given an opinion served on 14 September, when both reviews uphold it, then it is final (36(3))."""
    remedy = delivered(FIRST_DAY)
    clocks = {c.term: c for c in remedy.walk.matter.clocks.all()}
    assert clocks["REVIEW1_APPLY"].due_on == date(2026, 10, 14)

    remedy.ask(date(2026, 10, 14))
    request = remedy.request
    assert (request.organ, request.late, request.level) == (remedy.walk.cast.county, False, "review")
    matter = remedy.matter
    assert (matter.state, matter.level, matter.holder_id) == (
        State.RECEIVED,
        "review",
        remedy.walk.cast.county.pk,
    )
    # Thirty days from receipt end on Friday 13 November.
    assert (matter.due_term, matter.due_on) == ("REVIEW1_DECIDE", date(2026, 11, 13))
    assert remedy.walk.matter.reviewed_by == [remedy.walk.cast.county.pk]

    remedy.take_on(date(2026, 10, 15)).decide(date(2026, 10, 20)).serve(date(2026, 10, 21))
    matter = remedy.matter
    assert (matter.state, matter.due_on) == (State.DELIVERED, None)
    windows = {c.term: c.due_on for c in matter.clocks.all()}
    assert windows["REVIEW2_APPLY"] == date(2026, 11, 20)
    assert "EVALUATION_WINDOW" not in windows

    first_review = matter.pk
    remedy.ask_again(date(2026, 11, 20)).take_on(date(2026, 11, 20))
    assert (remedy.matter.due_term, remedy.matter.holder_id) == ("REVIEW2_DECIDE", remedy.upper.prefecture.pk)
    remedy.decide(date(2026, 11, 23)).serve(date(2026, 11, 23))
    final = Document.objects.get(subject_id=remedy.matter.pk, kind="final_review_opinion")
    for each in (remedy.walk.id, first_review, remedy.matter.pk):
        found = Petition.objects.get(pk=each)
        assert (found.final_number, found.final_on) == (final.number, date(2026, 11, 23))
        assert not verify_chain(each).problems
    with on_day(date(2026, 11, 24)) as at, pytest.raises(UnlawfulMove) as refused:
        review.request_review(
            actor=petitions.petitioner_of(remedy.matter),
            petition_id=remedy.matter.pk,
            draft=review.ReviewDraft("再复核", "不服"),
            at=at,
        )
    assert refused.value.basis is not None
    assert refused.value.basis.number == "36(3)"


def test_a_changed_opinion_says_what_is_decided_instead() -> None:
    remedy = delivered(FIRST_DAY).ask(date(2026, 9, 20)).take_on(date(2026, 9, 21))
    changed = replace(
        UPHELD, outcome=ReviewOutcome.CHANGE, grounds=(Ground.WRONG_BASIS,), change="由镇政府在三十日内修复。"
    )
    remedy.decide(date(2026, 9, 25), changed).serve(date(2026, 9, 25))
    paper = Document.objects.get(subject_id=remedy.matter.pk, kind="review_opinion")
    assert "变更" in paper.data["decision"]
    assert "由镇政府在三十日内修复。" in paper.data["decision"]
    assert paper.data["final_review_organ"] == "巴中市人民政府"
    assert "诉讼" not in str(paper.data)
    assert remedy.request.outcome == ReviewOutcome.CHANGE


def test_what_was_sent_back_is_handled_anew_and_the_same_opinion_is_flagged() -> None:
    remedy = delivered(FIRST_DAY).ask(date(2026, 9, 20)).take_on(date(2026, 9, 21))
    remedy.decide(date(2026, 9, 25), SENT_BACK).serve(date(2026, 9, 28))
    redo = remedy.request.redo
    assert redo is not None
    assert (redo.state, redo.level, redo.due_term, redo.due_on) == (
        State.HANDLING,
        "first",
        "REDO",
        date(2026, 11, 16),
    )
    assert redo.holder_id == remedy.walk.cast.township.pk
    assert redo.number == f"{remedy.walk.matter.number}重办1"
    assert redo.requests.count() == 2

    again = replace(remedy.walk)
    assert again.handed is not None
    again.handed = replace(again.handed, petition=redo)
    hear(again, date(2026, 10, 8))
    again.draft(date(2026, 10, 8))
    again.submit(date(2026, 10, 8))
    leader = people.Account.objects.get(username="township_leader")
    opinion = again.approve(date(2026, 10, 9), leader)
    opinion.refresh_from_db()
    assert opinion.likeness == 100
    assert "petition.opinion_repeated" in [e.name for e in entries_of(redo.pk)]
    assert "petition.opinion_repeated" in [e.name for e in entries_of(remedy.matter.pk)]


def test_a_redone_opinion_that_decides_otherwise_is_not_flagged() -> None:
    remedy = delivered(FIRST_DAY).ask(date(2026, 9, 20)).take_on(date(2026, 9, 21))
    remedy.decide(date(2026, 9, 25), SENT_BACK)
    redo = remedy.request.redo
    assert redo is not None
    again = replace(remedy.walk)
    assert again.handed is not None
    again.handed = replace(again.handed, petition=redo)
    hear(again, date(2026, 10, 8))
    again.draft(date(2026, 10, 8), Outcome.SUPPORT_IN_PART)
    again.submit(date(2026, 10, 8))
    opinion = again.approve(date(2026, 10, 9), people.Account.objects.get(username="township_leader"))
    opinion.refresh_from_db()
    assert opinion.likeness == 0
    assert "petition.opinion_repeated" not in [e.name for e in entries_of(redo.pk)]
    again.deliver(date(2026, 10, 12))
    # The new opinion is reviewed like any other.
    remedy.ask(date(2026, 10, 20), redo.pk)
    assert remedy.request.level == "review"


def test_a_letter_posted_on_the_last_day_is_in_time_and_one_posted_later_is_not() -> None:
    remedy = delivered(FIRST_DAY)
    last = date(2026, 10, 14)
    remedy.ask(last + timedelta(days=5), posted_on=last)
    assert not remedy.request.late

    late = answered(remedy.walk.cast, remedy.upper, title="另一件")
    with pytest.raises(TooLate):
        late.ask(last + timedelta(days=5), posted_on=last + timedelta(days=1))
    assert not review.ReviewRequest.objects.filter(of=late.walk.matter).exists()


def test_a_late_request_with_a_reason_is_let_in_ten_days_after_the_obstacle_ended() -> None:
    remedy = delivered(FIRST_DAY)
    remedy.ask(
        date(2026, 10, 26), late_reason="洪水冲断道路，无法出村。", obstacle_ended_on=date(2026, 10, 16)
    )
    assert remedy.request.late
    reviewer = people.actor_of(remedy.upper.reviewer, date(2026, 10, 27))
    with on_day(date(2026, 10, 27)) as at:
        petitions.register_petition(actor=reviewer, petition_id=remedy.matter.pk, at=at)
        with pytest.raises(Incomplete, match="先决定是否准许"):
            review.accept_review(actor=reviewer, petition_id=remedy.matter.pk, at=at)
        review.decide_late_request(
            actor=reviewer, petition_id=remedy.matter.pk, admit=True, reason="道路中断属实。", at=at
        )
        review.accept_review(actor=reviewer, petition_id=remedy.matter.pk, at=at)
    assert remedy.matter.state == State.HANDLING
    assert remedy.request.admitted is True


def test_a_late_request_without_good_reason_is_no_longer_accepted_and_opens_no_window() -> None:
    remedy = delivered(FIRST_DAY)
    remedy.ask(date(2026, 11, 2), late_reason="忘记了。", obstacle_ended_on=date(2026, 10, 16))
    day = date(2026, 11, 3)
    reviewer = people.actor_of(remedy.upper.reviewer, day)
    with on_day(day) as at:
        petitions.register_petition(actor=reviewer, petition_id=remedy.matter.pk, at=at)
        with pytest.raises(TooLate):
            review.decide_late_request(
                actor=reviewer, petition_id=remedy.matter.pk, admit=True, reason="照顾。", at=at
            )
        assert remedy.request.admitted is None
        review.decide_late_request(
            actor=reviewer, petition_id=remedy.matter.pk, admit=False, reason="不属于正当理由。", at=at
        )
        # Proposed is not decided: no paper, no answer, and nobody takes it on meanwhile.
        assert (remedy.request.admitted, remedy.matter.state) == (None, State.REGISTERED)
        assert not Document.objects.filter(subject_id=remedy.matter.pk, kind="no_longer_notice").exists()
        with pytest.raises(Incomplete, match="等候签批"):
            review.accept_review(actor=reviewer, petition_id=remedy.matter.pk, at=at)
        with pytest.raises(Refused):
            review.sign_late_refusal(actor=reviewer, petition_id=remedy.matter.pk, agree=True, at=at)
        leader = people.actor_of(remedy.upper.county_leader, day)
        assert Notice.objects.filter(account=remedy.upper.county_leader, title__contains="请签批").exists()
        review.sign_late_refusal(actor=leader, petition_id=remedy.matter.pk, agree=True, at=at)
        assert remedy.request.admitted is False
    notice = Document.objects.get(subject_id=remedy.matter.pk, kind="no_longer_notice")
    assert notice.data["case"] == "window_missed"
    assert "不属于正当理由。" in notice.data["ground"]
    remedy.serve(day)
    assert remedy.matter.state == State.DELIVERED
    assert not remedy.matter.clocks.filter(term="REVIEW2_APPLY").exists()
    with pytest.raises(Conflict):
        remedy.ask(day)


def test_a_leader_who_does_not_agree_sends_the_refusal_of_a_late_request_back() -> None:
    remedy = delivered(FIRST_DAY)
    remedy.ask(
        date(2026, 10, 26), late_reason="洪水冲断道路，无法出村。", obstacle_ended_on=date(2026, 10, 16)
    )
    day, matter = date(2026, 10, 27), remedy.matter.pk
    reviewer = people.actor_of(remedy.upper.reviewer, day)
    leader = people.actor_of(remedy.upper.county_leader, day)
    with on_day(day) as at:
        petitions.register_petition(actor=reviewer, petition_id=matter, at=at)
        with pytest.raises(Conflict, match="没有等待签批"):
            review.sign_late_refusal(actor=leader, petition_id=matter, agree=True, at=at)
        review.decide_late_request(
            actor=reviewer, petition_id=matter, admit=False, reason="没有证明。", at=at
        )
        with pytest.raises(Conflict, match="等候签批"):
            review.decide_late_request(
                actor=reviewer, petition_id=matter, admit=True, reason="改主意。", at=at
            )
        with pytest.raises(Incomplete, match="为什么不同意"):
            review.sign_late_refusal(actor=leader, petition_id=matter, agree=False, at=at)
        review.sign_late_refusal(
            actor=leader, petition_id=matter, agree=False, words="道路中断属实，村委会可以证明。", at=at
        )
        review.decide_late_request(
            actor=reviewer, petition_id=matter, admit=True, reason="道路中断属实。", at=at
        )
        review.accept_review(actor=reviewer, petition_id=matter, at=at)
    assert remedy.matter.state == State.HANDLING
    assert Notice.objects.filter(account=remedy.upper.reviewer, title__contains="不同意").exists()


def test_who_handled_the_matter_before_stands_aside() -> None:
    """Given the township's handler now reviewing at the county, then 28(3) keeps them out of it."""
    remedy = delivered(FIRST_DAY).ask(date(2026, 9, 20))
    handler = remedy.walk.cast.township_handler
    people.appoint(
        account=handler,
        organ=remedy.walk.cast.county,
        duty=people.Duty.REVIEWER,
        title="复查复核员",
        valid_from=date(2026, 9, 15),
    )
    day = date(2026, 9, 21)
    moved = people.actor_of(handler, day)
    with on_day(day) as at:
        petitions.register_petition(
            actor=people.actor_of(remedy.upper.reviewer, day), petition_id=remedy.matter.pk, at=at
        )
        with pytest.raises(NotAllowed, match="回避"):
            review.accept_review(actor=moved, petition_id=remedy.matter.pk, at=at)
    assert remedy.matter.state == State.REGISTERED


def test_after_final_review_a_visit_is_recorded_and_new_facts_are_a_new_matter() -> None:
    remedy = delivered(FIRST_DAY)
    remedy.ask(date(2026, 9, 20)).take_on(date(2026, 9, 20)).decide(date(2026, 9, 21)).serve(
        date(2026, 9, 21)
    )
    remedy.ask_again(date(2026, 9, 28)).take_on(date(2026, 9, 28)).decide(date(2026, 10, 9))
    remedy.serve(date(2026, 10, 9))
    root = remedy.walk.matter
    assert root.final_on == date(2026, 10, 9)

    visit = Walk(remedy.walk.cast).hand_in(date(2026, 10, 12), channel=petitions.Channel.VISIT)
    visit.register(date(2026, 10, 12))
    assert visit.matter.number
    assert review.finality_of(visit.matter) is None
    visit.classify(date(2026, 10, 12), repeat_of=root.pk)
    found = review.finality_of(visit.matter)
    assert found is not None
    assert (found.number, found.on) == (root.final_number, date(2026, 10, 9))

    fresh = (
        Walk(remedy.walk.cast)
        .hand_in(date(2026, 10, 13), title="新的施工验收资料")
        .register(date(2026, 10, 13))
    )
    fresh.classify(date(2026, 10, 13))
    assert review.finality_of(fresh.matter) is None
    fresh.refer(date(2026, 10, 13), remedy.walk.cast.township)
    assert fresh.matter.state == State.REFERRED


def test_a_review_outside_this_system_is_sent_comes_back_and_goes_on() -> None:
    """Given a prefecture that does not work here, then papers go out and its final opinion is recorded."""
    remedy = delivered(FIRST_DAY, prefecture_here=False)
    remedy.ask(date(2026, 9, 20)).take_on(date(2026, 9, 20)).decide(date(2026, 9, 21)).serve(
        date(2026, 9, 21)
    )
    reviewed = remedy.matter
    remedy.ask_again(date(2026, 9, 28))
    request = remedy.request
    assert (request.outside, request.matter, request.organ_name) == (True, None, "巴中市人民政府")
    assert Document.objects.filter(subject_id=reviewed.pk, kind="review_application").count() == 2
    # Followed here: a clock from the day it was received, though nobody's matter is open.
    clock = reviewed.clocks.get(term="REVIEW_OUTSIDE")
    assert (clock.due_on, clock.stopped_on) == (date(2026, 10, 28), None)
    assert not review.unreturned_on(date(2026, 10, 28)).exists()
    assert list(review.unreturned_on(date(2026, 10, 29))) == [reviewed]
    day = date(2026, 10, 26)
    clerk = make_account("county_clerk", "邓小溪", (remedy.walk.cast.county, people.Duty.REGISTRAR, "登记员"))
    assert remind_of_outside(date(2026, 10, 20)) == 0
    with on_day(day):
        assert remind_of_outside(day) == 2
        assert remind_of_outside(day) == 0
    assert Notice.objects.filter(account=clerk, title__contains="1件7日内到期").exists()
    actor = people.actor_of(clerk, day)
    with on_day(day) as at:
        # Who reviewed it here may send the file on as well (35: the organ whose opinion it is).
        review.send_outside(
            actor=people.actor_of(remedy.upper.reviewer, day),
            petition_id=reviewed.pk,
            sent_on=date(2026, 9, 28),
            how="机要 0012",
            at=at,
        )
        review.record_outside_result(
            actor=actor,
            petition_id=reviewed.pk,
            result=OutsideResult(
                outcome=ReviewOutcome.UPHOLD,
                number="巴府信核〔2026〕9号",
                decided_on=date(2026, 10, 20),
                served_on=date(2026, 10, 23),
                words="维持复查意见。",
            ),
            at=at,
        )
    assert remedy.walk.matter.final_number == "巴府信核〔2026〕9号"
    assert remedy.walk.matter.final_on == date(2026, 10, 20)
    clock.refresh_from_db()
    assert clock.stopped_on == day
    assert not review.unreturned_on(date(2026, 12, 1)).exists()


def test_only_a_final_opinion_after_a_hearing_may_be_published() -> None:
    """Given a final review (36(2)), when a hearing was concluded, then its opinion may be made public."""
    remedy = delivered(FIRST_DAY)
    remedy.ask(date(2026, 9, 20)).take_on(date(2026, 9, 20))
    published = replace(UPHELD, publish=True)
    with pytest.raises(Incomplete, match="公示"):
        remedy.decide(date(2026, 9, 21), published)
    remedy.decide(date(2026, 9, 21)).serve(date(2026, 9, 21))
    remedy.ask_again(date(2026, 9, 28)).take_on(date(2026, 9, 28))
    with pytest.raises(Incomplete, match="公示"):
        remedy.decide(date(2026, 9, 28), published)
    held = date(2026, 10, 9)
    for day in (date(2026, 9, 28), held, held):
        actor = people.actor_of(remedy.upper.prefecture_reviewer, day)
        known = {"actor": actor, "petition_id": remedy.matter.pk}
        with on_day(day) as at:
            if day != held:
                handling.announce_hearing(**known, plan=replace(PLAN, held_on=held), at=at)
            elif not Document.objects.filter(subject_id=remedy.matter.pk, kind="hearing_record").exists():
                handling.hold_hearing(**known, table=TABLE, at=at)
                with pytest.raises(Refused):
                    review.submit_review(**known, at=at)
            else:
                handling.conclude_hearing(
                    **known, facts="查明。", conclusion="维持。", votes=(2, 0, 1), at=at
                )
    remedy.decide(date(2026, 10, 12), published)
    assert review.ReviewDecision.objects.get(opinion__petition=remedy.matter).publish
