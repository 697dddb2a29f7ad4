"""Queued work of this room. Times are UTC: 23:40 is 07:40 in Asia/Shanghai."""

import structlog
from procrastinate.contrib.django import app

from minqing.kernel.clock.public import now, today
from minqing.reception.conference.actions.following import remind_of_decisions
from minqing.reception.days.sweeps import close_missed, remind_of_due
from minqing.reception.dispatch.actions import escalate_late

log = structlog.get_logger()


@app.periodic(cron="40 23 * * *")
@app.task(name="reception.remind_of_instructions", queueing_lock="reception.remind", pass_context=False)
def remind_of_instructions(timestamp: float) -> None:  # noqa: ARG001 - periodic tasks receive their time
    """Every morning: who owes a leader a result is reminded; appointments nobody came to are closed."""
    at = now()
    told, missed = remind_of_due(at), close_missed(at)
    log.info("reception.reminded", told=told, missed=missed)


@app.periodic(cron="45 23 * * *")
@app.task(name="reception.remind_of_decisions", queueing_lock="reception.decisions", pass_context=False)
def remind_of_conference_decisions(timestamp: float) -> None:  # noqa: ARG001 - periodic tasks receive their time
    """Every morning: who owes what a conference decided is reminded as its day comes near or has passed."""
    log.info("reception.decisions_reminded", told=remind_of_decisions(today(), now()))


@app.periodic(cron="* * * * *")
@app.task(name="reception.escalate_orders", queueing_lock="reception.orders", pass_context=False)
def escalate_orders(timestamp: float) -> None:  # noqa: ARG001 - periodic tasks receive their time
    """Every minute: an order of the hall nobody followed in time goes to the leader of its unit."""
    told = escalate_late(now())
    if told:
        log.info("reception.orders_escalated", orders=told)
