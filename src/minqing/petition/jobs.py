"""Recurring work on matters: reminders every morning, clocks counted again when the calendar has changed.

Times are UTC, in which procrastinate reads its crons: 23:30 is 07:30 in Asia/Shanghai.
"""

from datetime import datetime, timedelta

import structlog
from procrastinate.contrib.django import app

from minqing.kernel.clock.public import civil_day, now, today
from minqing.petition.matter.sweeps import recount_clocks, remind_of_due

log = structlog.get_logger()


@app.periodic(cron="30 23 * * *")
@app.task(name="petition.sweep_due", queueing_lock="petition.sweep_due", pass_context=False)
def sweep_due(timestamp: float | datetime) -> None:
    """Remind of what is overdue, due today and due soon; a late run counts from the day it runs on."""
    day = civil_day(timestamp) if isinstance(timestamp, datetime) else today()
    log.info("petition.reminded", day=day.isoformat(), told=remind_of_due(day))


@app.periodic(cron="10 23 * * *")
@app.task(name="petition.recount", queueing_lock="petition.recount", pass_context=False)
def recount(timestamp: float) -> None:  # noqa: ARG001 - periodic tasks receive the time they were due at
    """Count running clocks again; changes nothing while the calendar is the one they were counted on."""
    changed = recount_clocks(now(), since=today() - timedelta(days=60))
    if changed:
        log.info("petition.recounted", changed=changed)
