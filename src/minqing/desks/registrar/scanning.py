"""来信批量登记: upload a stack of scans, see the letters it holds, take them down one by one."""

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from minqing.desks.shared.casefile.carrying_out import matter_numbered
from minqing.desks.shared.gate import actor_from, gated, refusal_words, refuse_form
from minqing.desks.shared.listing.doors import REGISTRAR
from minqing.desks.shared.staff import desk_context
from minqing.kernel.clock import public as clock
from minqing.kernel.files import public as files
from minqing.kernel.law.public import Incomplete, NotAllowed, Refused
from minqing.kernel.people.public import Actor
from minqing.petition.public import scans

from .taking_forms import AsideForm, DatesForm, LabelsForm, UploadScansForm

SHOWN: Final = 50


@gated(REGISTRAR)
@require_http_methods(["GET", "POST"])
def batches(request: HttpRequest) -> HttpResponse:
    """Show the batches so far and take a new one in; cutting it is queued, its page shows how far it is."""
    actor = actor_from(request)
    form = UploadScansForm(request.POST or None, initial={"received_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        uploads = [scans.Upload(each, str(each.name)) for each in request.FILES.getlist("scans")]
        day = form.cleaned_data["received_on"]
        try:
            batch = scans.upload_scans(actor=actor, uploads=uploads, received_on=day, at=clock.now())
        except files.Rejected as rejected:
            form.add_error(None, str(rejected))
        except Refused as refused:
            refuse_form(form, refused)
        else:
            return redirect("registrar:scans_batch", batch_id=batch.id)
    context = {"form": form, "batches": scans.batches_of(actor)[:SHOWN], **desk_context(request, "registrar")}
    status = 422 if request.method == "POST" else 200
    return render(request, "registrar/scans.html", context, status=status)


@gated(REGISTRAR)
@require_http_methods(["GET", "POST"])
def batch(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """Show the letters of one batch; a press of the button queues files not cut yet once more."""
    actor = actor_from(request)
    if request.method == "POST":
        scans.resume_cutting(actor=actor, batch_id=batch_id)
        messages.success(request, _("已经重新排队，接着分信；已经分好的不会再分一遍。"))
        return redirect("registrar:scans_batch", batch_id=batch_id)
    return _draw_batch(request, actor, batch_id)


@gated(REGISTRAR)
@require_GET
def progress(request: HttpRequest, batch_id: UUID) -> JsonResponse:
    """Answer with pages read, pages in all, and whether all is cut, for the bar on the page."""
    at = scans.cut_progress(scans.batch_for(actor_from(request), batch_id))
    return JsonResponse(
        {"done": at.done, "total": at.total, "finished": at.finished, "words": _progress_words(at)}
    )


def _progress_words(at: scans.CutProgress) -> str:
    said = _("已读 %(done)s 页，共 %(total)s 页；还有 %(files)s 个文件没有分完")
    return said % {"done": at.done, "total": at.total, "files": at.files_left}


def _draw_batch(
    request: HttpRequest,
    actor: Actor,
    batch_id: UUID,
    wrong: tuple[UUID, str] | None = None,
) -> HttpResponse:
    found = scans.batch_for(actor, batch_id)
    letters = list(scans.letters_of(found))
    taken = scans.labels_taken([letter.label for letter in letters if letter.done_at is None])
    rows = [
        {
            "letter": letter,
            "known": letter.label in taken and letter.done_at is None,
            "wrong": wrong[1] if wrong and wrong[0] == letter.id else "",
        }
        for letter in letters
    ]
    progress_now = scans.cut_progress(found)
    context = {
        "batch": found,
        "rows": rows,
        "progress": progress_now,
        "progress_words": _progress_words(progress_now),
        "problems": scans.page_problems(found),
        "waiting": sum(letter.done_at is None for letter in letters),
        **desk_context(request, "registrar"),
    }
    return render(request, "registrar/scans_batch.html", context, status=422 if wrong else 200)


@gated(REGISTRAR)
@require_POST
def dates(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """Keep the day of the postmark, and go on to take the letter down when that was pressed."""
    actor = actor_from(request)
    letter = scans.scanned_letter_for(actor, letter_id)
    form = DatesForm(request.POST)
    if not form.is_valid():
        return _draw_batch(request, actor, letter.batch_id, (letter_id, _("日期不对，请检查。")))
    try:
        scans.date_letter(actor=actor, letter_id=letter_id, at=clock.now(), **form.cleaned_data)
    except NotAllowed:
        raise
    except Refused as refused:
        return _draw_batch(request, actor, letter.batch_id, (letter_id, refusal_words(refused)))
    if request.POST.get("then") == "take":
        address = redirect("registrar:take_down")
        address["Location"] += f"?scan={letter_id}"
        return address
    return redirect("registrar:scans_batch", batch_id=letter.batch_id)


@gated(REGISTRAR)
@require_POST
def aside(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """Add the letter to a matter that is there, or set it aside with a reason."""
    actor = actor_from(request)
    letter = scans.scanned_letter_for(actor, letter_id)
    form = AsideForm(request.POST)
    form.is_valid()
    number, reason = form.cleaned_data.get("number", ""), form.cleaned_data.get("reason", "")
    try:
        target = matter_numbered(actor, number)
        if target is not None:
            scans.add_letter(actor=actor, letter_id=letter_id, petition_id=target, at=clock.now())
            messages.success(request, _("已并入%(number)s。") % {"number": number})
        elif reason or not number:
            scans.set_letter_aside(actor=actor, letter_id=letter_id, reason=reason, at=clock.now())
            messages.success(request, _("已记下，不另登记。"))
    except (NotAllowed, Incomplete) as refused:
        return _draw_batch(request, actor, letter.batch_id, (letter_id, refusal_words(refused)))
    return redirect("registrar:scans_batch", batch_id=letter.batch_id)


@gated(REGISTRAR)
@require_GET
def page(request: HttpRequest, letter_id: UUID, page: int) -> HttpResponse:
    """Show one page of a scanned letter as a picture, beside the form it is taken down in."""
    letter = scans.scanned_letter_for(actor_from(request), letter_id)
    with files.open_file(letter.file) as content:
        made = scans.page_picture(content, letter.file.media_type, page)
    return HttpResponse(made, content_type="image/jpeg")


@gated(REGISTRAR)
@require_http_methods(["GET", "POST"])
def labels(request: HttpRequest) -> HttpResponse:
    """Ask how many barcodes, and hand over a sheet of new ones to print."""
    form = LabelsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        count = form.cleaned_data["count"]
        try:
            made = scans.print_labels(actor=actor_from(request), count=count, at=clock.now())
        except Refused as refused:
            refuse_form(form, refused)
        else:
            response = HttpResponse(scans.label_sheet(made), content_type="application/pdf")
            response.headers["Content-Disposition"] = f'inline; filename="{made[0]}.pdf"'
            return response
    context = {"form": form, **desk_context(request, "registrar")}
    return render(request, "registrar/labels.html", context, status=422 if form.errors else 200)
