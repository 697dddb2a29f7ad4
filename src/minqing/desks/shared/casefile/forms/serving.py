"""The forms of serving papers; they check shape only."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from minqing.desks.shared.retelling import retold
from minqing.kernel.documents.public import OUTCOME_WORDS, WAY_WORDS, DeliveryWay, Outcome

from .base import SHORT, Choice, DayInput, MoveForm, choose, text_area

SCAN_WORDS: Final = _(
    "当面送达、家属代收的，请上传签了名的送达回证扫描件；暂时没有的，送达情况里会一直提醒补传。"
)


class PaperForm(MoveForm):
    """A form about one of the papers on the file."""

    document_id = forms.ChoiceField(label=_("哪一份文书"))

    def __init__(self, *args: Any, rows: Sequence[Choice] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "document_id", list(rows))
        if len(rows) == 1:
            self.initial["document_id"] = rows[0][0]
        if "way" in self.fields:
            choose(self, "way", [(way.value, retold(WAY_WORDS[way])) for way in DeliveryWay])

    def facts(self) -> dict[str, Any]:
        """Return what was filled in; the receipt's file is taken in by the view."""
        data = dict(self.cleaned_data)
        data.pop("receipt", None)
        if "way" in data:
            data["way"] = DeliveryWay(data["way"])
        return {**data, "document_id": UUID(data["document_id"])}


class ServeForm(PaperForm):
    """登记送达: which paper, which way, to whom, where, when, by whom."""

    way = forms.ChoiceField(label=_("送达方式"), widget=forms.RadioSelect)
    recipient = forms.CharField(label=_("受送达人"), max_length=100)
    delivered_on = forms.DateField(
        label=_("送达日期"),
        widget=DayInput,
        help_text=_("签收、到达、回执上的收件日；公告送达填发出公告的日子，视为送达的日子由系统计算。"),
    )
    place = forms.CharField(label=_("送达地点"), max_length=300, required=False)
    servers = forms.CharField(
        label=_("送达人"), max_length=200, required=False, help_text=_("几个人用顿号隔开；不填就是您本人。")
    )
    details = forms.CharField(
        label=_("这种方式要写明的"),
        max_length=500,
        required=False,
        widget=text_area(2),
        help_text=_("邮寄写邮件号码；家属代收写与受送达人的关系；留置写拒收事由；公告写为什么用公告。"),
    )
    witnesses = forms.CharField(
        label=_("见证人"), max_length=200, required=False, help_text=_("留置送达要有见证人，或者上传影像。")
    )
    receipt = forms.FileField(label=_("送达回证、公告或者留置的影像"), required=False, help_text=SCAN_WORDS)


class FailedForm(PaperForm):
    """送达未果: where it was tried and how it ended."""

    way = forms.ChoiceField(label=_("用的什么方式"), widget=forms.RadioSelect)
    place = forms.CharField(
        label=_("到哪里送的"), max_length=300, help_text=_("地址、邮件号码或者电子地址。")
    )
    attempted_on = forms.DateField(label=_("哪一天"), widget=DayInput)
    outcome = forms.ChoiceField(label=_("结果"), widget=forms.RadioSelect)
    servers = forms.CharField(label=_("送达人"), max_length=200, required=False)
    remarks = forms.CharField(label=_("经过"), max_length=SHORT, required=False, widget=text_area(2))
    receipt = forms.FileField(label=_("退回的信封、现场的影像"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "outcome", [(each.value, retold(OUTCOME_WORDS[each])) for each in Outcome])

    def facts(self) -> dict[str, Any]:
        """Return the try."""
        data = super().facts()
        return {**data, "outcome": Outcome(data["outcome"])}


class CorrectForm(PaperForm):
    """更正送达日期."""

    delivered_on = forms.DateField(
        label=_("正确的送达日期"), widget=DayInput, help_text=_("只补传回证扫描件的，填原来的日期。")
    )
    reason = forms.CharField(
        label=_("为什么更正、凭什么更正"),
        max_length=500,
        widget=text_area(2),
        help_text=_("原来的记录保留。"),
    )
    receipt = forms.FileField(label=_("凭据（回证、回执影像）"), required=False)


class ConsentForm(MoveForm):
    """电子送达的意愿."""

    agrees = forms.ChoiceField(
        label=_("信访人的意思"),
        widget=forms.RadioSelect,
        choices=[("yes", _("同意电子送达")), ("no", _("不同意，撤回同意"))],
    )
    how = forms.CharField(
        label=_("怎样表示的"), max_length=200, help_text=_("例如：2026年9月14日来访时当面书面同意。")
    )

    def facts(self) -> dict[str, Any]:
        """Return the petitioner's word."""
        data = dict(self.cleaned_data)
        return {**data, "agrees": data["agrees"] == "yes"}
