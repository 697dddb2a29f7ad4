"""典型: one exemplar; amend, review, publish, withdraw."""

from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django import forms as shapes
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from minqing.desks.shared.acting import Act, acted, deed
from minqing.desks.shared.gate import actor_from, gated
from minqing.kernel.people.public import Actor
from minqing.study import public as study

from . import forms
from .parts import WORKERS, frame, page


@gated(WORKERS)
@require_http_methods(["GET", "POST"])
def exemplar(request: HttpRequest, exemplar_id: UUID) -> HttpResponse:
    """Show one exemplar; amend, review, publish, withdraw."""
    actor = actor_from(request)
    row = study.exemplar_for(actor, exemplar_id)
    return acted(request, _acts(actor, row), page("item"), lambda: _shown(request, row))


def _shown(request: HttpRequest, row: study.Exemplar) -> dict[str, Any]:
    facts = [
        (_("标题"), row.title, ""),
        (_("单位"), row.organ.name, ""),
        (_("状态"), study.STATUS_WORDS[study.Status(row.status)], ""),
        (_("做法"), row.practice, ""),
        (_("数字"), row.figures, ""),
        (_("证据"), row.evidence, ""),
        (_("同意"), f"{row.consent_of}，{row.consent_how}", ""),
        (_("提名"), row.nominated_by.name, ""),
        (_("审核意见"), row.review_words, ""),
    ]
    return frame(request, "exemplars", _("典型"), facts=facts, story=[])


def _acts(actor: Actor, row: study.Exemplar) -> list[Act]:
    who: dict[str, Any] = {"actor": actor, "exemplar_id": row.pk}
    status = row.status
    own, reviews = row.nominated_by_id == actor.account_id, study.reviews(actor, row)

    def amend(*, at: datetime, **given: Any) -> object:
        return study.amend_exemplar(**who, said=study.Nomination(**given), at=at)

    def review(*, agree: bool, **given: Any) -> object:
        return study.review_exemplar(**who, approve=agree, **given)

    def withdraw(*, words: str, at: datetime) -> object:
        return study.withdraw_exemplar(**who, why=words, at=at)

    said = {name: getattr(row, name) for name in forms.SaidForm.base_fields}
    publish = partial(study.publish_exemplar, **who)
    amend_act = deed("amend", _("修改后再提名"), forms.SaidForm, amend, _("已提名。"), said)
    review_act = deed("review", _("审核"), forms.DecideForm, review, _("已记录。"))
    publish_act = deed("publish", _("公布"), shapes.Form, publish, _("已公布。"))
    gone = _("已撤下，公开页面上不再有。")
    withdraw_act = deed("withdraw", _("撤下"), forms.WordsForm, withdraw, gone)
    offered = (
        (amend_act, own and status == study.Status.RETURNED),
        (review_act, reviews and not own and status == study.Status.NOMINATED),
        (publish_act, reviews and status == study.Status.APPROVED),
        (withdraw_act, status != study.Status.WITHDRAWN),
    )
    return [act for act, may in offered if may]
