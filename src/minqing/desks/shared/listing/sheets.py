"""Writes a filtered list as a file: every matching row, in batches, with nothing held in memory.

CSV goes straight into the answer; Excel is written by a job, with progress on a page, because a workbook can
only be sent when it is whole. Both pass the same gate as the list and are recorded with their count.
"""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from minqing.desks.shared.listing.columns import COLUMNS, Column, chosen_columns
from minqing.exchange.public import SHEET_ROWS, safe_cell
from minqing.petition.public import Petition

BATCH: Final = 2_000
_WIDE: Final = {"title": 48, "petitioner": 12, "number": 20, "address": 30, "content": 24}
_USUAL_WIDTH: Final = 13


def export_directory() -> Path:
    """Return where finished exports lie: inside the data directory, never under the web root."""
    directory = Path(settings.VAR) / "exports"
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    return directory


def columns_for(keys: Sequence[str], *, everything: bool) -> tuple[Column, ...]:
    """Return the columns of an export: those on the page, or all; the drawn path has no use in a file."""
    wanted = COLUMNS if everything else chosen_columns(keys)
    return tuple(column for column in wanted if column.kind != "path")


def only_ticked(matching: QuerySet[Petition], ids: Iterable[str]) -> QuerySet[Petition]:
    """Return the rows somebody ticked, within what the list matches; anything that is no id is left out."""
    kept = []
    for text in ids:
        try:
            kept.append(UUID(text))
        except ValueError:
            continue
    return matching.filter(id__in=kept)


def lines(rows: Iterable[Petition], columns: Sequence[Column], today: date) -> Iterator[list[str]]:
    """Return the cells of each row as they may stand in a spreadsheet: no cell begins a formula."""
    for row in rows:
        yield [safe_cell(column.text(row, today)) for column in columns]


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        """Return the text."""
        return text


def csv_lines(rows: QuerySet[Petition], columns: Sequence[Column], today: date) -> Iterator[str]:
    """Yield a CSV as text; it begins with the mark by which Excel knows UTF-8."""
    writer = csv.writer(_Echo())
    yield "\ufeff"
    yield writer.writerow([str(column.label) for column in columns])
    for cells in lines(rows.iterator(chunk_size=BATCH), columns, today):
        yield writer.writerow(cells)


def write_workbook(
    path: Path,
    rows: QuerySet[Petition],
    columns: Sequence[Column],
    today: date,
    progress: Callable[[int], bool],
) -> int:
    """Write all rows to an Excel file, row by row from disk; returns how many.

    Args:
        path: where the file goes.
        rows: what the list matches, in its order.
        columns: the columns, in order.
        today: the day deadlines are worded on.
        progress: told the number written after each batch; ``False`` from it ends the writing.
    """
    import xlsxwriter  # noqa: PLC0415 - heavy, rarely needed: kept out of the start

    options: Mapping[str, Any] = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
    }
    written = 0
    with xlsxwriter.Workbook(str(path), dict(options)) as book:
        bold = book.add_format({"bold": True, "bottom": 1})
        sheet = _new_sheet(book, columns, bold, 1)
        at = 1
        for cells in lines(rows.iterator(chunk_size=BATCH), columns, today):
            if at == SHEET_ROWS:
                sheet, at = _new_sheet(book, columns, bold, written // (SHEET_ROWS - 1) + 1), 1
            for number, cell in enumerate(cells):
                sheet.write_string(at, number, cell)
            at += 1
            written += 1
            if written % BATCH == 0 and not progress(written):
                break
    return written


def _new_sheet(book: Any, columns: Sequence[Column], bold: Any, number: int) -> Any:
    sheet = book.add_worksheet(_("第%(number)d页") % {"number": number})
    sheet.freeze_panes(1, 0)
    for at, column in enumerate(columns):
        sheet.set_column(at, at, _WIDE.get(column.key, _USUAL_WIDTH))
        sheet.write_string(0, at, str(column.label), bold)
    return sheet
