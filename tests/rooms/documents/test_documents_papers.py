"""Papers as PDF: complete, in the right layout, and deaf to whatever people write into them."""

import datetime as dt
import io
from typing import Any

import pypdf
import pytest
import segno

from minqing.kernel.documents import render, rules
from minqing.kernel.documents.fonts import finding
from minqing.kernel.documents.rules import DocumentKind
from tests.rooms.documents.papers import DATA

HOSTILE = [
    '#read("/etc/passwd")',
    '#import "layout.typ": *',
    "$x^2$ *粗* _斜_ `code` <label> @ref // 注释 /* 块 */",
    "\\ # { } [ ] ( ) \" ' ; : \\u{1F600}",
    "#" * 500,
    "\u202e反向 \u200b零宽\u0007",
]


def pages_of(kind: DocumentKind, **more: Any) -> list[str]:
    data = {
        **DATA[kind],
        "title": rules.title_of(kind, DATA[kind]),
        "number": f"住建局{rules.MARKS[kind]}〔2026〕12号",
        "organ_name": "通江县住房和城乡建设局",
        "issued_on": "2026-05-06",
        **more,
    }
    made = render.compiled(kind, data)
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made)).pages]


def text_of(kind: DocumentKind, **more: Any) -> str:
    return "".join("".join(pages_of(kind, **more)).split())


@pytest.mark.parametrize("kind", list(DocumentKind))
def test_every_paper_shows_its_organ_number_title_date_and_elements(kind: DocumentKind) -> None:
    shown = text_of(kind)
    assert "通江县住房和城乡建设局" in shown
    assert f"住建局{rules.MARKS[kind]}〔2026〕12号" in shown
    assert rules.title_of(kind, DATA[kind]) in shown
    assert "2026年5月6日" in shown
    for name in rules.REQUIRED[kind]:
        value = rules.printed(DATA[kind][name])
        if isinstance(DATA[kind][name], str) and name not in {when.key for when in rules.KINDS[kind].when}:
            assert "".join(value.split()) in shown, name


@pytest.mark.parametrize("kind", list(DocumentKind))
def test_no_page_holds_a_signature_without_text(kind: DocumentKind) -> None:
    for length in range(0, 12, 2):
        last = pages_of(kind, summary="污水直排。" * 10 * (length + 1))[-1]
        assert len("".join(last.split())) > len(
            "（盖章处）通江县住房和城乡建设局2026年5月6日—1—联系人及联系方式"
        )


def test_an_opinion_answers_item_by_item_and_names_the_review_organ_and_its_thirty_days() -> None:
    shown = text_of(DocumentKind.HANDLING_OPINION).replace("—1—", "")
    assert "（一）关于第1项请求已责令停止违法行为。依据：《水污染防治法》第八十三条。" in shown
    assert "（二）关于第2项请求已接通自来水。依据：《水污染防治法》第六十九条。" in shown
    assert "自收到本意见书之日起30日内，向通江县人民政府书面请求复查" in shown
    assert "抄送：通江县信访局。" in shown
    assert "行政诉讼" not in shown


def test_an_element_without_full_stop_receives_one_and_none_receives_two() -> None:
    shown = text_of(DocumentKind.ACCEPTANCE_NOTICE, category="申诉求决", limit="60日内办结。").replace(
        "—1—", ""
    )
    assert "一、分类。申诉求决。二、" in shown
    assert "三、办理期限。60日内办结。四、" in shown


def test_transfer_and_assignment_letters_differ_in_demands_and_feedback() -> None:
    transfer = text_of(DocumentKind.REFERRAL_LETTER)
    assign = text_of(
        DocumentKind.REFERRAL_LETTER, mode="assign", demands="请逐项查清。", feedback_due="2026-05-06"
    )
    for shown in (transfer, assign):
        assert "15日内书面告知信访人接收情况以及处理途径和程序" in shown
        assert "5个工作日内提出异议" in shown
        assert "附件：1.信访材料复印件2.现场照片3张" in shown
    assert "办理要求" not in transfer
    assert "请逐项查清。" in assign
    assert "2026年5月6日前反馈" in assign


