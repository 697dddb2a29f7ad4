"""How papers reach me: agree to electronic delivery or take it back, ask for the paper itself.

Articles: 民事诉讼法 90 by analogy (only with consent; a paper on request).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from minqing.desks.petitioner.matter import Opened
from minqing.kernel.clock import public as clock
from minqing.kernel.law.public import Refused
from minqing.petition.public import papers

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponseBase


class Consent(Opened):
    """同意、撤回电子送达."""

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Write down the petitioner's word and come back."""
        agrees = request.POST.get("agrees") == "yes"
        try:
            papers.set_delivery_consent(
                actor=self.actor(),
                petition_id=self.matter().id,
                agrees=agrees,
                how="信访人在查询页面上表示",
                at=clock.now(),
            )
        except Refused as refused:
            messages.error(request, refused.reason)
        else:
            said = _("已记下：可以电子送达。") if agrees else _("已记下：以后用纸质文书送达。")
            messages.success(request, said)
        return redirect("petitioner:matter")


class PaperCopy(Opened):
    """请给纸质文书."""

    def post(self, request: HttpRequest, document_id: UUID) -> HttpResponseBase:
        """Ask for the paper itself and come back."""
        try:
            papers.ask_for_paper_copy(
                actor=self.actor(), petition_id=self.matter().id, document_id=document_id, at=clock.now()
            )
        except Refused as refused:
            messages.error(request, refused.reason)
        else:
            messages.success(request, _("已告诉办理单位，请把纸质文书给您。"))
        return redirect("petitioner:matter")
