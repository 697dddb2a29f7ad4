"""Closing, reporting, calling back and filing (信访工作条例 21(2), 22(1)(3), 27, 32, 34; 档案法 14)."""

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pypdfium2
import pytest

from minqing.kernel.documents.public import documents_of
from minqing.kernel.files.public import open_file, take_in
from minqing.kernel.law.public import Conflict, Incomplete, NotAllowed, Refused
from minqing.kernel.ledger.public import Entry, verify_chain
from minqing.kernel.people.public import Duty
from minqing.petition import public as petitions
from minqing.petition.public import Attitude, Mode, Purpose, Resolved, State, closing, handling
from tests.cast import make_account, make_cast
from tests.factories.path import CHECKLIST, FIRST_DAY, Walk, on_day

pytestmark = pytest.mark.django_db
DAY = FIRST_DAY
BY = DAY + timedelta(days=20)


def delivered(**changed: Any) -> Walk:
    walk = Walk(make_cast()).hand_in(DAY, **changed).register(DAY).classify(DAY).refer(DAY).accept(DAY)
    walk.draft(DAY)
    walk.submit(DAY)
    walk.approve(DAY)
    walk.deliver(DAY)
    return walk


def text_of(made: Any) -> str:
    with open_file(made) as opened:
        pdf = pypdfium2.PdfDocument(opened.read())
    return "".join(page.get_textpage().get_text_range() for page in pdf)


def archive(walk: Walk, day: date, reason: str = "") -> closing.Archive:
    with on_day(day) as at:
        asked = closing.ask_archive(
            actor=walk.actor(walk.cast.handler, day), petition_id=walk.id, reason=reason, at=at
        )
        closing.build_archive(asked.pk, at)
    asked.refresh_from_db()
    return asked


def test_what_is_supported_by_a_day_ahead_is_followed_after_closing_with_its_owner_and_its_clock() -> None:
    walk = Walk(make_cast()).to_handling(DAY)
    walk.draft(DAY, execute_by=BY)
    walk.submit(DAY)
    walk.approve(DAY)
    walk.deliver(DAY)
    walk.close(DAY)
    matter = walk.matter
    assert (matter.state, matter.due_on, matter.due_term) == (State.CLOSED, None, "")
    assert matter.execution_due_on == BY
    assert matter.clocks.filter(term="EXECUTION", stopped_on=None).count() == 2
    assert {row.organ for row in handling.open_executions(matter)} == {walk.cast.housing}
    assert list(handling.unexecuted_on(BY + timedelta(days=1))) == [matter]
    walk.evaluate(DAY)
    assert walk.matter.due_on is None


def test_what_is_past_its_day_keeps_a_matter_open() -> None:
    walk = Walk(make_cast()).to_handling(DAY)
    walk.draft(DAY, execute_by=BY)
    walk.submit(DAY)
    walk.approve(DAY)
    walk.deliver(DAY)
    with pytest.raises(Conflict) as refusal:
        walk.close(BY + timedelta(days=1))
    assert "已过执行期限" in refusal.value.reason
    assert walk.matter.state == State.DELIVERED
    assert not petitions.Closure.objects.exists()


def test_an_assigned_matter_is_closed_only_after_the_report_and_only_that_stops_the_day_of_feedback() -> None:
    walk = Walk(make_cast()).to_registered(DAY)
    walk.refer(DAY, mode=Mode.ASSIGN, requirement="逐项核实", report_by=BY).accept(DAY)
    walk.draft(DAY)
    walk.submit(DAY)
    walk.approve(DAY)
    walk.deliver(DAY)
    assert walk.matter.due_term == "ASSIGN_REPORT"
    with pytest.raises(Incomplete) as refusal:
        walk.close(DAY)
    assert "办结报告" in refusal.value.reason
    handler = walk.actor(walk.cast.handler, DAY)
    with on_day(DAY) as at:
        with pytest.raises(Incomplete):
            closing.report_closure(actor=handler, petition_id=walk.id, handling="", attitude="满意", at=at)
        report = closing.report_closure(
            actor=handler,
            petition_id=walk.id,
            handling="现场查看，组织修复。",
            attitude="信访人认可。",
            at=at,
        )
        with pytest.raises(Conflict):
            closing.report_closure(
                actor=handler, petition_id=walk.id, handling="又报一次", attitude="认可", at=at
            )
    assert (report.data["to_organ"], report.kind) == ("通江县信访局", "closure_report")
    assert "直接送达" in report.data["service_proof"]
    assert walk.matter.due_on is None
    walk.close(DAY)
    assert walk.matter.state == State.CLOSED


def test_a_transferred_matter_needs_no_report() -> None:
    walk = delivered()
    with on_day(DAY) as at, pytest.raises(Conflict):
        closing.report_closure(
            actor=walk.actor(walk.cast.handler, DAY), petition_id=walk.id, handling="办", attitude="好", at=at
        )
    walk.close(DAY)


