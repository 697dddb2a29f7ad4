"""The moves of review and final review. A table, no rules."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from minqing.desks.shared.casefile.forms import review as forms
from minqing.kernel.people.public import Actor
from minqing.petition.public import Channel, review

from .spec import Maker, MoveSpec


def _ask(
    *,
    actor: Actor,
    petition_id: UUID,
    at: datetime,
    file_ids: tuple[UUID, ...] = (),
    **facts: Any,
) -> review.ReviewAsked:
    facts.pop("version", None)
    draft = review.ReviewDraft(**facts, file_ids=file_ids)
    return review.request_review(actor=actor, petition_id=petition_id, draft=draft, at=at)


def _draft(
    *, actor: Actor, petition_id: UUID, at: datetime, version: int | None = None, **said: Any
) -> object:
    draft = review.DecisionDraft(**said)
    return review.save_review(actor=actor, petition_id=petition_id, draft=draft, at=at, version=version)


def _result(
    *,
    actor: Actor,
    petition_id: UUID,
    at: datetime,
    file_ids: tuple[UUID, ...] = (),
    **facts: Any,
) -> review.ReviewRequest:
    result = review.OutsideResult(**facts, file_ids=file_ids)
    return review.record_outside_result(actor=actor, petition_id=petition_id, result=result, at=at)


def _choices(maker: Maker) -> Mapping[str, Any]:
    return {"choices": review.choices_against(maker.matter)}


def _counter(maker: Maker) -> Mapping[str, Any]:
    return {"received_on": maker.today, "channel": Channel.VISIT.value}


def _drafted(maker: Maker) -> Mapping[str, Any]:
    opinion, decision = review.review_draft(maker.matter)
    if opinion is None or decision is None:
        return {}
    return {
        "facts_found": opinion.facts,
        "outcome": decision.outcome,
        "grounds": decision.grounds,
        "reasons": decision.reasons,
        "basis": decision.basis,
        "change": decision.change,
        "redo_by": decision.redo_by,
        "publish": decision.publish,
    }


MOVES: Final = (
    MoveSpec(
        "review_late",
        _("决定逾期申请"),
        review.decide_late_request,
        forms.LateForm,
        confirm=_(
            "障碍消除后十日内提出的，可以准许；不予准许的，报请本机关负责人签批，签批后制发不再受理告知书。"
        ),
        done=_("已作出决定；不予准许的，已报请负责人签批。"),
    ),
    MoveSpec(
        "review_late_sign",
        _("签批不予准许"),
        review.sign_late_refusal,
        forms.LateSignForm,
        confirm=_("同意以后制发不再受理告知书，送达申请人；不同意的退回重新决定。"),
        grave=True,
        done=_("已签批。"),
    ),
    MoveSpec(
        "review_accept",
        _("受理复查、复核请求"),
        review.accept_review,
        confirm=_("受理以后由您承办；参与过原办理的人员应当回避。三十日从收到申请之日起算。"),
        done=_("已受理，请审查全案卷，起草意见。"),
    ),
    MoveSpec(
        "review_opinion",
        _("起草复查、复核意见"),
        _draft,
        forms.ReviewOpinionForm,
        initial=_drafted,
        done=_("意见稿已保存。"),
    ),
    MoveSpec(
        "review_submit",
        _("送审"),
        review.submit_review,
        confirm=_("送审以后不能再改，除非领导退回。"),
        template="casefile/do_review_approve.html",
        done=_("已送审。"),
    ),
    MoveSpec(
        "review_approve",
        _("签发"),
        review.approve_review,
        confirm=_("签发以后生成正式文书，编号、盖章，不能再改；撤销重办的，原办理单位立即收到。"),
        template="casefile/do_review_approve.html",
        grave=True,
        done=_("已签发，等待送达。"),
    ),
    MoveSpec(
        "review_request",
        _("登记复查、复核申请"),
        _ask,
        forms.ReviewRequestForm,
        offers=_choices,
        initial=_counter,
        uploads=True,
        done=_("已登记申请。"),
    ),
    MoveSpec(
        "review_statement",
        _("提交案卷和情况说明"),
        review.give_statement,
        forms.StatementForm,
        uploads=True,
        done=_("已提交。"),
    ),
    MoveSpec(
        "review_send",
        _("登记寄送"),
        review.send_outside,
        forms.SendForm,
        initial=lambda m: {"sent_on": m.today},
        done=_("已登记寄送。"),
    ),
    MoveSpec(
        "review_result",
        _("登记寄回的意见"),
        _result,
        forms.ResultForm,
        uploads=True,
        done=_("已登记意见。"),
    ),
)
