"""Queued work of the case page: making an archive package somebody asked for; and handing it out, gated."""

from urllib.parse import quote
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods
from procrastinate.contrib.django import app

from minqing.desks.shared.casefile.forms.closing import SealedForm
from minqing.desks.shared.gate import actor_from, gated, refuse_form
from minqing.desks.shared.listing.doors import CASEWORK
from minqing.desks.shared.staff import desk_context
from minqing.kernel.clock import public as clock
from minqing.kernel.files import public as files
from minqing.kernel.law.public import NotAllowed, Refused
from minqing.petition import public as petition
from minqing.petition.public import closing

PDF = "application/pdf"


@app.task(name="desks.make_archive", queue="exports")
def make_archive(archive_id: str) -> None:
    """Make one package; run again after it was made it does nothing."""
    closing.build_archive(UUID(archive_id), clock.now())


@gated(CASEWORK)
@require_GET
def volume(request: HttpRequest, petition_id: UUID, document_id: UUID) -> HttpResponseBase:
    """Send the open volume of a package."""
    actor = actor_from(request)
    matter = petition.petition_for(actor, petition_id, petition.Doing.READ)
    petition.petition_for(actor, petition_id, petition.Doing.ARCHIVE)
    archive = next((each for each in closing.archives_of(matter.id) if each.pk == document_id), None)
    if archive is None or archive.file is None:
        raise Http404
    return _sent(archive.file, f"案卷 {matter.number}.pdf")


@gated(CASEWORK)
@require_http_methods(["GET", "POST"])
def sealed(request: HttpRequest, petition_id: UUID, document_id: UUID) -> HttpResponseBase:
    """Ask why, write the reason down, and send the sealed volume."""
    actor = actor_from(request)
    matter = petition.petition_for(actor, petition_id, petition.Doing.OPEN_SEALED_VOLUME)
    if not any(each.pk == document_id and each.sealed_file for each in closing.archives_of(matter.id)):
        raise Http404
    form = SealedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            archive = closing.open_sealed_volume(
                actor=actor,
                petition_id=petition_id,
                archive_id=document_id,
                reason=form.cleaned_data["reason"],
                at=clock.now(),
            )
        except NotAllowed:
            raise
        except Refused as refused:
            refuse_form(form, refused)
        else:
            if archive.sealed_file is not None:
                return _sent(archive.sealed_file, f"密封副卷 {matter.number}.pdf")
    context = {"form": form, "matter": matter, **desk_context(request, "matters")}
    status = 422 if request.method == "POST" else 200
    return render(request, "casefile/sealed_volume.html", context, status=status)


def _sent(file: files.StoredFile, name: str) -> FileResponse:
    response = FileResponse(files.open_file(file), content_type=PDF)
    response.headers["Content-Disposition"] = (
        f"attachment; filename=\"file.pdf\"; filename*=UTF-8''{quote(name)}"
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
