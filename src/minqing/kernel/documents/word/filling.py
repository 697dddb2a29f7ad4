"""Fills the Word template of a paper with the same blocks the PDF is set from."""

import datetime as dt
import io
import re
from collections.abc import Mapping
from typing import Any, Final

from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage

from minqing.kernel.documents import barcodes, rules
from minqing.kernel.documents.models import Document
from minqing.kernel.documents.render import data_of, draft_of
from minqing.kernel.documents.rules import DocumentKind, Layout
from minqing.kernel.documents.word.making import template_of
from minqing.kernel.documents.wording import words_in_force, words_of

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
COPY: Final = "可编辑副本，仅供核对；以加盖印章的正本为准"
DRAFT: Final = "草稿，未编号、未制发"
# What XML 1.0 has no place for; a file with one of these would not open.
_NO_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def word_of(document: Document) -> bytes:
    """Return an issued paper as an editable Word copy: same words, same number, marked as a copy."""
    kind = DocumentKind(document.kind)
    code = barcodes.code_of(document.id)
    return filled(kind, data_of(document), words_of(document), code=code, mark=COPY)


def draft_word(kind: DocumentKind, data: Mapping[str, Any], *, organ_name: str, on: dt.date) -> bytes:
    """Return what a paper would become as Word: no number, marked as a draft, gaps left open."""
    return filled(kind, draft_of(kind, data, organ_name=organ_name, on=on), words_in_force(kind, on))


def filled(
    kind: DocumentKind,
    data: Mapping[str, Any],
    words: Mapping[str, str] | None = None,
    *,
    code: str = "",
    mark: str = DRAFT,
) -> bytes:
    """Return the .docx of a paper; what people wrote is data and never a tag."""
    sheet = rules.sheet_of(kind, data, words)
    template = DocxTemplate(io.BytesIO(template_of(Layout(sheet["layout"]))))
    sent = sheet["layout"] in {Layout.NOTICE.value, Layout.LETTER.value}
    picture = (
        InlineImage(template, io.BytesIO(barcodes.picture(code)), width=Mm(46), height=Mm(8)) if code else ""
    )
    said = _clean(
        {
            "title": sheet["title"],
            "number": data.get("number", ""),
            "organ_name": data.get("organ_name", ""),
            "day": rules.printed(data.get("issued_on")),
            "mark_of_copy": "　".join(part for part in (mark, barcodes.spaced(code)) if part),
            "seal_words": "（盖章处）" if sheet["sealed"] else "",
            "contact_line": _line("联系人及联系方式：", data.get("contact")) if sent else "",
            "address_line": _line("地址：", data.get("organ_address")) if sent else "",
            "attachment_lines": _attachments(data) if sent or sheet["layout"] == "agreement" else [],
            "copies": "，".join(data.get("copies") or ()),
            "blocks": [_even(block) for block in sheet["blocks"]],
        }
    )
    template.render({**said, "code_picture": picture}, autoescape=True)
    made = io.BytesIO()
    template.save(made)
    return made.getvalue()


def _line(label: str, value: object) -> str:
    shown = rules.printed(value)
    return f"{label}{shown}" if shown else ""


def _attachments(data: Mapping[str, Any]) -> list[str]:
    """Return 附件说明 line by line, as 9704 writes it: numbers, no full stop."""
    names = data.get("attachments") or ()
    names = [names] if isinstance(names, str) else [rules.printed(name) for name in names]
    if len(names) == 1:
        return [f"附件：{names[0]}"]
    return [f"{'附件：' if n == 1 else '　　　'}{n}. {name}" for n, name in enumerate(names, start=1)]


def _even(block: dict[str, Any]) -> dict[str, Any]:
    """Return a block whose rows have as many cells as its table; a signature has room for the day."""
    if block["style"] == "sign":
        return {**block, "rows": [[row[0], "　　　　年　　月　　日"] for row in block["rows"]]}
    return block


def _clean(value: Any) -> Any:
    """Return the same without signs XML has no place for."""
    if isinstance(value, str):
        return _NO_XML.sub("", value)
    if isinstance(value, Mapping):
        return {key: _clean(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_clean(each) for each in value]
    return value
