"""Rules of co-handling, hearing the petitioner, records, hearings, settlement and execution."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minqing.kernel.law.rules import Conflict, Incomplete, NotAllowed, NotCompetent, TooLate
from minqing.kernel.people.rules import OrganKind
from minqing.petition.handling.co_handling.rules import CoQuestion, CoTarget, asking_refusal, open_refusal
from minqing.petition.handling.hearing.rules import (
    Ground,
    HearingPlan,
    conclusion_refusal,
    holding_refusal,
    plan_refusal,
    seats_of,
    unfinished_refusal,
)
from minqing.petition.handling.records.rules import (
    HeardDraft,
    RecordDraft,
    Way,
    exchanges_of,
    heard_refusal,
    record_refusal,
    unheard_refusal,
)
from minqing.petition.handling.settlement.rules import (
    Agreement,
    Proposal,
    agreement_refusal,
    proposal_refusal,
)
from minqing.petition.matter.rules import Level, Outcome, Procedure, Purpose
from minqing.petition.reply.execution.rules import (
    TO_DO,
    ToExecute,
    acting_refusal,
    execution_gap,
    must_be_executed,
    nearest_due,
    past_day_refusal,
)

MONDAY = date(2026, 9, 14)
DAY = timedelta(days=1)
ASKED = CoQuestion("路基归谁管护？", MONDAY + 10 * DAY, MONDAY + 60 * DAY, "county.zjj.", "", sealed=False)
ROADS = CoTarget("交通运输局", "county.jtj.", OrganKind.DEPARTMENT, active=True, asked_already=False)


def test_an_organ_is_asked_a_question_until_a_day_within_the_lead_organs_own() -> None:
    assert asking_refusal(ASKED, ROADS, MONDAY) is None
    for late in (MONDAY, MONDAY - DAY, MONDAY + 61 * DAY):
        assert isinstance(asking_refusal(replace(ASKED, due_on=late), ROADS, MONDAY), Incomplete)
    refusal = asking_refusal(replace(ASKED, due_on=MONDAY + 61 * DAY), ROADS, MONDAY)
    assert refusal is not None
    assert refusal.reason == "协办期限不能晚于本单位自己的办理期限（2026年11月13日）。"
    assert isinstance(asking_refusal(replace(ASKED, question=" "), ROADS, MONDAY), Incomplete)
    assert isinstance(asking_refusal(ASKED, replace(ROADS, asked_already=True), MONDAY), Conflict)
    assert isinstance(asking_refusal(ASKED, replace(ROADS, path="county.zjj."), MONDAY), Conflict)
    assert isinstance(asking_refusal(ASKED, None, MONDAY), NotCompetent)


def test_the_organ_complained_of_is_never_asked_nor_anybody_beneath_it() -> None:
    about = replace(ASKED, concerns_path="county.jtj.")
    for path in ("county.jtj.", "county.jtj.lz."):
        assert isinstance(asking_refusal(about, replace(ROADS, path=path), MONDAY), NotCompetent)
    assert asking_refusal(about, replace(ROADS, path="county.jtju."), MONDAY) is None


def test_of_a_sealed_matter_only_discipline_inspection_is_asked() -> None:
    sealed = replace(ASKED, sealed=True, concerns_path="county.zrz.")
    assert isinstance(asking_refusal(sealed, ROADS, MONDAY), NotCompetent)
    assert asking_refusal(sealed, replace(ROADS, kind=OrganKind.DISCIPLINE), MONDAY) is None


def test_opinions_still_owed_are_named() -> None:
    assert open_refusal([]) is None
    refusal = open_refusal(["交通运输局", "民政局"])
    assert refusal is not None
    assert refusal.reason.startswith("交通运输局、民政局的协办意见还没有到")


def test_only_a_claim_of_the_petition_procedure_waits_for_the_petitioner_to_be_heard() -> None:
    def asked(purpose: Purpose, procedure: Procedure | None, level: Level = Level.FIRST) -> bool:
        return unheard_refusal(purpose=purpose, procedure=procedure, level=level, heard_on=None) is not None

    waiting = {(p, q) for p in Purpose for q in (*Procedure, None) if asked(p, q)}
    assert waiting == {(Purpose.CLAIM, Procedure.PETITION)}
    assert not asked(Purpose.CLAIM, Procedure.PETITION, Level.REVIEW)
    refusal = unheard_refusal(
        purpose=Purpose.CLAIM, procedure=Procedure.PETITION, level=Level.FIRST, heard_on=None
    )
    assert refusal is not None
    assert refusal.basis is not None
    assert refusal.basis.number == "31[6]"


@pytest.mark.parametrize("way", Way)
def test_hearing_is_recorded_between_acceptance_and_today_with_its_points(way: Way) -> None:
    draft = HeardDraft(way, MONDAY, "说明了经过")
    assert heard_refusal(draft, accepted_on=MONDAY, on=MONDAY) is None
    for wrong in (
        replace(draft, points="  "),
        replace(draft, heard_on=None),
        replace(draft, heard_on=MONDAY + DAY),
        replace(draft, heard_on=MONDAY - DAY),
        replace(draft, way="by_rumour"),
    ):
        assert isinstance(heard_refusal(wrong, accepted_on=MONDAY, on=MONDAY), Incomplete)


RECORD = RecordDraft(
    Way.IN_PERSON,
    MONDAY,
    "9时至10时",
    "村委会",
    "王建国",
    "陈𠮷",
    "马䶮",
    "问：路哪天塌的？\n答：六月三日。\n那天下大雨。\n问：报过没有？\n答：报过。",
    "已宣读，签名",
)


def test_a_record_reads_question_and_answer_by_turns_and_names_its_gaps() -> None:
    assert exchanges_of(RECORD.dialogue) == [
        {"question": "路哪天塌的？", "answer": "六月三日。\n那天下大雨。"},
        {"question": "报过没有？", "answer": "报过。"},
    ]
    assert record_refusal(RECORD, accepted_on=MONDAY, on=MONDAY) is None
    refusal = record_refusal(replace(RECORD, place="", signed=""), accepted_on=MONDAY, on=MONDAY)
    assert refusal is not None
    assert refusal.reason == "笔录还缺：地点、核对和签名的情况。"
    silent = record_refusal(replace(RECORD, dialogue="问：知道吗？"), accepted_on=MONDAY, on=MONDAY)
    assert silent is not None
    assert "第1问" in silent.reason


@given(st.text(max_size=300))
def test_any_text_is_read_as_turns_without_losing_an_answers_words(text: str) -> None:
    turns = exchanges_of(f"问：甲\n答：{text}")
    assert turns[0]["question"] == "甲"
    lines = "".join(
        "".join(line.split()) for line in text.splitlines() if line.strip()[:2] not in {"问：", "问:"}
    )
    kept = "".join("".join(each["answer"].split()) for each in turns)
    if not any(line.strip()[:2] in {"问：", "问:", "答：", "答:"} for line in text.splitlines()):
        assert kept == lines


PLAN = HearingPlan(
    MONDAY + 7 * DAY,
    "9时",
    "信访局听证室",
    "赵明山",
    "陈𠮷",
    seats_of("信访人 李桂兰\n承办人员 王建国 住建局\n听证员 何春梅 县人大代表\n律师 吴㛃"),
    is_public=True,
    closed_reason="",
    ground=Ground.COMPLEX,
    reason="涉及三十户",
)


def test_a_hearing_is_announced_seven_days_ahead_by_a_host_who_has_not_investigated() -> None:
    def refused(plan: HearingPlan, days: int = 7) -> object:
        return plan_refusal(plan, investigators=["王建国"], notice_days=days, on=MONDAY)

    assert refused(PLAN) is None
    soon = replace(PLAN, held_on=MONDAY + 6 * DAY)
    assert isinstance(refused(soon), TooLate)
    agreed = replace(soon, shorter_notice="信访人当面签字同意三天后举行")
    assert refused(agreed) is None
    assert isinstance(refused(replace(agreed, held_on=MONDAY)), TooLate)
    assert refused(replace(PLAN, held_on=MONDAY + 6 * DAY), 5) is None
    assert isinstance(refused(replace(PLAN, host="王建国")), NotAllowed)
    assert isinstance(refused(replace(PLAN, is_public=False)), Incomplete)
    assert refused(replace(PLAN, is_public=False, closed_reason="涉及个人隐私")) is None
    assert isinstance(refused(replace(PLAN, seats=seats_of("信访人 李桂兰\n承办人员 王建国"))), Incomplete)
    assert isinstance(refused(replace(PLAN, seats=seats_of("邻居 某人"))), Incomplete)
    assert isinstance(refused(replace(PLAN, ground="whim")), Incomplete)


def test_a_panel_concludes_by_more_than_half_of_all_who_vote() -> None:
    def refused(yes: int, no: int, abstain: int) -> bool:
        return (
            conclusion_refusal(facts="属实", conclusion="应予支持", votes=(yes, no, abstain), panel=3)
            is not None
        )

    assert [refused(3, 0, 0), refused(2, 1, 0), refused(2, 0, 1)] == [False, False, False]
    assert [refused(1, 1, 1), refused(3, 1, 0), refused(0, 0, 0)] == [True, True, True]
    assert holding_refusal(held_on=MONDAY, on=MONDAY - DAY) is not None
    assert holding_refusal(held_on=MONDAY, on=MONDAY) is None
    assert [unfinished_refusal(s) is None for s in ("applied", "noticed", "held", "concluded", "waived")] == [
        False,
        False,
        False,
        True,
        True,
    ]


def test_settling_needs_a_claim_both_parties_and_a_day_to_perform() -> None:
    proposal = Proposal(mediation=True, other_party="某物业公司", mediator="何春梅", words="各让一步")
    assert proposal_refusal(Purpose.CLAIM, proposal) is None
    assert isinstance(proposal_refusal(Purpose.PROPOSAL, proposal), Conflict)
    assert isinstance(proposal_refusal(Purpose.CLAIM, replace(proposal, mediator="")), Incomplete)
    agreement = Agreement("漏水", "修好赔三千元", "转账", MONDAY, MONDAY + 30 * DAY)

    def refused(made: Agreement, *agreed: date | None) -> object:
        return agreement_refusal(made, agreed=agreed, accepted_on=MONDAY, on=MONDAY)

    assert refused(agreement, MONDAY, MONDAY) is None
    assert isinstance(refused(agreement, MONDAY, None), Conflict)
    assert isinstance(refused(agreement, None, MONDAY), Conflict)
    assert isinstance(refused(replace(agreement, execute_by=None), MONDAY, MONDAY), Incomplete)
    assert refused(replace(agreement, execute_by=None, performed="当场付清"), MONDAY, MONDAY) is None
    assert isinstance(refused(replace(agreement, execute_by=MONDAY - DAY), MONDAY, MONDAY), Incomplete)


def test_support_of_a_claim_must_be_carried_out_by_a_day_or_have_been() -> None:
    bound = {(p, o) for p in Purpose for o in Outcome if must_be_executed(p, o)}
    assert bound == {(Purpose.CLAIM, Outcome.SUPPORT), (Purpose.CLAIM, Outcome.SUPPORT_IN_PART)}
    nothing = ToExecute(None, " ")
    assert execution_gap(Purpose.CLAIM, Outcome.SUPPORT, nothing) == "执行期限（已经执行的，写明执行情况）"
    assert not execution_gap(Purpose.CLAIM, Outcome.EXPLAIN, nothing)
    assert not execution_gap(Purpose.CLAIM, Outcome.SUPPORT, ToExecute(MONDAY, ""))
    assert not execution_gap(Purpose.CLAIM, Outcome.SUPPORT, ToExecute(None, "已修好"))
    assert past_day_refusal([(1, MONDAY), (2, None)], MONDAY) is None
    refusal = past_day_refusal([(1, MONDAY), (2, MONDAY - DAY)], MONDAY)
    assert refusal is not None
    assert "第2项" in refusal.reason


ENDS = st.sampled_from(["open", "done", "confirmed", "disputed", "refused"])


@given(st.lists(st.tuples(ENDS, st.dates(date(2026, 1, 1), date(2027, 1, 1)))))
def test_the_nearest_day_is_the_first_of_what_is_still_to_be_done(rows: list[tuple[str, date]]) -> None:
    found = nearest_due(rows)
    left = [day for status, day in rows if status in TO_DO]
    assert found == (min(left) if left else None)


def test_an_execution_is_confirmed_or_disputed_only_once_it_was_reported_done() -> None:
    lawful = {
        (status, wanted)
        for status in ("open", "done", "confirmed", "disputed", "refused")
        for wanted in ("progress", "done", "refused", "confirmed", "disputed")
        if acting_refusal(status, wanted) is None
    }
    to_do = {(s, w) for s in ("open", "disputed", "refused") for w in ("progress", "done", "refused")}
    assert lawful == to_do | {("done", "confirmed"), ("done", "disputed")}
