"""质量抽查: one sample drawn again before one's eyes, and one reading with what can be done on it."""

from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django import forms as shapes
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from minqing.desks.shared import words
from minqing.desks.shared.acting import Act, acted, deed
from minqing.desks.shared.gate import actor_from, gated
from minqing.desks.shared.listing.doors import SUPERVISOR
from minqing.kernel.law.public import NotAllowed
from minqing.kernel.people.public import Actor, Duty
from minqing.petition.public import Petition
from minqing.supervision.public import quality as checks

from . import forms
from .parts import WORKERS, frame, matter_href, matters_page, page


@gated(SUPERVISOR)
@require_GET
def sample(request: HttpRequest, sample_id: UUID) -> HttpResponse:
    """Show how a sample was drawn, drawn again before one's eyes, and its matters."""
    actor = actor_from(request)
    found = checks.samples_for(actor).filter(pk=sample_id).first()
    if found is None:
        raise NotAllowed("没有这次抽取，或者您无权查看。")
    said = _("重抽一致") if checks.is_true(found) else _("重抽不一致")
    means = f"{found}；{_('种子')} {found.seed}；{_('范围')} {len(found.population)}；{said}"
    rows = Petition.objects.filter(pk__in=checks.readings(actor, "", found.pk).values("petition"))
    rows = rows.select_related("holder", "handling", "handler", "received_by").order_by("id")
    return matters_page(request, "quality", _("一次抽取"), rows, means)


@gated(WORKERS)
@require_http_methods(["GET", "POST"])
def reading(request: HttpRequest, reading_id: UUID) -> HttpResponse:
    """Show one reading; read, answer, judge."""
    actor = actor_from(request)
    row = checks.reading_for(actor, reading_id)
    return acted(request, _acts(actor, row), page("item"), lambda: _shown(request, row))


def _shown(request: HttpRequest, row: checks.Reading) -> dict[str, Any]:
    risks = "、".join(checks.WEIGHTS[checks.Risk(risk)].words for risk in row.risks)
    facts = [
        (_("事项"), f"{row.petition.number} {row.petition.title}", matter_href(row.petition_id)),
        (_("承办单位"), row.handling.name if row.handling else "", ""),
        (_("状态"), checks.STATUS_WORDS[checks.Status(row.status)], ""),
        (_("最迟日"), words.day_words(row.due_on), ""),
        (_("风险点"), risks or _("没有"), ""),
        (_("阅卷意见"), row.words, ""),
    ]
    names = {item.key: item.words for item in checks.CHECKLIST}
    failed = [
        (names[key], given["words"])
        for key, given in row.findings.items()
        if given["answer"] == checks.Answer.NO and key in names
    ]
    return frame(request, "quality", _("阅卷"), facts=facts, failed=failed, story=row.steps)


def _acts(actor: Actor, row: checks.Reading) -> list[Act]:
    who: dict[str, Any] = {"actor": actor, "reading_id": row.pk}
    supervises = actor.holds(Duty.SUPERVISOR)
    reads = row.reader_id == actor.account_id

    def read(*, words: str, at: datetime, **given: str) -> object:
        findings = [
            checks.Finding(item.key, checks.Answer(given[item.key]), given[f"{item.key}_words"])
            for item in checks.CHECKLIST
        ]
        return checks.record_findings(**who, findings=findings, words=words, at=at)

    def judge(*, agree: bool, **given: Any) -> object:
        return checks.judge_correction(**who, settled=agree, **given)

    read_act = deed("read", _("阅卷"), forms.ReadForm, read, _("已记录。"))
    take = partial(checks.name_reader, **who, account_id=actor.account_id or row.pk)
    name_act = deed("name", _("由我阅卷"), shapes.Form, take, _("由您阅卷。"))
    answer = partial(checks.reply_to_correction, **who)
    reply_act = deed("reply", _("报送整改情况"), forms.ReplyForm, answer, _("已报送。"))
    judge_act = deed("judge", _("核实整改"), forms.DecideForm, judge, _("已记录。"))
    offered = {
        checks.Status.DRAWN: ((read_act, reads), (name_act, supervises and not reads)),
        checks.Status.SENT_BACK: ((reply_act, row.handling_id in actor.organ_ids()),),
        checks.Status.REPLIED: ((judge_act, supervises),),
    }
    return [act for act, may in offered.get(checks.Status(row.status), ()) if may]
