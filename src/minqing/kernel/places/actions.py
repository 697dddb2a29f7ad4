"""Importing divisions.

Places lie below the ledger, so an import records nothing itself: the desk or command that calls it does.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from django.db import transaction

from minqing.kernel.places.models import Place
from minqing.kernel.places.packaged import rows_of
from minqing.kernel.places.queries import initials_of
from minqing.kernel.places.rules import BadRow, Division, ImportReport, read_division, short_name
from minqing.kernel.text.public import add_phrases, normalise, pinyin_sort_key

_FIRST_LINE = 2  # line 1 of the file is its head
_BATCH = 2000


def import_divisions(source: Iterable[Mapping[str, str]] | Path | str) -> ImportReport:
    """Take in divisions from rows or a CSV file with code, name and perhaps level (编码, 名称, 级别).

    Every good row is taken, in any order.  Idempotent: a known code with the same name is left alone, with
    another name renamed; nothing is ever deleted.  A row is refused, with its line, when its code or name is
    wrong, its code comes twice with different names, or its parent is neither in the table nor in the file.
    All in one transaction.
    """
    rows = rows_of(Path(source)) if isinstance(source, (Path, str)) else source
    report = ImportReport()
    good = _read(rows, report)
    with transaction.atomic():
        known = dict(Place.objects.values_list("code", "name"))
        fit = _with_parents(good, known, report)
        fresh = [each for each in fit if each.code not in known]
        renamed = [each for each in fit if known.get(each.code, each.name) != each.name]
        # Parents first: the foreign key is checked at the end, but a reader meanwhile sees no orphan.
        Place.objects.bulk_create(
            [_place_of(each) for each in sorted(fresh, key=lambda d: len(d.code))], batch_size=_BATCH
        )
        Place.objects.bulk_update(
            [_place_of(each) for each in renamed],
            ["name", "sort_key", "initials", "folded"],
            batch_size=_BATCH,
        )
    report.added, report.changed = len(fresh), len(renamed)
    report.unchanged = len(fit) - len(fresh) - len(renamed)
    return report


_HEADINGS = {"code": "编码", "name": "名称", "level": "级别"}


def _cell(row: Mapping[str, str], heading: str) -> str:
    """The cell under the English or the Chinese heading; "" when there is none."""
    return str(row.get(heading) or row.get(_HEADINGS[heading]) or "")


def _read(rows: Iterable[Mapping[str, str]], report: ImportReport) -> dict[str, tuple[int, Division]]:
    good: dict[str, tuple[int, Division]] = {}
    for line, row in enumerate(rows, start=_FIRST_LINE):
        code, name, level = (_cell(row, heading) for heading in ("code", "name", "level"))
        division = read_division(code, name, level)
        if isinstance(division, str):
            report.bad.append(BadRow(line, code, name, division))
            continue
        before = good.get(division.code)
        if before is None:
            good[division.code] = (line, division)
        elif before[1].name != division.name:
            report.bad.append(BadRow(line, code, name, f"编码与第{before[0]}行重复而名称不同"))
    return good


def _with_parents(
    good: Mapping[str, tuple[int, Division]], known: Mapping[str, str], report: ImportReport
) -> list[Division]:
    """Those whose parents are known up to the province; the others are reported, topmost first."""
    fit: dict[str, Division] = {}
    for line, division in sorted(good.values(), key=lambda pair: len(pair[1].code)):
        if division.parent is None or division.parent in known or division.parent in fit:
            fit[division.code] = division
        else:
            reason = f"上级“{division.parent}”不在库中，也不在本文件中"
            report.bad.append(BadRow(line, division.code, division.name, reason))
    report.bad.sort(key=lambda bad: bad.line)
    return list(fit.values())


def _place_of(division: Division) -> Place:
    return Place(
        code=division.code,
        name=division.name,
        level=division.level.value,
        parent_id=division.parent,
        sort_key=pinyin_sort_key(division.name)[:600],
        initials=initials_of(division.name),
        folded=normalise(division.name).replace(" ", "")[:200],
    )


def teach_place_names() -> int:
    """Teach this process's segmenter the names of all divisions in the table, short forms too.

    Returns how many were new.  A county that imports its own divisions calls it wherever texts are indexed or
    searched, and indexes earlier texts again.
    """
    names = Place.objects.values_list("name", flat=True).iterator()
    return add_phrases(form for name in names for form in (name, short_name(name)))
