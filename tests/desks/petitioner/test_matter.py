"""The petitioner's page says where the matter is, until when and why; what is offered there works."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from minqing.kernel.ledger.public import record_reading
from minqing.petition import public as petitions
from minqing.petition.public import Evaluation, Note
from tests.cast import Cast
from tests.factories.path import FIRST_DAY, Walk, at_noon, on_day

MONDAY = FIRST_DAY


@pytest.fixture
def walk(county: Cast) -> Walk:
    return Walk(county)


def opened(client: Client, walk: Walk) -> Client:
    """Open the matter in this browser, today being the first day."""
    assert walk.handed is not None
    with on_day(MONDAY):
        client.post("/matter/", {"code": walk.handed.query_code, "tail": "5678"})
    return client


def page_of(client: Client, walk: Walk, day: date = MONDAY) -> str:
    """Return the petitioner's page on a day."""
    assert walk.handed is not None
    with on_day(day):
        client.post("/matter/", {"code": walk.handed.query_code, "tail": "5678"})
        answer = client.get("/matter/now/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_matter_just_handed_in_says_so_and_stands_at_the_second_station(walk: Walk, client: Client) -> None:
    page = page_of(client, walk.hand_in())
    assert "您的来信通江县信访局已经收到，正在登记。" in page
    assert "还没有工作人员打开过" in page
    assert page.count("is-passed") == 1
    assert 'aria-current="step"' in page


def test_a_matter_in_hand_names_who_has_it_until_when_and_counts_the_days(walk: Walk, client: Client) -> None:
    page = page_of(client, walk.to_handling())
    matter = walk.matter
    assert matter.due_on is not None
    assert "您反映的事项现在由通江县住房和城乡建设局办理，最迟" in page
    assert f"{matter.due_on.month}月{matter.due_on.day}日" in page
    assert "为什么是这一天" in page
    assert "第60天" in page
    assert "第三十四条" in page


def test_papers_addressed_to_the_petitioner_are_downloaded_as_pdf(walk: Walk, client: Client) -> None:
    page = page_of(client, walk.to_delivered())
    assert "信访处理意见书" in page
    assert "转送函" not in page
    with on_day(MONDAY):
        address = page.split('href="/matter/papers/')[1].split('"')[0]
        answer = client.get(f"/matter/papers/{address}")
        assert answer["Content-Type"] == "application/pdf"
        assert answer.content.startswith(b"%PDF")


def test_a_paper_of_another_matter_does_not_exist_here(walk: Walk, county: Cast, client: Client) -> None:
    other = Walk(county).to_registered(telephone="13900000000")
    paper = petitions.resident_view(other.matter, MONDAY).papers[0].document.id
    opened(client, walk.hand_in())
    with on_day(MONDAY):
        assert client.get(f"/matter/papers/{paper}/").status_code == 404


def test_who_looked_is_listed_by_post(walk: Walk, county: Cast, client: Client) -> None:
    walk.to_referred()
    with on_day(MONDAY) as at:
        record_reading(
            actor=walk.actor(county.registrar, MONDAY), chain=walk.id, what="petition.case_file", at=at
        )
    page = page_of(client, walk)
    assert "看过 1 次" in page
    assert "登记员" in page
    assert "李桂兰" not in page.split("谁看过您的事项")[1]


def test_material_is_added_with_words_and_files_and_shown(walk: Walk, client: Client) -> None:
    opened(client, walk.to_handling())
    with on_day(MONDAY):
        answer = client.post(
            "/matter/material/",
            {"text": "又塌了一米", "files": SimpleUploadedFile("说明.txt", "路面照片说明".encode())},
        )
        assert answer["Location"] == "/matter/now/"
        page = client.get("/matter/now/").content.decode()
    assert "收到了，办理您事项的人马上能看到" in page
    assert "又塌了一米" in page
    assert "说明.txt" in page
    assert Note.objects.get(kind="material_added").shown_to_petitioner


def test_a_bad_file_is_named_and_the_words_and_good_files_stay(walk: Walk, client: Client) -> None:
    opened(client, walk.to_handling())
    with on_day(MONDAY):
        answer = client.post(
            "/matter/material/",
            {
                "text": "又塌了一米",
                "files": [
                    SimpleUploadedFile("好.txt", b"good words"),
                    SimpleUploadedFile("坏.exe", b"MZ\x90\x00\x03"),
                    SimpleUploadedFile("空.txt", b""),
                ],
            },
        )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "坏.exe：" in page
    assert "又塌了一米" in page
    assert page.count('name="kept"') == 1
    assert "好.txt" in page
    assert not Note.objects.filter(kind="material_added").exists()


def test_nothing_added_is_refused_at_the_field(walk: Walk, client: Client) -> None:
    opened(client, walk.to_handling())
    with on_day(MONDAY):
        answer = client.post("/matter/material/", {"text": "  "})
    assert answer.status_code == 422
    assert "请写几句说明，或者选要补交的文件。" in answer.content.decode()


def test_asked_material_stands_at_the_top(walk: Walk, county: Cast, client: Client) -> None:
    walk.to_handling()
    with on_day(MONDAY) as at:
        petitions.ask_for_material(
            actor=walk.actor(county.handler, MONDAY), petition_id=walk.id, text="请补交塌方照片", at=at
        )
    page = page_of(client, walk)
    assert page.index("办理单位请您补充材料") < page.index("请补交塌方照片") < page.index("您提出的")


def test_withdrawing_asks_first_needs_a_reason_and_stops_the_matter(walk: Walk, client: Client) -> None:
    opened(client, walk.to_handling())
    with on_day(MONDAY):
        assert "撤回全凭您自愿" in client.get("/matter/withdraw/").content.decode()
        refused = client.post("/matter/withdraw/", {"reason": " "})
        assert refused.status_code == 422
        assert walk.matter.state == "handling"
        client.post("/matter/withdraw/", {"reason": "路已经修好了"})
        page = client.get("/matter/now/").content.decode()
    assert walk.matter.state == "withdrawn"
    assert "您已经撤回这件事项" in page
    assert 'href="/matter/withdraw/"' not in page
    assert 'href="/matter/material/"' not in page


def test_what_is_no_longer_possible_is_refused_in_words_at_the_form(walk: Walk, client: Client) -> None:
    opened(client, walk.to_delivered())
    with on_day(MONDAY):
        withdrawn = client.post("/matter/withdraw/", {"reason": "不想等了"})
    assert withdrawn.status_code == 422
    assert 'class="errors"' in withdrawn.content.decode()
    assert walk.matter.state == "delivered"


def test_the_rating_keeps_office_and_organ_apart_and_is_given_once(walk: Walk, client: Client) -> None:
    opened(client, walk.to_delivered())
    said = {
        "resolved": "partly",
        "office_attitude": "satisfied",
        "organ_attitude": "dissatisfied",
        "reason": "来得太慢",
    }
    with on_day(MONDAY):
        assert 'href="/matter/evaluation/"' in client.get("/matter/now/").content.decode()
        empty = client.post("/matter/evaluation/", {})
        assert empty.status_code == 422
        assert empty.content.decode().count("请选一项") == 6
        client.post("/matter/evaluation/", said)
        page = client.get("/matter/now/").content.decode()
        again = client.post("/matter/evaluation/", said)
    rated = Evaluation.objects.get()
    assert (rated.resolved, rated.office_attitude, rated.organ_attitude) == (
        "partly",
        "satisfied",
        "dissatisfied",
    )
    assert "部分解决" in page
    assert "不满意" in page
    assert "来得太慢" in page
    assert again.status_code == 422


def test_the_last_day_for_review_is_shown_and_then_said_to_be_over(walk: Walk, client: Client) -> None:
    walk.to_delivered()
    view = petitions.resident_view(walk.matter, MONDAY)
    assert view.review_until is not None
    last = view.review_until
    on_last = page_of(client, walk, last)
    assert "不服答复，可以请求复查" in on_last
    assert f"{last.month}月{last.day}日" in on_last.split("不服答复，可以请求复查")[1]
    assert "已经过了" not in on_last.split("不服答复，可以请求复查")[1].split("</section>")[0]
    assert "已经过了" in page_of(client, walk, last + timedelta(days=1))


def test_a_matter_seen_by_nobody_else(walk: Walk, county: Cast, client: Client) -> None:
    other = Walk(county).hand_in(telephone="13900000000", title="别人的事")
    page = page_of(client, walk.hand_in())
    assert other.handed is not None
    assert "别人的事" not in page
    assert other.handed.query_code not in page


def test_the_page_costs_at_most_twelve_queries(
    walk: Walk, client: Client, django_assert_max_num_queries: Any
) -> None:
    opened(client, walk.to_delivered())
    with time_machine.travel(at_noon(MONDAY), tick=False), django_assert_max_num_queries(12):
        client.get("/matter/now/")
