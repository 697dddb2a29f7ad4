"""Each row of the routing table R1-R17, told once: the situation, the act, its paper, its article."""

from datetime import date

import pytest
from django.conf import LazySettings

from minqing.kernel.documents.public import Document
from minqing.kernel.law.public import Incomplete, NotAllowed, NotCompetent, Refused
from minqing.kernel.ledger.public import entries_of
from minqing.kernel.people.public import Duty, Organ, OrganKind, change_organ, succeed_organ
from minqing.petition import public as petitions
from minqing.petition.public import Channel, Mode, Procedure, Purpose, State
from minqing.petition.public import routing as ways
from tests.cast import Cast, make_account, make_cast, make_organ
from tests.factories.path import FIRST_DAY, Walk, on_day
from tests.factories.routing import bounces, declines, designates, meets

pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 15)
UNDER_WAY = ways.Stated(
    other_organ="通江县住房和城乡建设局",
    other_number="通信〔2026〕1号",
    other_on=FIRST_DAY,
    period_end=date(2026, 11, 13),
)


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def paper(walk: Walk, kind: str) -> Document:
    return Document.objects.get(subject_id=walk.id, kind=kind)


def recorded_row(walk: Walk, name: str) -> str:
    return str(entries_of(walk.id).filter(name=name).latest("seq").payload["row"])


def refer_as(walk: Walk, account: object, organ: Organ, day: date = DAY) -> petitions.Referral:
    with on_day(day) as at:
        return petitions.refer_petition(
            actor=walk.actor(account, day),  # type: ignore[arg-type]
            petition_id=walk.id,
            organ_id=organ.id,
            mode=Mode.TRANSFER,
            at=at,
        )


def at_housing(cast: Cast, **changed: object) -> tuple[Walk, object]:
    """Given the housing bureau received the matter itself, registered and classified it."""
    account = make_account("zjj_registrar", "田小禾", (cast.housing, Duty.REGISTRAR, "登记员"))
    walk = Walk(cast)
    with on_day(FIRST_DAY):
        actor = walk.actor(account, FIRST_DAY)
    walk.hand_in(FIRST_DAY, actor, channel=Channel.LETTER, received_on=FIRST_DAY, **changed)
    with on_day(FIRST_DAY) as at:
        petitions.register_petition(actor=actor, petition_id=walk.id, at=at)
        petitions.classify_petition(
            actor=actor, petition_id=walk.id, purpose=Purpose.CLAIM, procedure=Procedure.PETITION, at=at
        )
    return walk, account


def ended(walk: Walk, row: str, kind: str) -> Document:
    """Then the matter is answered by this paper, can be delivered and closed, and stays recorded."""
    matter = walk.matter
    assert matter.state == State.ANSWERED
    assert matter.number
    assert recorded_row(walk, "petition.declined") == row
    notice = paper(walk, kind)
    assert (
        notice.data["where_to_turn"]
        == "诺水河镇人民政府；程序：凭查询码查询办理情况；时限：2026年11月30日以前"
    )
    account = walk.cast.registrar
    walk.deliver(DAY, account=account)
    assert not walk.matter.clocks.filter(stopped_on=None).exists()
    walk.close(DAY, account)
    assert walk.matter.state == State.CLOSED
    return notice


def test_r1_a_matter_of_an_organ_of_this_level_is_transferred_to_it(cast: Cast) -> None:
    walk = Walk(cast).to_registered().refer(DAY, cast.housing)
    assert walk.matter.referrals.get().row == "R1"
    assert paper(walk, "referral_letter").data["basis"] == "《信访工作条例》第二十二条第一款第一项"


def test_r2_a_matter_of_a_lower_organ_is_transferred_to_it(cast: Cast) -> None:
    walk = Walk(cast).to_registered().refer(DAY, cast.township)
    assert recorded_row(walk, "petition.referred") == "R2"
    assert paper(walk, "referral_letter").data["basis"] == "《信访工作条例》第二十二条第一款第二项"


def test_r3_an_important_matter_is_assigned_with_a_day_of_feedback(cast: Cast) -> None:
    walk = Walk(cast).to_registered()
    walk.refer(DAY, cast.housing, Mode.ASSIGN, requirement="逐项核实", report_by=date(2026, 10, 30))
    assert walk.matter.referrals.get().row == "R3"
    assert walk.matter.clocks.get(term="ASSIGN_REPORT").due_on == date(2026, 10, 30)
    assert paper(walk, "referral_letter").title == "信访事项交办函"


