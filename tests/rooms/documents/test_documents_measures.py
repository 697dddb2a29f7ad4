"""The measures of GB/T 9704-2012, read back from the rendered PDF in millimetres."""

import io
from dataclasses import dataclass
from typing import Any

import docx
import pypdfium2
import pytest
import zxingcpp
from docx.shared import Mm
from PIL import Image

from minqing.kernel.clock.public import new_id
from minqing.kernel.documents import barcodes, render, rules
from minqing.kernel.documents.rules import DocumentKind, Layout
from minqing.kernel.documents.word.filling import filled
from tests.rooms.documents.papers import DATA

POINT = 25.4 / 72
HEIGHT, WIDTH = 297.0, 210.0
LONG = "污水直排入河，河水发黑发臭。" * 160


@dataclass(frozen=True)
class Sign:
    """One sign on a page: its edges in mm from the left and the upper edge of the paper."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def paper(kind: DocumentKind, **more: Any) -> bytes:
    data = {
        **DATA[kind],
        "title": rules.title_of(kind, DATA[kind]),
        "number": "通住建〔2026〕12号",
        "organ_name": "通江县住建局",
        "issued_on": "2026-05-06",
        **more,
    }
    return render.compiled(kind, data)


def signs(made: bytes, page: int = 0) -> list[Sign]:
    document = pypdfium2.PdfDocument(made)
    opened = document[page]
    text = opened.get_textpage()
    found = []
    for index in range(text.count_chars()):
        sign = text.get_text_range(index, 1)
        if sign.strip():
            left, bottom, right, top = text.get_charbox(index, loose=True)
            found.append(
                Sign(sign, left * POINT, HEIGHT - top * POINT, right * POINT, HEIGHT - bottom * POINT)
            )
    text.close()
    opened.close()
    document.close()
    return found


def lines(made: bytes, page: int = 0) -> list[str]:
    """Return the lines of a page from above; a new one begins where a sign stands 4 mm lower."""
    rows: list[list[Sign]] = []
    middle = 0.0
    for sign in sorted(signs(made, page), key=lambda s: s.top + s.bottom):
        at = (sign.top + sign.bottom) / 2
        if not rows or at - middle > 4:
            rows.append([])
            middle = at
        rows[-1].append(sign)
    return ["".join(s.text for s in sorted(row, key=lambda s: s.left)) for row in rows]


def pixels(made: bytes, page: int = 0, dpi: int = 200) -> Image.Image:
    document = pypdfium2.PdfDocument(made)
    drawn = document[page].render(scale=dpi / 72).to_pil().convert("RGB")
    document.close()
    return drawn


def red_rows(drawn: Image.Image, dpi: int = 200) -> list[float]:
    """Return where red rules lie, in mm from the upper edge: rows that are red over most of their width."""
    width, height = drawn.size
    found = []
    for y in range(height):
        red = sum(1 for x in range(0, width, 4) if _is_red(drawn.getpixel((x, y))))
        if red > width / 4 * 0.6:
            found.append(y / dpi * 25.4)
    return found


def _is_red(pixel: Any) -> bool:
    red, green, blue = pixel
    return red > 150 and green < 120 and blue < 120


def test_a_page_holds_twenty_two_lines_of_twenty_eight_signs_inside_the_type_area() -> None:
    made = paper(DocumentKind.SUGGESTION_REPLY, reply=LONG)
    body = [sign for sign in signs(made, 1) if sign.bottom < HEIGHT - 35 + 1]
    assert min(s.left for s in body) == pytest.approx(28, abs=1)
    # The blank half of a punctuation mark at the end of a line hangs out.
    assert max(s.right for s in body if s.text not in "，。；") == pytest.approx(WIDTH - 26, abs=1.5)
    assert min(s.top for s in body) == pytest.approx(37, abs=1.5)
    rows = [row for row in lines(made, 1) if "—" not in row]
    assert len(rows) == 22
    # Punctuation hangs half a sign, so a full line holds 28 signs or one more.
    full = [row for row in rows if row != "二、答复意见"]
    assert {len(row) for row in full} <= {28, 29, 30}
    assert 28 in {len(row) for row in rows}


def test_the_mark_stands_35_mm_below_the_type_area_and_the_title_two_lines_below_the_rule() -> None:
    made = paper(DocumentKind.HANDLING_OPINION)
    page = signs(made)
    mark = [s for s in page if 60 < s.top < 90]
    assert "".join(s.text for s in mark).startswith("通江县住建局")
    assert min(s.top for s in mark) == pytest.approx(37 + 35, abs=2.5)
    rule = red_rows(pixels(made))
    number = next(s for s in page if s.text == "〔")
    assert rule[0] - number.bottom == pytest.approx(4, abs=1.6)
    title = next(s for s in page if s.text == "信" and s.top > rule[0])
    assert title.top - rule[-1] == pytest.approx(2 * 10.2, abs=4)


def test_page_numbers_stand_outside_seven_millimetres_below_the_type_area() -> None:
    made = paper(DocumentKind.SUGGESTION_REPLY, reply=LONG)
    first = [s for s in signs(made, 0) if s.top > HEIGHT - 35]
    second = [s for s in signs(made, 1) if s.top > HEIGHT - 35]
    assert "".join(s.text for s in first) == "—1—"
    assert max(s.right for s in first) == pytest.approx(WIDTH - 26 - 4.9, abs=1.5)
    assert min(s.left for s in second) == pytest.approx(28 + 4.9, abs=1.5)
    assert min(s.top for s in first) == pytest.approx(HEIGHT - 35 + 7, abs=2.5)


@pytest.mark.parametrize("kind", [k for k, row in rules.KINDS.items() if row.layout is Layout.LETTER])
def test_letters_have_red_double_rules_and_no_number_on_the_first_page(kind: DocumentKind) -> None:
    made = paper(kind, summary=LONG, problem=LONG, request=LONG)
    page = signs(made)
    mark = [s for s in page if s.top < 45]
    assert min(s.top for s in mark) == pytest.approx(30, abs=2)
    rows = red_rows(pixels(made))
    upper, lower = [y for y in rows if y < 100], [y for y in rows if y > 200]
    assert min(upper) - max(s.bottom for s in mark) == pytest.approx(4, abs=2)
    assert max(lower) == pytest.approx(HEIGHT - 20, abs=1)
    assert max(upper) - min(upper) == pytest.approx(0.8 + 0.8, abs=0.8)
    assert "—1—" not in "".join(s.text for s in page)
    assert "—2—" in "".join(s.text for s in signs(made, 1))


def test_the_date_stands_four_signs_from_the_right_and_the_organ_centred_above_it() -> None:
    made = paper(DocumentKind.DECLINE_NOTICE, summary="污水直排。", contact="王建国")
    last = pypdfium2.PdfDocument(made)
    page = signs(made, len(last) - 1)
    last.close()
    rows = [s for s in page if s.right > 110]
    date = [s for s in rows if s.text in "2026年5月6日"]
    lowest = max(s.top for s in date)
    date = [s for s in date if lowest - s.top < 2]
    right = max(s.right for s in date)
    assert right == pytest.approx(WIDTH - 26 - 4 * 5.56, abs=1.5)
    above = [s for s in rows if 6 < lowest - s.top < 14]
    assert (min(s.left for s in above) + max(s.right for s in above)) / 2 == pytest.approx(
        (min(s.left for s in date) + right) / 2, abs=2
    )


def test_slots_for_copy_number_secrecy_and_urgency_stand_at_the_upper_left() -> None:
    made = paper(DocumentKind.HANDLING_OPINION, copy_number="000001", secrecy="秘密★1年", urgency="特急")
    shown = lines(made)
    assert shown[:3] == ["000001", "秘密★1年", "特急"]
    assert signs(made)[0].left == pytest.approx(28, abs=1) or min(
        s.left for s in signs(made) if s.text == "秘"
    ) == pytest.approx(28, abs=1)


@pytest.mark.parametrize("kind", list(DocumentKind))
def test_a_scanner_reads_the_code_of_every_paper_from_its_first_page(kind: DocumentKind) -> None:
    key = new_id()
    code = barcodes.code_of(key)
    made = paper(kind, barcode_svg=barcodes.drawn(code), barcode_text=barcodes.spaced(code))
    read = [found.text for found in zxingcpp.read_barcodes(pixels(made)) if "128" in str(found.format)]
    assert read == [code]
    first, last = barcodes.keys_of(read[0]) or (key, key)
    assert first <= key <= last


def test_codes_survive_blanks_and_tell_a_mistyped_digit() -> None:
    code = barcodes.code_of(new_id())
    assert barcodes.keys_of(barcodes.spaced(code)) == barcodes.keys_of(code)
    for place in range(len(code)):
        wrong = code[:place] + str((int(code[place]) + 1) % 10) + code[place + 1 :]
        assert barcodes.keys_of(wrong) is None
    assert barcodes.keys_of("13800001234") is None


def word_text(made: bytes) -> str:
    body = docx.Document(io.BytesIO(made)).element.body
    tag = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"
    return "".join("".join(each.text or "" for each in body.iter(tag)).split())


def leaves(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [leaf for each in value.values() for leaf in leaves(each)]
    if isinstance(value, list):
        return [leaf for each in value for leaf in leaves(each)]
    return [rules.printed(value)]


@pytest.mark.parametrize("kind", list(DocumentKind))
def test_the_word_copy_says_every_element_the_pdf_says_under_the_same_number(kind: DocumentKind) -> None:
    data = {
        **DATA[kind],
        "number": "通住建〔2026〕12号",
        "organ_name": "通江县住建局",
        "issued_on": "2026-05-06",
    }
    made = filled(kind, data, code=barcodes.code_of(new_id()), mark="可编辑副本")
    shown = word_text(made)
    choices = {when.key for when in rules.KINDS[kind].when}
    for name in rules.required_of(kind, data):
        for leaf in leaves(data[name]):
            assert name in choices or "".join(leaf.split()).rstrip("。") in shown, name
    assert "通住建〔2026〕12号" in shown
    assert "可编辑副本" in shown
    assert "{" not in shown
    section = docx.Document(io.BytesIO(made)).sections[0]
    edges = (section.top_margin, section.left_margin, section.page_width, section.page_height)
    assert [round((edge or 0) / Mm(1)) for edge in edges] == [37, 28, 210, 297]


@pytest.mark.parametrize(
    "words",
    ["{{ 7 * 7 }}", "{% for x in y %}", "<w:t>&amp;</w:t>", "𠮷㛃䶮", "甲\u0007乙\n丙", "{petitioner_name}"],
)
def test_what_people_write_into_word_is_shown_and_never_run(words: str) -> None:
    data = {**DATA[DocumentKind.DECLINE_NOTICE], "summary": words, "petitioner_name": words}
    shown = word_text(filled(DocumentKind.DECLINE_NOTICE, data))
    assert "".join(words.replace("\u0007", "").split()) in shown
    assert "49" not in shown


@pytest.mark.parametrize(
    "kind", [DocumentKind.RECEIPT, DocumentKind.DELIVERY_RECEIPT, DocumentKind.ARCHIVE_COVER]
)
def test_what_is_handed_over_as_one_sheet_is_one_page(kind: DocumentKind) -> None:
    document = pypdfium2.PdfDocument(paper(kind))
    assert len(document) == 1
    document.close()
