"""Funds: how each stands, its ceilings, its books booking by booking, and the recount."""

import csv
from collections.abc import Iterator
from typing import Any, Final
from uuid import UUID

from django import forms as django_forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from minqing.desks.shared.gate import actor_from, gated, refuse_form
from minqing.desks.shared.retelling import retold
from minqing.desks.shared.staff import desk_context
from minqing.kernel.clock import public as clock
from minqing.kernel.law.public import Refused
from minqing.kernel.people.public import Actor, Duty, Organ
from minqing.relief.public import fund as relief
from minqing.relief.public import words

from . import forms
from .doors import FUND, TREASURER

PAGE: Final = 50


def figures(fund: relief.Fund) -> list[tuple[str, str]]:
    """Return how a fund stands, each with its word, in 元."""
    return [
        (_("预算"), relief.yuan(fund.budget)),
        (_("可用"), relief.yuan(fund.available)),
        (_("已批未付"), relief.yuan(fund.reserved)),
        (_("已付"), relief.yuan(fund.paid)),
        (_("已退回"), relief.yuan(fund.refunded)),
    ]


@gated(FUND)
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """Show the funds by year and source."""
    actor = actor_from(request)
    context = {
        "rows": [
            (fund, retold(words.SOURCE_WORDS[words.Source(fund.source)]), figures(fund))
            for fund in relief.funds(actor)
        ],
        "manages": actor.holds(Duty.TREASURER),
        **desk_context(request, "treasurer"),
    }
    return render(request, "fund/funds.html", context)