def test_the_evidence_of_the_checklist_may_be_a_paper_of_the_file_and_of_no_other() -> None:
    walk = delivered()
    paper = documents_of(walk.id).filter(kind="handling_opinion").get()
    checklist = {**CHECKLIST, "solved": "done："}
    handler = walk.actor(walk.cast.handler, DAY)
    with on_day(DAY) as at:
        for wrong in ({}, {"solved": walk.cast.housing.id}):
            with pytest.raises(Incomplete):
                petitions.close_petition(
                    actor=handler, petition_id=walk.id, checklist=checklist, evidence=wrong, at=at
                )
        closed = petitions.close_petition(
            actor=handler, petition_id=walk.id, checklist=checklist, evidence={"solved": paper.id}, at=at
        )
    assert closed.evidence == {"solved": str(paper.id)}


def test_the_package_holds_cover_contents_and_papers_in_order_and_is_never_made_again_silently() -> None:
    walk = delivered()
    picture = BytesIO(bytes.fromhex(PNG))
    with on_day(DAY) as at:
        petitions.add_note(
            actor=walk.actor(walk.cast.handler, DAY),
            petition_id=walk.id,
            text="现场照片",
            file_ids=(take_in(picture, "现场.png").id,),
            at=at,
        )
        with pytest.raises(Conflict):
            closing.ask_archive(actor=walk.actor(walk.cast.handler, DAY), petition_id=walk.id, at=at)
    walk.evaluate(DAY)
    walk.close(DAY)
    first = archive(walk, DAY)
    assert (first.status, first.retention, first.seq) == ("done", "30年", 1)
    assert first.file is not None
    assert first.sealed_file is not None
    assert first.digest == first.file.digest
    titles = [row["title"] for row in first.contents]
    order = ["信访人提出的事项", "登记单（受理凭证）", "信访处理意见书", "现场.png", "办结核对单", "留痕摘录"]
    places = [next((n for n, each in enumerate(titles) if each == title), None) for title in order]
    known = [place for place in places if place is not None]
    assert known == sorted(known)
    assert {"信访人提出的事项", "现场.png", "办结核对单", "留痕摘录"} <= set(titles)
    numbered = [row for row in first.contents if row["page"] != "副卷"]
    assert numbered[0]["page"].startswith("1")
    assert numbered[-1]["page"].split("-")[-1] == str(first.pages)
    said = text_of(first.file)
    assert first.chain_head[:16] in said.replace("\r\n", "").replace("\n", "")
    assert "13800005678" not in said
    assert "13800005678" in text_of(first.sealed_file)
    with on_day(DAY) as at, pytest.raises(Incomplete):
        closing.ask_archive(actor=walk.actor(walk.cast.handler, DAY), petition_id=walk.id, at=at)
    again = archive(walk, DAY, "补充了回执影像")
    assert again.seq == 2
    first.refresh_from_db()
    assert first.file is not None
    assert not verify_chain(walk.id).problems


def test_what_names_a_petitioner_who_asked_for_confidence_is_bound_apart() -> None:
    walk = delivered(confidential=True, name="石敢当")
    walk.close(DAY)
    made = archive(walk, DAY)
    assert made.file is not None
    assert "石敢当" not in text_of(made.file)
    assert any(row["remarks"] == "密封副卷" and row["title"] == "信访处理意见书" for row in made.contents)


def test_the_sealed_volume_needs_a_reason_and_leaves_a_trace() -> None:
    walk = delivered()
    walk.close(DAY)
    made = archive(walk, DAY)
    with on_day(DAY) as at:
        for account, why in ((walk.cast.other_handler, "核对"), (walk.cast.handler, " ")):
            with pytest.raises((NotAllowed, Incomplete)):
                closing.open_sealed_volume(
                    actor=walk.actor(account, DAY),
                    petition_id=walk.id,
                    archive_id=made.pk,
                    reason=why,
                    at=at,
                )
        closing.open_sealed_volume(
            actor=walk.actor(walk.cast.handler, DAY),
            petition_id=walk.id,
            archive_id=made.pk,
            reason="邮寄补充材料",
            at=at,
        )
    assert Entry.objects.filter(chain=walk.id, name="petition.contact_revealed").count() == 1


