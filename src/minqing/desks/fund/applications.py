"""Applications: what waits for me, all of them, one with everything, and the acts on it."""

from typing import Any, Final
from urllib.parse import quote
from uuid import UUID

from django import forms as django_forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from minqing.desks.shared.gate import actor_from, gated, refuse_form
from minqing.desks.shared.retelling import retold
from minqing.desks.shared.staff import desk_context
from minqing.kernel.clock import public as clock
from minqing.kernel.documents import public as documents
from minqing.kernel.files import public as files
from minqing.kernel.law.public import NotAllowed, Refused
from minqing.kernel.people.public import Actor
from minqing.petition import public as petition
from minqing.relief.public import fund as relief
from minqing.relief.public import words

from .acts import ACTS
from .doors import APPLICATION, FUND

PAGE: Final = 25
TONES: Final = {
    "granted": "active",
    "paid": "done",
    "refused": "bad",
    "withdrawn": "stopped",
    "returned": "bad",
}
RESULTS: Final = {"agree": "同意", "return": "退回补正", "refuse": "不予救助"}


def line_of(row: relief.Application) -> dict[str, Any]:
    """Return one application as lists draw it; nobody's name."""
    return {
        "row": row,
        "need": retold(words.NEED_WORDS[words.Need(row.need)]),
        "state": retold(words.STATUS_WORDS[words.Status(row.status)]),
        "tone": TONES.get(row.status, "active"),
        "asked": relief.yuan(row.asked),
        "granted": relief.yuan(row.granted) if row.granted else "",
        "to_pay": relief.yuan(row.to_pay) if row.to_pay else "",
    }


@gated(FUND)
@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    """Show what waits for a signature or a payment of mine, and how the funds stand."""
    actor = actor_from(request)
    context = {
        "lines": [line_of(row) for row in relief.waiting_for(actor)[:PAGE]],
        "funds": [fund for fund in relief.funds(actor) if fund.closed_on is None],
        **desk_context(request, "treasurer"),
    }
    return render(request, "fund/queue.html", context)


@gated(FUND)
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """Show all applications within reach, by state."""
    actor, wanted = actor_from(request), request.GET.get("status", "")
    rows = relief.applications(actor)
    if wanted in words.STATUS_WORDS:
        rows = rows.filter(status=wanted)
    if request.GET.get("fund"):
        rows = rows.filter(fund=_uuid(request.GET["fund"]))
    page_ = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page_,
        "lines": [line_of(row) for row in page_],
        "states": [(key.value, retold(said)) for key, said in words.STATUS_WORDS.items()],
        "wanted": wanted,
        "fund_id": request.GET.get("fund", ""),
        **desk_context(request, "treasurer"),
    }
    return render(request, "fund/applications.html", context)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as wrong:
        raise Http404 from wrong


