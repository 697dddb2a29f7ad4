"""Forms of the import wizard; they check shape only."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from minqing.exchange.public import Field

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

FIELD_WORDS: Final[dict[Field, tuple["StrPromise", "StrPromise | str"]]] = {
    Field.TEXT: (_("来信内容"), _("事实和理由，必须有。")),
    Field.TITLE: (_("标题"), _("没有标题的，取内容开头。")),
    Field.AUTHOR: (_("信访人"), _("没有姓名的，按匿名登记。")),
    Field.TELEPHONE: (_("联系电话"), ""),
    Field.RECEIVED: (_("收到日期"), _("期限从这一天起算。")),
    Field.ADDRESS: (_("问题发生地"), ""),
    Field.CONTENT_CLASS: (_("原内容分类"), _("只供登记时参考。")),
    Field.EXTERNAL_ID: (_("原编号"), _("用来认出同一封信。")),
    Field.TARGET: (
        _("原系统的期限"),
        _("有期限、办结日期或者办理结果的，按原系统的办件接收，保留原来的日期。"),
    ),
    Field.CLOSED: (_("原系统的办结日期"), _("有办结日期的，接收后就是已办结。")),
    Field.RESULT: (_("原系统的办理结果"), ""),
    Field.ORGAN: (_("原承办单位"), _("只作记录，不会自动转送。")),
    Field.ON_TIME: (_("原系统的按期标志"), _("只用来核对；是否按期由日期算出。")),
}


class UploadForm(forms.Form):
    """The sheet."""

    sheet = forms.FileField(
        label=_("来信表格"),
        help_text=_("Excel（.xlsx）或 CSV。第一行是各列的名称。上传后先看预览，确认之前什么都不会写入。"),
        error_messages={"required": _("请选择一个表格文件。"), "empty": _("这个文件是空的。")},
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv,text/csv"}),
    )


class ColumnsForm(forms.Form):
    """What each column means, and the day of letters that carry none."""

    missing_day = forms.DateField(
        label=_("没有日期的来信按这一天登记"),
        required=False,
        help_text=_("不填，没有日期的来信就不导入。填了，这些来信会注明日期是导入时指定的。"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("请写成 2026-09-14 这样的日期。")},
    )

    def __init__(
        self, *args: Any, headings: Sequence[str], columns: Mapping[Field, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("（没有这一列）")), *((heading, heading) for heading in headings if heading)]
        chosen: dict[str, forms.Field] = {}
        for meaning, (label, why) in FIELD_WORDS.items():
            chosen[meaning.value] = forms.ChoiceField(
                label=label,
                help_text=why,
                choices=choices,
                required=meaning is Field.TEXT,
                error_messages={"required": _("请指定哪一列是来信内容。")},
                initial=columns.get(meaning, ""),
            )
        self.fields = {**chosen, **self.fields}

    def columns(self) -> dict[Field, str]:
        """Return the chosen columns."""
        return {meaning: self.cleaned_data[meaning] for meaning in Field if self.cleaned_data.get(meaning)}
