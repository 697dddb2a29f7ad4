"""The forms of orders of the hall and of settlements on the spot. Shape only."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from minqing.crossings.dispatch_to_petition import Terms
from minqing.desks.shared.casefile.forms.base import (
    SHORT,
    DayInput,
    OrganSelect,
    choose,
    organ_choices,
    text_area,
)
from minqing.desks.shared.retelling import retold_lazy
from minqing.kernel.people.public import Organ
from minqing.reception.public.dispatch import ORDER_WORDS, OrderDraft, OrderKind, SpotDraft


class OrderForm(forms.Form):
    """发调度单: to whom, what, where, within how many minutes."""

    organ_id = forms.ChoiceField(label=_("调度哪个单位"), widget=OrganSelect)
    kind = forms.ChoiceField(
        label=_("调度事项"),
        choices=[(k.value, retold_lazy(said)) for k, said in ORDER_WORDS.items()],
        widget=forms.RadioSelect,
        initial="send",
    )
    request = forms.CharField(label=_("要求"), max_length=1000, widget=text_area(2))
    place = forms.CharField(label=_("到哪里"), max_length=200, help_text=_("大厅几号窗口，或者现场的地址。"))
    minutes = forms.IntegerField(
        label=_("多少分钟以内"),
        min_value=5,
        max_value=60 * 24 * 30,
        initial=30,
        help_text=_("一天是1440分钟。"),
    )
    number = forms.CharField(label=_("涉及的信访事项编号"), max_length=40, required=False)

    def __init__(self, *args: Any, organs: Iterable[Organ] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "organ_id", organ_choices(organs))

    def draft(self, until: Any, subject_id: UUID | None) -> OrderDraft:
        """Return the order."""
        data = self.cleaned_data
        return OrderDraft(
            organ_id=UUID(data["organ_id"]),
            kind=OrderKind(data["kind"]),
            request=data["request"],
            place=data["place"],
            until=until,
            subject_id=subject_id,
        )


class SpotForm(forms.Form):
    """现场化解: who, about what, how it went, on which terms."""

    number = forms.CharField(
        label=_("涉及的信访事项编号"),
        max_length=40,
        required=False,
        help_text=_("由这件事项的承办人填写并且双方签了名的，事项随即以和解办结。"),
    )
    parties = forms.CharField(label=_("当事各方"), max_length=300)
    dispute = forms.CharField(label=_("争议的事"), max_length=SHORT, widget=text_area(2))
    outcome = forms.CharField(label=_("处理的经过和结果"), max_length=SHORT, widget=text_area(2))
    settled = forms.BooleanField(label=_("当场化解了"), required=False)
    terms = forms.CharField(label=_("达成的意见"), max_length=SHORT, required=False, widget=text_area(2))
    other_party = forms.CharField(label=_("对方当事人"), max_length=120, required=False)
    performance = forms.CharField(label=_("怎样履行"), max_length=500, required=False)
    execute_by = forms.DateField(label=_("最迟哪天履行"), required=False, widget=DayInput)
    performed = forms.CharField(
        label=_("已经当场履行的，写明情况"), max_length=500, required=False, widget=text_area(2)
    )

    def draft(self, subject_id: UUID | None) -> SpotDraft:
        """Return what happened."""
        data = self.cleaned_data
        names = ("parties", "dispute", "outcome", "settled", "terms")
        return SpotDraft(**{name: data[name] for name in names}, subject_id=subject_id)

    def agreed(self) -> Terms:
        """Return how it is performed."""
        data = self.cleaned_data
        names = ("other_party", "performance", "execute_by", "performed")
        return Terms(**{name: data[name] for name in names})
