"""The registers: quality checks, problem cases, backlog, exemplars, and what waits for who looks."""

from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from django import forms as shapes
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from minqing.desks.shared import words
from minqing.desks.shared.acting import Act, acted, deed
from minqing.desks.shared.gate import actor_from, gated
from minqing.desks.shared.listing.doors import SUPERVISOR
from minqing.kernel.clock import public as clock
from minqing.kernel.law.public import Incomplete
from minqing.kernel.people.public import Actor, Duty
from minqing.petition import public as petitions
from minqing.petition.public import Petition
from minqing.study import public as study
from minqing.supervision.public import backlog as stock
from minqing.supervision.public import problems as troubles
from minqing.supervision.public import quality as checks

from . import forms
from .parts import SHOWN, WORKERS, frame, page


def _reading_row(each: checks.Reading) -> list[tuple[str, str]]:
    href = reverse("supervisor:reading", args=[each.pk])
    return [
        (each.petition.number or "", href),
        (each.petition.title, ""),
        (each.handling.name if each.handling else "", ""),
        (each.reader.name if each.reader else _("待指定"), ""),
        (checks.STATUS_WORDS[checks.Status(each.status)], ""),
        (words.day_words(each.due_on), ""),
    ]


def _problem_row(each: troubles.ProblemCase) -> list[tuple[str, str]]:
    return [
        (troubles.GROUNDS[troubles.Ground(each.ground)].words, reverse("supervisor:problem", args=[each.pk])),
        (each.organ.name, ""),
        (each.owner.name if each.owner else _("待指定"), ""),
        (_("办理中") if each.status == troubles.Status.OPEN else _("已办结"), ""),
        (words.day_words(each.due_on), ""),
    ]


def _backlog_row(each: stock.BacklogEntry) -> list[tuple[str, str]]:
    why = "、".join(stock.CRITERION_WORDS[stock.Criterion(key)] for key in each.criteria)
    return [
        (each.petition.number or "", reverse("supervisor:backlog_entry", args=[each.pk])),
        (each.petition.title, ""),
        (each.petition.holder.name, ""),
        (why, ""),
        (stock.STATUS_WORDS[stock.Status(each.status)], ""),
        (words.day_words(each.by) if each.by else _("没有方案"), ""),
    ]


READING_HEAD = ("编号", "标题", "承办单位", "阅卷人", "状态", "最迟日")
PROBLEM_HEAD = ("由什么引起", "收到单位", "负责人", "状态", "期限")
BACKLOG_HEAD = ("编号", "标题", "单位", "列入的理由", "状态", "期限")


@gated(SUPERVISOR)
@require_http_methods(["GET", "POST"])
def quality(request: HttpRequest) -> HttpResponse:
    """Show the samples and the readings; draw a new sample."""
    actor, today = actor_from(request), clock.today()
    until, draw = {"last_on": today - timedelta(days=1)}, partial(checks.draw_sample, actor=actor)
    acts = [deed("draw", _("抽取一次"), forms.DrawForm, draw, _("已抽取，阅卷人已收到通知。"), until)]
    return acted(request, acts, page("register"), lambda: _samples(request, actor, today))


def _samples(request: HttpRequest, actor: Actor, today: date) -> dict[str, Any]:
    stand = checks.progress(actor, today)
    status = request.GET.get("status", "")
    here = reverse("supervisor:quality")
    return frame(
        request,
        "quality",
        _("质量抽查"),
        figures=[
            (checks.STATUS_WORDS[each], stand.counts[each.value], f"{here}?status={each.value}")
            for each in checks.Status
        ],
        head=READING_HEAD,
        rows=[_reading_row(each) for each in checks.readings(actor, status)[:SHOWN]],
        links=[
            (str(each), reverse("supervisor:sample", args=[each.pk]))
            for each in checks.samples_for(actor)[:20]
        ],
        means=_("从办结的事项里按风险加权随机抽取，种子取自当天封存的留痕，由没有办理过的人阅卷。"),
    )


