"""Reading sheets row by row: CSV in UTF-8 or GB18030, and Excel; never the whole file in memory."""

import csv
import io
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import IO, Final
from zipfile import BadZipFile

from minqing.kernel.law.public import Refused

ENCODINGS: Final = ("utf-8-sig", "gb18030")
LONGEST_CELL: Final = 2_000_000
_SAMPLE: Final = 65_536
_EXCEL_HEAD: Final = b"PK\x03\x04"


class Unreadable(Refused):
    """The file is not a sheet this program can read."""


def _encoding_of(stream: IO[bytes]) -> str:
    """Return the first encoding that reads the whole stream without a fault."""
    for encoding in ENCODINGS:
        stream.seek(0)
        reader = io.TextIOWrapper(stream, encoding=encoding, newline="")
        try:
            while reader.read(_SAMPLE):
                pass
        except UnicodeDecodeError:
            continue
        else:
            return encoding
        finally:
            reader.detach()
    raise Unreadable("看不懂这个文件的编码。请另存为 Excel（.xlsx）或 UTF-8 编码的 CSV 再上传。", None)


def _csv_rows(stream: IO[bytes]) -> Generator[list[str]]:
    csv.field_size_limit(LONGEST_CELL)
    encoding = _encoding_of(stream)
    stream.seek(0)
    reader = io.TextIOWrapper(stream, encoding=encoding, newline="")
    try:
        sample = reader.readline()
        separator = max((",", "\t", ";"), key=sample.count)
        reader.seek(0)
        yield from csv.reader(reader, delimiter=separator)
    except csv.Error as fault:
        raise Unreadable(f"表格有一处读不出来：{fault}", None) from fault
    finally:
        reader.detach()


def _words(cell: object) -> str:
    """Return a cell of Excel as words; days and instants in ISO form, whole numbers without a point."""
    match cell:
        case None:
            return ""
        case datetime():
            return cell.strftime("%Y-%m-%d %H:%M:%S")
        case date():
            return cell.isoformat()
        case float() if cell.is_integer():
            return str(int(cell))
        case _:
            return str(cell)


def _excel_rows(stream: IO[bytes]) -> Generator[list[str]]:
    from openpyxl import load_workbook  # noqa: PLC0415 - heavy, rarely needed: kept out of the start
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415 - the same

    try:
        book = load_workbook(stream, read_only=True, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError) as fault:
        raise Unreadable("这个 Excel 文件打不开，请另存一份再上传。", None) from fault
    try:
        for row in book.worksheets[0].iter_rows(values_only=True):
            yield [_words(cell) for cell in row]
    finally:
        book.close()


@contextmanager
def sheet_rows(stream: IO[bytes]) -> Iterator[tuple[list[str], Iterator[tuple[int, dict[str, str]]]]]:
    """Give the headings and the rows ``(number in the sheet, heading -> cell)`` of a sheet.

    Raises:
        Unreadable: the file is neither Excel nor CSV, or it is empty.
    """
    stream.seek(0)
    head = stream.read(len(_EXCEL_HEAD))
    stream.seek(0)
    rows = _excel_rows(stream) if head == _EXCEL_HEAD else _csv_rows(stream)
    headings = [heading.strip() for heading in next(rows, [])]
    if not any(headings):
        raise Unreadable("表格是空的：第一行应当是各列的名称。", None)

    def numbered() -> Iterator[tuple[int, dict[str, str]]]:
        for number, cells in enumerate(rows, start=2):
            if any(cell.strip() for cell in cells):
                yield number, dict(zip(headings, cells, strict=False))

    try:
        yield headings, numbered()
    finally:
        # Let go of the stream while it is still open; a row left unread must not hold it.
        rows.close()
