"""复查复核: reviews in hand by what is due, the whole file in order, what was sent to organs outside."""

import tempfile
import zipfile
from collections.abc import Iterable
from datetime import date
from typing import Final
from urllib.parse import quote
from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from minqing.desks.shared import words
from minqing.desks.shared.gate import actor_from, gated
from minqing.desks.shared.listing.doors import CASEWORK, REVIEWER
from minqing.desks.shared.listing.page import list_context
from minqing.desks.shared.listing.tabs import REVIEWER as TABS
from minqing.desks.shared.listing.views import draw_list
from minqing.desks.shared.retelling import retold
from minqing.desks.shared.ribbon import Deadline
from minqing.desks.shared.staff import desk_context
from minqing.kernel.clock import public as clock
from minqing.kernel.documents import public as documents
from minqing.kernel.files import public as files
from minqing.kernel.people.public import Duty
from minqing.petition import public as petition
from minqing.petition.public import review

# A bundle is written to disk beyond this; most files are a few hundred kB.
IN_MEMORY: Final = 8 * 1024 * 1024
# The posts that may send a file to an organ outside; each row is judged again when it is asked for.
SENDERS: Final = (Duty.REGISTRAR, Duty.HANDLER, Duty.LEADER, Duty.REVIEWER)


@gated(REVIEWER)
def work(request: HttpRequest) -> HttpResponse:
    """Show the reviews this organ has in hand, the nearest day first."""
    counts = petition.inbox_counts(actor_from(request), clock.today())
    context = {
        **list_context(request, path=request.path, tabs=TABS, counts=counts),
        "heading": _("复查、复核"),
        "empty_title": _("没有复查、复核件"),
        "empty_words": _("信访人申请复查、复核以后会出现在这里。"),
    }
    return draw_list(request, "reviewer/work.html", context, "reviewer")


@gated(CASEWORK)
@require_GET
def file(request: HttpRequest, petition_id: UUID) -> HttpResponse:
    """Show the whole file of a review in order, with the clock that remains."""
    actor, today = actor_from(request), clock.today()
    found = review.review_file(actor, petition_id, clock.now())
    deadline = _until(found.clock.due_on if found.clock else None, today)
    context = {
        "file": found,
        "matter": found.petition,
        "chain": found.chain,
        "deadline": deadline,
        "draft": review.draft_words(found.petition),
        "parts": [(part, _answers(part)) for part in found.parts],
        **desk_context(request, "reviewer"),
    }
    return render(request, "reviewer/file.html", context)


def _answers(part: review.FilePart) -> list[tuple[int, str, str, str, str]]:
    return [
        (a.request.seq, a.request.text, words.word(words.OUTCOMES, a.outcome), a.reason, a.basis)
        for a in part.answers
    ]


@gated(CASEWORK)
@require_GET
def preview(request: HttpRequest, petition_id: UUID) -> HttpResponse:
    """Show the PDF the present draft of a review opinion would become."""
    made = review.preview_review(actor_from(request), petition_id, clock.now())
    response = HttpResponse(made, content_type="application/pdf")
    response.headers["Content-Disposition"] = 'inline; filename="draft.pdf"'
    return response


@gated(CASEWORK)
@require_GET
def outside(request: HttpRequest) -> HttpResponse:
    """Show what must be sent to reviewing organs that do not work here, and what has not come back."""
    actor, today = actor_from(request), clock.today()
    found = review.outside_requests(actor)
    due = review.due_outside([each.of_id for each in found])
    context = {
        "rows": [(each, _until(due.get(each.of_id), today)) for each in found],
        # The organ whose opinion is complained of sends; of a review opinion its reviewers too.
        "sends": any(actor.holds(duty) for duty in SENDERS),
        **desk_context(request, "outside"),
    }
    return render(request, "reviewer/outside.html", context)


def _until(due_on: date | None, today: date) -> Deadline | None:
    """Return how much is left until a result is due; none for requests older than this clock."""
    if due_on is None:
        return None
    tone, said = words.due_words(due_on, today)
    return Deadline(tone, said, due_on)


@gated(CASEWORK)
@require_GET
def matrix(request: HttpRequest) -> HttpResponse:
    """Show who reviews whose opinions, with ground and certainty of each row."""
    rows = [(row, _tiers(row)) for row in (*review.REVIEW_MATRIX.values(), review.VERTICAL)]
    return render(request, "reviewer/matrix.html", {"rows": rows, **desk_context(request, "reviewer")})


def _tiers(row: review.ReviewRow) -> str:
    return _("或者").join(retold(review.TIER_WORDS[tier]) for tier in row.tiers) or _("没有列出上一级")


@gated(CASEWORK)
@require_GET
def bundle(request: HttpRequest, petition_id: UUID) -> FileResponse:
    """Send the application, the papers and the attachments in order, to be printed and sent."""
    papers, attached = review.bundle_papers(actor_from(request), petition_id, clock.now())
    out = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the response closes it
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in _contents(papers, attached):
            archive.writestr(name, content)
    out.seek(0)
    response = FileResponse(out, content_type="application/zip")
    name = quote(_("复查复核案卷.zip"))
    response.headers["Content-Disposition"] = f"attachment; filename=\"file.zip\"; filename*=UTF-8''{name}"
    return response


def _contents(
    papers: Iterable[documents.Document], attached: Iterable[petition.Attachment]
) -> Iterable[tuple[str, bytes]]:
    """Return every paper and attachment with its place in the order."""
    number = 0
    for paper in papers:
        number += 1
        yield f"{number:02d} {_flat(paper.title)} {_flat(paper.number)}.pdf", documents.pdf_of(paper)
    for each in attached:
        number += 1
        with files.open_file(each.file) as stream:
            yield f"{number:02d} {_flat(each.name)}", stream.read()


def _flat(name: str) -> str:
    return "".join(sign for sign in name if sign not in '/\\:*?"<>|' and sign.isprintable())