@gated(APPLICATION)
@require_GET
def page(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Show an application with its people, proofs, signatures and payments; ``?do=`` opens an act's form."""
    return _draw(request, application_id, request.GET.get("do", ""))


@gated(APPLICATION)
@require_POST
def act(request: HttpRequest, application_id: UUID, key: str) -> HttpResponse:
    """Do one act; a refusal comes back at the form with reason and article, all typed words kept."""
    spec = ACTS.get(key)
    if spec is None:
        raise Http404
    actor = actor_from(request)
    found = relief.application_file(actor, application_id, clock.now())
    form = spec.form(request.POST, request.FILES, auto_id="do-%s", **_offers(key, found))
    if form.is_valid():
        try:
            spec.run(request, actor, found.application, form.cleaned_data)
        except files.Rejected as rejected:
            form.add_error(None, str(rejected))
        except Refused as refused:
            refuse_form(form, refused)
        else:
            messages.success(request, str(spec.done))
            if spec.leaves:
                return redirect("fund:home")
            return redirect("fund:application", application_id=application_id)
    return _draw(request, application_id, key, form=form, status=422)


def _offers(key: str, found: Any) -> dict[str, Any]:
    """Return what a form offers to choose from."""
    if key == "pay":
        return {"people": [(str(each.pk), f"{each.person.name}（{each.relation}）") for each in found.people]}
    if key == "refund":
        return {
            "payments": [
                (str(each.pk), f"{each.paid_on} {relief.yuan(each.amount)} {each.voucher_number}")
                for each in found.payments
            ]
        }
    return {}


def _initial(key: str, found: Any) -> dict[str, Any]:
    """Return what a form begins with."""
    row = found.application
    begins: dict[str, Any] = {"version": row.version, "on": clock.today()}
    if key == "agree":
        begins["amount"] = relief.yuan(row.asked if row.agreed is None else row.agreed)
    if key == "pay":
        begins["amount"] = relief.yuan(row.to_pay)
    if key == "amend":
        begins |= {"asked": relief.yuan(row.asked), "reason": row.reason}
    if key == "refuse" and found.double is not None:
        begins["ground"] = "double"
    return begins


def open_acts(found: Any) -> list[str]:
    """Return the acts this person can do now, in the order of the page."""
    row = found.application
    keys = []
    if found.step is not None:
        keys += ["agree", "return", "refuse"] if found.double is None else ["refuse", "return"]
    if found.may_pay:
        keys += ["pay", "release"]
    if found.may_refund:
        keys.append("refund")
    if found.may_amend and row.status == "returned":
        keys.append("amend")
    if found.may_amend and row.status in {"lodged", "reviewed", "approved", "returned"}:
        keys.append("withdraw")
    if row.status in {"lodged", "reviewed", "approved", "returned", "granted"}:
        keys.append("stand_aside")
    return keys


def _draw(
    request: HttpRequest,
    application_id: UUID,
    doing: str,
    *,
    form: django_forms.Form | None = None,
    status: int = 200,
) -> HttpResponse:
    actor = actor_from(request)
    found = relief.application_file(actor, application_id, clock.now())
    row, keys = found.application, open_acts(found)
    spec = ACTS.get(doing) if doing in keys or form is not None else None
    if spec is not None and form is None:
        form = spec.form(auto_id="do-%s", initial=_initial(doing, found), **_offers(doing, found))
    context = {
        "found": found,
        "line": line_of(row),
        "people": [(each, each.person.masked_identity) for each in found.people],
        "signatures": [
            (
                each,
                retold(words.STEP_WORDS[words.Step(each.step)]),
                retold(RESULTS[each.result]),
                relief.yuan(each.amount) if each.amount else "",
            )
            for each in found.signatures
        ],
        "payments": [
            (
                each,
                relief.yuan(each.amount),
                each.get_way_display(),
                [(back, relief.yuan(back.amount)) for back in each.refunds.all()],
            )
            for each in found.payments
        ],
        "double": found.double.told(whole=found.double_whole) if found.double else "",
        "double_href": _earlier(found),
        "ground": retold(words.GROUND_WORDS[words.Ground(row.ground)]) if row.ground else "",
        "elsewhere": retold(words.ELSEWHERE[words.Ground(row.ground)]) if row.ground else "",
        "waits": retold(words.STEP_WORDS[found.waits]) if found.waits else "",
        "acts": [(key, str(ACTS[key].label), key == doing) for key in keys],
        "doing": doing if spec else "",
        "spec": spec,
        "form": form if spec else None,
        "matter_href": _matter(actor, row),
        **desk_context(request, "treasurer"),
    }
    return render(request, "fund/application.html", context, status=status)


def _earlier(found: Any) -> str:
    if found.double is None or not found.double_whole:
        return ""
    return reverse("fund:application", args=[found.double.earlier])


def _matter(actor: Actor, row: relief.Application) -> str:
    """Return the address of the case page for those who may read the matter."""
    try:
        petition.petition_for(actor, row.subject_id, petition.Doing.READ)
    except NotAllowed:
        return ""
    return reverse("casework:matter", args=[row.subject_id])


@gated(APPLICATION)
@require_GET
def file(request: HttpRequest, application_id: UUID, file_id: UUID) -> FileResponse:
    """Send a proof or a voucher to be saved, never to be opened inside a page of ours."""
    found = relief.application_file(actor_from(request), application_id, clock.now())
    known = {each.file.pk: each.file for each in found.proofs}
    for payment in found.payments:
        known[payment.voucher.pk] = payment.voucher
        known |= {back.voucher.pk: back.voucher for back in payment.refunds.all()}
    stored = known.get(file_id)
    if stored is None:
        raise Http404
    response = FileResponse(files.open_file(stored), content_type=stored.media_type)
    response.headers["Content-Disposition"] = (
        f"attachment; filename=\"file\"; filename*=UTF-8''{quote(stored.name)}"
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@gated(APPLICATION)
@require_GET
def paper(request: HttpRequest, application_id: UUID, paper_id: UUID) -> HttpResponse:
    """Show the application, the approval sheet or a receipt as PDF."""
    found = relief.application_file(actor_from(request), application_id, clock.now())
    row = found.application
    known = {row.form_id, row.sheet_id, *(each.receipt_id for each in found.payments)} - {None}
    if paper_id not in known:
        raise Http404
    document = documents.documents_of(row.subject_id).get(pk=paper_id)
    response = HttpResponse(documents.pdf_of(document), content_type="application/pdf")
    name = quote(f"{document.number}.pdf")
    response.headers["Content-Disposition"] = f"inline; filename=\"paper.pdf\"; filename*=UTF-8''{name}"
    return response
