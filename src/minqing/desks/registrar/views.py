"""登记转办: the inbox with its counts, and one letter after another on one screen."""

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from minqing.desks.shared import words
from minqing.desks.shared.casefile.carrying_out import matter_numbered
from minqing.desks.shared.casefile.page import case_context
from minqing.desks.shared.casefile.panels import panels_of
from minqing.desks.shared.gate import actor_from, gated, refuse_form
from minqing.desks.shared.listing.doors import REGISTRAR
from minqing.desks.shared.listing.page import list_context
from minqing.desks.shared.listing.tabs import REGISTRAR as TABS
from minqing.desks.shared.listing.tabs import objected
from minqing.desks.shared.listing.views import draw_list
from minqing.desks.shared.staff import desk_context
from minqing.kernel.clock import public as clock
from minqing.kernel.law.public import Refused
from minqing.kernel.people.public import Actor, Duty, competent_organs
from minqing.petition import public as petition
from minqing.petition.public import Mode, Petition, State
from minqing.petition.public import coming_in as coming

from .forms import LetterForm

# Past so many open objections the tab says no more.
COUNTED: Final = 1000
# Where registering and referring still lie ahead.
_WAITING: Final = (State.RECEIVED, State.REGISTERED, State.RETURNED)


@gated(REGISTRAR)
def inbox(request: HttpRequest) -> HttpResponse:
    """Show what came in and what hurries."""
    actor, today = actor_from(request), clock.today()
    wanted = petition.Criteria(**objected(actor))  # type: ignore[arg-type]
    objections = petition.total_of(actor, wanted, today, COUNTED)
    counts = {**petition.inbox_counts(actor, today), "objections": objections}
    context = {
        **list_context(request, path=request.path, tabs=TABS, counts=counts),
        "heading": _("登记转办"),
        "empty_title": _("都办完了"),
        "empty_words": _("新到的来信来访、网上事项和退回的事项会出现在这里。"),
        "counts": counts,
    }
    return draw_list(request, "registrar/inbox.html", context, "registrar")


@gated(REGISTRAR)
@require_GET
def next_letter(request: HttpRequest) -> HttpResponse:
    """Open the oldest letter that waits, after the one just done."""
    found = following(actor_from(request), request.GET.get("after", ""))
    if found is None:
        messages.success(request, _("都办完了，没有等着登记、转送的事项。"))
        return redirect("registrar:inbox")
    return redirect("registrar:letter", petition_id=found)


def following(actor: Actor, after: str) -> UUID | None:
    """Return the matter that waits longest in the registrar's hands, past one that is passed over."""
    criteria = petition.Criteria(
        states=tuple(state.value for state in _WAITING),
        holder_ids=tuple(actor.organ_ids(Duty.REGISTRAR)),
        sort="oldest",
    )
    waiting = petition.list_page(actor, criteria, clock.today(), "", 25, only=("id", "received_on"))
    ids = [row.id for row in waiting.rows]
    others = [found for found in ids if str(found) != after]
    return others[0] if others else None


@gated(REGISTRAR)
@require_http_methods(["GET", "POST"])
def letter(request: HttpRequest, petition_id: UUID) -> HttpResponse:
    """Show a letter beside the form that registers, classifies and refers it."""
    actor = actor_from(request)
    if request.method == "GET":
        return _draw(request, actor, petition_id)
    then = request.POST.get("then", "refer")
    matter = petition.petition_for(actor, petition_id, petition.Doing.READ)
    form = _form(matter, request.POST, refer=then == "refer")
    if form.is_valid() and _work(actor, petition_id, form, refer=then == "refer"):
        said = _("已登记并转出，这是下一件。") if then == "refer" else _("已登记，这是下一件。")
        messages.success(request, said)
        target = following(actor, str(petition_id))
        return (
            redirect("registrar:inbox")
            if target is None
            else redirect("registrar:letter", petition_id=target)
        )
    return _draw(request, actor, petition_id, form=form)


def _form(matter: Petition, *data: Any, refer: bool = False, repeat: str = "") -> LetterForm:
    initial = {
        "repeat_number": repeat,
        "title": matter.title,
        "purpose": matter.purpose or "claim",
        "procedure": matter.procedure or ("31-6" if not matter.purpose else ""),
        "content_class": matter.content_class,
        "concerns_id": str(matter.concerns_id or ""),
        "mode": Mode.TRANSFER.value,
    }
    return LetterForm(
        *data, initial=initial, auto_id="letter-%s", organs=list(competent_organs()), refer=refer
    )


def _work(actor: Actor, petition_id: UUID, form: LetterForm, *, refer: bool) -> bool:
    """Do the whole letter at once; a refusal comes back at the form."""
    try:
        repeat_of = matter_numbered(actor, form.cleaned_data["repeat_number"])
        coming.work_letter(
            actor=actor,
            petition_id=petition_id,
            sorting=form.sorting(repeat_of),
            sending=form.sending() if refer else None,
            at=clock.now(),
        )
    except Refused as refused:
        refuse_form(form, refused)
        return False
    return True


@gated(REGISTRAR)
@require_GET
def alike(request: HttpRequest, petition_id: UUID) -> HttpResponse:
    """Offer earlier matters this one may repeat, with reasons; a person decides."""
    actor = actor_from(request)
    matter = petition.petition_for(actor, petition_id, petition.Doing.READ)
    today = clock.today()
    rows = [
        {
            "petition": each.petition,
            "reasons": each.reasons,
            "state": words.word(words.STATES, each.petition.state),
            "day": words.short_day(each.petition.received_on, today),
        }
        for each in coming.alike(actor, matter)
    ]
    context = {"rows": rows, "matter": matter}
    if getattr(request, "htmx", False):
        return render(request, "registrar/alike_rows.html", context)
    return render(request, "registrar/alike.html", {**context, **desk_context(request, "registrar")})


def _draw(
    request: HttpRequest, actor: Actor, petition_id: UUID, form: LetterForm | None = None
) -> HttpResponse:
    case = petition.case_file(actor, petition_id, clock.now())
    context = {
        **case_context(case, clock.today(), ""),
        "panels": panels_of(actor, case.petition, clock.today()),
        "form": form or _form(case.petition, refer=True, repeat=request.GET.get("repeat", "")[:40]),
        **desk_context(request, "registrar"),
    }
    return render(request, "registrar/letter.html", context, status=200 if form is None else 422)
