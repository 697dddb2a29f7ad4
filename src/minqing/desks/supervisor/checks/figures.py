"""排行 and 薄弱环节: figures with their intervals, each opening to its rows."""

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from minqing.desks.shared.acting import acted, deed
from minqing.desks.shared.gate import actor_from, gated
from minqing.desks.shared.listing.doors import SUPERVISOR
from minqing.supervision.public import league as tables
from minqing.supervision.public import weak as links

from . import forms
from .parts import frame, matters_page, page, period


@gated(SUPERVISOR)
@require_GET
def league(request: HttpRequest) -> HttpResponse:
    """Show organs by timeliness and by resolution, with intervals and ties."""
    actor, (first, last) = actor_from(request), period(request)
    lists = []
    for measure in tables.Measure:
        rows = [
            _standing(each, measure, f"first={first}&last={last}")
            for each in tables.league(actor, measure, first, last)
        ]
        lists.append((tables.MEASURE_WORDS[measure], ("位次", "单位", "比率", "95%区间", "件数"), rows))
    means = _("区间重叠的分不出先后，写成并列的范围；不足 %(n)s 件的不排位。从来不按信访数量排。") % {
        "n": tables.minimum_on(last)
    }
    context = frame(request, "league", _("排行"), lists=lists, means=means, first=first, last=last)
    return render(request, page("mine"), context)


def _standing(each: tables.Standing, measure: tables.Measure, days: str) -> list[tuple[str, str]]:
    score, (low, high) = each.score, each.score.interval
    place = _("件数不足") if not each.ranked else f"{each.best}"
    if each.ranked and each.tied:
        place = _("%(best)s–%(worst)s（并列）") % {"best": each.best, "worst": each.worst}
    rows = f"{reverse('supervisor:league_rows')}?measure={measure.value}&organ={score.organ}&{days}"
    return [
        (place, ""),
        (score.name, ""),
        (f"{score.share:.0%}（{score.good}）", f"{rows}&good=yes"),
        (f"{low:.0%}–{high:.0%}", ""),
        (str(score.of), rows),
    ]


@gated(SUPERVISOR)
@require_GET
def league_rows(request: HttpRequest) -> HttpResponse:
    """Show the matters behind a figure of the table."""
    try:
        measure, organ = tables.Measure(request.GET.get("measure", "")), UUID(request.GET.get("organ", ""))
    except ValueError:
        return redirect("supervisor:league")
    good = {"yes": True, "no": False}.get(request.GET.get("good", ""))
    rows = tables.rows_behind(actor_from(request), measure, organ, period(request), good=good)
    return matters_page(request, "league", tables.MEASURE_WORDS[measure], rows)


@gated(SUPERVISOR)
@require_GET
def weak(request: HttpRequest) -> HttpResponse:
    """Show what stands out in a period, with the numbers."""
    actor, (first, last) = actor_from(request), period(request)
    rows = []
    for each in links.weak_links(actor, first, last):
        tally = each.tally
        query = f"kind={tally.kind}&key={tally.key}&sign={tally.sign}&first={first}&last={last}"
        low, high = tables.wilson(tally.bad, tally.of)
        rows.append(
            [
                (
                    f"{links.KIND_WORDS[tally.kind]}：{tally.name}",
                    f"{reverse('supervisor:weak_link')}?{query}",
                ),
                (links.SIGN_WORDS[tally.sign], ""),
                (f"{tally.bad} / {tally.of}", f"{reverse('supervisor:weak_rows')}?{query}"),
                (f"{each.expected:.1f}", ""),
                (f"{low:.0%}–{high:.0%}", ""),
                (f"{each.chance:.4f}", ""),
            ]
        )
    head = ("哪里", "什么", "实际 / 件数", "按其他各处的比率应有", "95%区间", "偶然出现的概率（已校正）")
    said = [
        [
            (each.name, ""),
            (each.problem, ""),
            (each.text, ""),
            (_("已提出建议") if each.proposal_id else _("草稿"), ""),
        ]
        for each in links.drafts(actor)[:50]
    ]
    lists = [
        (_("突出的"), head, rows),
        (_("已记下的建议"), ("哪里", "发现的问题", "建议", "状态"), said),
    ]
    means = _("比较很多处，总有几处只是偶然；概率按比较的次数校正过，低于百分之五才列出。")
    context = frame(request, "weak", _("薄弱环节"), lists=lists, means=means, first=first, last=last)
    return render(request, page("mine"), context)


def _pointer(request: HttpRequest) -> links.Pointer | None:
    first, last = period(request)
    try:
        kind, sign = links.Kind(request.GET.get("kind", "")), links.Sign(request.GET.get("sign", ""))
    except ValueError:
        return None
    return links.Pointer(kind, request.GET.get("key", "")[:64], sign, first, last)


@gated(SUPERVISOR)
@require_GET
def weak_rows(request: HttpRequest) -> HttpResponse:
    """Show the matters behind a tally."""
    at = _pointer(request)
    if at is None:
        return redirect("supervisor:weak")
    days = (at.first_on, at.last_on)
    rows = links.rows_behind(actor_from(request), at.kind, at.key, at.sign, days)
    return matters_page(request, "weak", links.SIGN_WORDS[at.sign], rows)


@gated(SUPERVISOR)
@require_http_methods(["GET", "POST"])
def weak_link(request: HttpRequest) -> HttpResponse:
    """Put down what was found in one place and what is proposed."""
    actor, pointer = actor_from(request), _pointer(request)
    if pointer is None:
        return redirect("supervisor:weak")

    note = partial(links.draft_proposal, actor=actor, pointer=pointer)
    acts = [deed("propose", _("记下问题和建议"), forms.WeakForm, note, _("已记下，数字一并存入。"))]
    facts = [(_("什么"), links.SIGN_WORDS[pointer.sign], "")]
    shown = frame(request, "weak", _("薄弱环节"), facts=facts, story=[])
    return acted(request, acts, page("item"), lambda: shown, target=reverse("supervisor:weak"))
