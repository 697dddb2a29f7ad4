"""Queued work of this room."""

from uuid import UUID

from procrastinate.contrib.django import app

from minqing.exchange.imports.actions import run_import
from minqing.exchange.imports.models import ImportRun
from minqing.kernel.clock.public import now
from minqing.kernel.people.public import actor_of


@app.task(name="exchange.import_letters", queueing_lock=None)
def import_letters(run_id: str) -> None:
    """Bring in the letters of one confirmed run; run again it goes on where it stood."""
    run = ImportRun.objects.select_related("by").get(pk=run_id)
    for _ in run_import(actor=actor_of(run.by, now().date()), run_id=UUID(run_id), at=now()):
        pass