@pytest.mark.parametrize("words", HOSTILE)
def test_what_people_write_is_shown_and_never_run(words: str) -> None:
    shown = text_of(DocumentKind.HANDLING_OPINION, summary=words, petitioner_name=words[:20])
    assert "root:" not in shown
    if words.isprintable() and words.isascii():
        assert "".join(words.split()) in shown


def test_rare_characters_english_and_emoji_survive() -> None:
    shown = text_of(
        DocumentKind.DECLINE_NOTICE, petitioner_name="𠮷㛃䶮 Müller O'Brien", summary="好😀的 village well"
    )
    assert "𠮷㛃䶮MüllerO'Brien：" in shown
    assert "villagewell" in shown


def test_a_text_of_two_hundred_pages_is_set_whole() -> None:
    pages = pages_of(
        DocumentKind.SUGGESTION_REPLY, reply="\n".join(f"第{n}段：{'水' * 300}" for n in range(400))
    )
    assert len(pages) >= 200
    # Whether a reader sees a gap between characters and digits depends on the font.
    assert "第399段" in "".join("".join(pages).split())


def test_pages_are_numbered_but_not_the_first_of_a_letter() -> None:
    notice = pages_of(DocumentKind.HANDLING_OPINION)
    letter = pages_of(DocumentKind.REFERRAL_LETTER, summary="污水直排。" * 200)
    assert "—1—" in notice[0].replace(" ", "")
    assert "—1—" not in letter[0].replace(" ", "")
    assert "—2—" in letter[1].replace(" ", "")


def test_papers_are_pdf_a_in_a4_with_the_margins_of_the_standard_and_the_same_bytes_each_time() -> None:
    data = {
        **DATA[DocumentKind.DECLINE_NOTICE],
        "title": "告知书",
        "number": "一号",
        "organ_name": "通江县信访局",
        "issued_on": "2026-05-06",
    }
    made = render.compiled(DocumentKind.DECLINE_NOTICE, data)
    assert made == render.compiled(DocumentKind.DECLINE_NOTICE, data)
    assert b"<pdfaid:part>2</pdfaid:part>" in made
    page = pypdf.PdfReader(io.BytesIO(made)).pages[0]
    assert [round(float(side) / 72 * 25.4) for side in page.mediabox[2:]] == [210, 297]


def test_a_receipt_carries_its_qr_code() -> None:
    drawn = io.BytesIO()
    segno.make("https://example.cn/q/7K3M-9QXA").save(drawn, kind="svg")
    data = {
        **DATA[DocumentKind.RECEIPT],
        "title": "凭证",
        "number": "一号",
        "organ_name": "局",
        "issued_on": "2026-05-06",
    }
    with_code = render.compiled(DocumentKind.RECEIPT, {**data, "qr_svg": drawn.getvalue().decode()})
    assert len(with_code) > len(render.compiled(DocumentKind.RECEIPT, data)) + 500


def test_a_draft_says_so_and_may_be_incomplete() -> None:
    made = render.preview(
        DocumentKind.HANDLING_OPINION,
        {"facts": "待补充"},
        organ_name="通江县信访局",
        on=dt.date(2026, 5, 6),
        words={},
    )
    shown = pypdf.PdfReader(io.BytesIO(made)).pages[0].extract_text()
    assert "草稿" in shown
    assert "待补充" in shown


def test_the_best_font_present_comes_first_and_a_bare_machine_still_writes_chinese() -> None:
    best = finding.chosen(["FangSong", "FandolFang R", "Noto Serif SC", "SimHei"])
    assert best["fang"] == ["FangSong", "FandolFang R", "Noto Serif SC"]
    assert best["hei"] == ["SimHei", "Noto Serif SC"]
    assert finding.chosen([])["fang"] == []
    carried = {path.name for place in finding.carried_directories() for path in place.iterdir()}
    assert {"NotoSerifSC-Regular.otf", "NotoSansCJK-Regular.ttc"} <= carried
    assert finding.roles()["fang"]
    assert "没有找到中文字体" not in finding.notice()
