"""Co-handling, records, hearings, settlement and execution by forms; each shows in its panel and its list."""

from datetime import date, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from minqing.petition.public import Petition, State, handling
from minqing.petition.public.handling import CoHandling, Execution, Hearing, Record, Settlement
from tests.cast import Cast
from tests.desks.staff import at_desk
from tests.factories.path import Walk


def act(client: Client, walk: Walk, key: str, **data: object) -> tuple[int, str]:
    answer = client.post(
        f"/desk/matters/{walk.id}/do/{key}/", {"version": walk.matter.version, **data}, follow=True
    )
    return answer.status_code, answer.content.decode()


def page_of(client: Client, walk: Walk, doing: str = "") -> str:
    answer = client.get(f"/desk/matters/{walk.id}/?do={doing}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_another_organ_is_asked_answers_from_its_list_and_the_panel_tells_both_sides(
    cast: Cast, walk: Walk, today: date
) -> None:
    walk.to_handling(today)
    lead, helper = at_desk(cast.handler), at_desk(cast.other_handler)
    assert helper.get(f"/desk/matters/{walk.id}/").status_code == 404
    assert 'id="co-handling"' not in page_of(lead, walk)

    asked = {"organ_id": str(cast.resources.id), "question": "土地是谁的？"}
    status, page = act(lead, walk, "co_ask", **asked, due_on=today.isoformat())
    assert (status, "协办期限应当晚于今天" in page, "土地是谁的？" in page) == (422, True, True)
    due = today + timedelta(days=10)
    assert act(lead, walk, "co_ask", **asked, due_on=due.isoformat())[0] == 200
    row = CoHandling.objects.get()
    panel = page_of(lead, walk)
    assert "等待答复" in panel
    assert "请其他单位协办" in panel
    assert "自然资源局，最迟2026年9月26日" in panel

    work = helper.get("/desk/helping/").content.decode()
    assert "土地是谁的？" in work
    tab = helper.get("/desk/handler/?tab=co_handling").content.decode()
    assert "村道塌方" in tab
    form = page_of(helper, walk, "co_answer")
    assert 'data-move="co_answer"' in form
    assert str(row.id) in form
    assert "13800005678" not in form
    status, _ = act(helper, walk, "co_answer", row=str(row.id), opinion="属村集体所有。")
    assert status == 200
    assert "属村集体所有。" in page_of(lead, walk)
    assert "没有待协办的" in helper.get("/desk/helping/").content.decode()


def test_reminding_declining_and_withdrawing_have_their_forms(cast: Cast, walk: Walk, today: date) -> None:
    walk.to_handling(today)
    lead, helper = at_desk(cast.handler), at_desk(cast.other_handler)
    due = (today + timedelta(days=10)).isoformat()
    asked = {"organ_id": str(cast.resources.id), "question": "土地是谁的？", "due_on": due}
    act(lead, walk, "co_ask", **asked)
    row = CoHandling.objects.get()
    assert act(lead, walk, "co_remind", row=str(row.id))[0] == 200
    status, page = act(lead, walk, "co_remind", row=str(row.id))
    assert (status, "今天已经催过了" in page) == (422, True)
    act(helper, walk, "co_decline", row=str(row.id), reason="资料在档案馆")
    assert helper.get(f"/desk/matters/{walk.id}/").status_code == 404
    act(lead, walk, "co_ask", **asked)
    row = CoHandling.objects.get(status="asked")
    act(lead, walk, "co_withdraw", row=str(row.id), reason="已另行查清")
    assert [each.status for each in CoHandling.objects.order_by("id")] == ["declined", "withdrawn"]
    assert "已撤回" in page_of(lead, walk)


RECORD = {
    "way": "in_person",
    "times": "9时至10时",
    "place": "村委会",
    "asker": "王建国",
    "recorder": "陈𠮷",
    "speaker": "李桂兰",
    "dialogue": "问：路哪天塌的？\n答：六月三日。",
    "signed": "已宣读，签名",
}


def test_a_statement_is_recorded_with_its_signed_scan_and_an_inquiry_beside_it(
    cast: Cast, walk: Walk, today: date
) -> None:
    walk.to_handling(today)
    lead = at_desk(cast.handler)
    assert "李桂兰" in page_of(lead, walk, "statement")
    status, page = act(lead, walk, "statement", **{**RECORD, "dialogue": "没有分问答"}, held_on=today)
    assert (status, "笔录还缺：问答" in page) == (422, True)
    scan = SimpleUploadedFile("签字笔录.txt", "签了字的扫描件".encode(), content_type="text/plain")
    assert act(lead, walk, "statement", **RECORD, held_on=today, files=scan)[0] == 200
    assert walk.matter.heard_on == today
    inquired = {**RECORD, "speaker": "马䶮"}
    act(lead, walk, "inquire", **inquired, held_on=today)
    assert [record.kind for record in Record.objects.order_by("id")] == ["statement", "inquiry"]
    page = page_of(lead, walk)
    assert 'id="records"' in page
    assert "六月三日。" in page
    assert "签字笔录.txt" in page
    assert "听取陈述笔录" in page


