"""The form of a talk at a window: the statement, and what the talk came to. Shape only."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minqing.desks.shared.casefile.forms import text_area
from minqing.desks.shared.casefile.forms.base import LONG
from minqing.desks.shared.taking.forms import StatementForm
from minqing.petition.public import Channel, Statement
from minqing.reception.public.visits import Outcome, VisitDraft, Visitor, outcome_of


class VisitForm(StatementForm):
    """接谈: who came and what they ask; the button says what it came to."""

    requests = forms.CharField(
        label=_("要求解决什么"),
        max_length=LONG,
        required=False,
        widget=text_area(3),
        help_text=_("一行一项，答复时逐项回答；登记为信访事项的要写。"),
    )
    answer = forms.CharField(
        label=_("怎样答复、解释、谈定的"),
        max_length=LONG,
        required=False,
        widget=text_area(3),
        help_text=_("当场答复、解释政策、化解、引导的，写在这里，会印在凭证上。"),
    )
    joined = forms.CharField(label=_("并入哪一件"), max_length=40, required=False)
    joined_other = forms.CharField(label=_("或者填编号"), max_length=40, required=False)
    then = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)

    def outcome(self) -> Outcome:
        """Return what the talk came to; a button this page does not have counts as 其他."""
        return outcome_of(self.cleaned_data["then"]) or Outcome.OTHER

    def joined_number(self) -> str:
        """Return the number of the matter it belongs to: the one written, else the one chosen."""
        return str(self.cleaned_data["joined_other"] or self.cleaned_data["joined"])

    def said(self, field: str) -> str:
        """Return what stands in a field now, sent or not."""
        return str(self[field].value() or "").strip()

    def statement(self, day: date, file_ids: tuple[Any, ...]) -> Statement:
        """Return the statement of a visit on that day."""
        return self.said_by(Channel.VISIT, day, file_ids)

    def draft(self) -> VisitDraft:
        """Return what the talk came to without a matter; who asks not to be named stays out of it."""
        said = self.cleaned_data
        visitors: tuple[Visitor, ...] = ()
        if said["identity"] != "anonymous":
            first = Visitor(said["name"], said["telephone"], said["identity_number"])
            others = (Visitor(each.name, each.telephone) for each in self.speakers_named())
            visitors = (first, *others)
        return VisitDraft(self.outcome(), said["title"], said["body"], said["answer"], visitors)
