"""Makes the Word template (docxtpl) of a layout: page, grid, styles, and the places for the blocks.

Written by this module and kept in memory, so that no binary file has to be trusted.
Measures: GB/T 9704-2012 5-7, 10.1.
"""

import io
from functools import cache
from typing import Any, Final

import docx
from docx.enum.section import WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from minqing.kernel.documents.rules import Layout

SIZE3, SIZE2, SIZE4 = Pt(16), Pt(22), Pt(14)
PITCH: Final = Pt(28.95)
RED: Final = RGBColor(0xD7, 0x00, 0x0F)
FANG, KAI, HEI, TITLE, SONG = "仿宋_GB2312", "楷体_GB2312", "黑体", "方正小标宋简体", "宋体"
_LEFT, _CENTRE, _RIGHT = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT


@cache
def template_of(layout: Layout) -> bytes:
    """Return the template of a layout as a .docx with the tags of docxtpl."""
    document = docx.Document()
    _page(document, layout)
    _styles(document)
    _put(document, "Right", "{{ code_picture }}")
    _put(document, "Right", "{{ mark_of_copy }}")
    if layout in {Layout.NOTICE, Layout.LETTER}:
        _red_head(document, letter=layout is Layout.LETTER)
    else:
        _put(document, "Centre", "{{ organ_name }}")
        _put(document, "PaperTitle", "{{ title }}")
        _put(document, "Right", "{{ number }}")
    _blocks(document)
    _close(document)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _page(document: Any, layout: Layout) -> None:
    """Set A4 with the type area of 156 by 225 mm, 22 lines of 28 signs, and page numbers outside."""
    section = document.sections[0]
    section.start_type = WD_SECTION.NEW_PAGE
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(35 - 7 - 5)
    grid = OxmlElement("w:docGrid")
    for name, value in (("type", "linesAndChars"), ("linePitch", "579"), ("charSpace", "-848")):
        grid.set(qn(f"w:{name}"), value)
    for old in section._sectPr.findall(qn("w:docGrid")):  # noqa: SLF001 - python-docx has no door for the grid
        section._sectPr.remove(old)  # noqa: SLF001
    section._sectPr.append(grid)  # noqa: SLF001
    document.settings.odd_and_even_pages_header_footer = True
    # The first page of a letter has no number (10.1).
    section.different_first_page_header_footer = layout is Layout.LETTER
    _number(section.footer, _RIGHT)
    _number(section.even_page_footer, _LEFT)


def _number(footer: Any, side: Any) -> None:
    """Write ``— 1 —`` with the page's number, one sign from the edge."""
    paragraph = footer.paragraphs[0]
    paragraph.alignment = side
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = SIZE4
    for part in ("— ", "PAGE", " —"):
        run = paragraph.add_run("" if part == "PAGE" else part)
        _font(run.font, SONG, SIZE4)
        if part == "PAGE":
            for kind in ("begin", "", "end"):
                run._r.append(_field(kind))  # noqa: SLF001 - python-docx has no door for fields


def _field(kind: str) -> Any:
    if not kind:
        instruction = OxmlElement("w:instrText")
        instruction.set(qn("xml:space"), "preserve")
        instruction.text = " PAGE "
        return instruction
    character = OxmlElement("w:fldChar")
    character.set(qn("w:fldCharType"), kind)
    return character


def _font(font: Any, name: str, size: Any, colour: Any = None) -> None:
    font.name, font.size = "Times New Roman", size
    font.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)
    if colour is not None:
        font.color.rgb = colour


def _styles(document: Any) -> None:
    """Add the paragraph styles; every name says what the block is."""
    normal = document.styles["Normal"]
    _font(normal.font, FANG, SIZE3)
    form = normal.paragraph_format
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, PITCH
    form.space_before = form.space_after = Pt(0)
    for name, face, size, indent, side in (
        ("Body", FANG, SIZE3, 2, None),
        ("To", FANG, SIZE3, 0, _LEFT),
        ("Head", HEI, SIZE3, 2, None),
        ("Second", KAI, SIZE3, 2, None),
        ("PaperTitle", TITLE, SIZE2, 0, _CENTRE),
        ("Mark", TITLE, Pt(30), 0, _CENTRE),
        ("Centre", HEI, SIZE3, 0, _CENTRE),
        ("Right", FANG, SIZE4, 0, _RIGHT),
        ("Cell", FANG, SIZE4, 0, _LEFT),
        ("CellHead", HEI, SIZE4, 0, _CENTRE),
    ):
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal
        _font(style.font, face, size, RED if name == "Mark" else None)
        style.paragraph_format.first_line_indent = SIZE3 * indent if indent else Pt(0)
        if name in {"Mark", "Right"}:
            style.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
        if side is not None:
            style.paragraph_format.alignment = side


