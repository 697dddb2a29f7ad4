"""登记一件: whatever comes to the counter, by any channel, becomes a registered matter on one page."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from minqing.desks.shared.gate import actor_from, gated, refuse_form
from minqing.desks.shared.listing.doors import REGISTRAR
from minqing.desks.shared.staff import desk_context
from minqing.desks.shared.taking.forms import townships
from minqing.kernel.clock import public as clock
from minqing.kernel.files import public as files
from minqing.kernel.law.public import Refused
from minqing.kernel.people.public import Actor
from minqing.petition.public import Channel, scans
from minqing.petition.public import coming_in as coming

from .taking_forms import TakeDownForm


@gated(REGISTRAR)
@require_http_methods(["GET", "POST"])
def take_down(request: HttpRequest) -> HttpResponse:
    """Show the page, empty or beside a scanned letter, and take down what it says."""
    actor = actor_from(request)
    scan = _scan(request, actor)
    if request.method == "GET":
        form = TakeDownForm(initial=_initial(request, scan), townships=townships())
        return _draw(request, form, scan)
    form = TakeDownForm(request.POST, townships=townships())
    handed = _taken(request, actor, form, scan) if form.is_valid() else None
    if handed is None:
        return _draw(request, form, scan, status=422)
    said = _("已登记，编号%(number)s，查询码%(code)s，四位数字%(tail)s。请把凭证交给本人。")
    if not handed.created:
        said = _("这一件先前已经登记，编号%(number)s，查询码%(code)s，四位数字%(tail)s。")
    facts = {"number": handed.petition.number, "code": handed.query_code, "tail": handed.tail}
    messages.success(request, said % facts)
    if request.POST.get("then") == "work":
        return redirect("registrar:letter", petition_id=handed.petition.id)
    if scan is not None:
        return redirect("registrar:scans_batch", batch_id=scan.batch_id)
    return redirect(f"{reverse('registrar:take_down')}?channel={form.cleaned_data['channel']}")


def _scan(request: HttpRequest, actor: Actor) -> scans.ScannedLetter | None:
    """Return the scanned letter named in the address."""
    named = request.GET.get("scan", "")
    try:
        key = UUID(named)
    except ValueError:
        return None
    return scans.scanned_letter_for(actor, key)


def _initial(request: HttpRequest, scan: scans.ScannedLetter | None) -> dict[str, Any]:
    if scan is not None:
        return {
            "channel": Channel.LETTER,
            "received_on": scan.received_on,
            "happened_on": scan.posted_on,
            "label": scan.label,
        }
    wanted = request.GET.get("channel", "")
    by_hand = [c.value for c in Channel if c is not Channel.ONLINE]
    channel = wanted if wanted in by_hand else Channel.VISIT.value
    return {"channel": channel, "received_on": clock.today(), "oral": channel in coming.SPOKEN}


def _taken(
    request: HttpRequest, actor: Actor, form: TakeDownForm, scan: scans.ScannedLetter | None
) -> Any | None:
    """Take it down; None when the form now says why not."""
    try:
        uploads = request.FILES.getlist("files")
        file_ids = tuple(files.take_in(upload, str(upload.name)).id for upload in uploads)
        return coming.take_down(
            actor=actor,
            statement=form.statement(file_ids),
            scan_id=scan.id if scan else None,
            at=clock.now(),
        )
    except files.Rejected as rejected:
        form.add_error(None, str(rejected))
    except Refused as refused:
        refuse_form(form, refused)
    return None


def _draw(
    request: HttpRequest, form: TakeDownForm, scan: scans.ScannedLetter | None, *, status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "scan": scan,
        "pages": range(scan.pages) if scan else (),
        **desk_context(request, "registrar"),
    }
    return render(request, "registrar/take_down.html", context, status=status)
