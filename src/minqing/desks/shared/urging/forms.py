"""Forms of orders and proposals. They check shape only."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minqing.desks.shared.casefile.forms.base import SHORT, Choice, DayInput, choose, text_area
from minqing.supervision.public import orders, proposals

WAYS: list[Choice] = [(way.value, words) for way, words in orders.WAY_WORDS.items()]
GROUNDS: list[Choice] = [(ground.value, row.words) for ground, row in orders.GROUNDS.items()]


class OrderForm(forms.Form):
    """催办、督办: filled in already from the matter's own facts."""

    way = forms.ChoiceField(label=_("督办方式"), choices=WAYS)
    organ_id = forms.ChoiceField(label=_("被督办单位"))
    ground = forms.ChoiceField(
        label=_("督办事由"), help_text=_("按事项自己的情况选好了，可以改。"), choices=GROUNDS
    )
    facts = forms.CharField(label=_("违反规定的事实"), max_length=SHORT, widget=text_area(3))
    requirement = forms.CharField(label=_("督办要求"), max_length=SHORT, widget=text_area(3))
    reply_due = forms.DateField(
        label=_("反馈期限"), help_text=_("按工作日算好了，是惯例，不是法定期限。"), widget=DayInput()
    )

    def __init__(
        self, *args: Any, organs: list[Choice] | None = None, ways: list[Choice] | None = None, **kwargs: Any
    ) -> None:
        """Offer the organs that have to do with the matter, and the ways of the rung."""
        super().__init__(*args, **kwargs)
        choose(self, "organ_id", organs or [])
        if ways is not None:
            choose(self, "way", ways)


class TextForm(forms.Form):
    """One box of text: a reply, a reason."""

    text = forms.CharField(label=_("反馈内容"), max_length=SHORT, widget=text_area(5))


class CloseForm(forms.Form):
    """办结督办."""

    effect = forms.ChoiceField(
        label=_("督办成效"),
        choices=[(each.value, words) for each, words in orders.EFFECT_WORDS.items()],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label=_("审核意见"), max_length=SHORT, widget=text_area(3))


class BackForm(forms.Form):
    """退回反馈."""

    note = forms.CharField(label=_("为什么退回，还要说清什么"), max_length=SHORT, widget=text_area(3))


class WithdrawForm(forms.Form):
    """撤销督办."""

    note = forms.CharField(label=_("撤销的理由"), max_length=SHORT, widget=text_area(2))


class CheckForm(forms.Form):
    """实地核查."""

    checked_on = forms.DateField(label=_("核查日期"), widget=DayInput())
    place = forms.CharField(label=_("核查地点"), max_length=200)
    present = forms.CharField(label=_("核查人员"), max_length=200)
    found = forms.CharField(label=_("核查情况"), max_length=SHORT, widget=text_area(3))


class AdoptionForm(forms.Form):
    """反馈采纳情况."""

    adoption = forms.ChoiceField(
        label=_("采纳情况"),
        choices=[(each.value, words) for each, words in proposals.ADOPTION_WORDS.items()],
        widget=forms.RadioSelect,
    )
    reply = forms.CharField(label=_("怎样落实"), max_length=SHORT, widget=text_area(4))
    reason = forms.CharField(
        label=_("没有采纳或者部分采纳的理由"), max_length=SHORT, required=False, widget=text_area(3)
    )


class ProposalForm(forms.Form):
    """提出建议."""

    kind = forms.ChoiceField(
        label=_("建议种类"),
        choices=[(each.value, words) for each, words in proposals.KIND_WORDS.items()],
        widget=forms.RadioSelect,
    )
    organ_id = forms.ChoiceField(label=_("向哪个单位提出"))
    problem = forms.CharField(label=_("发现的问题"), max_length=SHORT, widget=text_area(3))
    evidence = forms.CharField(
        label=_("证据材料"), help_text=_("一行一条。"), max_length=SHORT, widget=text_area(3)
    )
    advice = forms.CharField(
        label=_("具体建议"), help_text=_("一行一条。"), max_length=SHORT, widget=text_area(3)
    )
    reply_due = forms.DateField(
        label=_("反馈期限"),
        help_text=_("条例要求书面反馈，没有规定天数；填好的是惯例。"),
        widget=DayInput(),
    )

    def __init__(self, *args: Any, organs: list[Choice] | None = None, **kwargs: Any) -> None:
        """Offer the organs of the jurisdiction."""
        super().__init__(*args, **kwargs)
        choose(self, "organ_id", organs or [])