@gated(SUPERVISOR)
@require_GET
def problems(request: HttpRequest) -> HttpResponse:
    """Show the problem cases."""
    actor, status = actor_from(request), request.GET.get("status", "")
    here = reverse("supervisor:problems")
    rows = troubles.cases(actor)
    context = frame(
        request,
        "problems",
        _("问题件"),
        figures=[
            (name, rows.filter(status=key).count(), f"{here}?status={key}")
            for key, name in (("open", _("办理中")), ("done", _("已办结")))
        ],
        head=PROBLEM_HEAD,
        rows=[_problem_row(each) for each in troubles.cases(actor, status)[:SHOWN]],
        means=_("多次退回、复查复核后重新办理、同一人就同类问题反复信访的，每天自动形成问题件。"),
    )
    return render(request, page("register"), context)


@gated(WORKERS)
@require_http_methods(["GET", "POST"])
def backlog(request: HttpRequest) -> HttpResponse:
    """Show the register of the backlog; enter by criteria or by hand."""
    actor = actor_from(request)
    acts = _entering(actor) if actor.holds(Duty.SUPERVISOR) else []
    return acted(request, acts, page("register"), lambda: _entries(request, actor))


def _entries(request: HttpRequest, actor: Actor) -> dict[str, Any]:
    status, here = request.GET.get("status", ""), reverse("supervisor:backlog")
    counts = stock.figures(actor, clock.today())
    return frame(
        request,
        "backlog",
        _("积案台账"),
        figures=[
            (stock.STATUS_WORDS[each], counts[each.value], f"{here}?status={each.value}")
            for each in stock.Status
        ],
        head=BACKLOG_HEAD,
        rows=[_backlog_row(each) for each in stock.entries(actor, status)[:SHOWN]],
        means=_("一案一方案，凭证明材料和负责人签字销号。"),
    )


def _entering(actor: Actor) -> list[Act]:
    def by_hand(*, number: str, reason: str, at: datetime) -> object:
        matter = _matter(actor, number)
        return stock.enter_backlog(actor=actor, petition_id=matter.pk, reason=reason, at=at)

    everything = partial(stock.enter_by_criteria, actor=actor)
    return [
        deed("criteria", _("按标准列入"), shapes.Form, everything, _("符合标准的都已列入。")),
        deed("hand", _("提出列入"), forms.EnterForm, by_hand, _("已列入。")),
    ]


def _matter(actor: Actor, number: str) -> Petition:
    found = petitions.visible_to(actor).filter(number=number.strip(), sealed=False).first()
    if found is None:
        raise Incomplete("没有这个编号的事项，或者您无权查看，请核对编号。")
    return found


@gated(WORKERS)
@require_http_methods(["GET", "POST"])
def exemplars(request: HttpRequest) -> HttpResponse:
    """Show the exemplars of the desk; nominate one."""
    actor = actor_from(request)

    def nominate(*, number: str, at: datetime, **said: str) -> object:
        matter = _matter(actor, number)
        return study.nominate_exemplar(
            actor=actor,
            organ_id=matter.handling_id or matter.holder_id,
            petition_ids=[matter.pk],
            said=study.Nomination(**said),
            at=at,
        )

    acts = [deed("nominate", _("提名典型"), forms.NominateForm, nominate, _("已提名。"))]
    return acted(request, acts, page("register"), lambda: _praised(request, actor))


def _praised(request: HttpRequest, actor: Actor) -> dict[str, Any]:
    rows = [
        [
            (each.title, reverse("supervisor:exemplar", args=[each.pk])),
            (each.organ.name, ""),
            (study.STATUS_WORDS[study.Status(each.status)], ""),
        ]
        for each in study.exemplars(actor)[:SHOWN]
    ]
    return frame(
        request,
        "exemplars",
        _("典型"),
        head=("标题", "单位", "状态"),
        rows=rows,
        links=[(_("公开的典型"), reverse("public:exemplars"))],
        means=_("有数字、有证据、有本人同意的记录；别人审核后公布，公布的文字里没有个人信息。"),
    )


@gated(WORKERS)
@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """Show what waits for the person who looks: corrections, problem cases, backlog."""
    actor = actor_from(request)
    own = troubles.cases(actor, "open").filter(owner=actor.account_id)
    context = frame(
        request,
        "mine",
        _("要我办的"),
        lists=[
            (_("质量抽查退回"), READING_HEAD, [_reading_row(r) for r in checks.corrections(actor)[:SHOWN]]),
            (_("我负责的问题件"), PROBLEM_HEAD, [_problem_row(r) for r in own[:SHOWN]]),
            (_("积案"), BACKLOG_HEAD, [_backlog_row(r) for r in stock.entries(actor)[:SHOWN]]),
        ],
    )
    return render(request, page("mine"), context)
