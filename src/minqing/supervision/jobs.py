"""Queued work of supervision: the board of the day, the digest of the day, replies that are late.

Times are UTC, in which procrastinate reads its crons: 00:05 is 08:05 in Asia/Shanghai, after the quiet hours.
"""

import structlog
from procrastinate.contrib.django import app

from minqing.kernel.clock.public import now, today
from minqing.supervision.board.digest import send_digest
from minqing.supervision.board.history import take_day
from minqing.supervision.held.sweeps import remind_of_held
from minqing.supervision.orders.actions import tell_of_late
from minqing.supervision.problems.actions import raise_problems

log = structlog.get_logger()


@app.periodic(cron="5 0 * * *")
@app.task(name="supervision.turn_the_day", queueing_lock="supervision.turn_the_day", pass_context=False)
def turn_the_day(timestamp: float) -> None:  # noqa: ARG001 - periodic tasks receive the time they were due at
    """Keep the day's board, tell the leaders how their organs stand, tell of replies that are late."""
    at = now()
    kept, told, late = take_day(today(), at), send_digest(at), tell_of_late(today())
    log.info("supervision.day_turned", opened=kept.opened, ended=kept.ended, told=told, late=late)


@app.periodic(cron="20 0 * * *")
@app.task(name="supervision.raise_problems", queueing_lock="supervision.raise_problems", pass_context=False)
def raise_problem_cases(timestamp: float) -> None:  # noqa: ARG001 - given by the runner
    """Raise the problem cases of the day; a second run raises nothing more."""
    log.info("supervision.problems_raised", raised=len(raise_problems(at=now())))


@app.periodic(cron="25 0 * * *")
@app.task(name="supervision.remind_of_held", queueing_lock="supervision.remind_of_held", pass_context=False)
def remind_of_held_cases(timestamp: float) -> None:  # noqa: ARG001 - given by the runner
    """Every working morning: leaders are told of the cases they hold that stand still, each once a week."""
    log.info("supervision.held_reminded", told=remind_of_held(now()))
