"""The reviewer's desk: reviews by what is due, the whole file in order, from application to opinion."""

from datetime import date

import pytest
import time_machine
from django.test import Client

from minqing.kernel.people import public as people
from minqing.kernel.people.public import Account, Duty, Post
from minqing.petition.public import Petition, State
from tests.cast import make_account
from tests.desks.staff import at_desk
from tests.factories.path import FIRST_DAY, at_noon
from tests.factories.review import Remedy, delivered

pytestmark = pytest.mark.django_db
ASKED_ON = date(2026, 9, 21)


@pytest.fixture
def remedy() -> Remedy:
    """A township's opinion, served on the first day and complained of a week later."""
    return delivered(FIRST_DAY).ask(ASKED_ON)


def do(client: Client, matter: Petition, key: str, **said: object) -> None:
    """Press one button of the case page; it must go through."""
    answer = client.post(f"/desk/matters/{matter.pk}/do/{key}/", said)
    assert answer.status_code == 302, answer.content.decode()


def test_a_reviewer_takes_a_request_from_the_list_to_the_issued_opinion(remedy: Remedy) -> None:
    reviewer, leader = at_desk(remedy.upper.reviewer), at_desk(remedy.upper.county_leader)
    with time_machine.travel(at_noon(ASKED_ON), tick=False):
        listed = reviewer.get("/desk/reviewer/").content.decode()
        assert "申请复查：村道塌方三个月没人修" in listed
        matter = remedy.matter
        do(reviewer, matter, "register", title=matter.title)
        do(reviewer, matter, "review_accept")
        page = reviewer.get(f"/desk/matters/{matter.pk}/?do=review_opinion").content.decode()
        assert "起草复查、复核意见" in page
        for hidden in ("do=refer", "do=classify", "do=guide", "do=settle"):
            assert hidden not in page
        do(
            reviewer,
            matter,
            "review_opinion",
            facts_found="原意见认定的事实清楚。",
            outcome="uphold",
            reasons="依据正确。",
            basis="《公路法》第三十五条",
        )
        do(reviewer, matter, "review_submit")
        shown = leader.get(f"/desk/matters/{matter.pk}/?do=review_approve").content.decode()
        assert "原意见认定的事实清楚。" in shown
        do(leader, matter, "review_approve")
    assert remedy.matter.state == State.ANSWERED
    assert remedy.request.outcome == "uphold"


def test_the_whole_file_shows_every_part_in_order_with_the_clock_that_remains(remedy: Remedy) -> None:
    with time_machine.travel(at_noon(ASKED_ON), tick=False):
        page = at_desk(remedy.upper.reviewer).get(f"/desk/reviewer/matters/{remedy.matter.pk}/")
    text = page.content.decode()
    assert "撤销原处理意见，重新核查塌方原因" in text
    assert "经现场查看，路基塌方长十二米。" in text
    assert text.index("1. 办理") < text.index("2. 复查")
    assert "信访处理意见书" in text


def test_the_original_file_is_open_to_the_reviewing_organ_and_to_no_other_reviewer(remedy: Remedy) -> None:
    original = f"/desk/matters/{remedy.walk.id}/"
    stranger = make_account("stranger", "甘露", (remedy.walk.cast.housing, Duty.REVIEWER, "复查复核员"))
    with time_machine.travel(at_noon(ASKED_ON), tick=False):
        assert at_desk(remedy.upper.reviewer).get(original).status_code == 200
        assert at_desk(stranger).get(original).status_code == 404


def test_gaps_of_an_opinion_come_back_named_at_the_form(remedy: Remedy) -> None:
    remedy.take_on(ASKED_ON)
    reviewer = at_desk(remedy.upper.reviewer)
    with time_machine.travel(at_noon(ASKED_ON), tick=False):
        do(reviewer, remedy.matter, "review_opinion", facts_found="查明。", outcome="send_back")
        answer = reviewer.post(f"/desk/matters/{remedy.matter.pk}/do/review_submit/")
    text = answer.content.decode()
    assert answer.status_code == 422
    for gap in ("理由", "依据", "撤销、变更的理由（至少选一项）", "重新办理的期限"):
        assert gap in text
    assert remedy.matter.state == State.HANDLING


def test_a_counter_writes_an_application_down_with_its_postmark() -> None:
    remedy = delivered(FIRST_DAY)
    clerk: Account = remedy.walk.cast.registrar
    with time_machine.travel(at_noon(date(2026, 10, 20)), tick=False):
        client = at_desk(clerk)
        page = client.get(f"/desk/matters/{remedy.walk.id}/?do=review_request").content.decode()
        assert "通江县人民政府" in page
        do(
            client,
            remedy.walk.matter,
            "review_request",
            tier="government",
            channel="letter",
            received_on="2026-10-20",
            posted_on="2026-10-14",
            requests="撤销原意见",
            facts_told="事实不清",
        )
        shown = client.get(f"/desk/matters/{remedy.walk.id}/").content.decode()
    assert "未逾期" in shown
    request = remedy.walk.matter.review_requests.get()
    assert (request.late, request.posted_on) == (False, date(2026, 10, 14))