def test_r4_a_letter_about_litigation_goes_to_the_political_legal_organs_only(cast: Cast) -> None:
    politics = make_organ("zfw", "中共通江县委政法委员会", OrganKind.POLITICAL_LEGAL, cast.county)
    walk = Walk(cast).hand_in().register().classify(procedure=Procedure.LITIGATION)
    with pytest.raises(NotCompetent) as refusal:
        walk.refer(DAY, cast.housing)
    assert refusal.value.basis is not None
    assert refusal.value.basis.number == "22(2)"
    walk.refer(DAY, politics)
    assert walk.matter.referrals.get().row == "R4"


def test_r5_who_comes_about_litigation_is_guided_to_the_political_legal_organs(cast: Cast) -> None:
    walk = Walk(cast)
    walk.hand_in(actor=walk.actor(cast.registrar, FIRST_DAY), channel=Channel.VISIT, received_on=FIRST_DAY)
    walk.register().classify(procedure=Procedure.LITIGATION)
    assert [line.row for line in ways.way_lines(walk.matter) if line.sure] == ["R5"]
    with on_day(DAY) as at:
        petitions.guide_petition(
            actor=walk.actor(cast.registrar, DAY),
            petition_id=walk.id,
            procedure=Procedure.LITIGATION,
            procedure_name="民事诉讼",
            organ_name="通江县人民法院",
            how="到立案窗口递交起诉状",
            time_limit="诉讼时效三年",
            at=at,
        )
    assert recorded_row(walk, "petition.guided") == "R5"
    assert paper(walk, "procedure_notice").data["competent_organ"] == "通江县人民法院"


def test_r6_an_accusation_goes_to_discipline_inspection(cast: Cast) -> None:
    walk = Walk(cast).hand_in().register()
    walk.classify(purpose=Purpose.ACCUSATION, procedure="", concerns_id=cast.housing.id)
    walk.refer(DAY, cast.discipline)
    assert walk.matter.referrals.get().row == "R6"
    assert paper(walk, "referral_letter").data["basis"] == "《信访工作条例》第二十二条第二款"


def test_r7_an_organ_tells_of_receipt_route_and_procedure_of_what_is_its_own(cast: Cast) -> None:
    walk, account = at_housing(cast)
    walk.accept(DAY, account)  # type: ignore[arg-type]
    assert recorded_row(walk, "petition.accepted") == "R7"
    notice = paper(walk, "acceptance_notice")
    assert notice.data["received_way"] == "信访人直接提出"
    assert notice.data["procedure"]


def test_r8_what_is_a_subordinates_is_handed_down_and_the_petitioner_is_told_where(cast: Cast) -> None:
    below = make_organ("zjj-zj", "通江县住房保障中心", OrganKind.OTHER, cast.housing)
    walk, account = at_housing(cast)
    with pytest.raises(NotCompetent) as refusal:
        refer_as(walk, account, cast.resources)
    assert refusal.value.basis is not None
    assert refusal.value.basis.number == "23(1)"
    assert refer_as(walk, account, below).row == "R8"
    notice = paper(walk, "transfer_notice")
    assert (notice.data["to_organ"], notice.data["basis"]) == (below.name, "《信访工作条例》第二十三条第一款")
    assert notice.id in {p.document.id for p in petitions.resident_view(walk.matter, DAY).papers}


def test_r9_of_what_is_not_of_its_system_the_petitioner_is_told_the_competent_organ(cast: Cast) -> None:
    walk, account = at_housing(cast)
    declines(walk, DAY, ways.Ground.NOT_OURS, account, explanation="村道由乡镇管护。")  # type: ignore[arg-type]
    assert recorded_row(walk, "petition.declined") == "R9"
    notice = paper(walk, "decline_notice")
    assert "第二十三条第一款" in notice.data["ground"]
    assert notice.data["where_to_turn"].startswith("诺水河镇人民政府")
    office = Walk(cast).to_registered()
    with pytest.raises(NotCompetent):
        declines(office, DAY, ways.Ground.NOT_OURS)
    referred = Walk(cast).to_referred()
    with pytest.raises(NotCompetent):
        declines(referred, DAY, ways.Ground.NOT_OURS, cast.handler)


def test_r10_the_common_superior_names_the_organ_and_that_organ_cannot_object(cast: Cast) -> None:
    walk = Walk(cast).to_referred()
    bounces(walk, DAY)
    with pytest.raises(Incomplete):
        designates(walk, DAY, decision_ref="")
    designation = designates(walk, DAY)
    assert designation.decided_by == cast.county
    assert (walk.matter.state, walk.matter.holder) == (State.REFERRED, cast.township)
    letter = paper(walk, "designation_letter")
    assert letter.data["designated_organ"] == cast.township.name
    assert "通府办函〔2026〕18号" in letter.data["reason"]
    assert recorded_row(walk, "petition.designated") == "R10"
    assert not walk.matter.clocks.filter(term="ORG_OBJECT", stopped_on=None).exists()
    with pytest.raises(NotAllowed):
        bounces(walk, DAY, account=cast.township_handler)


