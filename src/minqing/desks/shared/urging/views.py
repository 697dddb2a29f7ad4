"""催办督办: what the organ must answer, and the page of one order or proposal with what each side may do."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final
from uuid import UUID

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from minqing.desks.shared import words
from minqing.desks.shared.gate import actor_from, gated, refuse_form
from minqing.desks.shared.listing.doors import CASEWORK
from minqing.desks.shared.retelling import retold
from minqing.desks.shared.staff import desk_context
from minqing.desks.shared.urging_lines import order_line, proposal_line
from minqing.kernel.clock import public as clock
from minqing.kernel.law.public import NotAllowed, Refused
from minqing.kernel.people.public import Actor, Duty
from minqing.supervision.public import orders, proposals

from .forms import AdoptionForm, BackForm, CheckForm, CloseForm, TextForm, WithdrawForm

FIELDS: Final = {
    "state": "状态",
    "holder": "负责单位",
    "handler": "承办人",
    "due_on": "到期日",
    "answered_on": "答复",
    "delivered_on": "送达",
    "closed_on": "办结",
}
SHOWN: Final = 100


@gated(CASEWORK)
@require_GET
def inbox(request: HttpRequest) -> HttpResponse:
    """Show what our organs were urged to and what was proposed to them, what is due first on top."""
    actor, today = actor_from(request), clock.today()
    waiting = list(orders.waiting_for(actor)[:SHOWN])
    ended = orders.orders_received(actor).exclude(pk__in=[o.pk for o in waiting]).order_by("-id")
    context = {
        "waiting": [order_line(each, today) for each in waiting],
        "others": [order_line(each, today) for each in ended[:20]],
        "proposals": [proposal_line(each, today) for each in proposals.proposals_received(actor)[:SHOWN]],
        **desk_context(request, "orders"),
    }
    return render(request, "urging/inbox.html", context)


# key -> (form, what the button says, its duty's side, the act)
ACTS: Final[Mapping[str, tuple[type[django_forms.Form] | None, str, orders.Act]]] = {
    "acknowledge": (None, "签收", orders.Act.ACKNOWLEDGE),
    "reply": (TextForm, "提交反馈", orders.Act.REPLY),
    "close": (CloseForm, "审核通过，办结督办", orders.Act.ACCEPT),
    "send-back": (BackForm, "退回，重新反馈", orders.Act.SEND_BACK),
    "check": (CheckForm, "登记实地核查", orders.Act.CHECK),
    "withdraw": (WithdrawForm, "撤销督办", orders.Act.WITHDRAW),
}
RECEIVER: Final = frozenset({"acknowledge", "reply"})


def sides(actor: Actor, order: orders.Order) -> set[str]:
    """Return on which sides of an order somebody stands; two queries."""
    found = set()
    if actor.holds(Duty.SUPERVISOR) and orders.orders_supervised(actor).filter(pk=order.pk).exists():
        found.add("supervisor")
    if orders.orders_received(actor).filter(pk=order.pk).exists():
        found.add("receiver")
    return found


@gated(CASEWORK)
@require_GET
def order(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """Show one order: what was asked, what was answered, what changed, and what may be done now."""
    return _order_page(request, order_id)


def _order_page(
    request: HttpRequest, order_id: UUID, bound: tuple[str, django_forms.Form] | None = None
) -> HttpResponse:
    actor, today = actor_from(request), clock.today()
    found = orders.order_for(actor, order_id)
    mine = sides(actor, found)
    offers = []
    for key, (form, label, act) in ACTS.items():
        allowed = ("receiver" if key in RECEIVER else "supervisor") in mine
        if not allowed or orders.why_not(found.known, act, today):
            continue
        drawn = bound[1] if bound and bound[0] == key else form(auto_id=f"{key}-%s") if form else None
        aside = key in {"withdraw", "check", "send-back"}
        offers.append(
            {
                "key": key,
                "label": retold(label),
                "form": drawn,
                "aside": aside and not (bound and bound[0] == key),
            }
        )
    context = {
        "line": order_line(found, today),
        "matter": found.petition,
        "replies": found.replies.select_related("by").all(),
        "checks": found.checks.select_related("by").all(),
        "changes": [
            (retold(FIELDS[name]), _value(name, was), _value(name, now))
            for name, was, now in orders.changed_since(found)
        ],
        "offers": offers,
        "escalates": "supervisor" in mine and not orders.why_not(found.known, orders.Act.ESCALATE, today),
        **desk_context(request, "supervisor" if "supervisor" in mine else "orders"),
    }
    return render(request, "urging/order.html", context, status=422 if bound else 200)


def _value(name: str, code: str) -> str:
    if not code:
        return _("无")
    if name == "state":
        return words.word(words.STATES, code)
    if name in {"holder", "handler"}:
        return _("有")
    return words.day_words(date.fromisoformat(code))


@gated(CASEWORK)
@require_POST
def act(request: HttpRequest, order_id: UUID, key: str) -> HttpResponse:
    """Do one thing with an order; a refusal stands at its form."""
    if key not in ACTS:
        raise Http404
    make = ACTS[key][0]
    form = make(request.POST, auto_id=f"{key}-%s") if make else django_forms.Form(request.POST)
    if form.is_valid():
        facts = dict(form.cleaned_data)
        try:
            _DO[key](actor=actor_from(request), order_id=order_id, at=clock.now(), **facts)
        except NotAllowed:
            raise
        except Refused as refused:
            refuse_form(form, refused)
        else:
            messages.success(request, _("已办好，留有记录。"))
            return redirect("casework:order", order_id)
    return _order_page(request, order_id, (key, form))


_DO: Final[Mapping[str, Callable[..., Any]]] = {
    "acknowledge": orders.acknowledge_order,
    "reply": orders.reply_to_order,
    "close": orders.close_order,
    "send-back": orders.send_back_reply,
    "check": orders.check_on_site,
    "withdraw": orders.withdraw_order,
}


@gated(CASEWORK)
@require_GET
def proposal(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Show one proposal, its reply, and the form of whoever's turn it is."""
    return _proposal_page(request, proposal_id)


