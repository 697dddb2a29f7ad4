"""The verbs of an export: begin, note progress, finish, stop. Only this drawer writes its table.

Articles: 《个人信息保护法》51, 54 (processing is recorded); GB/T 22239-2019 安全审计.
"""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.db import transaction

from minqing.kernel.law.public import NotAllowed
from minqing.kernel.ledger import public as ledger
from minqing.kernel.people.public import Actor

from .events import MattersExported
from .models import ExportRun
from .rules import OPEN, ExportFormat, ExportState


@transaction.atomic
def begin_export(
    *,
    actor: Actor,
    what: str,
    query: str,
    columns: Sequence[str],
    file_format: ExportFormat,
    total: int,
    at: datetime,
) -> ExportRun:
    """Open a run for a member of staff and record in the ledger that the rows are being taken out.

    Args:
        actor: who takes the rows; staff only.
        what: which list, such as ``matters``.
        query: the list's address query, exactly as filtered.
        columns: keys of the columns, in order.
        file_format: csv or xlsx.
        total: how many rows the filter matches now.
        at: the instant, aware.

    Raises:
        NotAllowed: when the actor has no account.
    """
    if actor.account_id is None:
        raise NotAllowed("只有工作人员可以导出。", None)
    run = ExportRun.objects.create(
        account_id=actor.account_id,
        what=what,
        query=query,
        columns=list(columns),
        format=file_format.value,
        total=total,
        asked_at=at,
    )
    ledger.record(
        actor=actor,
        chain=run.id,
        event=MattersExported(
            count=total,
            format=file_format.value,
            columns=tuple(columns),
            query_digest=hashlib.sha256(query.encode()).hexdigest(),
        ),
        at=at,
    )
    return run


def note_progress(run_id: UUID, written: int) -> bool:
    """Note how many rows are written; ``False`` tells the writer that somebody stopped the run.

    Progress is not an event of the file: it is overwritten and outside the ledger.
    """
    return bool(
        ExportRun.objects.filter(id=run_id, state__in=[s.value for s in OPEN]).update(
            written=written, state=ExportState.RUNNING
        )
    )


def finish_export(run_id: UUID, *, path: Path, written: int, size: int, at: datetime) -> None:
    """Say that the file is whole and where it lies."""
    ExportRun.objects.filter(id=run_id).update(
        state=ExportState.DONE, path=str(path), written=written, total=written, size=size, finished_at=at
    )


def fail_export(run_id: UUID, at: datetime) -> None:
    """Say that the file could not be written; the page offers to ask again."""
    ExportRun.objects.filter(id=run_id).update(state=ExportState.FAILED, finished_at=at)


def stop_export(*, actor: Actor, run_id: UUID, at: datetime) -> bool:
    """Stop a run of one's own that is still going; returns whether there was one."""
    if actor.account_id is None:
        return False
    return bool(
        ExportRun.objects.filter(
            id=run_id, account_id=actor.account_id, state__in=[s.value for s in OPEN]
        ).update(state=ExportState.STOPPED, finished_at=at)
    )


def export_of(actor: Actor, run_id: UUID) -> ExportRun | None:
    """Return a run of one's own; anybody else's looks as if it were not there."""
    if actor.account_id is None:
        return None
    return ExportRun.objects.filter(id=run_id, account_id=actor.account_id).first()


def exports_of(actor: Actor, limit: int = 20) -> list[ExportRun]:
    """Return one's own runs, newest first."""
    if actor.account_id is None:
        return []
    return list(ExportRun.objects.filter(account_id=actor.account_id).order_by("-asked_at")[:limit])


def export_to_write(run_id: UUID) -> ExportRun | None:
    """Return a run that still waits for its file, for the job that writes it."""
    return ExportRun.objects.filter(id=run_id, state__in=[s.value for s in OPEN]).first()
