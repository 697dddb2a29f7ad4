"""What can be taken from a case page: papers as PDF, the draft opinion, attachments. Gated, streamed."""

from typing import Final
from urllib.parse import quote
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from minqing.desks.shared.gate import actor_from, gated
from minqing.desks.shared.listing.doors import CASEWORK
from minqing.kernel.clock import public as clock
from minqing.kernel.documents import public as documents
from minqing.kernel.files import public as files
from minqing.petition import public as petition
from minqing.petition.public import papers, sealed

PDF: Final = "application/pdf"


@gated(CASEWORK)
@require_GET
def attachment(request: HttpRequest, petition_id: UUID, attachment_id: UUID) -> FileResponse:
    """Send an attachment to be saved, never to be opened inside a page of ours."""
    matter = petition.petition_for(actor_from(request), petition_id, petition.Doing.READ)
    found = matter.attachments.select_related("file").filter(id=attachment_id).first()
    if found is None:
        raise Http404
    response = FileResponse(files.open_file(found.file), content_type=found.file.media_type)
    response.headers["Content-Disposition"] = (
        f"attachment; filename=\"file\"; filename*=UTF-8''{quote(found.name)}"
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Length"] = str(found.file.size)
    # Whatever it is, it may run nothing and load nothing.
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@gated(CASEWORK)
@require_GET
def paper(request: HttpRequest, petition_id: UUID, document_id: UUID) -> HttpResponse:
    """Show an issued paper as PDF."""
    matter = petition.petition_for(actor_from(request), petition_id, petition.Doing.READ)
    document = documents.documents_of(matter.id).filter(id=document_id).first()
    if document is None:
        raise Http404
    sealed.refuse_unrevealed(actor_from(request), matter, document)
    return _pdf(documents.pdf_of(document), f"{document.number}.pdf")


@gated(CASEWORK)
@require_GET
def paper_word(request: HttpRequest, petition_id: UUID, document_id: UUID) -> HttpResponse:
    """Give an issued paper as an editable Word copy, marked as a copy."""
    matter = petition.petition_for(actor_from(request), petition_id, petition.Doing.READ)
    document = documents.documents_of(matter.id).filter(id=document_id).first()
    if document is None:
        raise Http404
    sealed.refuse_unrevealed(actor_from(request), matter, document)
    return saved(documents.word_of(document), f"{document.title} {document.number}.docx", documents.WORD_TYPE)


@gated(CASEWORK)
@require_GET
def receipt(request: HttpRequest, petition_id: UUID, document_id: UUID) -> HttpResponse:
    """Give the blank 送达回证 of a paper to print, take along and have signed."""
    matter = petition.petition_for(actor_from(request), petition_id, petition.Doing.READ)
    document = documents.documents_of(matter.id).filter(id=document_id).first()
    if document is None or not papers.must_be_served(document):
        raise Http404
    sealed.refuse_unrevealed(actor_from(request), matter, document)
    made = documents.blank_receipt(document, recipient_name=matter.petitioner_name, on=clock.today())
    return _pdf(made, f"送达回证 {document.number}.pdf")


@gated(CASEWORK)
@require_GET
def opinion_word(request: HttpRequest, petition_id: UUID) -> HttpResponse:
    """Give the present draft of the opinion as an editable Word file, marked as a draft."""
    made = papers.preview_opinion_word(actor_from(request), petition_id, clock.now())
    return saved(made, "草稿.docx", documents.WORD_TYPE)


def saved(made: bytes, name: str, media_type: str) -> HttpResponse:
    """Return a file to be saved under its Chinese name (RFC 6266)."""
    response = HttpResponse(made, content_type=media_type)
    response.headers["Content-Disposition"] = (
        f"attachment; filename=\"paper\"; filename*=UTF-8''{quote(name)}"
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@gated(CASEWORK)
@require_GET
def opinion_preview(request: HttpRequest, petition_id: UUID) -> HttpResponse:
    """Show the PDF the present draft would become."""
    made = petition.preview_opinion(actor_from(request), petition_id, clock.now())
    return _pdf(made, "草稿.pdf")


def _pdf(made: bytes, name: str) -> HttpResponse:
    response = HttpResponse(made, content_type=PDF)
    response.headers["Content-Disposition"] = (
        f"inline; filename=\"paper.pdf\"; filename*=UTF-8''{quote(name)}"
    )
    return response
