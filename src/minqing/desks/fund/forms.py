"""The forms of the fund's desk: signing, paying, refunds, funds. Shape only."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from minqing.desks.shared.casefile.forms.base import Choice, DayInput, choose, text_area
from minqing.desks.shared.casefile.forms.relief import YuanField
from minqing.relief.public.fund import Act, Payment
from minqing.relief.public.words import GROUND_WORDS, PERIOD_WORDS, SOURCE_WORDS

LONG = 4000


class Versioned(forms.Form):
    """What every act on an application carries: the version somebody looked at."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class AgreeForm(Versioned):
    """同意."""

    amount = YuanField(label=_("同意的金额（元）"))
    words = forms.CharField(label=_("意见"), max_length=LONG, required=False, widget=text_area(2))
    conference = forms.CharField(
        label=_("联席会议纪要的文号和日期"),
        max_length=120,
        required=False,
        help_text=_("大额救助才要填。"),
    )


class ReturnForm(Versioned):
    """退回补正."""

    words = forms.CharField(label=_("要补正什么"), max_length=LONG, widget=text_area(2))


class RefuseForm(Versioned):
    """不予救助."""

    ground = forms.ChoiceField(label=_("理由"), choices=list(GROUND_WORDS.items()))
    words = forms.CharField(
        label=_("说明"),
        max_length=LONG,
        required=False,
        widget=text_area(2),
        help_text=_("以重复为理由的，系统写明是哪一次，可以不填；其他理由请说明。"),
    )


class PayForm(Versioned):
    """付款."""

    payee_id = forms.ChoiceField(label=_("领款人"))
    amount = YuanField(label=_("金额（元）"))
    on = forms.DateField(label=_("付款日期"), widget=DayInput)
    way = forms.ChoiceField(label=_("付款方式"), choices=Payment.Way.choices)
    number = forms.CharField(label=_("凭证号"), max_length=60)
    voucher = forms.FileField(label=_("凭证"), help_text=_("银行回单或者签收的领款单。"))

    def __init__(self, *args: Any, people: Iterable[Choice] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "payee_id", list(people))


class RefundForm(forms.Form):
    """退款."""

    payment_id = forms.ChoiceField(label=_("哪一笔付款"))
    amount = YuanField(label=_("退回金额（元）"))
    on = forms.DateField(label=_("退款日期"), widget=DayInput)
    number = forms.CharField(label=_("凭证号"), max_length=60)
    voucher = forms.FileField(label=_("凭证"))
    reason = forms.CharField(label=_("原因"), max_length=LONG, widget=text_area(2))

    def __init__(self, *args: Any, payments: Iterable[Choice] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "payment_id", list(payments))

    def payment(self) -> UUID:
        """Return the payment chosen."""
        return UUID(self.cleaned_data["payment_id"])


class ReleaseForm(Versioned):
    """不再付款."""

    reason = forms.CharField(label=_("为什么不再付款"), max_length=LONG, widget=text_area(2))


class AmendForm(forms.Form):
    """补正."""

    asked = YuanField(label=_("申请金额（元）"))
    reason = forms.CharField(label=_("困难情况和用途"), max_length=LONG, widget=text_area(4))
    proof = forms.FileField(label=_("补充的材料"), required=False)


class WithdrawForm(forms.Form):
    """撤回."""

    reason = forms.CharField(
        label=_("申请人怎样表示撤回的"),
        max_length=LONG,
        widget=text_area(2),
        help_text=_("只在申请人自己要求撤回时登记。"),
    )


class StandAsideForm(forms.Form):
    """声明回避."""

    reason = forms.CharField(
        label=_("和申请人有什么直接利害关系"),
        max_length=500,
        widget=text_area(2),
        help_text=_("声明以后，您不再能查看、审签这件申请，也不付款。"),
    )


class CeilingsForm(forms.Form):
    """限额; empty for none."""

    case = YuanField(label=_("每件事项累计限额（元）"), required=False)
    person = YuanField(label=_("每人当年累计限额（元）"), required=False)
    period_sum = YuanField(label=_("本期限额（元）"), required=False)
    period = forms.ChoiceField(label=_("一期多长"), choices=list(PERIOD_WORDS.items()))


class FundForm(CeilingsForm):
    """设立资金."""

    organ_id = forms.ChoiceField(label=_("资金管理单位"))
    name = forms.CharField(label=_("资金名称"), max_length=80)
    year = forms.IntegerField(label=_("年度"), min_value=2005, max_value=2100)
    source = forms.ChoiceField(label=_("资金来源"), choices=list(SOURCE_WORDS.items()))
    basis = forms.CharField(label=_("下达资金的文号"), max_length=120)
    budget = YuanField(label=_("预算（元）"))
    field_order = ("organ_id", "name", "year", "source", "basis", "budget")

    def __init__(self, *args: Any, organs: Iterable[Choice] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "organ_id", list(organs))


class BudgetForm(forms.Form):
    """追加、收回预算."""

    act = forms.ChoiceField(
        label=_("追加还是收回"), choices=[(Act.ALLOT.value, _("追加")), (Act.CUT.value, _("收回"))]
    )
    amount = YuanField(label=_("金额（元）"))
    basis = forms.CharField(label=_("文号"), max_length=120)
