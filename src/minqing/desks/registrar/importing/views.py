"""Pages of the import wizard; the rules are in ``exchange``."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.generic.base import View

from minqing.desks.shared.gate import Gated, actor_from, refuse_form
from minqing.desks.shared.staff import desk_context
from minqing.exchange.public import (
    ImportRun,
    Preview,
    confirm_import,
    import_run_for,
    import_runs,
    preview_letters,
    rejected_rows_csv,
    resume_import,
    stop_import,
    upload_letters,
)
from minqing.kernel.access.public import desk
from minqing.kernel.clock.public import now, today
from minqing.kernel.law.public import Refused
from minqing.kernel.people.public import Duty

from .forms import ColumnsForm, UploadForm

IMPORT_DOOR = desk(Duty.REGISTRAR, Duty.STEWARD)
SHOWN_PROBLEMS = 200


def _page(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    return render(request, template, {**desk_context(request, "registrar"), **context}, status=status)


class Imports(Gated, View):
    """The runs so far, and the form that begins a new one."""

    door = IMPORT_DOOR

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the runs and the empty form."""
        return self._show(request, UploadForm())

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Keep the sheet and go on to its columns."""
        form = UploadForm(request.POST, request.FILES)
        if form.is_valid():
            sheet = form.cleaned_data["sheet"]
            try:
                run = upload_letters(actor=actor_from(request), upload=sheet.file, name=sheet.name, at=now())
            except Refused as refused:
                refuse_form(form, refused)
            else:
                return redirect("registrar-import:run", run_id=run.pk)
        return self._show(request, form, status=422)

    def _show(self, request: HttpRequest, form: UploadForm, status: int = 200) -> HttpResponse:
        runs = import_runs(actor_from(request))
        return _page(request, "registrar/import/list.html", {"form": form, "runs": runs}, status)


class Run(Gated, View):
    """One run: before confirming its columns and preview, afterwards its progress."""

    door = IMPORT_DOOR

    def get(self, request: HttpRequest, run_id: UUID) -> HttpResponse:
        """Show the columns with the preview, or how far the run has come."""
        run = import_run_for(actor_from(request), run_id)
        if run.status != ImportRun.Status.UPLOADED:
            return _page(request, "registrar/import/progress.html", {"run": run})
        preview = preview_letters(run, today=today())
        form = ColumnsForm(headings=preview.headings, columns=preview.columns)
        return self._show(request, run, form, preview)

    def post(self, request: HttpRequest, run_id: UUID) -> HttpResponseBase:
        """Show the preview again with other columns, or confirm."""
        actor = actor_from(request)
        run = import_run_for(actor, run_id)
        first = preview_letters(run, today=today())
        form = ColumnsForm(request.POST, headings=first.headings, columns=first.columns)
        if not form.is_valid():
            return self._show(request, run, form, first, status=422)
        columns, missing_day = form.columns(), form.cleaned_data["missing_day"]
        if "confirm" in request.POST:
            try:
                confirm_import(actor=actor, run_id=run_id, columns=columns, missing_day=missing_day, at=now())
            except Refused as refused:
                refuse_form(form, refused)
            else:
                return redirect("registrar-import:run", run_id=run_id)
        preview = preview_letters(run, today=today(), columns=columns, missing_day=missing_day)
        for problem in preview.column_problems:
            form.add_error(problem.field, problem.words)
        return self._show(request, run, form, preview, status=422 if form.errors else 200)

    def _show(
        self, request: HttpRequest, run: ImportRun, form: ColumnsForm, preview: Preview, status: int = 200
    ) -> HttpResponse:
        context = {
            "run": run,
            "form": form,
            "preview": preview,
            "problems": preview.problems[:SHOWN_PROBLEMS],
        }
        return _page(request, "registrar/import/preview.html", context, status)


class Progress(Gated, View):
    """How far a run has come, for the bar on its page."""

    door = IMPORT_DOOR

    def get(self, request: HttpRequest, run_id: UUID) -> JsonResponse:
        """Answer with rows done, rows in all, and whether it has ended."""
        run = import_run_for(actor_from(request), run_id)
        done = run.made + run.known + run.rejected
        words = _("已处理 %(done)s 行，共 %(total)s 行") % {"done": done, "total": run.total}
        ended = run.status in {ImportRun.Status.DONE, ImportRun.Status.STOPPED}
        return JsonResponse({"done": done, "total": run.total, "finished": ended, "words": words})


class Halt(Gated, View):
    """Stop a run after its present batch, or let it go on."""

    door = IMPORT_DOOR

    def post(self, request: HttpRequest, run_id: UUID) -> HttpResponseBase:
        """Do what the pressed button says."""
        act = resume_import if "resume" in request.POST else stop_import
        act(actor=actor_from(request), run_id=run_id, at=now())
        return redirect("registrar-import:run", run_id=run_id)


class Rejected(Gated, View):
    """The rows that stayed out, as a file with the reasons."""

    door = IMPORT_DOOR

    def get(self, request: HttpRequest, run_id: UUID) -> HttpResponseBase:
        """Stream the file."""
        run = import_run_for(actor_from(request), run_id)
        answer = StreamingHttpResponse(rejected_rows_csv(run), content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="rejected-{run.pk}.csv"'
        return answer
