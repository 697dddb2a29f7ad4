"""A letter is written, read through, sent once, and nothing typed is ever lost."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from minqing.petition.public import Petition
from tests.cast import Cast

Letter = Callable[..., dict[str, Any]]


def errors_in(page: str) -> list[str]:
    """Return what the error summary says, each line."""
    found = re.search(r'class="errors".*?</ul>', page, re.DOTALL)
    return (
        [re.sub("<[^>]+>", "", line).strip() for line in re.findall("<li>.*?</li>", found[0])]
        if found
        else []
    )


def test_an_empty_page_shows_three_lines_for_requests_and_no_errors(county: Cast, client: Client) -> None:
    page = client.get("/letter/new/").content.decode()
    assert page.count('name="requests"') == 3
    assert "诺水河镇" in page
    assert errors_in(page) == []


def test_the_first_button_only_shows_what_will_be_sent(county: Cast, client: Client, letter: Letter) -> None:
    answer = client.post("/letter/new/", letter(step="check"))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "请看一遍，再提交" in page
    assert "诺水河镇 梓潼村 3组村口" in page
    assert "138 0000 1234" in page
    assert not Petition.objects.exists()


def test_sending_hands_the_letter_in_with_its_village_requests_and_petitioner(
    county: Cast, client: Client, letter: Letter
) -> None:
    answer = client.post("/letter/new/", letter())
    assert (answer.status_code, answer["Location"]) == (302, "/letter/receipt/")
    matter = Petition.objects.get()
    assert matter.title == "九月二十日下大雨，村口的小桥塌了一半，孩子上学要绕三里路"
    assert [item.text for item in matter.requests.all()] == ["把桥修好", "修好以前派车送孩子"]
    assert (matter.place_id, matter.address) == ("511921102201", "3组村口")
    assert matter.petitioner is not None
    assert (matter.petitioner_name, matter.petitioner.telephone) == ("李桂兰", "13800001234")
    assert (matter.holder_id, matter.channel) == (county.petition_office.id, "online")
    assert matter.electronic_delivery
    assert not matter.anonymous


def test_a_second_send_of_the_same_page_makes_no_second_matter(
    county: Cast, client: Client, letter: Letter
) -> None:
    client.post("/letter/new/", letter())
    first = client.get("/letter/receipt/").content.decode()
    client.post("/letter/new/", letter())
    second = client.get("/letter/receipt/").content.decode()
    assert Petition.objects.count() == 1
    code = Petition.objects.get().query_code
    assert f'data-copy="{code}"' in first
    assert f'data-copy="{code}"' in second
    assert "先前已经交过" in second
    assert "先前已经交过" not in first


def test_other_words_under_a_used_key_are_kept_and_can_be_sent_as_a_letter_of_their_own(
    county: Cast, client: Client, letter: Letter
) -> None:
    client.post("/letter/new/", letter())
    answer = client.post("/letter/new/", letter(body="另一件事：路灯坏了。"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "另一件事：路灯坏了。" in page
    key = re.search(r'name="key" value="([^"]+)"', page)
    assert key is not None
    assert key[1] != letter()["key"]
    assert client.post("/letter/new/", letter(body="另一件事：路灯坏了。", key=key[1])).status_code == 302
    assert Petition.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"body": ""}, "请写下发生了什么事，几句话也可以。"),
        ({"body": "  \n "}, "请写下发生了什么事，几句话也可以。"),
        ({"body": "字" * 100_000}, "这里最多写20000个字，现在有100000个。"),
        ({"requests": ["", " "]}, "请写下您希望解决什么，至少写一条。"),
        ({"requests": ["修"] * 11}, "一件事最多写10条请求，现在有11条。"),
        ({"requests": ["修" * 1001]}, "第1条请求最多写1000个字，现在有1001个。"),
        ({"telephone": "13800"}, "这个电话号码好像不对。"),
        ({"telephone": "一三八零零零零一二三四"}, "这个电话号码好像不对。"),
        ({"telephone": "138000012345678"}, "这个电话号码好像不对。"),
        ({"identity_number": "511921198001010010"}, "这个身份证号好像输错了一位"),
        ({"identity_number": "不知道"}, "这个身份证号好像输错了一位"),
        ({"name": ""}, "请写您的姓名。"),
        ({"name": "李" * 101}, "这里最多写100个字，现在有101个。"),
        ({"telephone": "", "home_address": ""}, "电话和地址请至少写一个"),
        ({"township": "110101001"}, "请从列表里选一个乡镇或者街道"),
        ({"identity": "<script>"}, "请从三种方式里选一种。"),
        ({"address": "村口\x00桥边"}, "这里有电脑读不出来的符号，已经替您去掉了。"),
        ({"body": "桥塌了\u202e了塌桥"}, "这里有电脑读不出来的符号，已经替您去掉了。"),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_in_the_summary_and_nothing_is_lost(
    county: Cast, client: Client, letter: Letter, changes: dict[str, Any], words: str
) -> None:
    answer = client.post("/letter/new/", letter(**changes))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert len(errors_in(page)) == 1
    assert errors_in(page)[0].startswith(words)
    assert page.count(words) == 2
    assert "field--bad" in page
    assert "修好以前派车送孩子" in page or "requests" in changes
    assert "诺水河镇梓潼村3组12号" in page or "home_address" in changes
    assert not Petition.objects.exists()


@pytest.mark.parametrize(
    "telephone",
    ["13800001234", "+86 138-0000-1234", "１３８００００１２３４", "0827-7221234", "7221234", "02088881234"],
)
def test_telephones_are_taken_as_people_write_them(
    county: Cast, client: Client, letter: Letter, telephone: str
) -> None:
    assert client.post("/letter/new/", letter(telephone=telephone)).status_code == 302


def test_hostile_text_is_shown_as_text_and_stored_as_it_is(
    county: Cast, client: Client, letter: Letter
) -> None:
    hostile = "<script>alert(1)</script>' OR 1=1 -- {{ 7*7 }} {% now %} 𠮷㛃䶮 😀"
    page = client.post("/letter/new/", letter(body=hostile, name="陈𠮷㛃", step="check")).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert client.post("/letter/new/", letter(body=hostile, name="陈𠮷㛃")).status_code == 302
    assert Petition.objects.get().body == hostile
    assert Petition.objects.get().petitioner_name == "陈𠮷㛃"


def test_an_anonymous_letter_takes_no_name_and_no_contact_along(
    county: Cast, client: Client, letter: Letter
) -> None:
    page = client.post("/letter/new/", letter(identity="anonymous", step="check")).content.decode()
    assert "请记好下一页的查询码" in page
    assert client.post("/letter/new/", letter(identity="anonymous")).status_code == 302
    matter = Petition.objects.get()
    assert matter.anonymous
    assert matter.petitioner is None
    assert matter.petitioner_name == "匿名"
    receipt = client.get("/letter/receipt/").content.decode()
    assert "1234" not in receipt.replace(matter.query_code, "")


def test_a_confidential_letter_says_so(county: Cast, client: Client, letter: Letter) -> None:
    assert client.post("/letter/new/", letter(identity="confidential")).status_code == 302
    matter = Petition.objects.get()
    assert matter.confidential
    assert not matter.anonymous


def test_the_summary_leads_back_with_everything_in_place(
    county: Cast, client: Client, letter: Letter
) -> None:
    page = client.post("/letter/new/", letter(step="edit")).content.decode()
    assert errors_in(page) == []
    for typed in ("把桥修好", "修好以前派车送孩子", "李桂兰", "138 0000 1234", "3组村口", "梓潼村"):
        assert typed in page
    assert 'value="511921102" selected' in page


def test_one_more_line_is_added_without_a_script(county: Cast, client: Client, letter: Letter) -> None:
    three = letter(step="add_request", requests=["一", "二", "三"])
    assert client.post("/letter/new/", three).content.decode().count('name="requests"') == 4
    ten = letter(step="add_request", requests=[str(number) for number in range(10)])
    page = client.post("/letter/new/", ten).content.decode()
    assert page.count('name="requests"') == 10
    assert 'value="add_request"' not in page


def test_a_village_unknown_to_the_list_is_kept_as_words(county: Cast, client: Client, letter: Letter) -> None:
    client.post("/letter/new/", letter(village="老鹰湾", address="桥头"))
    matter = Petition.objects.get()
    assert (matter.place_id, matter.address) == ("511921102", "老鹰湾 桥头")


@pytest.mark.parametrize(
    ("typed", "code"), [("梓潼", "511921102201"), ("梓", "511921102"), ("", "511921102")]
)
def test_half_a_village_name_counts_only_when_one_village_fits(
    county: Cast, client: Client, letter: Letter, typed: str, code: str
) -> None:
    client.post("/letter/new/", letter(village=typed))
    assert Petition.objects.get().place_id == code


def test_the_villages_of_a_township_complete_what_is_typed(county: Cast, client: Client) -> None:
    page = client.get("/letter/villages/?township=511921102").content.decode()
    assert re.findall('value="([^"]+)"', page) == ["梓桥村", "梓潼村"]
    assert client.get("/letter/villages/?township=110101").content.strip() == b""


def test_the_page_of_a_new_letter_costs_few_queries(
    county: Cast, client: Client, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(2):
        client.get("/letter/new/")
