"""Barcodes of incoming paper: what the ones on a scanned page say, and where one letter ends. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from minqing.petition.intake.rules import CODE_LENGTH, CODE_LETTERS

LABEL: Final = re.compile(r"LX\d{4}-?\d{6}")
_CODE_IN_ADDRESS: Final = re.compile(rf"[?&]code=([{CODE_LETTERS}]{{{CODE_LENGTH}}})(?:&|$)")


def label_text(year: int, sequence: int) -> str:
    """Return the text of the barcode stuck on incoming paper.

    >>> label_text(2026, 123)
    'LX2026-000123'
    """
    return f"LX{year}-{sequence:06d}"


@dataclass(frozen=True, slots=True)
class PageMark:
    """What the barcodes of one scanned page say: our label, and the query code of a receipt of ours.

    ``problem`` tells in plain words what a person should look at on this page.
    """

    label: str = ""
    query_code: str = ""
    problem: str = ""


def page_mark(texts: Sequence[str]) -> PageMark:
    """Return what the barcodes found on a page say; those of others (parcels, banks) say nothing to us.

    >>> page_mark(["LX2026-000001", "LX2026-000002"]).problem
    '这一页有不止一张条码（LX2026-000001、LX2026-000002），按第一张分信，请核对是不是两封信扫在一页上。'
    """
    labels = list(dict.fromkeys(text for text in texts if LABEL.fullmatch(text)))
    codes = (found.group(1) for text in texts if (found := _CODE_IN_ADDRESS.search(text)))
    problem = ""
    if len(labels) > 1:
        said = "、".join(labels)
        problem = f"这一页有不止一张条码（{said}），按第一张分信，请核对是不是两封信扫在一页上。"
    return PageMark(labels[0] if labels else "", next(codes, ""), problem)


@dataclass(frozen=True, slots=True)
class Cut:
    """One letter of a scanned stack: its pages (first included, last excluded) and what they said."""

    first: int
    last: int
    label: str = ""
    query_code: str = ""


def cut_at_labels(pages: Sequence[PageMark]) -> tuple[Cut, ...]:
    """Return the letters of one scanned file; a page with a label of its own begins a letter.

    Every page is in exactly one letter: what lies before the first label is a letter too, a label seen again
    on the next pages goes on with the same letter, a file without labels is one letter.
    """
    starts = [0]
    current = pages[0].label if pages else ""
    for number, page in enumerate(pages[1:], start=1):
        if page.label and page.label != current:
            starts.append(number)
            current = page.label
    ends = [*starts[1:], len(pages)]
    cuts = []
    for first, last in zip(starts, ends, strict=True):
        within = pages[first:last]
        label = next((page.label for page in within if page.label), "")
        code = next((page.query_code for page in within if page.query_code), "")
        if first < last:
            cuts.append(Cut(first, last, label, code))
    return tuple(cuts)
