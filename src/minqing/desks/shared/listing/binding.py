"""Queued work of the lists: binding the papers of many matters into one PDF for the printer."""

from collections.abc import Iterator
from urllib.parse import parse_qs
from uuid import UUID

import structlog
from procrastinate.contrib.django import app

from minqing.desks.shared.listing.sheets import export_directory
from minqing.exchange import public as exchange
from minqing.kernel.clock import public as clock
from minqing.kernel.documents.public import Document, bound
from minqing.kernel.people import public as people
from minqing.petition.public import papers

log = structlog.get_logger()


@app.task(name="desks.bind_papers", queue="exports")
def bind_papers(run_id: str) -> None:
    """Bind one asked-for PDF from what its owner may see now; run again it begins anew."""
    run = exchange.export_to_write(UUID(run_id))
    if run is None:
        return
    asked = parse_qs(run.query)
    actor = people.actor_of(run.account, clock.today())
    ids = [UUID(text) for text in asked.get("id", [])]
    found = papers.batch_papers(actor, ids, run.columns)
    path = export_directory() / f"{run.id}.pdf"
    try:
        path.write_bytes(bound(_counted(run.id, ids, found), duplex=asked.get("duplex") == ["1"]))
    except Exception:
        exchange.fail_export(run.id, clock.now())
        path.unlink(missing_ok=True)
        raise
    if exchange.export_to_write(run.id) is None:
        # Somebody stopped it meanwhile.
        path.unlink(missing_ok=True)
        return
    exchange.finish_export(run.id, path=path, written=len(ids), size=path.stat().st_size, at=clock.now())
    log.info("exports.bound", run=str(run.id), papers=len(found))


def _counted(run_id: UUID, ids: list[UUID], found: list[Document]) -> Iterator[Document]:
    """Yield the papers and say after each matter how far it is."""
    place = {key: number for number, key in enumerate(ids)}
    last = -1
    for document in found:
        if place[document.subject_id] != last:
            last = place[document.subject_id]
            exchange.note_progress(run_id, last)
        yield document
