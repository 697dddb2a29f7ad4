"""权利请求: what petitioners asked for beside their matters, answered in writing by whom it belongs to.

Articles: 个人信息保护法 45, 46, 50; 信访工作条例 28(3), 46.
"""

from datetime import date
from typing import Any, Final
from urllib.parse import quote
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_GET, require_http_methods

from minqing.crossings import petition_to_relief
from minqing.desks.shared import words
from minqing.desks.shared.casefile.forms import text_area
from minqing.desks.shared.gate import actor_from, gated, refuse_form
from minqing.desks.shared.retelling import retold
from minqing.desks.shared.ribbon import Deadline
from minqing.desks.shared.staff import desk_context
from minqing.kernel.access.public import Door, desk
from minqing.kernel.clock import public as clock
from minqing.kernel.law.public import NotAllowed, Refused
from minqing.kernel.people.public import Duty
from minqing.petition.public import rights

ANSWERERS: Final[Door] = desk(Duty.REGISTRAR, Duty.LEADER)
DATA: Final = frozenset({rights.Right.ACCESS, rights.Right.CORRECTION})


class AnswerForm(forms.Form):
    """书面答复: granted or not, why, and how the identity was checked."""

    granted = forms.ChoiceField(label=lazy("答复"), widget=forms.RadioSelect)
    decision = forms.CharField(
        label=lazy("理由和处理"),
        help_text=lazy("信访人会一字不差地看到。拒绝的，写明理由。"),
        max_length=2000,
        widget=text_area(5),
    )
    identity_checked = forms.CharField(
        label=lazy("怎样核对的身份"),
        help_text=lazy("例如：当面核对居民身份证原件，与登记一致。"),
        max_length=200,
        required=False,
    )

    def __init__(self, *args: Any, row: rights.RightsRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        right = rights.RIGHTS[rights.Right(row.kind)]
        field = self.fields["granted"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("yes", retold(right.granted)), ("no", retold(right.refused))]
        if rights.Right(row.kind) not in DATA:
            del self.fields["identity_checked"]


@gated(ANSWERERS)
@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """Show what waits for this person's answer, what is due first on top."""
    actor, today = actor_from(request), clock.today()
    rows = [_line(row, today) for row in rights.rights_waiting(actor)]
    return render(request, "afterwards/rights.html", {"rows": rows, **desk_context(request, "rights")})


def _line(row: rights.RightsRequest, today: date) -> dict[str, Any]:
    right = rights.RIGHTS[rights.Right(row.kind)]
    tone, said = words.due_words(row.due_on, today)
    return {
        "row": row,
        "name": retold(right.name),
        "cite": right.article.cite,
        "way": retold(rights.ASKED_WORDS[rights.Asked(row.way)]),
        "deadline": Deadline(tone, said, row.due_on) if row.status == "open" else None,
        "field": rights.FIELDS.get(row.field, ""),
        "data": rights.Right(row.kind) in DATA,
        "conduct": row.kind == rights.Right.CONDUCT,
        "copy": row.available_until is not None and row.available_until >= today,
    }


@gated(ANSWERERS)
@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, request_id: UUID) -> HttpResponseBase:
    """Show one request and take the answer."""
    actor = actor_from(request)
    row = rights.right_for(actor, request_id)
    form = AnswerForm(request.POST or None, row=row)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            petition_to_relief.answer_right(
                actor=actor,
                request_id=request_id,
                granted=said["granted"] == "yes",
                decision=said["decision"],
                identity_checked=said.get("identity_checked", ""),
                at=clock.now(),
            )
        except Refused as refused:
            if isinstance(refused, NotAllowed) and refused.basis is None:
                raise
            refuse_form(form, refused)
        else:
            messages.success(request, _("已书面答复，信访人在查询页上看得到。"))
            return redirect("casework:right", request_id=request_id)
    context = {
        "line": _line(row, clock.today()),
        "row": row,
        "form": form if row.status == "open" else None,
        **desk_context(request, "rights"),
    }
    return render(request, "afterwards/right.html", context, status=422 if request.method == "POST" else 200)


@gated(ANSWERERS)
@require_GET
def copy(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Print the copy of personal data at the counter; the taking is recorded."""
    actor = actor_from(request)
    row = rights.take_copy(actor=actor, request_id=request_id, at=clock.now())
    return pdf(rights.data_copy(row, clock.today()), _("个人信息副本.pdf"))


@gated(ANSWERERS)
@require_GET
def answer(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Print the written answer."""
    row = rights.right_for(actor_from(request), request_id)
    if row.status == "open":
        raise Http404
    return pdf(rights.answer_paper(row), _("书面答复.pdf"))


def pdf(made: bytes, name: str) -> HttpResponse:
    """Return a PDF under its Chinese name."""
    response = HttpResponse(made, content_type="application/pdf")
    response.headers["Content-Disposition"] = (
        f"inline; filename=\"paper.pdf\"; filename*=UTF-8''{quote(name)}"
    )
    return response
