"""What follows a conference: each decision carried out, reported, judged; its papers; its co-handlers."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from minqing.crossings import conference_to_petition as crossing
from minqing.desks.shared.gate import actor_from, gated, refusal_words
from minqing.kernel.clock import public as clock
from minqing.kernel.documents import public as documents
from minqing.kernel.files import public as files
from minqing.kernel.law.public import NotAllowed, Refused
from minqing.reception.public import conference as rooms

from .views import ATTENDS, acted, papers_of

if TYPE_CHECKING:
    from collections.abc import Callable


@gated(ATTENDS)
@require_POST
def follow(request: HttpRequest, conference_id: UUID, decision_id: UUID, key: str) -> HttpResponseBase:
    """Carry out, remind of, report, accept, send back or take out one decision."""
    actor, at = actor_from(request), clock.now()
    found = crossing.conference_for(actor, conference_id)
    if not found.decisions.filter(pk=decision_id).exists():
        raise Http404
    text, upload = request.POST.get("text", ""), request.FILES.get("file")
    who: dict[str, Any] = {"actor": actor, "decision_id": decision_id, "at": at}
    acts: dict[str, tuple[Callable[[], object], str]] = {
        "carry": (lambda: crossing.carry_out(**who), _("已在信访事项中落实。")),
        "remind": (lambda: rooms.remind_decision(**who), _("已催办。")),
        "report": (
            lambda: rooms.report_decision(
                text=text, file_id=files.take_in(upload, str(upload.name)).id if upload else None, **who
            ),
            _("已报召集单位核实。"),
        ),
        "accept": (lambda: rooms.judge_decision(accept=True, text=text, **who), _("已认可完成。")),
        "back": (lambda: rooms.judge_decision(accept=False, text=text, **who), _("已退回责任单位。")),
        "remove": (
            lambda: rooms.remove_decision(conference_id=conference_id, **who),
            _("已删去。"),
        ),
    }
    if key not in acts:
        raise Http404
    act, done = acts[key]
    return acted(request, conference_id, act, done)


@gated(ATTENDS)
@require_GET
def paper(request: HttpRequest, conference_id: UUID, document_id: UUID) -> HttpResponse:
    """Send a notice or the minutes to whoever may read them."""
    actor = actor_from(request)
    found = crossing.conference_for(actor, conference_id)
    mine = papers_of(rooms.meeting_of(found), rooms.runs(actor, found), rooms.units_answering(actor))
    wanted = next((each for each in mine if each.pk == document_id), None)
    if wanted is None:
        raise Http404
    response = HttpResponse(documents.pdf_of(wanted), content_type="application/pdf")
    response.headers["Content-Disposition"] = 'inline; filename="paper.pdf"'
    return response


@gated(ATTENDS)
@require_GET
def proof(request: HttpRequest, conference_id: UUID, file_id: UUID) -> HttpResponse:
    """Send a file a unit reported a decision done with."""
    found = crossing.conference_for(actor_from(request), conference_id)
    if not found.decisions.filter(steps__file_id=file_id).exists():
        raise Http404
    stored = files.StoredFile.objects.get(pk=file_id)
    with files.open_file(stored) as stream:
        response = HttpResponse(stream.read(), content_type=stored.media_type)
    response.headers["Content-Disposition"] = "attachment"
    return response


@gated(ATTENDS)
@require_POST
def ask_helpers(request: HttpRequest, petition_id: UUID) -> HttpResponseBase:
    """Ask every co-handler a conference decided on, in the decision's own words (the matter's handler)."""
    try:
        asked = crossing.ask_all(actor=actor_from(request), petition_id=petition_id, at=clock.now())
    except NotAllowed:
        raise
    except Refused as refused:
        messages.error(request, refusal_words(refused))
    else:
        messages.success(request, _("已按会议议定请%(n)d个单位协办。") % {"n": asked})
    return redirect("casework:matter", petition_id=petition_id)
