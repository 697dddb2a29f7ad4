"""Reads of imports: the preview before anything is written, the state of a run, the rows that stayed out."""

import csv
import hashlib
import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final
from uuid import UUID

from minqing.kernel.files.public import open_file
from minqing.kernel.law.public import NotAllowed
from minqing.kernel.people.public import Actor, Duty
from minqing.petition.public.taking_over import on_time

from .models import ImportRun, RejectedRow, RememberedColumns
from .rules import (
    Field,
    History,
    Letter,
    Options,
    Problem,
    ReadRow,
    guess_columns,
    problems_of_columns,
    read_row,
)
from .sheets import sheet_rows

SHOWN_ROWS: Final = 20
IMPORTERS: Final = (Duty.REGISTRAR, Duty.STEWARD)


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do: counts, the first letters, and every row with its problems."""

    headings: tuple[str, ...]
    columns: Mapping[Field, str]
    column_problems: tuple[Problem, ...]
    total: int
    good: int
    bad: int
    twice: int
    days_assumed: int
    on_time_same: int
    on_time_other: int
    first: tuple[Letter, ...]
    problems: tuple[ReadRow, ...]
    classes: tuple[tuple[str, int], ...]


def may_import(actor: Actor) -> bool:
    """Return whether this actor holds a post that may bring letters in: registrar or steward."""
    return any(actor.holds(duty) for duty in IMPORTERS)


def import_run_for(actor: Actor, run_id: UUID, *, lock: bool = False) -> ImportRun:
    """Return a run for somebody who may import; the gate of this part.

    Raises:
        NotAllowed: no such run, or no post that may import.
    """
    runs = ImportRun.objects.select_related("file")
    if lock:
        runs = runs.select_for_update(of=("self",))
    run = runs.filter(pk=run_id).first() if may_import(actor) else None
    if run is None:
        raise NotAllowed("没有这次导入，或者您的岗位不能导入来信。", None)
    return run


def import_runs(actor: Actor, limit: int = 20) -> Sequence[ImportRun]:
    """Return the latest runs, newest first, for somebody who may import."""
    return list(ImportRun.objects.select_related("by")[:limit]) if may_import(actor) else []


def digest_of_headings(headings: Sequence[str]) -> str:
    """Return the mark under which the meaning of these headings is remembered."""
    return hashlib.sha256("\x1f".join(headings).encode()).hexdigest()


def columns_for(headings: Sequence[str]) -> dict[Field, str]:
    """Return what the columns meant last time, else what their names suggest."""
    known = RememberedColumns.objects.filter(pk=digest_of_headings(headings)).first()
    return {Field(k): v for k, v in known.columns.items()} if known else guess_columns(headings)


def rows_of(run: ImportRun, options: Options) -> Iterator[ReadRow]:
    """Read the run's file row by row with its confirmed columns."""
    columns = {Field(key): heading for key, heading in run.columns.items()}
    with open_file(run.file) as stream, sheet_rows(stream) as (_, rows):
        for number, values in rows:
            yield read_row(number, values, columns, options)


def keeps_time(told: History, today: date) -> bool:
    """Return whether the matter kept its old deadline, by its own dates and not by the flag it brought."""
    return on_time(target=told.target, closed=told.closed, now=datetime.combine(today, time.max))


def preview_letters(
    run: ImportRun,
    *,
    today: date,
    columns: Mapping[Field, str] | None = None,
    missing_day: date | None = None,
) -> Preview:
    """Read the whole file and tell what would happen; nothing is written.

    The figures count rows of the sheet: good, bad (with every problem), and rows that repeat an earlier one.
    """
    options = Options(today=today, missing_day=missing_day)
    first: list[Letter] = []
    problems: list[ReadRow] = []
    classes: Counter[str] = Counter()
    seen: set[str] = set()
    good = twice = assumed = total = same = other = 0
    with open_file(run.file) as stream, sheet_rows(stream) as (headings, rows):
        meaning = dict(columns if columns is not None else columns_for(headings))
        wrong = problems_of_columns(meaning, headings)
        for number, values in rows if not wrong else ():
            total += 1
            read = read_row(number, values, meaning, options)
            if read.letter is None:
                problems.append(read)
                continue
            if read.letter.ref in seen:
                twice += 1
                continue
            seen.add(read.letter.ref)
            good += 1
            assumed += read.letter.day_assumed
            classes[read.letter.content_class] += 1
            told = read.letter.history
            if told is not None and told.on_time is not None:
                agrees = told.on_time == keeps_time(told, options.today)
                same, other = same + agrees, other + (not agrees)
            if len(first) < SHOWN_ROWS:
                first.append(read.letter)
    return Preview(
        headings=tuple(headings),
        columns=meaning,
        column_problems=wrong,
        total=total,
        good=good,
        bad=len(problems),
        twice=twice,
        days_assumed=assumed,
        on_time_same=same,
        on_time_other=other,
        first=tuple(first),
        problems=tuple(problems),
        classes=tuple(classes.most_common()),
    )


def rejected_rows_csv(run: ImportRun) -> Iterator[str]:
    """Give the rows that stayed out as CSV with their reasons, to be mended and uploaded again."""
    rows = RejectedRow.objects.filter(run=run)
    headings = [heading for heading, _ in rows[0].values] if rows else []
    buffer = io.StringIO()
    writer = csv.writer(buffer)

    def flushed() -> str:
        text = buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
        return text

    writer.writerow([*headings, "未导入的原因"])
    yield "\ufeff" + flushed()
    for row in rows.iterator():
        cells = dict(row.values)
        writer.writerow([*(cells.get(heading, "") for heading in headings), row.reasons])
        yield flushed()