def _proposal_page(
    request: HttpRequest, proposal_id: UUID, form: django_forms.Form | None = None
) -> HttpResponse:
    actor = actor_from(request)
    ours = proposals.proposals_received(actor).filter(pk=proposal_id).first()
    row = ours or proposals.proposal_supervised(actor, proposal_id)
    watches = (
        actor.holds(Duty.SUPERVISOR) and proposals.proposals_supervised(actor).filter(pk=row.pk).exists()
    )
    answers = ours is not None and row.standing == "issued"
    follows = watches and row.standing == "replied"
    if form is None and (answers or follows):
        form = AdoptionForm() if answers else WithdrawForm()
    if follows and form is not None and "note" in form.fields:
        form.fields["note"].label = _("跟踪核实的情况")
    context = {
        "line": proposal_line(row, clock.today()),
        "form": form,
        "answers": answers,
        "follows": follows,
        "evidence": row.evidence.splitlines(),
        "advice": row.advice.splitlines(),
        **desk_context(request, "supervisor" if watches else "orders"),
    }
    return render(request, "urging/proposal.html", context, status=422 if form and form.is_bound else 200)


@gated(CASEWORK)
@require_POST
def proposal_act(request: HttpRequest, proposal_id: UUID, key: str) -> HttpResponse:
    """Answer a proposal, or end its follow-up."""
    actor, at = actor_from(request), clock.now()
    if key not in {"reply", "follow"}:
        raise Http404
    form: django_forms.Form = AdoptionForm(request.POST) if key == "reply" else WithdrawForm(request.POST)
    if form.is_valid():
        try:
            if key == "reply":
                adoption = proposals.Adoption(form.cleaned_data.pop("adoption"))
                proposals.reply_to_proposal(
                    actor=actor, proposal_id=proposal_id, adoption=adoption, at=at, **form.cleaned_data
                )
            else:
                proposals.follow_up_proposal(actor=actor, proposal_id=proposal_id, at=at, **form.cleaned_data)
        except NotAllowed:
            raise
        except Refused as refused:
            refuse_form(form, refused)
        else:
            messages.success(request, _("已办好，留有记录。"))
            return redirect("casework:proposal", proposal_id)
    return _proposal_page(request, proposal_id, form)
