"""Renders at night the papers nobody opened by day, so that every one is kept as its day's fonts show it."""

from datetime import timedelta

import structlog
from procrastinate.contrib.django import app

from minqing.kernel.clock.public import now
from minqing.kernel.documents.models import Document
from minqing.kernel.documents.render import rendered_file

log = structlog.get_logger()

AT_ONCE = 2_000
RECENT = timedelta(days=7)


@app.periodic(cron="30 17 * * *")  # 01:30 in Shanghai; crons are read in UTC
@app.task(name="documents.render_waiting", queueing_lock="documents.render_waiting", pass_context=False)
def render_waiting(timestamp: int) -> None:
    """Render what was issued in the last days and not opened yet, at most two thousand papers a night."""
    del timestamp
    waiting = Document.objects.filter(rendering=None, issued_at__gte=now() - RECENT).order_by("id")
    count = 0
    for document in waiting[:AT_ONCE].iterator():
        rendered_file(document)
        count += 1
    log.info("documents.rendered_at_night", count=count)