def test_a_rating_told_at_the_counter_says_who_took_it_and_never_comes_from_who_is_rated() -> None:
    walk = delivered()
    said: dict[str, Any] = {
        "resolved": Resolved.PARTLY,
        "office_attitude": Attitude.SATISFIED,
        "organ_attitude": Attitude.DISSATISFIED,
    }
    with on_day(DAY) as at:
        with pytest.raises(NotAllowed):
            closing.take_evaluation(
                actor=walk.actor(walk.cast.handler, DAY), petition_id=walk.id, way="telephone", at=at, **said
            )
        registrar = walk.actor(walk.cast.registrar, DAY)
        with pytest.raises(Incomplete):
            closing.take_evaluation(actor=registrar, petition_id=walk.id, way="paper", at=at, **said)
        row = closing.take_evaluation(actor=registrar, petition_id=walk.id, way="telephone", at=at, **said)
        with pytest.raises(Conflict):
            closing.take_evaluation(actor=registrar, petition_id=walk.id, way="visit", at=at, **said)
    assert (row.way, row.taken_by, row.reason) == ("telephone", walk.cast.registrar, "")


def test_an_accusation_is_not_rated_and_the_row_that_says_so_has_its_article() -> None:
    row = closing.excluded_as(Purpose.ACCUSATION, None)
    assert row is not None
    assert row.article.cite
    walk = Walk(make_cast()).to_handling(DAY)
    with on_day(DAY) as at, pytest.raises(Refused):
        closing.take_evaluation(
            actor=walk.actor(walk.cast.registrar, DAY),
            petition_id=walk.id,
            way="visit",
            resolved="yes",
            office_attitude="satisfied",
            organ_attitude="satisfied",
            at=at,
        )


# --- 回访 -----------------------------------------------------------------------------------------------


def drawn() -> tuple[Walk, closing.CallBack]:
    walk = delivered()
    walk.evaluate(DAY)
    with on_day(DAY + timedelta(days=1)) as at:
        closing.draw_call_backs(last_on=DAY, at=at)
    return walk, closing.CallBack.objects.get(petition=walk.id)


def test_the_draw_can_be_repeated_and_falls_to_somebody_who_did_nothing_to_the_matter() -> None:
    walk, call = drawn()
    assert call.caller == walk.cast.supervisor
    event = Entry.objects.get(name="petition.call_backs_drawn").payload
    assert event["matters"] == [str(walk.id)]
    assert event["seed"] == call.draw.seed
    with on_day(DAY + timedelta(days=1)) as at, pytest.raises(Conflict):
        closing.draw_call_backs(last_on=DAY, at=at)


def test_who_calls_sees_no_rating_before_and_the_comparison_afterwards() -> None:
    walk, call = drawn()
    day = DAY + timedelta(days=1)
    caller = walk.actor(walk.cast.supervisor, day)
    leader = walk.actor(walk.cast.leader, day)
    with on_day(day) as at:
        assert petitions.case_file(caller, walk.id, at).evaluation is None
        assert petitions.case_file(leader, walk.id, at).evaluation is not None
        answers = closing.Call(
            reached=True,
            resolved="no",
            office_attitude="satisfied",
            organ_attitude="fairly_satisfied",
            said="说修了，其实没修完",
        )
        for other in (walk.cast.registrar, walk.cast.handler):
            with pytest.raises(NotAllowed):
                closing.record_call_back(
                    actor=walk.actor(other, day), call_back_id=call.pk, call=answers, at=at
                )
        with pytest.raises(Incomplete):
            closing.record_call_back(
                actor=caller, call_back_id=call.pk, call=closing.Call(reached=True), at=at
            )
        done = closing.record_call_back(actor=caller, call_back_id=call.pk, call=answers, at=at)
        assert (done.status, done.agrees, done.differs) == ("done", False, ["问题解决了没有"])
        assert petitions.case_file(caller, walk.id, at).evaluation is not None
        with pytest.raises(Conflict):
            closing.record_call_back(actor=caller, call_back_id=call.pk, call=answers, at=at)


def test_three_calls_nobody_answers_end_it() -> None:
    walk, call = drawn()
    day = DAY + timedelta(days=1)
    with on_day(day) as at:
        caller = walk.actor(walk.cast.supervisor, day)
        for turn in range(3):
            row = closing.record_call_back(
                actor=caller, call_back_id=call.pk, call=closing.Call(reached=False), at=at
            )
            assert row.status == ("unreached" if turn == 2 else "drawn")


def test_somebody_else_may_be_named_but_nobody_who_worked_on_it() -> None:
    walk, call = drawn()
    day = DAY + timedelta(days=1)
    fresh = make_account("fresh", "田小禾", (walk.cast.petition_office, Duty.REGISTRAR, "登记员"))
    leader = walk.actor(walk.cast.office_leader, day)
    with on_day(day) as at:
        for wrong in (walk.cast.registrar, walk.cast.handler):
            with pytest.raises(NotAllowed):
                closing.assign_call_back(actor=leader, call_back_id=call.pk, account_id=wrong.pk, at=at)
        named = closing.assign_call_back(actor=leader, call_back_id=call.pk, account_id=fresh.pk, at=at)
    assert named.caller == fresh


PNG = (
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060"
    "00000005000156a2cf5e0000000049454e44ae426082"
)
