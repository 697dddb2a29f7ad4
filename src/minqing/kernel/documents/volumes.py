"""Volumes (案卷): papers, pictures and sheets bound into one PDF with a number on every page (页号)."""

import ctypes
import io
from collections.abc import Sequence
from typing import Final

import pypdfium2
from PIL import Image, ImageOps, UnidentifiedImageError

pdfium = pypdfium2.raw
MARGIN: Final = 36.0
# A page of a scan needs no more than this many points along its longer side at 150 dots an inch.
MOST_PIXELS: Final = 1754


def page_count(made: bytes) -> int:
    """Return how many pages a PDF has.

    Raises:
        pypdfium2.PdfiumError: it is no PDF, or locked by a password.
    """
    opened = pypdfium2.PdfDocument(made)
    try:
        return len(opened)
    finally:
        opened.close()


def picture_page(content: bytes) -> bytes | None:
    """Return a picture as one A4 page, upright; None for what is no picture."""
    try:
        with Image.open(io.BytesIO(content)) as opened:
            upright = ImageOps.exif_transpose(opened).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError):
        return None
    upright.thumbnail((MOST_PIXELS, MOST_PIXELS))
    page = Image.new("RGB", (1240, 1754), "white")
    upright.thumbnail((1100, 1560))
    page.paste(upright, ((1240 - upright.width) // 2, (1754 - upright.height) // 2))
    made = io.BytesIO()
    page.save(made, format="PDF", resolution=150)
    return made.getvalue()


def bind_volume(front: Sequence[bytes], parts: Sequence[bytes]) -> bytes:
    """Return one PDF: cover and contents first, then the parts, numbered from 1 at the top right."""
    whole = pypdfium2.PdfDocument.new()
    try:
        for part in (*front, *parts):
            opened = pypdfium2.PdfDocument(part)
            try:
                whole.import_pages(opened)
            finally:
                opened.close()
        first = sum(page_count(part) for part in front)
        for number in range(first, len(whole)):
            _stamp(whole, number, str(number - first + 1))
        made = io.BytesIO()
        whole.save(made)
        return made.getvalue()
    finally:
        whole.close()


def _stamp(whole: pypdfium2.PdfDocument, number: int, words: str) -> None:
    """Write a number into the upper right corner of a page."""
    page = whole[number]
    try:
        width, height = page.get_size()
        text = pdfium.FPDFPageObj_NewTextObj(whole.raw, b"Helvetica", ctypes.c_float(11))
        signs = ctypes.create_string_buffer((words + "\x00").encode("utf-16-le"))
        pdfium.FPDFText_SetText(text, ctypes.cast(signs, pdfium.FPDF_WIDESTRING))
        pdfium.FPDFPageObj_Transform(text, 1, 0, 0, 1, width - MARGIN - 6 * len(words), height - MARGIN)
        pdfium.FPDFPage_InsertObject(page.raw, text)
        page.gen_content()
    finally:
        page.close()
