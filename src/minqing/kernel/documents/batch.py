"""Batch print (批量打印): many papers bound into one PDF in the order given."""

import io
from collections.abc import Iterable

import pypdfium2

from minqing.kernel.documents.models import Document
from minqing.kernel.documents.render import pdf_of


def bound(documents: Iterable[Document], *, duplex: bool = True) -> bytes:
    """Return one PDF with every paper in order; with ``duplex`` each begins on a right-hand page.

    Raises:
        PaperHarmed: a stored file was changed or lost since.
    """
    whole = pypdfium2.PdfDocument.new()
    try:
        for document in documents:
            part = pypdfium2.PdfDocument(pdf_of(document))
            try:
                if duplex and len(whole) % 2:
                    width, height = part.get_page_size(0)
                    whole.new_page(width, height).close()
                whole.import_pages(part)
            finally:
                part.close()
        return _bytes_of(whole)
    finally:
        whole.close()


def _bytes_of(whole: pypdfium2.PdfDocument) -> bytes:
    """Return a PDF as bytes."""
    made = io.BytesIO()
    whole.save(made)
    return made.getvalue()
