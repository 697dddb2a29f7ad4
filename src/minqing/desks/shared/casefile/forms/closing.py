"""The forms of closing and of rights: rating taken down, closure report, archive, what is asked for."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minqing.desks.shared import words
from minqing.petition.public import rights

from .base import SHORT, MoveForm, choose, text_area, uuid_or_none


class TakeEvaluationForm(MoveForm):
    """代为登记评价: how the petitioner told it, and what they said."""

    way = forms.ChoiceField(
        label=_("信访人怎样评价的"),
        choices=[("telephone", _("电话")), ("visit", _("当面")), ("paper", _("书面（请附原件影像）"))],
        widget=forms.RadioSelect,
    )
    resolved = forms.ChoiceField(label=_("问题解决了没有"), choices=list(words.RESOLVED.items()))
    office_attitude = forms.ChoiceField(label=_("对信访部门的评价"), choices=list(words.ATTITUDES.items()))
    organ_attitude = forms.ChoiceField(label=_("对办理单位的评价"), choices=list(words.ATTITUDES.items()))
    reason = forms.CharField(
        label=_("信访人的话"),
        help_text=_("照原话记，可以不写；不得代替信访人选择。"),
        max_length=SHORT,
        required=False,
        widget=text_area(3),
    )


class ReportForm(MoveForm):
    """办结报告: the course of the work, how the petitioner took it."""

    handling = forms.CharField(label=_("办理经过"), max_length=SHORT, widget=text_area(5))
    result = forms.CharField(
        label=_("办理结果"),
        help_text=_("不写的，写答复文书的名称和文号。"),
        max_length=SHORT,
        required=False,
        widget=text_area(3),
    )
    attitude = forms.CharField(label=_("信访人的态度"), max_length=SHORT, widget=text_area(2))


class ArchiveForm(MoveForm):
    """归档: a reason only for a second package."""

    reason = forms.CharField(
        label=_("重新装订的理由"),
        help_text=_("第一次归档不用写。已经归过档的，原案卷保留不动，另装一卷。"),
        max_length=500,
        required=False,
        widget=text_area(2),
    )


class RightForm(MoveForm):
    """权利请求: which right, how it was asked for, the words."""

    kind = forms.ChoiceField(
        label=_("信访人要什么"),
        choices=[(kind.value, row.name) for kind, row in rights.RIGHTS.items()],
        widget=forms.RadioSelect,
    )
    way = forms.ChoiceField(
        label=_("怎样提出的"),
        choices=[(a.value, w) for a, w in rights.ASKED_WORDS.items() if a is not rights.Asked.ONLINE],
    )
    text = forms.CharField(
        label=_("信访人的话"),
        help_text=_("要看哪些资料；哪里不对、有什么证明；谁做了什么；谁应当回避、有什么利害关系。"),
        max_length=SHORT,
        required=False,
        widget=text_area(4),
    )
    field = forms.ChoiceField(
        label=_("更正哪一项"), choices=[("", "—"), *rights.FIELDS.items()], required=False
    )
    wanted = forms.CharField(label=_("更正为"), max_length=200, required=False)
    about_organ_id = forms.ChoiceField(
        label=_("投诉哪个单位的工作人员"),
        help_text=_("被投诉单位的人不能登记；登记以后，案卷里不留痕迹，只有负责答复的人看得到。"),
        required=False,
    )

    def __init__(self, *args: Any, organs: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "about_organ_id", [("", "—"), *organs])

    def facts(self) -> dict[str, Any]:
        """Return what the action is called with."""
        data = super().facts()
        return {**data, "about_organ_id": uuid_or_none(data["about_organ_id"])}


class SealedForm(forms.Form):
    """调阅密封副卷: why."""

    reason = forms.CharField(label=_("为什么要调阅"), max_length=500, widget=text_area(2))
