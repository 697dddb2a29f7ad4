"""听证、调解、执行: the petitioner applies, says yes or no, confirms or says what is missing.

Articles: 条例 31[6], 32(2), 33.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from minqing.desks.petitioner import forms
from minqing.desks.petitioner.fields import PlainForm, TextField
from minqing.desks.petitioner.matter import OneForm, Opened
from minqing.desks.shared.gate import refusal_words
from minqing.kernel.clock import public as clock
from minqing.kernel.law import public as law
from minqing.petition.public import handling

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase


class HearingForm(PlainForm):
    """申请听证: why."""

    use_required_attribute = False

    reason = TextField(
        label=lazy("为什么要听证"),
        help_text=lazy("例如：双方说法不一；涉及很多人。"),
        most=forms.MOST_REASON,
        rows=4,
        ask=lazy("请写为什么要听证。"),
    )


class ApplyForHearing(OneForm):
    """申请听证: the organ must hold it or say why not."""

    template = "petitioner/hearing.html"
    form = HearingForm
    done = lazy("申请收到了。办理单位会安排听证，或者书面告诉您为什么不举行。")

    def act(self, said: dict[str, Any]) -> None:
        """Apply."""
        handling.apply_for_hearing(
            actor=self.actor(), petition_id=self.matter().id, reason=said["reason"], at=clock.now()
        )


class Settlement(Opened):
    """调解: yes or no, whenever one likes; no is answered like yes."""

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Say yes or no."""
        actor, agreed = self.actor(), request.POST.get("do") == "accept"
        act = handling.accept_settlement if agreed else handling.refuse_settlement
        try:
            act(actor=actor, petition_id=self.matter().id, at=clock.now())
        except law.Refused as refused:
            messages.error(request, refusal_words(refused))
            return redirect("petitioner:matter")
        said = _("记下了：您愿意调解。") if agreed else _("记下了：您不愿意调解。事项继续办理，期限照算。")
        messages.success(request, said)
        return redirect("petitioner:matter")


class Execution(Opened):
    """执行: confirmed, or what is missing."""

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Confirm or dispute one thing that was reported as carried out."""
        confirmed = request.POST.get("do") == "confirm"
        act = handling.confirm_execution if confirmed else handling.dispute_execution
        try:
            execution_id = UUID(request.POST.get("execution", ""))
        except ValueError:
            raise Http404 from None
        said = request.POST.get("said", "").replace("\x00", "")[: forms.MOST_REASON]
        try:
            act(
                actor=self.actor(),
                petition_id=self.matter().id,
                execution_id=execution_id,
                said=said,
                at=clock.now(),
            )
        except law.Refused as refused:
            messages.error(request, refusal_words(refused))
            return redirect("petitioner:matter")
        done = _("谢谢，已经记下。") if confirmed else _("记下了，办理单位要重新执行。")
        messages.success(request, done)
        return redirect("petitioner:matter")
