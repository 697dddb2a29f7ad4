"""The case page and its moves: the page shows the file, each move posts to its own address and comes back."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from minqing.desks.shared.gate import actor_from, gated, refuse_form
from minqing.desks.shared.listing.doors import CASEWORK
from minqing.desks.shared.staff import desk_context
from minqing.kernel.clock import public as clock
from minqing.kernel.files import public as files
from minqing.kernel.law.public import NotAllowed, Refused
from minqing.kernel.people.public import Actor, Duty, OrganKind
from minqing.petition import public as petition
from minqing.petition.public.clocks import clock_story

from .carrying_out import carry_out
from .forms import MoveForm, RevealForm
from .moves import BY_KEY, Maker, MoveSpec
from .page import case_context
from .panels import panels_of

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile


@gated(CASEWORK)
@require_GET
def matter(request: HttpRequest, petition_id: UUID) -> HttpResponse:
    """Show one matter's file; ``?do=`` opens the form of a move on it."""
    return draw_case(request, petition_id, request.GET.get("do", ""))


def draw_case(
    request: HttpRequest,
    petition_id: UUID,
    doing: str = "",
    *,
    form: MoveForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Return the case page, with a move's form open when one is named and lawful to open."""
    actor, today = actor_from(request), clock.today()
    case = petition.case_file(actor, petition_id, clock.now())
    spec = BY_KEY.get(doing)
    context = case_context(case, today, doing if spec else "")
    context["panels"] = panels_of(actor, case.petition, today)
    context["may_convene"] = _convenes(actor, case.petition)
    context["may_urge"] = _urges(actor, case.petition)
    if spec is not None:
        context |= {"spec": spec, "form": form or spec.make(Maker(case.petition, actor, today))}
        context |= _about(case)
    return render(
        request, "casefile/matter.html", {**context, **desk_context(request, "matters")}, status=status
    )


def _convenes(actor: Actor, matter: petition.Petition) -> bool:
    """Return whether the actor may call a conference on a matter: at the office it came to (13(1))."""
    office = matter.received_by
    return office.kind == OrganKind.PETITION_OFFICE and any(
        post.organ_id == office.id and post.duty in {Duty.REGISTRAR, Duty.LEADER} for post in actor.posts
    )


def _urges(actor: Actor, matter: petition.Petition) -> bool:
    """Return whether the actor may urge or send an order on a matter: who supervises it, while it is open."""
    return (
        any(post.duty is Duty.SUPERVISOR for post in actor.posts)
        and petition.State(matter.state) not in petition.FINISHED
        and bool(petition.verdict_on(actor, petition.Doing.SUPERVISE, matter))
    )


def _about(case: petition.CaseFile) -> dict[str, Any]:
    """Return what an act that cannot be undone says of itself: which paper goes to whom, which way."""
    matter = case.petition
    issued = case.opinion.document_id if case.opinion and case.opinion.status == "issued" else None
    if case.guidance is not None:
        issued = case.guidance.document_id
    proposal = matter.purpose == petition.Purpose.PROPOSAL
    return {
        "opinion_title": _("信访事项答复意见书") if proposal else _("信访事项处理意见书"),
        "delivery_words": _("电子送达或者其他方式") if matter.electronic_delivery else _("当面、邮寄等方式"),
        "answer_paper": next((p.document for p in case.papers if p.document.id == issued), None),
    }


@gated(CASEWORK)
@require_POST
def move(request: HttpRequest, petition_id: UUID, key: str) -> HttpResponse:
    """Do one move; a refusal comes back at the form with reason and article, all typed words kept."""
    spec = BY_KEY.get(key)
    if spec is None:
        raise Http404
    actor = actor_from(request)
    seen = petition.petition_for(actor, petition_id, petition.Doing.READ)
    form = spec.make(Maker(seen, actor, clock.today()), request.POST, request.FILES)
    if form.is_valid() and perform(request, actor, petition_id, spec, form):
        messages.success(request, str(spec.done))
        if spec.leaves and not petition.visible_to(actor).filter(pk=petition_id).exists():
            return redirect("casework:matters")
        return redirect("casework:matter", petition_id=petition_id)
    return draw_case(request, petition_id, key, form=form, status=422)


def perform(request: HttpRequest, actor: Actor, petition_id: UUID, spec: MoveSpec, form: MoveForm) -> bool:
    """Call the move's action with what the form holds; ``False`` when the form now says why not."""
    try:
        receipt = request.FILES.get("receipt") if "receipt" in form.fields else None
        came = request.FILES.getlist("files") if spec.takes_files else ()
        carry_out(
            spec,
            form,
            actor=actor,
            petition_id=petition_id,
            receipt_file_id=_taken(receipt) if receipt else None,
            file_ids=tuple(_taken(upload) for upload in came),
        )
    except files.Rejected as rejected:
        form.add_error(None, str(rejected))
    except Refused as refused:
        refuse_form(form, refused)
    else:
        return True
    return False


def _taken(upload: "UploadedFile[bytes]") -> UUID:
    return files.take_in(upload, str(upload.name)).id


@gated(CASEWORK)
@require_GET
def clock_lines(request: HttpRequest, petition_id: UUID, clock_id: UUID) -> HttpResponse:
    """Show how a deadline was counted, one line a day."""
    story = clock_story(actor_from(request), petition_id, clock_id, clock.today())
    context = {"lines": story.days, "story": story, "petition_id": petition_id}
    if getattr(request, "htmx", False):
        return render(request, "casefile/clock_lines.html", context)
    return render(request, "casefile/clock.html", {**context, **desk_context(request, "matters")})


@gated(CASEWORK)
@require_http_methods(["GET", "POST"])
def reveal(request: HttpRequest, petition_id: UUID, field: str) -> HttpResponseBase:
    """Show a masked field in plain text to somebody who says why; the reason is recorded."""
    if field not in {"name", "telephone", "identity_number", "address"}:
        raise Http404
    actor = actor_from(request)
    form = RevealForm(request.POST or None)
    plain = ""
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                plain = petition.reveal_contact(
                    actor=actor,
                    petition_id=petition_id,
                    field=field,
                    reason=form.cleaned_data["reason"],
                    at=clock.now(),
                )
                status = 200
            except NotAllowed:
                raise
            except Refused as refused:
                refuse_form(form, refused)
    else:
        petition.petition_for(actor, petition_id, petition.Doing.REVEAL)
    labels = {
        "name": _("姓名"),
        "telephone": _("电话"),
        "identity_number": _("身份证号"),
        "address": _("住址"),
    }
    context = {
        "form": form,
        "plain": plain,
        "label": labels[field],
        "field": field,
        "petition_id": petition_id,
    }
    if getattr(request, "htmx", False):
        return render(request, "casefile/reveal_part.html", context, status=200 if plain else status)
    return render(
        request, "casefile/reveal.html", {**context, **desk_context(request, "matters")}, status=status
    )
