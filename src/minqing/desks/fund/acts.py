"""The acts on an application: a table of words, forms and verbs; no rules."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django import forms as django_forms
from django.http import Http404, HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

from minqing.kernel.clock import public as clock
from minqing.kernel.files import public as files
from minqing.kernel.people.public import Actor
from minqing.relief.public import fund as relief

from . import forms


@dataclass(frozen=True, slots=True)
class ActSpec:
    """One act on an application: its words, form, action; after one that ``leaves`` it is read no more."""

    label: str | Promise
    form: type[django_forms.Form]
    run: Callable[[HttpRequest, Actor, relief.Application, Mapping[str, Any]], object]
    done: str | Promise
    grave: bool = False
    leaves: bool = False


def _agree(_request: HttpRequest, actor: Actor, row: relief.Application, data: Mapping[str, Any]) -> object:
    return relief.agree_to_relief(
        actor=actor,
        application_id=row.pk,
        step=_waiting_step(row),
        consent=relief.Consent(data["amount"], data["words"], data["conference"]),
        version=data["version"],
        at=clock.now(),
    )


def _return(_request: HttpRequest, actor: Actor, row: relief.Application, data: Mapping[str, Any]) -> object:
    return relief.return_application(
        actor=actor,
        application_id=row.pk,
        step=_waiting_step(row),
        words=data["words"],
        version=data["version"],
        at=clock.now(),
    )


def _refuse(_request: HttpRequest, actor: Actor, row: relief.Application, data: Mapping[str, Any]) -> object:
    return relief.refuse_relief(
        actor=actor,
        application_id=row.pk,
        step=_waiting_step(row),
        ground=data["ground"],
        words=data["words"],
        version=data["version"],
        at=clock.now(),
    )


def _pay(request: HttpRequest, actor: Actor, row: relief.Application, data: Mapping[str, Any]) -> object:
    return relief.pay_relief(
        actor=actor,
        application_id=row.pk,
        voucher=_voucher(request, data),
        way=data["way"],
        payee_id=UUID(data["payee_id"]),
        version=data["version"],
        at=clock.now(),
    )


def _refund(request: HttpRequest, actor: Actor, row: relief.Application, data: Mapping[str, Any]) -> object:
    payment = UUID(data["payment_id"])
    if not row.payments.filter(pk=payment).exists():
        raise Http404
    return relief.refund_payment(
        actor=actor,
        payment_id=payment,
        voucher=_voucher(request, data),
        reason=data["reason"],
        at=clock.now(),
    )


def _release(_request: HttpRequest, actor: Actor, row: relief.Application, data: Mapping[str, Any]) -> object:
    return relief.release_relief(
        actor=actor,
        application_id=row.pk,
        reason=data["reason"],
        version=data["version"],
        at=clock.now(),
    )


def _amend(request: HttpRequest, actor: Actor, row: relief.Application, data: Mapping[str, Any]) -> object:
    came = request.FILES.getlist("proof")
    return relief.amend_application(
        actor=actor,
        application_id=row.pk,
        asked=data["asked"],
        reason=data["reason"],
        file_ids=tuple(files.take_in(each, str(each.name)).id for each in came),
        at=clock.now(),
    )


def _withdraw(
    _request: HttpRequest, actor: Actor, row: relief.Application, data: Mapping[str, Any]
) -> object:
    return relief.withdraw_application(
        actor=actor, application_id=row.pk, reason=data["reason"], at=clock.now()
    )


def _stand_aside(
    _request: HttpRequest, actor: Actor, row: relief.Application, data: Mapping[str, Any]
) -> object:
    return relief.stand_aside_from_relief(
        actor=actor, application_id=row.pk, reason=data["reason"], at=clock.now()
    )


def _voucher(request: HttpRequest, data: Mapping[str, Any]) -> relief.Voucher:
    upload = request.FILES.getlist("voucher")[0]
    return relief.Voucher(
        number=data["number"],
        file_id=files.take_in(upload, str(upload.name)).id,
        amount=data["amount"],
        on=data["on"],
    )


def _waiting_step(row: relief.Application) -> str:
    return {"lodged": "review", "reviewed": "approve", "approved": "final"}.get(row.status, "review")


ACTS: Final[Mapping[str, ActSpec]] = {
    "agree": ActSpec(lazy("同意"), forms.AgreeForm, _agree, lazy("已签署意见。"), grave=True),
    "return": ActSpec(lazy("退回补正"), forms.ReturnForm, _return, lazy("已退回补正。")),
    "refuse": ActSpec(lazy("不予救助"), forms.RefuseForm, _refuse, lazy("已决定不予救助。")),
    "pay": ActSpec(lazy("登记付款"), forms.PayForm, _pay, lazy("付款已登记入账。"), grave=True),
    "release": ActSpec(lazy("不再付款"), forms.ReleaseForm, _release, lazy("占用的金额已退回资金。")),
    "refund": ActSpec(lazy("登记退款"), forms.RefundForm, _refund, lazy("退款已登记入账。")),
    "amend": ActSpec(lazy("补正"), forms.AmendForm, _amend, lazy("已补正，重新等待审核。")),
    "withdraw": ActSpec(lazy("撤回申请"), forms.WithdrawForm, _withdraw, lazy("申请已撤回。")),
    "stand_aside": ActSpec(
        lazy("声明回避"),
        forms.StandAsideForm,
        _stand_aside,
        lazy("已声明回避，您不再能查看这件申请。"),
        grave=True,
        leaves=True,
    ),
}
