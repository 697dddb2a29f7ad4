"""催办、督办 from the supervisor's side: the list, the form filled from the matter, up the ladder."""

from datetime import date
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from minqing.desks.shared.gate import actor_from, gated, refuse_form
from minqing.desks.shared.listing.doors import SUPERVISOR
from minqing.desks.shared.retelling import retold
from minqing.desks.shared.staff import desk_context
from minqing.desks.shared.urging.forms import OrderForm, ProposalForm
from minqing.desks.shared.urging_lines import order_line, proposal_line
from minqing.kernel.clock import public as clock
from minqing.kernel.law.public import NotAllowed, Refused
from minqing.supervision.public import orders, proposals
from minqing.supervision.public.orders import Drafted, Order, OrderDraft, Rung

SHOWN: Final = 100
ASKS: Final = "请查明原因，抓紧办理，并在反馈期限前书面反馈办理情况和办结时间。"


@gated(SUPERVISOR)
@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """Show the orders: late replies first, replies to judge, then the latest of all; figures open to rows."""
    actor, today = actor_from(request), clock.today()
    groups = [
        (_("到期没有反馈"), orders.late_orders(actor, today)[:SHOWN]),
        (_("等我审核"), orders.to_judge(actor)[:SHOWN]),
        (_("全部督办"), orders.orders_supervised(actor)[:SHOWN]),
    ]
    context = {
        "groups": [(label, [order_line(each, today) for each in rows]) for label, rows in groups],
        **desk_context(request, "supervisor"),
    }
    return render(request, "supervisor/orders.html", context)


@gated(SUPERVISOR)
@require_http_methods(["GET", "POST"])
def urge(request: HttpRequest, petition_id: UUID) -> HttpResponse:
    """Issue an order on a matter; the form says already what the matter's own facts bear."""
    asked = request.GET.get("rung", "")
    rung = Rung(asked) if asked in set(Rung) else None
    drafted = orders.draft_order(actor_from(request), petition_id, clock.today(), rung)
    return _form_page(request, drafted, None)


@gated(SUPERVISOR)
@require_http_methods(["GET", "POST"])
def escalate(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """Go one rung up with an order whose reply is late or was sent back."""
    actor, today = actor_from(request), clock.today()
    old = orders.order_for(actor, order_id)
    rung = orders.next_rung(Rung(old.rung)) or Rung(old.rung)
    drafted = orders.draft_order(actor, old.petition_id, today, rung)
    return _form_page(request, drafted, old)


def _form_page(request: HttpRequest, drafted: Drafted, old: Order | None) -> HttpResponse:
    actor, at = actor_from(request), clock.now()
    row = orders.LADDER[drafted.rung]
    offers: dict[str, Any] = {
        "organs": [(str(organ.pk), organ.name) for organ in drafted.organs],
        "ways": [(way.value, retold(orders.WAY_WORDS[way])) for way in row.ways],
    }
    if request.method == "POST":
        form = OrderForm(request.POST, **offers)
        if form.is_valid():
            said = form.cleaned_data
            draft = OrderDraft(
                rung=drafted.rung,
                way=orders.Way(said["way"]),
                ground=orders.Ground(said["ground"]),
                organ_id=UUID(said["organ_id"]),
                facts=said["facts"],
                requirement=said["requirement"],
                reply_due=said["reply_due"],
            )
            try:
                if old is None:
                    made = orders.issue_order(actor=actor, petition_id=drafted.matter.pk, draft=draft, at=at)
                else:
                    made = orders.escalate_order(actor=actor, order_id=old.pk, draft=draft, at=at)
            except NotAllowed as refused:
                refuse_form(form, refused)
            except Refused as refused:
                refuse_form(form, refused)
            else:
                messages.success(
                    request, _("%(number)s已发出，被督办单位已收到通知。") % {"number": made.number}
                )
                return redirect("casework:order", made.pk)
    else:
        form = OrderForm(initial=_initial(drafted, old), **offers)
    context = {
        "form": form,
        "matter": drafted.matter,
        "name": retold(row.name),
        "cite": retold(row.basis.cite),
        "old": old,
        "suggestions": [
            (retold(orders.GROUNDS[each.ground].words), each.facts)
            for each in drafted.suggestions
            if each.facts
        ],
        "here": reverse("supervisor:escalate", args=[old.pk])
        if old
        else f"{reverse('supervisor:urge', args=[drafted.matter.pk])}?rung={drafted.rung.value}",
        "rungs": []
        if old
        else [(rung.value, retold(each.name), rung is drafted.rung) for rung, each in orders.LADDER.items()],
        **desk_context(request, "supervisor"),
    }
    return render(request, "supervisor/urge.html", context, status=422 if form.is_bound else 200)


def _initial(drafted: Drafted, old: Order | None) -> dict[str, Any]:
    first = drafted.suggestions[0]
    return {
        "ground": old.ground if old else first.ground.value,
        "facts": "".join(each.facts for each in drafted.suggestions),
        "requirement": old.requirement if old else ASKS,
        "organ_id": str(old.organ_id if old else drafted.organs[0].pk),
        "reply_due": drafted.reply_due,
    }


@gated(SUPERVISOR)
@require_GET
def proposed(request: HttpRequest) -> HttpResponse:
    """Show the proposals and what came of them."""
    actor, today = actor_from(request), clock.today()
    rows = proposals.proposals_supervised(actor)[:SHOWN]
    context = {
        "lines": [proposal_line(each, today) for each in rows],
        **desk_context(request, "supervisor"),
    }
    return render(request, "supervisor/proposals.html", context)


@gated(SUPERVISOR)
@require_http_methods(["GET", "POST"])
def propose(request: HttpRequest) -> HttpResponse:
    """Make a proposal; ``?matter=`` names the matter it grows from."""
    actor, at = actor_from(request), clock.now()
    mine = {post.organ_id for post in actor.posts}
    organs = [(str(o.pk), o.name) for o in proposals.organs_supervised(actor) if o.pk not in mine]
    matter = _uuid(request.GET.get("matter", ""))
    if request.method == "POST":
        form = ProposalForm(request.POST, organs=organs)
        if form.is_valid():
            said = form.cleaned_data
            draft = proposals.ProposalDraft(
                kind=proposals.Kind(said["kind"]),
                organ_id=UUID(said["organ_id"]),
                problem=said["problem"],
                evidence=said["evidence"],
                advice=said["advice"],
                reply_due=said["reply_due"],
                petition_id=matter,
            )
            try:
                made = proposals.make_proposal(actor=actor, draft=draft, at=at)
            except Refused as refused:
                refuse_form(form, refused)
            else:
                messages.success(request, _("%(number)s已发出。") % {"number": made.number})
                return redirect("casework:proposal", made.pk)
    else:
        form = ProposalForm(initial={"reply_due": _due(clock.today())}, organs=organs)
    context = {
        "form": form,
        "here": request.get_full_path(),
        **desk_context(request, "supervisor"),
    }
    return render(request, "supervisor/propose.html", context, status=422 if form.is_bound else 200)


def _due(today: date) -> date:
    return proposals.reply_day(today)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
