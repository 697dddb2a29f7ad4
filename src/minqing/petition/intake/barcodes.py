"""Reads barcodes from scanned pages and draws those of our labels; cuts a scan into the letters it holds.

Every reader works in memory on one page at a time, so a stack of two hundred pages needs no more than one.
"""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final, Protocol

import pypdfium2
import zxingcpp
from PIL import Image, UnidentifiedImageError

from minqing.kernel.law.public import Incomplete

# Enough for a printed label of two centimetres; more only costs time.
DOTS_PER_INCH: Final = 150
POINTS_PER_INCH: Final = 72
PAGES_MAX: Final = 300
SCREEN: Final = 1800
SIDE_MAX: Final = 4000
PIXELS_MAX: Final = 80_000_000


_OURS: Final = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.Code128, zxingcpp.BarcodeFormat.QRCode])


class Readable(Protocol):
    """What can be read to its end."""

    def read(self, size: int = -1, /) -> bytes:
        """Return the next bytes, all of them for -1."""


class Unreadable(Incomplete):
    """A scan that is neither PDF nor picture, or too long; the file itself is kept."""


@dataclass(frozen=True, slots=True)
class PageRead:
    """What one page of a scan gave: the texts of its barcodes, or in plain words why it gave none."""

    texts: tuple[str, ...] = ()
    problem: str = ""


NOT_DRAWN: Final = "这一页画面损坏，没能识别条码；页面照样留在信里，请核对它是不是另一封信的开头。"


def count_pages(content: Readable, media_type: str) -> int:
    """Return how many pages a scan has; a picture is one page.

    Raises:
        Unreadable: no PDF and no picture, or more pages than one upload may have.
    """
    if media_type != "application/pdf":
        _picture(content)
        return 1
    with closing(_pdf(content)) as document:
        if len(document) > PAGES_MAX:
            raise Unreadable(f"一个文件最多{PAGES_MAX}页，请分成几个文件上传。", None)
        return len(document)


def read_pages(content: Readable, media_type: str, first: int = 0) -> Iterator[PageRead]:
    """Yield what each page from ``first`` (from 0) on says; a page that cannot be drawn says why.

    Raises:
        Unreadable: no PDF and no picture.
    """
    if media_type != "application/pdf":
        yield PageRead(_texts(_picture(content)))
        return
    with closing(_pdf(content)) as document:
        for number in range(first, len(document)):
            yield _read_page(document, number)


def _read_page(document: pypdfium2.PdfDocument, number: int) -> PageRead:
    try:
        page = document[number]
        bitmap = page.render(scale=_scale(page), grayscale=True)
        texts = _texts(bitmap.to_pil())
        bitmap.close()
        page.close()
    except (pypdfium2.PdfiumError, ValueError, OSError):
        return PageRead(problem=NOT_DRAWN)
    return PageRead(texts)


def _scale(page: Any) -> float:
    """Return how many dots a point becomes; a page said to be as large as a house is drawn small."""
    return float(min(DOTS_PER_INCH / POINTS_PER_INCH, SIDE_MAX / max(*page.get_size(), 1)))


def _pdf(content: Readable) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(BytesIO(content.read()))
    except pypdfium2.PdfiumError as wrong:
        raise Unreadable("这个 PDF 打不开，可能有密码或者已损坏；文件已经收存。", None) from wrong


def _picture(content: Readable) -> Image.Image:
    try:
        picture = Image.open(BytesIO(content.read()))
        if picture.width * picture.height > PIXELS_MAX:
            raise Unreadable("图片太大，请用不超过 300 dpi 扫描。", None)
        return picture.convert("L")
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as wrong:
        raise Unreadable("这个文件不是 PDF 或者图片，不能识别条码；文件已经收存。", None) from wrong


def _texts(picture: Image.Image) -> tuple[str, ...]:
    return tuple(found.text for found in zxingcpp.read_barcodes(picture, formats=_OURS) if found.text)


def cut_out(content: Readable, first: int, last: int) -> BytesIO:
    """Return pages of a PDF as one of their own: from ``first`` up to and without ``last``.

    Raises:
        Unreadable: the pages cannot be taken out.
    """
    made = BytesIO()
    try:
        with closing(_pdf(content)) as source, closing(pypdfium2.PdfDocument.new()) as target:
            target.import_pages(source, list(range(first, last)))
            target.save(made)
    except pypdfium2.PdfiumError as wrong:
        raise Unreadable("这个文件有损坏的页，分不开，整个文件先算一封；录入时请逐页核对。", None) from wrong
    made.seek(0)
    return made


def page_picture(content: Readable, media_type: str, page: int) -> bytes:
    """Return one page (from 0) of a scan as JPEG for the screen.

    Raises:
        Unreadable: there is no such page, or it cannot be read.
    """
    made = BytesIO()
    if media_type == "application/pdf":
        with closing(_pdf(content)) as document:
            if not 0 <= page < len(document):
                raise Unreadable("没有这一页。", None)
            sheet = document[page]
            picture = sheet.render(scale=_scale(sheet), grayscale=True).to_pil()
    else:
        picture = _picture(content)
        picture.thumbnail((SCREEN, SCREEN))
    picture.save(made, "JPEG", quality=80)
    return made.getvalue()


# A4 at 300 dots an inch: four columns of ten labels, as sheets of 48.5 × 25.4 mm come.
_A4: Final = (2480, 3508)
_COLUMNS: Final = 4
_ROWS: Final = 10
_LABEL: Final = (572, 300)
_EDGE: Final = (96, 254)


def label_sheet(labels: Sequence[str]) -> bytes:
    """Return sheets of labels as PDF: the Code 128 of each text with the text beneath."""
    sheets = []
    for start in range(0, len(labels), _COLUMNS * _ROWS):
        sheet = Image.new("L", _A4, 255)
        for place, text in enumerate(labels[start : start + _COLUMNS * _ROWS]):
            row, column = divmod(place, _COLUMNS)
            label = _label(text)
            left = _EDGE[0] + column * _LABEL[0] + (_LABEL[0] - label.width) // 2
            sheet.paste(label, (left, _EDGE[1] + row * _LABEL[1] + (_LABEL[1] - label.height) // 2))
        sheets.append(sheet)
    made = BytesIO()
    sheets[0].save(made, "PDF", resolution=300, save_all=True, append_images=sheets[1:])
    return made.getvalue()


def _label(text: str) -> Image.Image:
    bars = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.Code128)
    image: Any = bars.to_image(scale=3, add_hrt=True, add_quiet_zones=True)
    height, width = image.shape
    label = Image.frombuffer("L", (width, height), memoryview(image).tobytes())
    label.thumbnail((_LABEL[0] - 24, _LABEL[1] - 24))
    return label
