"""申请复查、复核: asked for on the web with the query code; everything works without JavaScript.

Articles: 条例 35, 36; 民事诉讼法 85, 86 by analogy (posted in time, late with a reason).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from minqing.desks.petitioner import forms, uploads
from minqing.desks.petitioner.fields import PlainForm, TextField
from minqing.desks.petitioner.letter import WRONG
from minqing.desks.petitioner.matter import Opened
from minqing.desks.shared.gate import open_matter, refuse_form
from minqing.kernel.clock import public as clock
from minqing.kernel.files import public as files
from minqing.kernel.law import public as law
from minqing.petition.public import review

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse, HttpResponseBase

    from minqing.petition import public as petition


class ReviewForm(PlainForm):
    """复查、复核申请书: to whom, what for, why; the reason and the day when it is late."""

    use_required_attribute = False

    tier = django_forms.ChoiceField(
        label=lazy("向哪个机关申请"),
        widget=django_forms.RadioSelect,
        error_messages={
            "required": lazy("请选一个机关。"),
            "invalid_choice": lazy("请从列出的几项里选。"),
        },
    )
    requests = TextField(
        label=lazy("您的请求"),
        help_text=lazy("例如：撤销原处理意见，重新处理。"),
        most=forms.MOST_REASON,
        rows=3,
        ask=lazy("请写您请求怎样处理。"),
    )
    facts = TextField(
        label=lazy("不服的事实和理由"),
        help_text=lazy("哪里不对、为什么不对，有什么证据。"),
        most=forms.MOST_BODY,
        rows=7,
        ask=lazy("请写不服的事实和理由。"),
    )
    late_reason = TextField(
        label=lazy("为什么过了期限"),
        help_text=lazy("例如：住院、洪水断路。有没有正当理由，由收申请的机关决定。"),
        required=False,
        most=forms.MOST_REASON,
        rows=3,
    )
    obstacle_ended_on = django_forms.DateField(
        label=lazy("什么时候可以办了"),
        help_text=lazy("例如出院的那一天。"),
        required=False,
        widget=django_forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": lazy("请写日期，例如 2026-10-15。")},
    )

    def __init__(
        self, data: Any = None, *, choices: Sequence[review.ReviewChoice], late: bool, **more: Any
    ) -> None:
        super().__init__(data, **more)
        tier = self.fields["tier"]
        if isinstance(tier, django_forms.ChoiceField):
            tier.choices = [(each.tier.value, each.name) for each in choices]
        if len(choices) == 1:
            tier.initial = choices[0].tier.value
        if not late:
            del self.fields["late_reason"]
            del self.fields["obstacle_ended_on"]


class Ask(Opened):
    """申请复查、复核: the form shows the last day and how it was counted."""

    def get(self, _request: HttpRequest) -> HttpResponseBase:
        """Show the form."""
        row, remedy = self._remedy()
        return self._page(row, remedy, self._form(row, remedy, None), [])

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Hand the application in; files already taken in survive every error."""
        row, remedy = self._remedy()
        form = self._form(row, remedy, self.data())
        handed = uploads.handed_over(request)
        kept, problems, step = handed.kept, handed.problems, handed.step
        if step != "send":
            form.errors.clear()
            return self._page(row, remedy, form, kept, problems)
        if problems or not form.is_valid():
            return self._page(row, remedy, form, kept, problems, status=WRONG)
        said = form.cleaned_data
        draft = review.ReviewDraft(
            requests=said["requests"],
            facts=said["facts"],
            tier=review.Tier(said["tier"]),
            late_reason=said.get("late_reason", ""),
            obstacle_ended_on=said.get("obstacle_ended_on"),
            file_ids=tuple(file.file_id for file in kept),
        )
        try:
            asked = review.request_review(actor=self.actor(), petition_id=row.pk, draft=draft, at=clock.now())
        except law.Refused as refused:
            refuse_form(form, refused)
            return self._page(row, remedy, form, kept, status=WRONG)
        messages.success(request, _said(asked))
        return redirect("petitioner:matter")

    def _remedy(self) -> tuple[petition.Petition, review.Remedy]:
        """Return the matter and what may be asked for; there is no such page when nothing may."""
        row, today = self.matter(), clock.today()
        requests = review.chain_for(row, today).requests if "review" in row.annexes else ()
        remedy = review.remedy_of(row, today, requests)
        if remedy is None:
            raise Http404
        return row, remedy

    def _form(self, row: petition.Petition, remedy: review.Remedy, data: Any) -> ReviewForm:
        return ReviewForm(data, choices=review.choices_against(row), late=remedy.late, label_suffix="")

    def _page(
        self,
        row: petition.Petition,
        remedy: review.Remedy,
        form: ReviewForm,
        kept: list[uploads.Kept],
        problems: list[uploads.Upload] | None = None,
        *,
        status: int = 200,
    ) -> HttpResponse:
        del row
        return self.show(
            "petitioner/review.html",
            form,
            status=status,
            remedy=remedy,
            kept=kept,
            upload_errors=uploads.errors_of(problems or []),
            most_files=uploads.MOST_FILES,
            welcome=files.WELCOME,
        )


def _said(asked: review.ReviewAsked) -> str:
    """Return what the petitioner is told: who has it, and the code and digits that open it."""
    organ = asked.request.organ_name
    if not asked.query_code:
        return _("申请已经登记，由办理单位把申请和案卷寄送%(organ)s。进展看这一页。") % {"organ": organ}
    return _(
        "申请已经交给%(organ)s。申请的查询码%(code)s，四位数字%(tail)s，请记下来；也可以从这一页打开。"
    ) % {
        "organ": organ,
        "code": asked.query_code,
        "tail": asked.tail,
    }


class Turn(Opened):
    """打开同一件事的另一层: from the first matter to its review and back, on the code already proved."""

    def post(self, _request: HttpRequest, other_id: UUID) -> HttpResponseBase:
        """Open another matter of the same chain; any other does not exist here."""
        members = {each.pk for each in review.chain_members(self.matter())}
        if other_id not in members:
            raise Http404
        response = redirect("petitioner:matter")
        open_matter(response, other_id)
        return response
