"""Recurring work on attachments: once a night what killed or refused uploads left behind is removed."""

from procrastinate.contrib.django import app

from minqing.kernel.files import actions


@app.periodic(cron="40 19 * * *")  # 03:40 in Shanghai; crons are read in UTC
@app.task(name="files.sweep_leftovers", queueing_lock="files.sweep_leftovers", pass_context=False)
def sweep_leftovers(timestamp: int) -> None:  # noqa: ARG001 - periodic tasks receive the time they were due at
    """Remove leftovers older than a day."""
    actions.sweep_leftovers()
