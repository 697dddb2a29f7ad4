"""积案: one entry of the register; plan, note, prove, sign."""

from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from minqing.desks.shared import words
from minqing.desks.shared.acting import Act, acted, deed
from minqing.desks.shared.gate import actor_from, gated
from minqing.kernel.people.public import Actor
from minqing.supervision.public import backlog

from . import forms
from .parts import WORKERS, frame, matter_href, page

WORKED_ON = (backlog.Status.ENTERED, backlog.Status.PLANNED)


@gated(WORKERS)
@require_http_methods(["GET", "POST"])
def entry(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Show one entry of the backlog; plan, note, prove, sign."""
    actor = actor_from(request)
    row = backlog.entry_for(actor, entry_id)
    return acted(request, _acts(actor, row), page("item"), lambda: _shown(request, row))


def _shown(request: HttpRequest, row: backlog.BacklogEntry) -> dict[str, Any]:
    facts = [
        (_("事项"), f"{row.petition.number} {row.petition.title}", matter_href(row.petition_id)),
        (_("状态"), backlog.STATUS_WORDS[backlog.Status(row.status)], ""),
        (_("列入"), words.day_words(row.entered_on), ""),
        (_("谁负责"), row.who or _("没有方案"), ""),
        (_("怎样化解"), row.how, ""),
        (_("哪天以前"), words.day_words(row.by) if row.by else "", ""),
        (_("化解情况"), row.result, ""),
        (_("证明材料"), row.proof.name if row.proof else "", ""),
        (_("签字"), f"{row.signed_as} {row.signed_by.name}" if row.signed_by else "", ""),
    ]
    return frame(request, "backlog", _("积案"), facts=facts, story=row.progress)


def _acts(actor: Actor, row: backlog.BacklogEntry) -> list[Act]:
    who: dict[str, Any] = {"actor": actor, "entry_id": row.pk}
    status = row.status

    def plan(*, at: datetime, **given: Any) -> object:
        return backlog.plan_backlog(**who, plan=backlog.Plan(**given), at=at)

    note, prove, sign = (
        partial(verb, **who) for verb in (backlog.note_backlog, backlog.prove_backlog, backlog.sign_backlog)
    )
    plan_act = deed("plan", _("化解方案"), forms.PlanForm, plan, _("方案已定。"))
    note_act = deed("note", _("记录进展"), forms.WordsForm, note, _("已记录。"))
    prove_act = deed("prove", _("申请销号"), forms.ProofForm, prove, _("已申请，等待负责人签字。"))
    sign_act = deed("sign", _("签字销号"), forms.DecideForm, sign, _("已签字。"))
    offered = (
        (plan_act, status in WORKED_ON and backlog.directs(actor, row)),
        (note_act, status != backlog.Status.WRITTEN_OFF),
        (prove_act, status == backlog.Status.PLANNED),
        (sign_act, status == backlog.Status.PROVED and backlog.signs(actor, row)),
    )
    return [act for act, may in offered if may]
