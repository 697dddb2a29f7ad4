"""核实异议: the page on which the organ that referred a matter decides on an objection.

Of a report (检举控告) the sender no longer reads the file; here it reads the reasons, and nothing else.
"""

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from minqing.desks.shared.casefile.forms import MoveForm, ReasonForm
from minqing.desks.shared.casefile.forms.routing import TakeBackForm
from minqing.desks.shared.gate import actor_from, gated, refuse_form
from minqing.desks.shared.listing.doors import CASEWORK
from minqing.desks.shared.staff import desk_context
from minqing.kernel.clock import public as clock
from minqing.kernel.law.public import NotAllowed, Refused
from minqing.petition import public as petition
from minqing.petition.public import routing as ways

AGREE: Final = "agree"


@gated(CASEWORK)
@require_http_methods(["GET", "POST"])
def objection(request: HttpRequest, petition_id: UUID) -> HttpResponse:
    """Show an open objection and take the decision on it."""
    actor = actor_from(request)
    try:
        view = ways.objection_view(actor, petition_id)
    except NotAllowed:
        if request.method == "POST":
            raise
        # A notice or a line of the story leads here long after the objection was decided.
        for doing in (petition.Doing.VERIFY_OBJECTION, petition.Doing.READ):
            petition.petition_for(actor, petition_id, doing)
        messages.info(request, _("这件事项现在没有等您核实的异议。"))
        return redirect("casework:matter", petition_id=petition_id)
    start = {"version": view.petition.version}
    agreeing = request.POST.get("decision") == AGREE
    forms: dict[str, MoveForm] = {
        "agree": TakeBackForm(
            request.POST if request.method == "POST" and agreeing else None, initial=start, auto_id="agree-%s"
        ),
        "refuse": ReasonForm(
            request.POST if request.method == "POST" and not agreeing else None,
            initial=start,
            auto_id="refuse-%s",
        ),
    }
    chosen = forms["agree" if agreeing else "refuse"]
    if request.method == "POST" and chosen.is_valid():
        act = ways.take_back if agreeing else ways.refuse_objection
        try:
            act(
                actor=actor,
                petition_id=petition_id,
                reason=chosen.cleaned_data["reason"],
                version=chosen.cleaned_data["version"],
                at=clock.now(),
            )
        except Refused as refused:
            refuse_form(chosen, refused)
        else:
            messages.success(
                request, _("已收回，请重新转送。") if agreeing else _("已告知对方单位依照职责办理。")
            )
            return _onward(request, petition_id)
    context = {"view": view, "forms": forms, "chosen": chosen, **desk_context(request, "matters")}
    return render(request, "casefile/objection.html", context, status=422 if chosen.errors else 200)


def _onward(request: HttpRequest, petition_id: UUID) -> HttpResponse:
    """Go to the file when the actor may read it, else to the desk."""
    try:
        petition.petition_for(actor_from(request), petition_id, petition.Doing.READ)
    except NotAllowed:
        return redirect("casework:home")
    return redirect("casework:matter", petition_id=petition_id)
