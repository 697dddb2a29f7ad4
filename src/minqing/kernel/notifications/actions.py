"""Tells people (通知): in the program at once, outside it through the queue."""

import datetime as dt
import json
from collections.abc import Iterable
from uuid import UUID

from django.conf import settings
from django.db import transaction

from minqing.kernel.clock.public import CIVIL_ZONE, now
from minqing.kernel.notifications import rules
from minqing.kernel.notifications.jobs import deliver
from minqing.kernel.notifications.models import Dispatch, Notice
from minqing.kernel.notifications.rules import ContactKind, DispatchState, QuietHours
from minqing.kernel.rows.public import call, gathered, insert

_DEFER = """
to_jsonb(procrastinate_defer_jobs_v1(ARRAY(
    SELECT ROW(
        %s, %s, 0, NULL, NULL,
        jsonb_build_object('dispatch_id', job->>0), (job->>1)::timestamptz
    )::procrastinate_job_to_defer_v1
    FROM jsonb_array_elements(%s::jsonb) AS job
)))
"""


def quiet_hours() -> QuietHours:
    """Return the quiet hours: 21:00 to 08:00, or MINQING_QUIET_HOURS = "22:00-07:30"."""
    own = str(getattr(settings, "MINQING_QUIET_HOURS", ""))
    if not own:
        return QuietHours()
    begins, _, ends = own.partition("-")
    return QuietHours(dt.time.fromisoformat(begins.strip()), dt.time.fromisoformat(ends.strip()))


def notify(
    *,
    account_ids: Iterable[UUID],
    event_name: str,
    subject_id: UUID | None = None,
    title: str,
    body: str = "",
    link: str = "",
) -> int:
    """Show a notice to accounts at once, each account one row, in the caller's transaction; return how many.

    ``event_name`` is dotted as in the ledger; ``link`` is a path of this program.  Staff see it at any hour.
    """
    rows = [
        Notice(
            account_id=account_id,
            event_name=event_name,
            subject_id=subject_id,
            title=title[:120],
            body=body,
            link=link,
        )
        for account_id in dict.fromkeys(account_ids)
    ]
    insert(*rows)
    return len(rows)


def withdraw_notices(
    *,
    subject_id: UUID,
    keep: Iterable[UUID] = (),
    of: Iterable[UUID] | None = None,
    event_name: str = "",
) -> int:
    """Take back every notice about a subject but those of the accounts in ``keep``; return how many.

    With ``of`` only those of these accounts, with ``event_name`` only those of this event.

    For a matter sealed after others were told of it: what they have is a notice's title, and the accused side
    may not keep even that (信访工作条例 30(3)).
    """
    told = Notice.objects.filter(subject_id=subject_id).exclude(account_id__in=list(keep))
    if of is not None:
        told = told.filter(account_id__in=list(of))
    if event_name:
        told = told.filter(event_name=event_name)
    return told.delete()[0]


def send_message(
    *,
    contact_kind: ContactKind,
    contact: str,
    subject: str,
    body: str,
    event_name: str = "",
    subject_id: UUID | None = None,
) -> Dispatch:
    """Queue a message to a telephone, mailbox or workgroup and return its row of the delivery log.

    The row and the job that sends it belong to the caller's transaction: rolled back, nothing is sent.  To a
    telephone nothing goes out in quiet hours; such a message is held until they end.  ``body`` holds nothing
    sensitive: what happened, where to look, never the content of the matter (个人信息保护法 第五十一条).
    """
    at = now()
    first = rules.earliest_send(contact_kind, at.astimezone(CIVIL_ZONE), quiet_hours())
    dispatch = Dispatch(
        contact_kind=contact_kind.value,
        contact=contact,
        event_name=event_name,
        subject_id=subject_id,
        subject=subject[:120],
        body=body,
        state=(DispatchState.HELD if first > at else DispatchState.QUEUED).value,
        next_try_at=first,
        created_at=at,
    )
    with transaction.atomic(savepoint=False), gathered():  # its callers' own transaction is enough
        insert(dispatch)
        call(_deferred, (dispatch.id, first), lambda _: None, "procrastinate_jobs")
    return dispatch


def _deferred(messages: list[tuple[UUID, dt.datetime]]) -> tuple[str, list[str]]:
    """Return the call that queues one job a message, as ``deliver.defer`` would."""
    jobs = [[str(dispatch_id), at.isoformat()] for dispatch_id, at in messages]
    return _DEFER, [deliver.queue, deliver.name, json.dumps(jobs)]


def send_again(dispatch_id: UUID) -> bool:
    """Queue a message that was given up once more, from its first attempt; return whether there was one."""
    with transaction.atomic():
        at = now()
        found = Dispatch.objects.filter(id=dispatch_id, state=DispatchState.FAILED.value).update(
            state=DispatchState.QUEUED.value, attempts=0, next_try_at=at, last_error=""
        )
        if found:
            deliver.configure(schedule_at=at).defer(dispatch_id=str(dispatch_id))
    return bool(found)


def mark_read(account_id: UUID, notice_ids: Iterable[UUID] | None = None) -> int:
    """Mark notices of an account as read, all of them when none are named; return how many were unread."""
    unread = Notice.objects.filter(account_id=account_id, read_at=None)
    if notice_ids is not None:
        unread = unread.filter(id__in=list(notice_ids))
    return unread.update(read_at=now())
