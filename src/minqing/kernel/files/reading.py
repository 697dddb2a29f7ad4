"""Reads the words of an attachment: the text layer of a PDF, Word, plain text; never a picture."""

import zipfile
from io import BytesIO
from typing import Final

import pypdfium2
from docx import Document as WordDocument

from minqing.kernel.files.models import StoredFile
from minqing.kernel.files.queries import open_file
from minqing.kernel.files.rules import MEGABYTE

PAGES: Final = 60
MOST: Final = 20 * MEGABYTE
LETTERS: Final = 400_000
_CODINGS: Final = ("utf-8-sig", "gb18030")


def words_of(file: StoredFile) -> str:
    """Return the words of a file, at most 400,000 letters; "" for a picture, a sound or what cannot be read.

    Of a PDF the first 60 pages, of files larger than 20 MB nothing.
    """
    if file.size > MOST:
        return ""
    read = {"application/pdf": _pdf, "text/plain": _text}.get(file.media_type)
    if read is None and "wordprocessingml" in file.media_type:
        read = _word
    if read is None:
        return ""
    with open_file(file) as opened:
        return read(opened.read())[:LETTERS]


def _pdf(content: bytes) -> str:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        return ""
    try:
        pages = range(min(len(document), PAGES))
        return "\n".join(document[place].get_textpage().get_text_bounded() for place in pages)
    finally:
        document.close()


def _word(content: bytes) -> str:
    try:
        document = WordDocument(BytesIO(content))
    except (KeyError, ValueError, zipfile.BadZipFile):
        return ""
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(each.text for each in document.paragraphs), *cells])


def _text(content: bytes) -> str:
    for coding in _CODINGS:
        try:
            return content.decode(coding)
        except UnicodeDecodeError:
            continue
    return ""