@gated(TREASURER)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Open a fund."""
    actor, today = actor_from(request), clock.today()
    organs = Organ.objects.filter(pk__in=actor.organ_ids(Duty.TREASURER))
    form = forms.FundForm(
        request.POST or None,
        initial={"year": today.year, "period": "quarter"},
        organs=[(str(organ.pk), organ.name) for organ in organs],
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        draft = relief.FundDraft(
            name=data["name"],
            year=data["year"],
            source=data["source"],
            basis=data["basis"],
            budget=data["budget"],
            ceilings=_ceilings(data),
            period=data["period"],
        )
        try:
            fund = relief.open_fund(actor=actor, organ_id=UUID(data["organ_id"]), draft=draft, at=clock.now())
        except Refused as refused:
            refuse_form(form, refused)
        else:
            messages.success(request, _("资金已设立。"))
            return redirect("fund:fund", fund_id=fund.pk)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, **desk_context(request, "treasurer")}
    return render(request, "fund/new.html", context, status=status)


def _ceilings(data: dict[str, Any]) -> relief.Ceilings:
    return relief.Ceilings(data["case"], data["person"], data["period_sum"])


@gated(FUND)
@require_GET
def page(request: HttpRequest, fund_id: UUID) -> HttpResponse:
    """Show a fund with its books; ``?do=`` opens the form of budget or ceilings."""
    return _draw(request, fund_id, request.GET.get("do", ""))


@gated(TREASURER)
@require_POST
def act(request: HttpRequest, fund_id: UUID, key: str) -> HttpResponse:
    """Change the budget or the ceilings, or close the fund."""
    actor = actor_from(request)
    form = _form(key, None, request.POST)
    if form is None:
        raise Http404
    if form.is_valid():
        try:
            _done(actor, fund_id, key, form.cleaned_data)
        except Refused as refused:
            refuse_form(form, refused)
        else:
            messages.success(request, _("已登记。"))
            return redirect("fund:fund", fund_id=fund_id)
    return _draw(request, fund_id, key, form=form, status=422)


def _form(key: str, fund: relief.Fund | None, data: Any = None) -> django_forms.Form | None:
    if key == "budget":
        return forms.BudgetForm(data, auto_id="do-%s")
    if key == "ceilings":
        initial = {}
        if fund is not None:
            sums = {
                "case": fund.case_ceiling,
                "person": fund.person_ceiling,
                "period_sum": fund.period_ceiling,
            }
            initial = {name: relief.yuan(fen) for name, fen in sums.items() if fen is not None}
            initial["period"] = fund.period
        return forms.CeilingsForm(data, auto_id="do-%s", initial=initial)
    if key == "close":
        return django_forms.Form(data if data is not None else None)
    return None


def _done(actor: Actor, fund_id: UUID, key: str, data: dict[str, Any]) -> None:
    at = clock.now()
    if key == "budget":
        relief.change_budget(
            actor=actor, fund_id=fund_id, act=data["act"], amount=data["amount"], basis=data["basis"], at=at
        )
    elif key == "ceilings":
        relief.set_ceilings(
            actor=actor, fund_id=fund_id, ceilings=_ceilings(data), period=data["period"], at=at
        )
    else:
        relief.close_fund(actor=actor, fund_id=fund_id, at=at)


def _draw(
    request: HttpRequest,
    fund_id: UUID,
    doing: str,
    *,
    form: django_forms.Form | None = None,
    status: int = 200,
) -> HttpResponse:
    actor = actor_from(request)
    fund = relief.fund_for(actor, fund_id)
    manages = actor.holds(Duty.TREASURER, fund.organ_id) and fund.closed_on is None
    if form is None and manages:
        form = _form(doing, fund)
    shown = Paginator(relief.bookings(fund), PAGE).get_page(request.GET.get("page"))
    context = {
        "fund": fund,
        "source": retold(words.SOURCE_WORDS[words.Source(fund.source)]),
        "period": retold(words.PERIOD_WORDS[words.Period(fund.period)]),
        "figures": figures(fund),
        "ceilings": [
            (label, relief.yuan(fen))
            for label, fen in (
                (_("每件事项累计"), fund.case_ceiling),
                (_("每人当年累计"), fund.person_ceiling),
                (retold(words.PERIOD_WORDS[words.Period(fund.period)]), fund.period_ceiling),
            )
            if fen is not None
        ],
        "page": shown,
        "lines": [_line(row) for row in shown],
        "differences": relief.recount([fund.pk]),
        "manages": manages,
        "doing": doing,
        "form": form,
        **desk_context(request, "treasurer"),
    }
    return render(request, "fund/fund.html", context, status=status)


def _line(row: Any) -> dict[str, Any]:
    return {
        "row": row,
        "act": retold(words.ACT_WORDS[row.act]),
        "debit": retold(words.ACCOUNT_WORDS[row.debit]),
        "credit": retold(words.ACCOUNT_WORDS[row.credit]),
        "amount": relief.yuan(row.amount),
    }


class _Echo:
    """A file that hands back what is written."""

    def write(self, value: str) -> str:
        """Return the value."""
        return value


@gated(FUND)
@require_GET
def export(request: HttpRequest, fund_id: UUID) -> StreamingHttpResponse:
    """Send the books of a fund as CSV: every booking, nobody's name of those helped."""
    fund = relief.fund_for(actor_from(request), fund_id)
    response = StreamingHttpResponse(_rows(fund), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = (
        f'attachment; filename="fund-{fund.year}-{clock.today():%m%d}.csv"'
    )
    return response


def _rows(fund: relief.Fund) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield "\ufeff"
    yield writer.writerow(
        [
            _("日期"),
            _("摘要"),
            _("收入科目"),
            _("付出科目"),
            _("金额（元）"),
            _("申请编号"),
            _("说明"),
            _("经办人"),
        ]
    )
    for row in relief.bookings(fund).iterator(chunk_size=500):
        line = _line(row)
        number = row.application.number if row.application else ""
        words_ = row.words if not row.words.startswith(("=", "+", "-", "@")) else f"'{row.words}"
        cells = [row.booked_on.isoformat(), line["act"], line["debit"], line["credit"], line["amount"]]
        yield writer.writerow([*cells, number, words_, row.by.name])
