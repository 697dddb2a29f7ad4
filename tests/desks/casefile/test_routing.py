"""Deciding the way by clicking: forms, panels, the page of an objection, with reasons and articles."""

from datetime import date
from uuid import uuid4

import pytest
from django.test import Client

from minqing.petition.public import Purpose, State
from minqing.petition.public import routing as ways
from tests.cast import Cast
from tests.desks.staff import TODAY, at_desk
from tests.factories.path import FIRST_DAY, Walk
from tests.factories.routing import bounces, meets, objects


def act(client: Client, walk: Walk, key: str, **data: object) -> tuple[int, str]:
    answer = client.post(f"/desk/matters/{walk.id}/do/{key}/", data, follow=True)
    return answer.status_code, answer.content.decode()


def page(client: Client, walk: Walk, query: str = "") -> str:
    answer = client.get(f"/desk/matters/{walk.id}/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_file_says_which_rows_fit_with_their_articles(cast: Cast, walk: Walk, today: date) -> None:
    walk.to_registered()
    said = page(at_desk(cast.registrar), walk)
    assert "应当怎样处理" in said
    assert "《信访工作条例》第二十二条第一款第一项" in said
    walk.refer(FIRST_DAY)
    said = page(at_desk(cast.handler), walk)
    assert "5个工作日内提出异议" in said
    assert "指定受理的除外" in said
    walk.accept(FIRST_DAY)
    assert "应当怎样处理" not in page(at_desk(cast.handler), walk)


def test_the_sender_decides_on_an_objection_on_its_own_page(cast: Cast, walk: Walk, today: date) -> None:
    walk.to_referred()
    here = f"/desk/matters/{walk.id}/objection/"
    office = at_desk(cast.registrar)
    assert office.get(here).status_code == 302  # an old notice leads to the file
    objects(walk, TODAY, reason="管护主体是乡镇", materials="原信一份")
    answer = office.get(here)
    assert answer.status_code == 200
    assert "管护主体是乡镇" in answer.content.decode()
    assert "第二十三条第三款" in answer.content.decode()
    empty = office.post(here, {"decision": "refuse", "reason": ""})
    assert empty.status_code == 422
    for account in (cast.handler, cast.leader, cast.other_handler):
        assert at_desk(account).get(here).status_code == 404
    assert office.post(here, {"decision": "agree", "reason": "属实"}).status_code == 302
    assert walk.matter.state == State.RETURNED
    assert office.get(here).status_code == 302  # an old notice leads to the file
    assert office.get(f"/desk/matters/{uuid4()}/objection/").status_code == 404


def test_refusing_an_objection_leaves_the_matter_where_it_is(cast: Cast, walk: Walk, today: date) -> None:
    walk.to_referred()
    objects(walk, TODAY)
    office = at_desk(cast.registrar)
    said = page(office, walk)
    assert "等待转送单位核实" in said
    assert "同意异议、收回" in said
    status, said = act(office, walk, "refuse_objection", reason="职责清单第三条")
    assert status == 200
    assert "不同意，由该单位继续办理" in said
    assert walk.matter.state == State.REFERRED


def test_of_a_report_the_page_shows_the_reasons_and_no_word_of_the_letter(
    cast: Cast, walk: Walk, today: date
) -> None:
    walk.hand_in(title="反映收受好处").register()
    walk.classify(purpose=Purpose.ACCUSATION, procedure="", concerns_id=cast.housing.id)
    walk.refer(FIRST_DAY, cast.discipline)
    office, here = at_desk(cast.registrar), f"/desk/matters/{walk.id}/objection/"
    assert office.get(here).status_code == 404
    objects(walk, TODAY, cast.discipline_handler, reason="被反映人属市管干部")
    answer = office.get(here).content.decode()
    assert "被反映人属市管干部" in answer
    assert "收受好处" not in answer
    assert "李桂兰" not in answer.replace(cast.registrar.name, "")
    assert office.post(here, {"decision": "refuse", "reason": "属本级管辖"}).url == "/desk/"


def test_a_meeting_is_asked_for_recorded_and_shown(cast: Cast, walk: Walk, today: date) -> None:
    walk.to_referred()
    bounces(walk, TODAY)
    walk.refer(TODAY)
    bounces(walk, TODAY)
    office = at_desk(cast.registrar)
    status, said = act(office, walk, "refer", organ_id=str(cast.township.id), mode="transfer")
    assert status == 422
    assert "协调会" in said
    assert "/do/coordinate/" in page(office, walk, "?do=coordinate")
    form = {
        "met_on": TODAY,
        "place": "信访局二楼",
        "host": "孙建业",
        "decision": "由属地乡镇受理",
        "decided_organ_id": str(cast.township.id),
        "organ_1": str(cast.housing.id),
        "said_1": "不在职责清单",
        "organ_2": str(cast.township.id),
        "said_2": "同意牵头",
    }
    status, said = act(office, walk, "coordinate", **{**form, "organ_2": "", "said_2": ""})
    assert status == 422
    assert "至少两个" in said
    assert "不在职责清单" in said
    status, said = act(office, walk, "coordinate", **form)
    assert status == 200
    assert "同意牵头" in said
    status, said = act(office, walk, "refer", organ_id=str(cast.township.id), mode="transfer")
    assert walk.matter.state == State.REFERRED


def test_a_designation_is_recorded_with_its_reference(cast: Cast, walk: Walk, today: date) -> None:
    walk.to_referred()
    bounces(walk, TODAY)
    office = at_desk(cast.registrar)
    form = {"organ_id": str(cast.township.id), "reason": "两家都说不是自己的", "decision_ref": ""}
    status, said = act(office, walk, "designate", **form)
    assert status == 422
    assert "批示或者会议纪要" in said
    status, said = act(office, walk, "designate", **{**form, "decision_ref": "通府办函〔2026〕18号"})
    assert "通府办函〔2026〕18号" in said
    township = at_desk(cast.township_handler)
    status, said = act(township, walk, "object", reason="不归我们", proposed_organ_id="")
    assert status == 422
    assert "不能再提出异议" in said


def test_declining_names_what_is_missing_and_then_shows_where_to_turn(
    cast: Cast, walk: Walk, today: date
) -> None:
    walk.to_registered()
    office = at_desk(cast.registrar)
    form = {
        "ground": "finally_reviewed",
        "explanation": "与原信一致",
        "where": "巴中市人民政府信访事项复查复核委员会",
        "how": "有新的事实、新的理由的，作为新的事项提出",
        "until": "没有时限",
    }
    status, said = act(office, walk, "decline", **form)
    assert status == 422
    assert "复核意见的文号" in said
    assert "第三十六条第三款" in said
    full = {
        **form,
        "other_organ": "巴中市人民政府",
        "other_number": "巴府复核〔2026〕2号",
        "other_on": "2026-08-01",
        "sameness": "请求、事实和理由一致",
    }
    status, said = act(office, walk, "decline", **full)
    assert status == 200
    assert "巴府复核〔2026〕2号" in said
    assert walk.matter.state == State.ANSWERED


def test_the_short_track_is_taken_answered_and_shown(cast: Cast, walk: Walk, today: date) -> None:
    walk.to_registered(TODAY).refer(TODAY)
    handler = at_desk(cast.handler)
    form = {"reason": "daily_life", "absent": [], "told": "telephone", "handler_id": str(cast.handler.id)}
    status, said = act(handler, walk, "accept_simply", **form)
    assert status == 422
    assert "可能对信访人诉求不予支持" in said
    bars = [bar.value for bar in ways.DECLARED]
    status, said = act(handler, walk, "accept_simply", **{**form, "absent": bars})
    assert status == 200
    assert walk.matter.due_term == "SIMPLE_HANDLE"
    status, said = act(handler, walk, "tell", told="message")
    assert status == 422
    walk.draft(TODAY)
    status, said = act(handler, walk, "tell", told="message", words="谢谢您的提醒")
    assert status == 422
    assert "确认简易答复" in said
    status, said = act(at_desk(cast.leader), walk, "confirm_simple")
    assert status == 200
    status, said = act(handler, walk, "tell", told="message", words="谢谢您的提醒")
    assert status == 200
    assert f"答复人：{cast.handler.name}" in said
    assert f"负责人{cast.leader.name}确认答复" in said
    assert walk.matter.state == State.DELIVERED
    assert "谢谢您的提醒" in said


def test_leaving_the_short_track_asks_why(cast: Cast, walk: Walk, today: date) -> None:
    walk.to_registered(TODAY).refer(TODAY)
    handler = at_desk(cast.handler)
    bars = [bar.value for bar in ways.DECLARED]
    act(handler, walk, "accept_simply", reason="clear_and_minor", absent=bars, told="network")
    assert act(handler, walk, "leave_simple", reason="")[0] == 422
    status, said = act(handler, walk, "leave_simple", reason="需要鉴定")
    assert status == 200
    assert "转为普通程序" in said
    assert walk.matter.due_term == "HANDLE"


@pytest.mark.parametrize("key", ["designate", "coordinate", "decline", "propose_simple"])
def test_each_form_opens_at_the_petition_office(key: str, cast: Cast, walk: Walk, today: date) -> None:
    walk.to_registered()
    assert f"/do/{key}/" in page(at_desk(cast.registrar), walk, f"?do={key}")


def test_a_meeting_recorded_by_the_office_is_on_the_file_of_the_organ(
    cast: Cast, walk: Walk, today: date
) -> None:
    walk.to_registered()
    meets(walk, TODAY)
    walk.refer(TODAY, cast.township)
    assert "信访局二楼会议室" in page(at_desk(cast.township_handler), walk)
