"""Taking a list out: a CSV at once, an Excel file by a job with its progress on a page."""

from dataclasses import replace
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote
from uuid import UUID

from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    JsonResponse,
    QueryDict,
    StreamingHttpResponse,
)
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_GET, require_POST

from minqing.desks.shared.gate import actor_from, gated
from minqing.desks.shared.listing.sheets import columns_for, csv_lines, export_directory, only_ticked
from minqing.desks.shared.listing.writing import write_export
from minqing.desks.shared.staff import desk_context
from minqing.exchange import public as exchange
from minqing.kernel.clock import public as clock
from minqing.petition import public as petition

from .doors import CASEWORK
from .preferences import preferences_of
from .query import read_query
from .tabs import fixed_of

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MEDIA_TYPES: Final = {"xlsx": XLSX, "pdf": "application/pdf"}


@gated(CASEWORK)
@require_POST
def start(request: HttpRequest) -> HttpResponseBase:
    """Take out what the list shows: CSV streams at once, Excel is handed to a job."""
    actor, today = actor_from(request), clock.today()
    address, path = request.POST.get("query", ""), request.POST.get("path", "")
    query = replace(read_query(QueryDict(address)), after="")
    matching = petition.matching(actor, query.criteria(fixed_of(path, query.tab, actor)), today)
    # "All that match" wins over the boxes of the page.
    only = request.POST.get("only") == "ticked" and request.POST.get("all_matching") != "1"
    ticked = [i for i in request.POST.getlist("id") if _is_id(i)] if only else None
    if ticked is not None:
        matching = only_ticked(matching, ticked)
    columns = columns_for(
        preferences_of(actor.account_id).columns, everything=request.POST.get("columns") == "all"
    )
    file_format = (
        exchange.ExportFormat.CSV if request.POST.get("format") == "csv" else exchange.ExportFormat.XLSX
    )
    run = exchange.begin_export(
        actor=actor,
        what="matters",
        query="&".join([f"path={quote(path)}", query.address(), *(f"id={i}" for i in ticked or ())]),
        columns=[column.key for column in columns],
        file_format=file_format,
        total=matching.order_by().count(),
        at=clock.now(),
    )
    if file_format is exchange.ExportFormat.CSV:
        return _stream(run, csv_lines(matching, columns, today))
    write_export.defer(run_id=str(run.id))
    return redirect("casework:export_run", run_id=run.id)


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _stream(run: exchange.ExportRun, lines: Any) -> StreamingHttpResponse:
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = disposition(file_name(run))
    return response


def file_name(run: exchange.ExportRun) -> str:
    """Return the name of an export's file: 信访事项 with day and time of the request."""
    what = _("信访文书") if run.format == exchange.ExportFormat.PDF else _("信访事项")
    return what + f"{run.asked_at.astimezone(clock.CIVIL_ZONE):%Y%m%d-%H%M}.{run.format}"


def disposition(name: str) -> str:
    """Return the header that saves a file under its Chinese name (RFC 6266)."""
    return f"attachment; filename=\"export\"; filename*=UTF-8''{quote(name)}"


@gated(CASEWORK)
@require_GET
def runs(request: HttpRequest) -> HttpResponse:
    """Show one's own exports and how far they are."""
    actor = actor_from(request)
    context = {
        **desk_context(request, "exports"),
        "runs": [_shown(run) for run in exchange.exports_of(actor)],
    }
    return render(request, "listing/exports.html", context)


@gated(CASEWORK)
@require_GET
def run_page(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Show one export: its progress, and the file when it is whole. A script asks for the progress alone."""
    run = _own(request, run_id)
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse(
            {
                "done": run.written,
                "total": run.total,
                "words": _("%(written)d / %(total)d 件") % {"written": run.written, "total": run.total},
                "finished": not run.running,
            }
        )
    return render(request, "listing/export.html", {**desk_context(request, "exports"), "shown": _shown(run)})


@gated(CASEWORK)
@require_POST
def stop(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Stop an export that is still being written."""
    exchange.stop_export(actor=actor_from(request), run_id=run_id, at=clock.now())
    return redirect("casework:export_run", run_id=run_id)


@gated(CASEWORK)
@require_GET
def download(request: HttpRequest, run_id: UUID) -> FileResponse:
    """Send a finished export to whom it was made for."""
    run = _own(request, run_id)
    path = Path(run.path)
    if run.state != exchange.ExportState.DONE or not path.is_file() or path.parent != export_directory():
        raise Http404
    response = FileResponse(path.open("rb"), content_type=MEDIA_TYPES[run.format])
    response.headers["Content-Disposition"] = disposition(file_name(run))
    return response


def _own(request: HttpRequest, run_id: UUID) -> exchange.ExportRun:
    run = exchange.export_of(actor_from(request), run_id)
    if run is None:
        raise Http404
    return run


_WORDS: Final = {
    "waiting": lazy("排队中"),
    "running": lazy("正在写"),
    "done": lazy("已完成"),
    "stopped": lazy("已停止"),
    "failed": lazy("没有写成"),
}
_TONES: Final = {
    "waiting": "waiting",
    "running": "active",
    "done": "done",
    "stopped": "stopped",
    "failed": "bad",
}


def _shown(run: exchange.ExportRun) -> dict[str, Any]:
    progress = exchange.ExportProgress(run.written, run.total)
    streamed = run.format == exchange.ExportFormat.CSV
    state = exchange.ExportState.DONE.value if streamed else run.state
    return {
        "run": run,
        "percent": progress.percent,
        "words": _WORDS[state],
        "tone": _TONES[state],
        "running": run.running and not streamed,
        "ready": state == "done" and bool(run.path),
        "streamed": streamed,
        "address": reverse("casework:export_run", args=[run.id]),
    }