def test_r10_without_a_common_superior_the_joint_conference_decides(cast: Cast) -> None:
    bureau = make_organ("sjtj", "市交通运输局直属分局", OrganKind.DEPARTMENT)
    walk = Walk(cast).to_referred()
    bounces(walk, DAY)
    designation = designates(walk, DAY, organ=bureau, decision_ref="联席会议纪要〔2026〕3号")
    assert designation.decided_by is None
    assert "联席会议" in paper(walk, "designation_letter").data["reason"]


def test_r10_after_two_bounces_the_matter_goes_on_only_as_a_coordination_meeting_decided(cast: Cast) -> None:
    walk = Walk(cast).to_referred()
    bounces(walk, DAY)
    walk.refer(DAY, cast.resources)
    bounces(walk, DAY, account=cast.other_handler)
    before = entries_of(walk.id).count()
    with pytest.raises(Incomplete) as refusal:
        walk.refer(DAY, cast.township)
    assert "协调会" in refusal.value.reason
    with pytest.raises(Incomplete) as gaps:
        meets(walk, DAY, voices=(), decision="")
    assert "协调意见" in gaps.value.reason
    assert entries_of(walk.id).count() == before
    meets(walk, DAY)
    minutes = paper(walk, "coordination_minutes")
    assert minutes.data["participants"] == [cast.housing.name, cast.township.name]
    with pytest.raises(NotCompetent):
        walk.refer(DAY, cast.civil_affairs)
    walk.refer(DAY, cast.township)
    bounces(walk, DAY, account=cast.township_handler)
    with pytest.raises(Incomplete):
        walk.refer(DAY, cast.township)


def test_r11_what_an_abolished_organ_held_goes_on_with_its_successor(cast: Cast) -> None:
    walk = Walk(cast).to_handling()
    due = walk.matter.due_on
    with on_day(DAY) as at, pytest.raises(NotCompetent):
        ways.hand_to_successor(actor=walk.actor(cast.registrar, DAY), petition_id=walk.id, at=at)
    close_organ(cast.housing)
    with on_day(DAY) as at, pytest.raises(Incomplete):
        ways.hand_to_successor(actor=walk.actor(cast.registrar, DAY), petition_id=walk.id, at=at)
    succeed_organ(organ_id=cast.housing.id, successor_id=cast.resources.id)
    other = Walk(cast).to_registered()
    with pytest.raises(NotCompetent) as refusal:
        other.refer(DAY, cast.housing)
    assert cast.resources.name in refusal.value.reason
    with on_day(DAY) as at:
        ways.hand_to_successor(actor=walk.actor(cast.registrar, DAY), petition_id=walk.id, at=at)
    matter = walk.matter
    assert (matter.holder, matter.handling, matter.handler) == (cast.resources, cast.resources, None)
    assert (matter.state, matter.due_on) == (State.HANDLING, due)
    assert matter.clocks.get(term="HANDLE").organ_id == cast.resources.id
    assert recorded_row(walk, "petition.succeeded") == "R11"


def test_r11_the_county_moves_on_what_came_straight_to_an_abolished_organ(cast: Cast) -> None:
    walk = Walk(cast).hand_in(DAY, organ_id=cast.housing.id)
    due = walk.matter.due_on
    close_organ(cast.housing)
    succeed_organ(organ_id=cast.housing.id, successor_id=cast.resources.id)
    with on_day(DAY) as at:
        ways.hand_to_successor(actor=walk.actor(cast.supervisor, DAY), petition_id=walk.id, at=at)
    matter = walk.matter
    assert (matter.holder, matter.state, matter.due_on) == (cast.resources, State.RECEIVED, due)
    assert matter.clocks.get(stopped_on=None).organ_id == cast.resources.id


def close_organ(organ: Organ) -> None:
    change_organ(
        organ_id=organ.id,
        name=organ.name,
        short_name=organ.short_name,
        kind=organ.organ_kind,
        sort_key=organ.sort_key,
        active=False,
    )


