"""The organ tree out of and into a sheet (Excel or CSV), for the steward's desk."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import IO, Any
from zipfile import BadZipFile

from django.db import transaction

from minqing.kernel.people.models import Organ
from minqing.kernel.people.rules import KIND_WORDS, OrganKind, path_under
from minqing.kernel.people.sheet_rules import ORGAN_COLUMNS, OrganRow, RowProblem, read_organ_rows
from minqing.kernel.places.public import Place

LARGEST = 20_000
"""More rows than any county has organs; a longer sheet is a slip."""


@dataclass(frozen=True, slots=True)
class OrganImport:
    """What an import did, or would do when it was only checked; with problems nothing is written."""

    created: int
    changed: int
    unchanged: int
    problems: tuple[RowProblem, ...]

    @property
    def ok(self) -> bool:
        """Return whether every row is in order."""
        return not self.problems


def read_sheet(upload: IO[bytes], name: str) -> list[list[str]]:
    """Return the cells of the first sheet of an .xlsx, or of a CSV in UTF-8 or GB 18030, as text.

    Raises:
        ValueError: the file is neither, or longer than 20,000 rows; the message is for the reader.
    """
    raw = upload.read()
    rows = _xlsx_rows(raw) if name.lower().endswith(".xlsx") else _csv_rows(raw)
    if len(rows) > LARGEST:
        raise ValueError(f"超过{LARGEST}行")
    return rows


def _xlsx_rows(raw: bytes) -> list[list[str]]:
    import openpyxl  # noqa: PLC0415 - heavy, rarely needed: kept out of the start
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415 - the same

    try:
        book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, OSError, ValueError) as fault:
        raise ValueError("不是可以读取的 Excel 文件（.xlsx）") from fault
    sheet = book.worksheets[0]
    return [[_cell(value) for value in row] for row in sheet.iter_rows(values_only=True)]


def _cell(value: Any) -> str:
    """Return a cell as text; a code typed as a number comes without ``.0``."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _csv_rows(raw: bytes) -> list[list[str]]:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        try:
            rows = [[_unguarded(cell) for cell in row] for row in csv.reader(io.StringIO(text))]
        except csv.Error as fault:
            raise ValueError("不是可以读取的 CSV 文件") from fault
        return rows
    raise ValueError("文字编码应为 UTF-8 或 GB18030")