def test_hearing_the_petitioner_in_short_takes_the_question_off_the_opinion_page(
    cast: Cast, walk: Walk, today: date
) -> None:
    walk.to_handling(today)
    lead, here = at_desk(cast.handler), f"/desk/matters/{walk.id}/opinion/"
    assert 'id="hear"' in lead.get(here).content.decode()
    status, page = act(lead, walk, "hear", way="not_reached", heard_on=today, points="")
    assert (status, "points" in page) == (422, True)
    act(lead, walk, "hear", way="not_reached", heard_on=today, points="三次电话无人接听，信件退回。")
    assert 'id="hear"' not in lead.get(here).content.decode()
    assert "联系不上信访人" in page_of(lead, walk)


def test_a_hearing_goes_its_way_by_forms(cast: Cast, walk: Walk, today: date) -> None:
    walk.to_handling(today - timedelta(days=10))
    lead = at_desk(cast.handler)
    act(lead, walk, "hearing_apply", reason="说法不一")
    assert "信访人申请，等待决定" in page_of(lead, walk)
    plan = {
        "ground": "complex",
        "reason": "涉及三十户",
        "times": "9时",
        "place": "听证室",
        "host": "赵明山",
        "recorder": "陈𠮷",
        "seats": "信访人 李桂兰\n承办人员 王建国\n听证员 何春梅",
        "is_public": "on",
    }
    status, page = act(lead, walk, "hearing_call", **plan, held_on=today + timedelta(days=3))
    assert (status, "至少提前7天" in page, "惯例默认值" in page) == (422, True, True)
    act(lead, walk, "hearing_call", **plan, held_on=today + timedelta(days=7))
    assert Hearing.objects.get().status == "noticed"
    assert "听证员何春梅" in page_of(lead, walk)
    act(lead, walk, "hearing_end", reason="主持人住院，另行安排")
    assert "已取消" in page_of(lead, walk)
    for key in ("hearing_hold", "hearing_conclude", "hearing_waive"):
        assert 'class="do-form"' in page_of(lead, walk, key)


def test_mediation_goes_its_way_by_forms_and_answers_the_matter(cast: Cast, walk: Walk, today: date) -> None:
    walk.to_handling(today)
    lead = at_desk(cast.handler)
    offer = {"kind": "mediation", "other_party": "某物业公司", "proposal": "各让一步"}
    status, page = act(lead, walk, "settle_propose", **offer)
    assert (status, "调解人" in page) == (422, True)
    act(lead, walk, "settle_propose", **offer, mediator="何春梅")
    for side in ("petitioner", "other"):
        act(lead, walk, "settle_accept", side=side, how="当面表示")
    made = {"found": "漏水", "terms": "修好赔三千元", "performance": "转账", "signed_on": today}
    act(lead, walk, "settle", **made, execute_by=today + timedelta(days=30))
    assert Settlement.objects.get().status == "agreed"
    assert walk.matter.state == State.ANSWERED
    page = page_of(lead, walk)
    assert "调解协议书" in page
    assert "履行协议" in page


def test_execution_is_reported_from_the_list_and_shows_as_late_on_list_and_board(
    cast: Cast, walk: Walk, today: date
) -> None:
    walk.to_handling(today - timedelta(days=20))
    walk.draft(today - timedelta(days=20), execute_by=today - timedelta(days=2))
    walk.submit(today - timedelta(days=20)).approve(today - timedelta(days=20))
    walk.deliver(today - timedelta(days=19))
    lead, supervisor = at_desk(cast.handler), at_desk(cast.supervisor)
    assert "执行超期" in lead.get("/desk/matters/").content.decode()
    assert "村道塌方" in lead.get("/desk/helping/").content.decode()
    board = supervisor.get("/desk/supervisor/").content.decode()
    assert "执行超期 <b>1</b>" in board
    assert "村道塌方" in supervisor.get("/desk/supervisor/execution/").content.decode()

    first, second = Execution.objects.order_by("id")
    act(lead, walk, "exec_progress", row=str(first.id), words="已进场")
    act(lead, walk, "exec_refuse", row=str(second.id), reason="镇政府不执行")
    page = page_of(lead, walk)
    assert "已进场" in page
    assert "拒不执行，已报督查" in page
    for row in (first, second):
        act(lead, walk, "exec_done", row=str(row.id), evidence="验收单")
    act(lead, walk, "exec_confirm", row=str(first.id), said="电话里说修好了")
    act(lead, walk, "exec_dispute", row=str(second.id), said="护栏没装")
    assert [row.status for row in handling.executions_of(walk.matter)] == ["confirmed", "disputed"]
    assert Petition.objects.get(pk=walk.id).execution_due_on == today - timedelta(days=2)