def _put(document: Any, style: str, text: str, *, lead: str = "") -> Any:
    """Add a paragraph; ``lead`` stands before it in 黑体."""
    paragraph = document.add_paragraph(style=style)
    if lead:
        _font(paragraph.add_run(lead).font, HEI, SIZE3)
    paragraph.add_run(text)
    return paragraph


def _red_head(document: Any, *, letter: bool) -> None:
    """Write mark, number, red rule and title: letter format with double rules, else the single red line."""
    mark = _put(document, "Mark", "{{ organ_name }}")
    if letter:
        _rule(mark, "thickThinSmallGap", 18)
        _put(document, "Right", "{{ number }}")
    else:
        mark.paragraph_format.space_before = Mm(18)
        _put(document, "Centre", "")
        number = _put(document, "To", "{{ number }}")
        number.alignment = _CENTRE
        _rule(number, "single", 12)
    _put(document, "Centre", "")
    _put(document, "PaperTitle", "{{ title }}")
    _put(document, "Centre", "")


def _rule(paragraph: Any, kind: str, size: int) -> None:
    """Draw a red rule below a paragraph; ``size`` in eighths of a point."""
    borders, bottom = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", kind), ("sz", str(size)), ("space", "8"), ("color", "D7000F")):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    paragraph._p.get_or_add_pPr().append(borders)  # noqa: SLF001 - python-docx has no door for borders


def _blocks(document: Any) -> None:
    """Write the loop over the blocks: one branch a style."""
    _put(document, "Body", "{%p for block in blocks %}")
    _branch(document, "to", lambda: _put(document, "To", "{{ block.text }}"))
    _branch(document, "par", lambda: _put(document, "Body", "{{ block.text }}", lead="{{ block.lead }}"))
    _branch(document, "head", lambda: _put(document, "Head", "{{ block.text }}"))
    _branch(document, "second", lambda: _put(document, "Second", "{{ block.text }}"))
    for style in ("question", "answer"):
        _branch(
            document, style, lambda: _put(document, "Body", "{{ block.text }}", lead="{{ block.lead }}：")
        )
    _branch(document, "code", lambda: _put(document, "Body", "{{ block.text }}"))
    _branch(document, "table", lambda: _rows(document, "block.rows", 2))
    _branch(document, "sign", lambda: _rows(document, "block.rows", 2))
    _branch(document, "grid", lambda: _rows(document, "block.rows", 6))
    _put(document, "Body", "{%p endfor %}")


def _branch(document: Any, style: str, write: Any) -> None:
    _put(document, "Body", "{%p if block.style == '" + style + "' %}")
    write()
    _put(document, "Body", "{%p endif %}")


def _rows(document: Any, rows: str, columns: int) -> None:
    """Write a table whose rows are those of a list; the first cell of two is the label."""
    table = document.add_table(rows=3, cols=columns, style="Table Grid")
    table.cell(0, 0).text = "{%tr for row in " + rows + " %}"
    table.cell(2, 0).text = "{%tr endfor %}"
    for column in range(columns):
        cell = table.cell(1, column)
        cell.paragraphs[0].style = "CellHead" if column == 0 else "Cell"
        cell.paragraphs[0].add_run("{{ row[" + str(column) + "] }}")
    if columns == 2:  # noqa: PLR2004 - label and value
        table.autofit = False
        for row in table.rows:
            row.cells[0].width, row.cells[1].width = Mm(40), Mm(116)


def _close(document: Any) -> None:
    """Write contact, attachments, name and date with room for the seal, and 抄送."""
    for line in ("contact_line", "address_line"):
        _put(document, "Body", "{%p if " + line + " %}")
        _put(document, "Body", "{{ " + line + " }}")
        _put(document, "Body", "{%p endif %}")
    _put(document, "Body", "{%p for name in attachment_lines %}")
    _put(document, "Body", "{{ name }}")
    _put(document, "Body", "{%p endfor %}")
    _put(document, "Centre", "")
    _put(document, "Right", "{{ seal_words }}")
    for tag in ("{{ organ_name }}", "{{ day }}"):
        end = _put(document, "To", tag)
        end.alignment = _RIGHT
        end.paragraph_format.right_indent = SIZE3 * 4
    _put(document, "Body", "{%p if copies %}")
    _put(document, "Cell", "抄送：{{ copies }}。")
    _put(document, "Body", "{%p endif %}")
