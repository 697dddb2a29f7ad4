"""Queued work of this room. Times are UTC: 23:40 is 07:40 in Asia/Shanghai."""

import structlog
from procrastinate.contrib.django import app

from minqing.kernel.clock.public import now
from minqing.reception.days.sweeps import close_missed, remind_of_due

log = structlog.get_logger()


@app.periodic(cron="40 23 * * *")
@app.task(name="reception.remind_of_instructions", queueing_lock="reception.remind", pass_context=False)
def remind_of_instructions(timestamp: float) -> None:  # noqa: ARG001 - periodic tasks receive their time
    """Every morning: who owes a leader a result is reminded; appointments nobody came to are closed."""
    at = now()
    told, missed = remind_of_due(at), close_missed(at)
    log.info("reception.reminded", told=told, missed=missed)
