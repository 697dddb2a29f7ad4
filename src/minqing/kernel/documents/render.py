"""Makes the PDF of a paper (版式文件) with Typst, once, and keeps it under its digest.

What people wrote reaches Typst only as data (``sys.inputs`` read as JSON); no letter of it is ever source,
and
the compiler sees no files but the templates.
"""

import datetime as dt
import hashlib
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal
from uuid import UUID

import structlog
import typst
from django.db import transaction

from minqing.kernel.clock.public import CIVIL_ZONE, now
from minqing.kernel.documents import barcodes, rules
from minqing.kernel.documents.fonts import finding
from minqing.kernel.documents.models import Document, Rendering
from minqing.kernel.documents.rules import DocumentKind
from minqing.kernel.documents.wording import words_in_force, words_of
from minqing.kernel.files import public as files
from minqing.kernel.files.public import StoredFile

log = structlog.get_logger()

TEMPLATES = Path(__file__).parent / "templates"


class PaperHarmed(Exception):  # noqa: N818 - house names carry no "Error"
    """The stored PDF no longer has the digest recorded when it was made."""


def compiled(kind: DocumentKind, data: Mapping[str, Any], words: Mapping[str, str] | None = None) -> bytes:
    """Return a paper as PDF/A-2b; ``data`` must hold JSON values and ``issued_on`` as ISO text.

    ``words``: the fixed sentences in force where they differ from our own.

    A sign none of the machine's fonts has (an emoji) is allowed by plain PDF only, so such a paper is not
    PDF/A.
    """
    shown = {**data, **rules.sheet_of(kind, data, words)}
    try:
        return _compiled("paper", shown, "a-2b")
    except typst.TypstError:
        return _compiled("paper", shown, None)


def slip(data: Mapping[str, Any], *, organ_name: str, title: str, on: dt.date) -> bytes:
    """Return a slip of paper (收件回执) as PDF: handed out at once, without number, neither issued nor kept.

    Shown are ``query_code``, ``tail``, ``how_to_query`` and ``qr_svg`` (an SVG drawing), each if given.
    """
    return _compiled(
        "slip", {**data, "organ_name": organ_name, "title": title, "issued_on": on.isoformat()}, None
    )


def compiled_sheet(data: Mapping[str, Any]) -> bytes:
    """Return a plain sheet as PDF (``sheets.sheet``)."""
    return _compiled("sheet", data, None)


def _compiled(name: str, data: Mapping[str, Any], standard: Literal["a-2b"] | None) -> bytes:
    """Compile the template of that name; the same data give the same bytes."""
    issued = dt.date.fromisoformat(str(data["issued_on"]))
    made = typst.compile(
        str(TEMPLATES / f"{name}.typ"),
        root=str(TEMPLATES),
        font_paths=finding.fonts(),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False), "fonts": json.dumps(finding.roles())},
        pdf_standards=standard,
        timestamp=int(dt.datetime.combine(issued, dt.time(), CIVIL_ZONE).timestamp()),
    )
    if not isinstance(made, bytes):
        raise TypeError("typst returned no document")
    return made


def preview(
    kind: DocumentKind,
    data: Mapping[str, Any],
    *,
    organ_name: str,
    on: dt.date,
    words: Mapping[str, str] | None = None,
) -> bytes:
    """Return the PDF a paper would become, without number and without issuing it; gaps stay visible.

    ``words``: fixed sentences to try out, else those in force on that day.
    """
    shown = draft_of(kind, data, organ_name=organ_name, on=on)
    return compiled(kind, shown, words_in_force(kind, on) if words is None else words)


def blank_receipt(document: Document, *, recipient_name: str, on: dt.date) -> bytes:
    """Return the 送达回证 of a paper to be filled in by hand and scanned: neither numbered nor kept."""
    code = barcodes.code_of(document.id)
    data = {
        "document_title": document.title,
        "document_number": document.number,
        "recipient_name": recipient_name,
        **dict.fromkeys(("place", "delivered_on", "at_time", "relation", "refusal_reason", "witnesses"), " "),
        "way": "□直接 □邮寄 □代收 □电子 □留置 □公告",
        "servers": " ",
        "remarks": " ",
        "title": rules.TITLES[DocumentKind.DELIVERY_RECEIPT],
        "organ_name": document.data.get("organ_name", ""),
        "issued_on": on.isoformat(),
        "barcode_svg": barcodes.drawn(code),
        "barcode_text": barcodes.spaced(code),
    }
    return compiled(DocumentKind.DELIVERY_RECEIPT, data)


def draft_of(kind: DocumentKind, data: Mapping[str, Any], *, organ_name: str, on: dt.date) -> dict[str, Any]:
    """Return the data of a paper that is not issued yet: no number, no bar code, marked as a draft."""
    shown = {"title": rules.title_of(kind, data), "number": "（草稿）", "organ_name": organ_name}
    return {**data, **shown, "issued_on": on.isoformat(), "draft": True}


def data_of(document: Document) -> dict[str, Any]:
    """Return everything the setters are given of a document: its data, its number, its bar code."""
    code = barcodes.code_of(document.id)
    return {
        "barcode_svg": barcodes.drawn(code),
        "barcode_text": barcodes.spaced(code),
        **document.data,
        "title": document.title,
        "number": document.number,
        "issued_on": document.issued_on.isoformat(),
    }


def rendered_file(document: Document) -> StoredFile:
    """Return the stored PDF of a document, making it at the first call; a second one waits and finds it."""
    return _rendering(document).file


def _rendering(document: Document) -> Rendering:
    """Return the rendering of a document, made under the lock of its row when there is none."""
    found = Rendering.objects.select_related("file").filter(document=document).first()
    if found is not None:
        return found
    with transaction.atomic():
        locked = Document.objects.select_for_update().get(id=document.id)
        found = Rendering.objects.select_related("file").filter(document=locked).first()
        return found if found is not None else _render(locked)


def _render(document: Document) -> Rendering:
    """Make and keep the PDF of a document whose row is locked."""
    kind = DocumentKind(document.kind)
    made = compiled(kind, data_of(document), words_of(document))
    file = files.take_in(io.BytesIO(made), f"{document.number}.pdf")
    log.info("documents.rendered", document=str(document.id), size=len(made))
    return Rendering.objects.create(
        document=document, file=file, digest=hashlib.sha256(made).hexdigest(), rendered_at=now()
    )


def pdf_of(document: Document | UUID) -> bytes:
    """Return the PDF of a document, made once and the same ever after.

    Raises:
        PaperHarmed: the stored file was changed or lost since.
    """
    row = document if isinstance(document, Document) else Document.objects.get(id=document)
    rendering = _rendering(row)
    try:
        with files.open_file(rendering.file) as opened:
            made: bytes = opened.read()
    except FileNotFoundError as lost:
        raise PaperHarmed(str(row.id)) from lost
    if hashlib.sha256(made).hexdigest() != rendering.digest:
        raise PaperHarmed(str(row.id))
    return made
