"""识别条码、分信: queued work on kept scans, page by page; it may die anywhere and goes on where it stood.

A file is read some pages a transaction, what they said is kept on its row; when all are read it is cut into
letters in one transaction. Two workers on one file wait for its row: no page is read and no sheet cut twice.

Articles: 信访工作条例 17, 22(1).
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import F, Func, IntegerField
from procrastinate.contrib.django import app

from minqing.kernel.clock.public import civil_day, new_id
from minqing.kernel.files.public import StoredFile, open_file, take_in
from minqing.kernel.ledger.public import record
from minqing.kernel.people.public import actor_of
from minqing.petition.intake.barcodes import PageRead, Unreadable, count_pages, cut_out, read_pages
from minqing.petition.intake.events import ScanCut
from minqing.petition.intake.label_rules import Cut, PageMark, cut_at_labels, page_mark
from minqing.petition.intake.models import ScanBatch, ScanFile, ScannedLetter

PAGES_A_STEP: Final = 20
LEFT_OVER: Final = timedelta(minutes=10)
NOT_FOUND: Final = "这个文件暂时打不开，系统会再试；一直这样的，请告诉系统管理员。"


def queue_cutting(batch_id: UUID) -> None:
    """Queue the reading of a batch by its task's name, inside the caller's transaction."""
    app.configure_task("petition.cut_scans").defer(batch_id=str(batch_id))


def cut_batch(*, batch_id: UUID, at: datetime) -> int:
    """Read and cut every file of a batch that is not cut yet; return how many letters came out.

    A file that cannot be read becomes one letter as it is, with the reason; a page that cannot be read stays
    in its letter, with the reason. Records ``petition.scan_cut`` for whoever uploaded it.
    """
    count = 0
    waiting = ScanFile.objects.filter(batch_id=batch_id, cut_at=None).order_by("id")
    for file_id in list(waiting.values_list("id", flat=True)):
        try:
            while _read_some(file_id):
                pass
            count += _cut_file(file_id, at)
        except OSError:
            ScanFile.objects.filter(pk=file_id, cut_at=None).update(problem=NOT_FOUND)
    return count


def left_over(at: datetime) -> list[UUID]:
    """Return the batches whose files wait longer than any job should take: a job died over them."""
    old = ScanFile.objects.filter(cut_at=None, batch__at__lt=at - LEFT_OVER)
    return list(old.order_by("batch_id").values_list("batch_id", flat=True).distinct())


def _locked(file_id: UUID) -> ScanFile:
    return ScanFile.objects.select_for_update(of=("self",)).select_related("file").get(pk=file_id)


def _read_some(file_id: UUID) -> bool:
    """Read the next pages and keep what they said; return whether more are left."""
    with transaction.atomic():
        file = _locked(file_id)
        if file.cut_at is not None:
            return False
        file.problem = ""
        try:
            if file.pages is None:
                with open_file(file.file) as content:
                    file.pages = count_pages(content, file.file.media_type)
            with open_file(file.file) as content:
                pages = read_pages(content, file.file.media_type, len(file.marks))
                file.marks += [asdict(mark) for mark in _marks(islice(pages, PAGES_A_STEP))]
        except Unreadable as unreadable:
            file.pages, file.marks, file.problem = 1, [asdict(PageMark())], unreadable.reason[:200]
        file.save(update_fields=["pages", "marks", "problem"])
        return len(file.marks) < file.pages


def _marks(pages: Iterator[PageRead]) -> Iterator[PageMark]:
    for page in pages:
        mark = page_mark(page.texts)
        yield PageMark(mark.label, mark.query_code, page.problem or mark.problem)


def _cut_file(file_id: UUID, at: datetime) -> int:
    """Cut one file, read to its end, into its letters; 0 when somebody else did it meanwhile."""
    with transaction.atomic():
        file = _locked(file_id)
        if file.cut_at is not None or file.pages is None or len(file.marks) < file.pages:
            return 0
        batch = ScanBatch.objects.select_for_update(of=("self",)).select_related("by").get(pk=file.batch_id)
        cuts = cut_at_labels([PageMark(**mark) for mark in file.marks]) or (Cut(0, 1),)
        try:
            files = [_own_file(file, cut, whole=len(cuts) == 1) for cut in cuts]
        except Unreadable as unreadable:
            file.problem = unreadable.reason[:200]
            cuts = (Cut(0, file.pages, cuts[0].label, cuts[0].query_code),)
            files = [file.file]
        before = ScannedLetter.objects.filter(batch=batch).count()
        ScannedLetter.objects.bulk_create(
            ScannedLetter(
                id=new_id(),
                batch=batch,
                source=file,
                file=own,
                seq=before + number,
                pages=cut.last - cut.first,
                label=cut.label,
                query_code=cut.query_code,
                received_on=batch.received_on,
            )
            for number, (cut, own) in enumerate(zip(cuts, files, strict=True), start=1)
        )
        file.cut_at = at
        file.save(update_fields=["cut_at", "problem"])
        event = ScanCut(file_id=file.id, letters=len(cuts), pages=file.pages)
        record(actor=actor_of(batch.by, civil_day(at)), chain=batch.id, event=event, at=at)
    return len(cuts)


def _own_file(file: ScanFile, cut: Cut, *, whole: bool) -> StoredFile:
    """Return the pages of one letter as a file of their own; the upload itself when it is all of it."""
    if whole:
        return file.file
    with open_file(file.file) as content:
        pages = cut_out(content, cut.first, cut.last)
    return take_in(pages, f"来信{cut.label or cut.first + 1}.pdf")


# --- reads ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CutProgress:
    """分信进展: pages read, pages in all (as far as known), files not cut yet."""

    done: int
    total: int
    files_left: int

    @property
    def finished(self) -> bool:
        """Whether nothing is left to read or cut."""
        return not self.files_left


@dataclass(frozen=True, slots=True)
class PageProblem:
    """One thing to look at: in which file, on which page (from 1; 0 the file as a whole), and what."""

    file: str
    page: int
    words: str


def cut_progress(batch: ScanBatch) -> CutProgress:
    """Return how far the reading of a batch is; one query."""
    read = Func(F("marks"), function="jsonb_array_length", output_field=IntegerField())
    rows = list(batch.files.annotate(read=read).values_list("pages", "read", "cut_at"))
    return CutProgress(
        done=sum(read for _pages, read, _cut in rows),
        total=sum(1 if pages is None else pages for pages, _read, _cut in rows),
        files_left=sum(cut is None for _pages, _read, cut in rows),
    )


def page_problems(batch: ScanBatch) -> list[PageProblem]:
    """Return what could not be read, file by file and page by page; one query."""
    found = []
    for file in batch.files.order_by("id").only("name", "problem", "marks"):
        if file.problem:
            found.append(PageProblem(file.name, 0, file.problem))
        marks = enumerate(file.marks, start=1)
        found += [PageProblem(file.name, page, mark["problem"]) for page, mark in marks if mark["problem"]]
    return found
