"""The forms of review and final review: they check shape only."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minqing.desks.shared import words
from minqing.desks.shared.retelling import retold
from minqing.petition.public import Channel
from minqing.petition.public.review import (
    GROUND_WORDS,
    OUTCOME_WORDS,
    Ground,
    ReviewChoice,
    ReviewOutcome,
    Tier,
)

from .base import LONG, SHORT, DayInput, MoveForm, choose, text_area

COUNTERS = (Channel.VISIT, Channel.LETTER, Channel.FAX, Channel.CALL, Channel.HANDED_OVER)


def _outcomes() -> list[tuple[str, str]]:
    return [(each.value, retold(OUTCOME_WORDS[each])) for each in ReviewOutcome]


class ReviewRequestForm(MoveForm):
    """申请复查、复核: written down at a counter, or from a letter with its postmark."""

    tier = forms.ChoiceField(label=_("向哪个机关申请"), widget=forms.RadioSelect)
    channel = forms.ChoiceField(label=_("怎样提出"))
    received_on = forms.DateField(label=_("收到日期"), widget=DayInput)
    posted_on = forms.DateField(
        label=_("邮戳日期"),
        required=False,
        widget=DayInput,
        help_text=_("邮寄的填；在期限内投邮的，不算逾期。"),
    )
    requests = forms.CharField(label=_("请求"), max_length=LONG, widget=text_area(3))
    facts_told = forms.CharField(label=_("事实和理由"), max_length=LONG, widget=text_area(6))
    late_reason = forms.CharField(
        label=_("逾期的理由"),
        max_length=SHORT,
        required=False,
        widget=text_area(2),
        help_text=_("过了期限才填；由复查、复核机关决定是否准许。"),
    )
    obstacle_ended_on = forms.DateField(
        label=_("障碍消除日期"),
        required=False,
        widget=DayInput,
        help_text=_("例如出院、道路恢复通行的日期。"),
    )

    def __init__(self, *args: Any, choices: Sequence[ReviewChoice] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "tier", [(each.tier.value, each.name) for each in choices])
        choose(self, "channel", [(each.value, words.word(words.CHANNELS, each)) for each in COUNTERS])
        if len(choices) == 1:
            self.fields["tier"].initial = choices[0].tier.value

    def facts(self) -> dict[str, Any]:
        """Return what was asked for, as the petition room understands it."""
        data = dict(self.cleaned_data)
        data.pop("version")
        told = data.pop("facts_told")
        return {**data, "facts": told, "tier": Tier(data["tier"]), "channel": Channel(data["channel"])}


class LateForm(MoveForm):
    """决定是否准许逾期申请."""

    admit = forms.ChoiceField(
        label=_("决定"),
        widget=forms.RadioSelect,
        choices=[("yes", _("准许，继续受理")), ("no", _("不予准许，报请负责人签批"))],
    )
    reason = forms.CharField(label=_("理由"), max_length=SHORT, widget=text_area())

    def facts(self) -> dict[str, Any]:
        """Return the decision."""
        data = dict(self.cleaned_data)
        return {**data, "admit": data["admit"] == "yes"}


class LateSignForm(MoveForm):
    """签批不予准许逾期申请: the leader agrees, or sends it back with a reason."""

    agree = forms.ChoiceField(
        label=_("签批"),
        widget=forms.RadioSelect,
        choices=[("yes", _("同意，不再受理")), ("no", _("不同意，退回重新决定"))],
    )
    words = forms.CharField(
        label=_("意见"),
        max_length=SHORT,
        required=False,
        widget=text_area(2),
        help_text=_("不同意的，写明为什么。"),
    )

    def facts(self) -> dict[str, Any]:
        """Return the signature."""
        data = dict(self.cleaned_data)
        return {**data, "agree": data["agree"] == "yes"}


class ReviewOpinionForm(MoveForm):
    """起草复查、复核意见; gaps may be left until it is sent up."""

    facts_found = forms.CharField(label=_("认定的事实"), max_length=LONG, required=False, widget=text_area(6))
    outcome = forms.ChoiceField(label=_("决定"), required=False, widget=forms.RadioSelect)
    grounds = forms.MultipleChoiceField(
        label=_("撤销、变更的理由"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("维持的不选。"),
    )
    reasons = forms.CharField(label=_("理由"), max_length=LONG, required=False, widget=text_area(4))
    basis = forms.CharField(label=_("依据"), max_length=SHORT, required=False, widget=text_area(2))
    change = forms.CharField(
        label=_("变更后的处理意见"),
        max_length=LONG,
        required=False,
        widget=text_area(3),
        help_text=_("决定变更时填。"),
    )
    redo_by = forms.DateField(
        label=_("重新办理的期限"), required=False, widget=DayInput, help_text=_("撤销重办时填。")
    )
    publish = forms.BooleanField(
        label=_("向社会公示"),
        required=False,
        help_text=_("只有经过听证的复核意见可以公示（条例第三十六条第二款）。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "outcome", _outcomes())
        choose(self, "grounds", [(each.value, retold(GROUND_WORDS[each])) for each in Ground])

    def facts(self) -> dict[str, Any]:
        """Return the draft's parts."""
        data = dict(self.cleaned_data)
        found = data.pop("facts_found")
        return {**data, "facts": found}


class StatementForm(MoveForm):
    """提交案卷和情况说明."""

    text = forms.CharField(
        label=_("情况说明"),
        max_length=LONG,
        widget=text_area(6),
        help_text=_("原处理意见的事实、依据，对申请的答复。复查、复核机关可以直接查看原案卷。"),
    )

    def facts(self) -> dict[str, Any]:
        """Return the statement."""
        return {"text": self.cleaned_data["text"]}


class SendForm(MoveForm):
    """寄送申请和案卷."""

    sent_on = forms.DateField(label=_("寄送日期"), widget=DayInput)
    how = forms.CharField(label=_("寄送方式和单号"), max_length=120)

    def facts(self) -> dict[str, Any]:
        """Return what was sent."""
        return {name: self.cleaned_data[name] for name in ("sent_on", "how")}


class ResultForm(MoveForm):
    """登记不使用本系统的机关的意见."""

    outcome = forms.ChoiceField(label=_("结果"), widget=forms.RadioSelect)
    number = forms.CharField(label=_("意见书文号"), max_length=80)
    decided_on = forms.DateField(label=_("作出日期"), widget=DayInput)
    served_on = forms.DateField(
        label=_("送达信访人的日期"), widget=DayInput, help_text=_("请求复核的三十日从这一天起算。")
    )
    words = forms.CharField(label=_("意见摘要"), max_length=LONG, widget=text_area(4))
    redo_by = forms.DateField(
        label=_("重新办理的期限"), required=False, widget=DayInput, help_text=_("撤销重办时填。")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "outcome", _outcomes())

    def facts(self) -> dict[str, Any]:
        """Return what came back."""
        data = dict(self.cleaned_data)
        data.pop("version")
        return {**data, "outcome": ReviewOutcome(data["outcome"])}