def test_the_organ_that_answered_sends_its_statement_and_the_reviewer_reads_it(remedy: Remedy) -> None:
    handler = at_desk(remedy.walk.cast.township_handler)
    with time_machine.travel(at_noon(ASKED_ON), tick=False):
        do(handler, remedy.walk.matter, "review_statement", text="施工验收资料附后，原意见应当维持。")
        shown = at_desk(remedy.upper.reviewer).get(f"/desk/matters/{remedy.matter.pk}/").content.decode()
    assert "施工验收资料附后，原意见应当维持。" in shown


def test_what_must_go_outside_is_listed_and_can_be_taken_along_as_one_file() -> None:
    remedy = delivered(FIRST_DAY, prefecture_here=False).ask(ASKED_ON).take_on(ASKED_ON)
    remedy.decide(ASKED_ON).serve(ASKED_ON)
    remedy.ask_again(date(2026, 9, 28))
    clerk = make_account("clerk", "邓小溪", (remedy.walk.cast.county, Duty.REGISTRAR, "登记员"))
    reviewed = remedy.request.of
    with time_machine.travel(at_noon(date(2026, 9, 29)), tick=False):
        client = at_desk(clerk)
        page = client.get("/desk/reviewer/outside/").content.decode()
        assert "待寄送" in page
        assert "巴中市人民政府" in page
        bundle = client.get(f"/desk/reviewer/matters/{reviewed.pk}/bundle.zip")
        assert b"".join(bundle.streaming_content).startswith(b"PK")  # type: ignore[attr-defined]
        do(client, reviewed, "review_send", sent_on="2026-09-29", how="机要 0012")
        assert "待寄送" not in client.get("/desk/reviewer/outside/").content.decode()


def test_the_matrix_page_says_who_reviews_whom_and_how_sure_that_is(remedy: Remedy) -> None:
    page = at_desk(remedy.upper.reviewer).get("/desk/reviewer/matrix/").content.decode()
    assert "本级人民政府或者上一级主管部门" in page
    assert "《北京市信访条例》第四十八条" in page


def test_a_reviewer_away_names_a_deputy_who_then_reviews(remedy: Remedy) -> None:
    reviewer = at_desk(remedy.upper.reviewer)
    deputy = make_account("deputy", "苏简", (remedy.walk.cast.county, Duty.HANDLER, "科员"))
    post = Post.objects.get(account=remedy.upper.reviewer)
    with time_machine.travel(at_noon(ASKED_ON), tick=False):
        page = reviewer.get("/desk/away/").content.decode()
        assert "由谁代办" in page
        assert 'href="/desk/away/"' in reviewer.get("/desk/reviewer/").content.decode()
        said = {"first": "2026-09-21", "last": "2026-09-25", "reason": "培训", f"post-{post.pk}": deputy.pk}
        answer = reviewer.post("/desk/away/", said)
        assert answer.status_code == 302, answer.content.decode()
        assert people.actor_of(deputy, ASKED_ON).holds(Duty.REVIEWER)
        page = at_desk(deputy).get("/desk/reviewer/").content.decode()
    assert "申请复查：村道塌方三个月没人修" in page


def test_a_late_request_is_refused_by_reviewer_and_leader_together() -> None:
    remedy = delivered(FIRST_DAY)
    remedy.ask(date(2026, 11, 2), late_reason="忘记了。", obstacle_ended_on=date(2026, 10, 16))
    reviewer, leader = at_desk(remedy.upper.reviewer), at_desk(remedy.upper.county_leader)
    with time_machine.travel(at_noon(date(2026, 11, 3)), tick=False):
        matter = remedy.matter
        do(reviewer, matter, "register", title=matter.title)
        assert "do=review_late_sign" not in leader.get(f"/desk/matters/{matter.pk}/").content.decode()
        do(reviewer, matter, "review_late", admit="no", reason="不属于正当理由。")
        shown = leader.get(f"/desk/matters/{matter.pk}/?do=review_late_sign").content.decode()
        assert "不属于正当理由。" in shown
        assert "等本机关负责人签批" in shown
        do(leader, matter, "review_late_sign", agree="yes")
    assert remedy.matter.state == State.ANSWERED


def test_what_an_organ_outside_has_not_answered_stands_on_the_board_with_its_day() -> None:
    remedy = delivered(FIRST_DAY, prefecture_here=False)
    remedy.ask(ASKED_ON).take_on(ASKED_ON).decide(ASKED_ON).serve(ASKED_ON)
    reviewed = remedy.matter
    remedy.ask_again(date(2026, 9, 28))
    board = at_desk(remedy.walk.cast.supervisor)
    with time_machine.travel(at_noon(date(2026, 11, 2)), tick=False):
        listed = at_desk(remedy.upper.reviewer).get("/desk/reviewer/outside/").content.decode()
        assert "2026-10-28" in listed
        assert "外单位复查、复核到期未回" in board.get("/desk/supervisor/").content.decode()
        rows = board.get("/desk/supervisor/outside/").content.decode()
        assert str(reviewed.number) in rows
        do(at_desk(remedy.upper.reviewer), reviewed, "review_send", sent_on="2026-09-28", how="机要 0012")
        result = {"outcome": "uphold", "number": "巴府信核〔2026〕9号", "words": "维持复查意见。"}
        days = {"decided_on": "2026-10-20", "served_on": "2026-10-23"}
        do(at_desk(remedy.upper.reviewer), reviewed, "review_result", **result, **days)
        assert str(reviewed.number) not in board.get("/desk/supervisor/outside/").content.decode()
