"""Queued work on matters: reminders every morning, clocks counted again, pauses that end, scans to be cut.

Times are UTC, in which procrastinate reads its crons: 23:30 is 07:30 in Asia/Shanghai.
"""

from datetime import datetime, timedelta
from uuid import UUID

import structlog
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from minqing.kernel.clock.public import civil_day, now, today
from minqing.kernel.law.public import Refused
from minqing.petition.evaluation.calling import draw_call_backs
from minqing.petition.handling.running_on import end_forgotten_pauses
from minqing.petition.handling.standing_in import turn_handovers
from minqing.petition.intake.cutting import cut_batch, left_over
from minqing.petition.matter.recounting import recount_batches
from minqing.petition.matter.sweeps import remind_of_due
from minqing.petition.reply.execution.sweeps import remind_helpers
from minqing.petition.review.sweeps import remind_of_outside

log = structlog.get_logger()


@app.periodic(cron="30 23 * * *")
@app.task(name="petition.sweep_due", queueing_lock="petition.sweep_due", pass_context=False)
def sweep_due(timestamp: float | datetime) -> None:
    """Remind of what is overdue, due today and due soon; a late run counts from the day it runs on."""
    day = civil_day(timestamp) if isinstance(timestamp, datetime) else today()
    told, helpers, outside = remind_of_due(day), remind_helpers(day), remind_of_outside(day)
    log.info("petition.reminded", day=day.isoformat(), told=told, helpers=helpers, outside=outside)


@app.periodic(cron="10 23 * * *")
@app.task(name="petition.recount", queueing_lock="petition.recount", pass_context=False)
def recount(timestamp: float) -> None:  # noqa: ARG001 - periodic tasks receive the time they were due at
    """Count running clocks again; changes nothing while the calendar is the one they were counted on.

    Each batch is kept as soon as it is done: what a run cut off left over, the next one does.
    """
    for batch in recount_batches(now(), since=today() - timedelta(days=60)):
        if batch.changed:
            log.info("petition.recounted", seen=batch.seen, changed=batch.changed)


@app.periodic(cron="5 16 * * *")
@app.task(name="petition.turn_the_day", queueing_lock="petition.turn_the_day", pass_context=False)
def turn_the_day(timestamp: float) -> None:  # noqa: ARG001 - periodic tasks receive the time they were due at
    """Just after midnight: forgotten pauses end at their limit, absences begin and end with their matters."""
    at = now()
    ended = end_forgotten_pauses(at)
    begun, returned = turn_handovers(at)
    log.info("petition.day_turned", pauses_ended=ended, handovers_begun=begun, handovers_returned=returned)


@app.periodic(cron="40 17 * * 0")
@app.task(name="petition.draw_call_backs", queueing_lock="petition.draw_call_backs", pass_context=False)
def draw_weekly_call_backs(timestamp: float) -> None:  # noqa: ARG001 - given by the runner
    """Early on Monday: draw the call-backs by the seal of the day before; a second run draws nothing."""
    try:
        draw = draw_call_backs(last_on=today() - timedelta(days=1), at=now())
    except Refused:
        log.info("petition.call_backs_drawn_already")
        return
    log.info("petition.call_backs_drawn", population=draw.population, drawn=draw.drawn)


@app.task(name="petition.cut_scans", retry=RetryStrategy(max_attempts=3, wait=30))
def cut_scans(batch_id: str) -> None:
    """Read the scans of one batch and cut them into letters; run again it goes on where it stood."""
    log.info("petition.scans_cut", batch=batch_id, letters=cut_batch(batch_id=UUID(batch_id), at=now()))


@app.periodic(cron="*/10 * * * *")
@app.task(name="petition.cut_left_over", queueing_lock="petition.cut_left_over", pass_context=False)
def cut_left_over(timestamp: float) -> None:  # noqa: ARG001 - given by the runner
    """Go on with scans over which a job died; what is cut already is passed over."""
    for batch_id in left_over(now()):
        log.info(
            "petition.scans_taken_up", batch=str(batch_id), letters=cut_batch(batch_id=batch_id, at=now())
        )
