"""Sends queued messages (外发); a message leaves once, however often its job is run."""

import datetime as dt
from uuid import UUID

import structlog
from django.db import transaction
from procrastinate.contrib.django import app

from minqing.kernel.clock.public import now
from minqing.kernel.notifications import rules, sending
from minqing.kernel.notifications.models import Dispatch
from minqing.kernel.notifications.rules import ContactKind, DispatchState

log = structlog.get_logger()

WAITING = (DispatchState.QUEUED.value, DispatchState.HELD.value)
# A waiting message this long past its time has lost its job, for instance by a kill of the worker.
LOST_AFTER = dt.timedelta(minutes=5)


@app.task(name="notifications.deliver")
def deliver(dispatch_id: str) -> None:
    """Send one message; whoever holds its row sends it, a second run finds it sent and does nothing.

    Between the gateway's answer and the commit lies a moment in which a kill makes the message go out
    twice; the
    opposite order would lose it.  After a failure the message waits as ``rules.wait_after`` says and is
    queued again.
    """
    with transaction.atomic():
        dispatch = (
            Dispatch.objects.select_for_update(skip_locked=True)
            .filter(id=UUID(dispatch_id), state__in=WAITING)
            .first()
        )
        at = now()
        if dispatch is None or dispatch.next_try_at > at:
            return
        dispatch.attempts += 1
        try:
            sending.send(
                ContactKind(dispatch.contact_kind), dispatch.contact, dispatch.subject, dispatch.body
            )
        except sending.NotSent as failure:
            _wait(dispatch, str(failure), at)
        except Exception as failure:  # noqa: BLE001 - a gateway library may raise anything; the log needs its name
            _wait(dispatch, type(failure).__name__, at)
        else:
            dispatch.state, dispatch.sent_at, dispatch.last_error = DispatchState.SENT.value, at, ""
        dispatch.save(update_fields=["attempts", "state", "sent_at", "last_error", "next_try_at"])
    log.info("notifications.tried", dispatch=dispatch_id, state=dispatch.state, attempts=dispatch.attempts)


def _wait(dispatch: Dispatch, reason: str, at: dt.datetime) -> None:
    """Note a failure and queue the next attempt, or give up."""
    dispatch.last_error = reason[:200]
    wait = rules.wait_after(dispatch.attempts)
    if wait is None:
        dispatch.state = DispatchState.FAILED.value
        return
    dispatch.state, dispatch.next_try_at = DispatchState.QUEUED.value, at + wait
    deliver.configure(schedule_at=dispatch.next_try_at).defer(dispatch_id=str(dispatch.id))


@app.periodic(cron="*/5 * * * *")
@app.task(name="notifications.recover", queueing_lock="notifications.recover")
def recover(timestamp: int) -> None:  # noqa: ARG001 - periodic tasks receive the time they were due at
    """Queue messages again whose job was lost."""
    lost = Dispatch.objects.filter(state__in=WAITING, next_try_at__lt=now() - LOST_AFTER)
    for dispatch_id in lost.values_list("id", flat=True)[:500]:
        deliver.defer(dispatch_id=str(dispatch_id))
