"""Queued work of the lists: writing an Excel file somebody asked for."""

from typing import Final
from urllib.parse import parse_qs
from uuid import UUID

import structlog
from django.http import QueryDict
from procrastinate.contrib.django import app

from minqing.desks.shared.listing.query import read_query
from minqing.desks.shared.listing.sheets import columns_for, export_directory, only_ticked, write_workbook
from minqing.desks.shared.listing.tabs import fixed_of
from minqing.exchange import public as exchange
from minqing.kernel.clock import public as clock
from minqing.kernel.people import public as people
from minqing.petition import public as petition

log = structlog.get_logger()
_DAY: Final = 86_400
KEPT_DAYS: Final = 7


@app.task(name="desks.write_export", queue="exports")
def write_export(run_id: str) -> None:
    """Write one asked-for Excel file with what its owner may see now; run again it begins anew."""
    run = exchange.export_to_write(UUID(run_id))
    if run is None:
        return
    today = clock.today()
    actor = people.actor_of(run.account, today)
    asked = parse_qs(run.query)
    query = read_query(QueryDict(run.query))
    matching = petition.matching(
        actor, query.criteria(fixed_of(asked.get("path", [""])[0], query.tab, actor)), today
    )
    if "id" in asked:
        matching = only_ticked(matching, asked["id"])
    path = export_directory() / f"{run.id}.xlsx"
    columns = columns_for(run.columns, everything=False)
    try:
        written = write_workbook(
            path, matching, columns, today, lambda done: exchange.note_progress(run.id, done)
        )
    except Exception:
        exchange.fail_export(run.id, clock.now())
        path.unlink(missing_ok=True)
        raise
    if exchange.export_to_write(run.id) is None:
        # Somebody stopped it meanwhile.
        path.unlink(missing_ok=True)
        return
    exchange.finish_export(run.id, path=path, written=written, size=path.stat().st_size, at=clock.now())
    log.info("exports.written", run=str(run.id), rows=written)


@app.periodic(cron="17 19 * * *")  # 03:17 in Shanghai; crons are read in UTC
@app.task(name="desks.clear_exports", queue="exports")
def clear_exports(timestamp: int) -> None:
    """Remove files of exports older than a week; the record of who took them stays."""
    for path in (each for each in export_directory().iterdir() if each.suffix in {".xlsx", ".pdf"}):
        if timestamp - path.stat().st_mtime > KEPT_DAYS * _DAY:
            path.unlink(missing_ok=True)