def test_r12_the_superior_does_not_accept_what_a_lower_organ_is_handling_in_time(cast: Cast) -> None:
    walk = Walk(cast).to_registered()
    with pytest.raises(Incomplete) as gaps:
        declines(walk, DAY, ways.Ground.UNDER_WAY)
    assert "已经受理的机关、单位" in gaps.value.reason
    with pytest.raises(NotAllowed):
        declines(
            walk,
            DAY,
            ways.Ground.UNDER_WAY,
            stated=ways.Stated("住建局", "通信〔2026〕1号", date(2026, 6, 1), date(2026, 7, 31)),
        )
    assert walk.matter.state == State.REGISTERED
    declines(walk, DAY, ways.Ground.UNDER_WAY, stated=UNDER_WAY)
    notice = ended(walk, "R12", "decline_notice")
    assert "第十九条第三款" in notice.data["ground"]
    assert "通信〔2026〕1号" in notice.data["ground"]


def test_r13_after_final_review_the_same_facts_and_reasons_are_no_longer_accepted(cast: Cast) -> None:
    walk = Walk(cast).to_registered()
    final = ways.Stated(
        "市人民政府", "巴府复核〔2026〕2号", date(2026, 8, 1), sameness="请求、事实和理由与原信一致"
    )
    declines(walk, DAY, ways.Ground.FINALLY_REVIEWED, stated=final)
    notice = ended(walk, "R13", "no_longer_notice")
    assert (notice.data["final_number"], notice.data["final_on"]) == ("巴府复核〔2026〕2号", "2026年8月1日")
    assert "第三十六条第三款" in notice.data["ground"]


def test_r14_what_was_legally_terminated_is_not_handled_again(cast: Cast) -> None:
    walk = Walk(cast).to_registered()
    declines(
        walk,
        DAY,
        ways.Ground.ENDED,
        stated=ways.Stated("县委政法委", "通政法终〔2025〕4号", date(2025, 12, 1)),
    )
    notice = ended(walk, "R14", "no_longer_notice")
    assert "第三十七条第三款" in notice.data["ground"]


LATE = ways.Stated("通江县住房和城乡建设局", "住建局信访处〔2026〕3号", date(2026, 6, 1), date(2026, 7, 1))


def test_r15_a_review_asked_for_too_late_is_declined_only_where_a_local_rule_says_so(
    cast: Cast, settings: LazySettings
) -> None:
    settings.MINQING_PLACE = "510100"
    walk = Walk(cast).to_registered()
    with pytest.raises(NotAllowed) as refusal:
        declines(walk, DAY, ways.Ground.WINDOW_MISSED, stated=LATE)
    assert "没有规定" in refusal.value.reason
    settings.MINQING_PLACE = "511921"
    declines(walk, DAY, ways.Ground.WINDOW_MISSED, stated=LATE)
    notice = ended(walk, "R15", "no_longer_notice")
    assert notice.data["window_end"] == "2026年7月1日"


def test_r16_without_a_name_the_duty_to_tell_lapses_but_the_matter_is_handled(cast: Cast) -> None:
    walk = Walk(cast).to_registered(anonymous=True, name="", telephone="").refer(DAY)
    terms = set(walk.matter.clocks.filter(stopped_on=None).values_list("term", flat=True))
    assert terms == {"PRACTICE_ACCEPT", "ORG_OBJECT"}
    bounces(walk, DAY)
    assert walk.matter.due_term == "XFB_ROUTE"
    walk.refer(DAY).accept(DAY)
    assert walk.matter.state == State.HANDLING
    assert "R16" in {
        row.row for row in ways.way_lines(Walk(cast).to_registered(anonymous=True, name="").matter)
    }


def test_r17_what_belongs_to_a_court_is_declined_only_under_the_regulation_of_2005(cast: Cast) -> None:
    today = Walk(cast).to_registered()
    with pytest.raises(NotAllowed) as refusal:
        declines(today, DAY, ways.Ground.OTHER_POWER)
    assert "2005年" in refusal.value.reason
    then = date(2021, 9, 13)
    walk = Walk(cast).to_registered(then)
    declines(walk, date(2021, 9, 15), ways.Ground.OTHER_POWER, explanation="应当向人民法院提出。")
    assert recorded_row(walk, "petition.declined") == "R17"
    assert "《信访条例》第二十一条第一款第一项" in paper(walk, "decline_notice").data["ground"]


def test_nothing_else_ends_a_matter_without_an_answer(cast: Cast) -> None:
    """Whatever is stated, a ground the law does not know here is refused and nothing is written."""
    walk = Walk(cast).to_registered()
    before = entries_of(walk.id).count()
    for ground in ways.Ground:
        with pytest.raises(Refused):
            declines(walk, DAY, ground, stated=ways.Stated(), explanation=" ")
    assert entries_of(walk.id).count() == before
    assert walk.matter.state == State.REGISTERED
