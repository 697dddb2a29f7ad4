"""Writes of imports: upload a sheet, confirm it, and bring its letters in, batch by batch."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from itertools import islice
from typing import BinaryIO, Final
from uuid import UUID

from django.db import transaction
from procrastinate.contrib.django import app

from minqing.kernel.clock.public import CIVIL_ZONE
from minqing.kernel.files.public import take_in
from minqing.kernel.law.public import Conflict, Incomplete, NotAllowed, Refused
from minqing.kernel.ledger.public import record
from minqing.kernel.people.public import Actor, Duty, Organ
from minqing.petition.public import Channel, Statement, hand_in
from minqing.petition.public.taking_over import OldMatter, take_over

from .events import LettersConfirmed, LettersImported, LettersUploaded
from .models import ImportRun, RejectedRow, RememberedColumns
from .queries import digest_of_headings, import_run_for, may_import, preview_letters, rows_of
from .rules import HISTORY, Field, History, Letter, Options, ReadRow
from .sheets import sheet_rows

BATCH: Final = 50
# Matters of another system are written in bulk; a batch is what a kill may cost.
OLD_BATCH: Final = 2_000


def upload_letters(*, actor: Actor, upload: BinaryIO, name: str, at: datetime) -> ImportRun:
    """Keep an uploaded sheet of letters; no matter is made yet.

    Raises:
        NotAllowed: the actor holds no post that may import.
        Unreadable: the file is no sheet; nothing is kept.
    """
    if actor.account_id is None or not may_import(actor):
        raise NotAllowed("您的岗位不能导入来信。", None)
    with sheet_rows(upload):
        upload.seek(0)
    with transaction.atomic():
        file = take_in(upload, name)
        run = ImportRun.objects.create(file=file, filename=name[:255], by_id=actor.account_id, created_at=at)
        record(actor=actor, chain=run.id, event=LettersUploaded(file_digest=file.digest), at=at)
    return run


def confirm_import(
    *,
    actor: Actor,
    run_id: UUID,
    columns: Mapping[Field, str],
    missing_day: date | None,
    at: datetime,
    queue: bool = True,
) -> ImportRun:
    """Settle what the columns mean and let the letters come in; the columns are remembered for next time.

    With ``queue`` the work is deferred to the jobs in the same transaction; without, the caller runs it.

    Raises:
        Incomplete: the columns do not hold together, or no row is good.
        Conflict: the run was confirmed before.
    """
    with transaction.atomic():
        run = import_run_for(actor, run_id, lock=True)
        if run.status != ImportRun.Status.UPLOADED:
            raise Conflict("这个文件已经确认过导入了。", None)
        preview = preview_letters(
            run, today=at.astimezone(CIVIL_ZONE).date(), columns=columns, missing_day=missing_day
        )
        if preview.column_problems:
            raise Incomplete("；".join(problem.words for problem in preview.column_problems), None)
        if not preview.good:
            raise Incomplete("没有一行可以导入，请先看各行的问题。", None)
        run.columns = {key.value: heading for key, heading in columns.items()}
        run.missing_day, run.total, run.status = missing_day, preview.total, ImportRun.Status.CONFIRMED
        run.save(update_fields=["columns", "missing_day", "total", "status"])
        RememberedColumns.objects.update_or_create(
            pk=digest_of_headings(preview.headings), defaults={"columns": run.columns}
        )
        record(
            actor=actor,
            chain=run.id,
            event=LettersConfirmed(
                total=run.total,
                columns=run.columns,
                missing_day=missing_day.isoformat() if missing_day else "",
            ),
            at=at,
        )
        if queue:
            _defer(run)
    return run


def _defer(run: ImportRun) -> None:
    """Queue the run by its task's name, inside the caller's transaction."""
    app.configure_task("exchange.import_letters").defer(run_id=str(run.id))


def stop_import(*, actor: Actor, run_id: UUID, at: datetime) -> ImportRun:
    """Ask a running import to stop after its present batch; it can be taken up again."""
    del at
    with transaction.atomic():
        run = import_run_for(actor, run_id, lock=True)
        if run.status in {ImportRun.Status.CONFIRMED, ImportRun.Status.RUNNING}:
            run.status = ImportRun.Status.STOPPED
            run.save(update_fields=["status"])
    return run


def resume_import(*, actor: Actor, run_id: UUID, at: datetime) -> ImportRun:
    """Let a stopped import go on from the row where it stood."""
    del at
    with transaction.atomic():
        run = import_run_for(actor, run_id, lock=True)
        if run.status == ImportRun.Status.STOPPED:
            run.status = ImportRun.Status.CONFIRMED
            run.save(update_fields=["status"])
            _defer(run)
    return run


def _statement(letter: Letter) -> Statement:
    """Return the letter as a hand-in with its own author and day."""
    return Statement(
        title=letter.title,
        body=letter.text,
        requests=(letter.title,),
        name=letter.author,
        telephone=letter.telephone,
        address=letter.address,
        anonymous=not letter.author,
        channel=Channel.LETTER,
        received_on=letter.received_on,
        source_ref=letter.ref,
        idempotency_key=letter.ref,
    )


def old_matter(letter: Letter) -> OldMatter:
    """Return the letter as a matter of another system, its instants in civil time."""
    told = letter.history or History(datetime.combine(letter.received_on, time()), None, None, "", "", None)
    return OldMatter(
        source_ref=letter.ref,
        external_id=letter.external_id[:64],
        title=letter.title,
        body=letter.text,
        name=letter.author,
        telephone=letter.telephone,
        opened_at=told.opened.replace(tzinfo=CIVIL_ZONE),
        target_at=told.target.replace(tzinfo=CIVIL_ZONE) if told.target else None,
        closed_at=told.closed.replace(tzinfo=CIVIL_ZONE) if told.closed else None,
        result=told.result,
        said_on_time=told.on_time,
        kind=letter.content_class[:200],
        organ=told.organ[:200],
        address=letter.address[:300],
    )


def _bring_in(actor: Actor, run: ImportRun, read: ReadRow, at: datetime) -> None:
    """Make one matter of one row, or keep the row with its reasons; a row is never half written."""
    reasons = "；".join(problem.words for problem in read.problems)
    if read.letter is not None:
        try:
            with transaction.atomic():
                made = hand_in(actor=actor, statement=_statement(read.letter), at=at)
        except Refused as refusal:
            reasons = refusal.reason
        else:
            run.made += made.created
            run.known += not made.created
            return
    _keep_out(run, read, reasons)


def _keep_out(run: ImportRun, read: ReadRow, reasons: str) -> None:
    run.rejected += 1
    RejectedRow.objects.update_or_create(
        run=run, row=read.row, defaults={"values": list(read.values.items()), "reasons": reasons}
    )


def _take_over(actor: Actor, run: ImportRun, rows: Sequence[ReadRow], at: datetime) -> None:
    """Write the good rows as matters of another system, all at once; keep the others with their reasons."""
    organ = Organ.objects.get(pk=min(actor.organ_ids(Duty.REGISTRAR) or actor.organ_ids()))
    good = [old_matter(read.letter) for read in rows if read.letter is not None]
    made = take_over(actor=actor, organ=organ, matters=good, at=at)
    run.made += made
    run.known += len(good) - made
    for read in rows:
        if read.letter is None:
            _keep_out(run, read, "；".join(problem.words for problem in read.problems))


def _batch(actor: Actor, run_id: UUID, rows: Iterator[ReadRow], at: datetime) -> bool:
    """Bring in the next rows in one transaction; return whether the run goes on."""
    with transaction.atomic():
        run = import_run_for(actor, run_id, lock=True)
        if run.status == ImportRun.Status.STOPPED:
            return False
        old = bool(HISTORY & run.columns.keys())
        batch = list(islice(rows, OLD_BATCH if old else BATCH))
        # Two workers on one run: rows the other has brought in meanwhile are passed over.
        left = [read for read in batch if read.row > run.position]
        if old:
            _take_over(actor, run, left, at)
        else:
            for read in left:
                _bring_in(actor, run, read, at)
        if batch:
            run.position = max(run.position, batch[-1].row)
            run.status = ImportRun.Status.RUNNING
        else:
            run.status = ImportRun.Status.DONE
            record(
                actor=actor,
                chain=run.id,
                event=LettersImported(made=run.made, known=run.known, rejected=run.rejected),
                at=at,
            )
        run.save(update_fields=["position", "status", "made", "known", "rejected"])
    return bool(batch)


def run_import(*, actor: Actor, run_id: UUID, at: datetime) -> Iterator[ImportRun]:
    """Bring the confirmed letters in, fifty a transaction, giving the run after each for its progress.

    Killed at any point it goes on after the last whole batch when called again; a letter that is already a
    matter, from this file or an earlier one, makes nothing twice.
    """
    run = import_run_for(actor, run_id)
    if run.status == ImportRun.Status.DONE:
        yield run
        return
    if run.status == ImportRun.Status.UPLOADED:
        raise Conflict("请先确认各列的含义，再开始导入。", None)
    options = Options(today=at.astimezone(CIVIL_ZONE).date(), missing_day=run.missing_day)
    rows = (read for read in rows_of(run, options) if read.row > run.position)
    while _batch(actor, run_id, rows, at):
        yield import_run_for(actor, run_id)
    yield import_run_for(actor, run_id)