def _guarded(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if re.match(r"[=+\-@\t\r]", cell) else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if re.match(r"'[=+\-@\t\r]", cell) else cell


def organ_rows() -> Iterable[tuple[str, ...]]:
    """Yield the heading and every organ, parents before children, in the columns of the import."""
    yield ORGAN_COLUMNS
    for organ in Organ.objects.select_related("parent").order_by("path"):
        yield (
            organ.code,
            organ.name,
            organ.short_name,
            KIND_WORDS[OrganKind(organ.kind)],
            organ.parent.code if organ.parent else "",
            organ.place_id or "",
            organ.sort_key,
            "是" if organ.active else "否",
            organ.telephone,
            organ.address,
            organ.letter_code,
            organ.hours,
        )


def export_organs(out: IO[bytes], name: str) -> int:
    """Write the organ tree to ``out`` as .xlsx or CSV, by the ending of ``name``; return how many organs."""
    rows = list(organ_rows())
    if name.lower().endswith(".xlsx"):
        import xlsxwriter  # noqa: PLC0415 - heavy, rarely needed: kept out of the start

        book = xlsxwriter.Workbook(out, {"constant_memory": True, "strings_to_formulas": False})
        sheet = book.add_worksheet("机关单位")
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                sheet.write_string(number, column, cell)
        book.close()
    else:
        text = io.StringIO(newline="")
        csv.writer(text).writerows([_guarded(cell) for cell in row] for row in rows)
        out.write(text.getvalue().encode("utf-8-sig"))
    return len(rows) - 1


def import_organs(rows: Sequence[Sequence[str]], *, write: bool) -> OrganImport:
    """Bring the organ tree to what a sheet says; with ``write=False`` only say what would happen.

    Organs are matched by code. All rows or none: with one problem nothing is written. Organs the sheet does
    not name stay as they are, for acts refer to them; set 启用 to 否 to retire one.
    """
    stored = {organ.code: organ for organ in Organ.objects.select_related("parent")}
    wanted, problems = read_organ_rows(rows, frozenset(stored))
    problems = (*problems, *_unknown_places(wanted), *_circles(wanted, stored), *_twice(wanted, stored))
    created = [row for row in wanted if row.code not in stored]
    changed = [row for row in wanted if row.code in stored and _differs(row, stored[row.code])]
    result = OrganImport(
        created=len(created),
        changed=len(changed),
        unchanged=len(wanted) - len(created) - len(changed),
        problems=tuple(sorted(problems, key=lambda p: p.line)),
    )
    if write and result.ok:
        _write(wanted, stored)
    return result


def _unknown_places(rows: Iterable[OrganRow]) -> list[RowProblem]:
    codes = {row.place_code for row in rows if row.place_code}
    known = set(Place.objects.filter(pk__in=codes).values_list("pk", flat=True))
    return [
        RowProblem(row.line, "行政区划代码", f"没有代码为“{row.place_code}”的行政区划")
        for row in rows
        if row.place_code and row.place_code not in known
    ]


def _circles(rows: Iterable[OrganRow], stored: dict[str, Organ]) -> list[RowProblem]:
    """Name the rows that would stand beneath themselves once merged with the stored tree."""
    above = {code: organ.parent.code if organ.parent else "" for code, organ in stored.items()}
    rows = list(rows)
    above.update({row.code: row.parent_code for row in rows})
    problems = []
    for row in rows:
        seen, code = {row.code}, above[row.code]
        while code and code not in seen:
            seen.add(code)
            code = above.get(code, "")
        if code == row.code:
            problems.append(RowProblem(row.line, "上级编码", "上下级互相循环"))
    return problems


def _twice(rows: Iterable[OrganRow], stored: dict[str, Organ]) -> list[RowProblem]:
    """Name the rows whose 机关代字 another organ has, once the sheet is merged with the stored tree."""
    held = {code: organ.letter_code for code, organ in stored.items()}
    rows = list(rows)
    held.update({row.code: row.letter_code for row in rows if row.letter_code is not None})
    counted = Counter(mark for mark in held.values() if mark)
    return [
        RowProblem(row.line, "机关代字", f"机关代字“{held[row.code]}”已经有单位用了")
        for row in rows
        if counted[held.get(row.code, "")] > 1
    ]


def _differs(row: OrganRow, organ: Organ) -> bool:
    return (
        row.name,
        row.short_name,
        str(row.kind),
        row.parent_code,
        row.place_code,
        row.sort_key or organ.sort_key,
        row.active,
        row.particulars(organ.particulars),
    ) != (
        organ.name,
        organ.short_name,
        organ.kind,
        organ.parent.code if organ.parent else "",
        organ.place_id or "",
        organ.sort_key,
        organ.active,
        organ.particulars,
    )


def _write(rows: Iterable[OrganRow], stored: dict[str, Organ]) -> None:
    """Write the rows, parents first, then set every path anew from the top."""
    rows = list(rows)
    with transaction.atomic():
        # Two organs may exchange their 机关代字 in one sheet: set free what the sheet gives anew.
        given = [row.code for row in rows if row.letter_code is not None]
        Organ.objects.filter(code__in=given).exclude(letter_code="").update(letter_code="")
        for row in rows:
            organ = stored.get(row.code) or Organ(code=row.code)
            organ.name, organ.short_name, organ.kind = row.name, row.short_name, str(row.kind)
            organ.parent = stored[row.parent_code] if row.parent_code else None
            organ.place_id = row.place_code or None
            organ.sort_key, organ.active = row.sort_key or organ.sort_key, row.active
            for field, value in asdict(row.particulars(organ.particulars)).items():
                setattr(organ, field, value)
            organ.save()
            stored[row.code] = organ
        _repair_paths(stored)


def _repair_paths(stored: dict[str, Organ]) -> None:
    """Give every organ the path its parents now imply; only those that moved are written."""
    paths: dict[str, str] = {}

    def path_of(organ: Organ) -> str:
        if organ.code not in paths:
            above = path_of(stored[organ.parent.code]) if organ.parent else ""
            paths[organ.code] = path_under(above, organ.code)
        return paths[organ.code]

    for organ in stored.values():
        if organ.path != path_of(organ):
            Organ.objects.filter(pk=organ.pk).update(path=path_of(organ))
            organ.path = path_of(organ)
