"""The forms of coming in: splitting, linking, joining, reading back, the urgent track. Shape only."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from minqing.kernel.clock.public import CIVIL_ZONE
from minqing.petition.public import Attachment, Purpose, RequestItem
from minqing.petition.public.coming_in import Confirmed, Joiner, LinkKind, LinkLine, Part, ReportedTo

from .base import LONG, SHORT, MoveForm, choose, text_area, uuid_or_none
from .path import KindForm

LINKS = {
    LinkKind.MERGED: _("并案：同一件事，一起办；各自编号、各自答复"),
    LinkKind.RELATED: _("相关：办理时互相参考"),
}
CONFIRMED = {
    Confirmed.SIGNED: _("本人签名"),
    Confirmed.FINGERPRINT: _("本人按指印"),
    Confirmed.SAID_YES: _("本人口头确认（电话里宣读的）"),
    Confirmed.DECLINED: _("本人不愿确认（写明经过）"),
}
REPORTED = {
    ReportedTo.OWN_LEADERSHIP: _("本级党委和政府（报告后，报告期限停止）"),
    ReportedTo.COMPETENT_DEPARTMENT: _("相关主管部门"),
    ReportedTo.JOINT_CONFERENCE: _("本级信访工作联席会议办公室"),
    ReportedTo.SUPERIOR_OFFICE: _("上一级信访部门"),
    ReportedTo.NATIONAL_OFFICE: _("国家信访局"),
}


class SplitForm(KindForm):
    """拆分: what leaves, and what kind it is."""

    field_order = (
        *("version", "requests", "carried", "title", "body"),
        *("purpose", "procedure", "content_class", "concerns_id", "rest", "rest_title"),
    )

    requests = forms.MultipleChoiceField(
        label=_("分出去的请求"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("至少一项，原件也至少留一项。"),
    )
    carried = forms.MultipleChoiceField(
        label=_("带上的附件"), required=False, widget=forms.CheckboxSelectMultiple
    )
    title = forms.CharField(label=_("分出来这一件的标题"), max_length=200)
    body = forms.CharField(label=_("分出来这一件的内容"), max_length=LONG, widget=text_area(6))
    rest = forms.CharField(
        label=_("原件留下的内容"),
        max_length=LONG,
        required=False,
        widget=text_area(4),
        help_text=_("分出检举控告时要写：原件还要转给别的单位，不能带着检举的内容。原文完整留在密封件里。"),
    )
    rest_title = forms.CharField(
        label=_("原件改用的标题"), max_length=200, required=False, help_text=_("同上，需要时才改。")
    )

    def __init__(
        self,
        *args: Any,
        asked: Iterable[RequestItem] = (),
        attached: Iterable[Attachment] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "requests", [(str(each.id), f"{each.seq}. {each.text}") for each in asked])
        there = [(str(each.id), each.name) for each in attached or ()]
        choose(self, "carried", there)
        if attached is not None and not there:
            del self.fields["carried"]

    def facts(self) -> dict[str, Any]:
        """Return the part."""
        data = self.cleaned_data
        part = Part(
            title=data["title"],
            body=data["body"],
            requests=tuple(UUID(each) for each in data["requests"]),
            files=tuple(UUID(each) for each in data.get("carried", ())),
            purpose=Purpose(data["purpose"]),
            procedure=data["procedure"],
            content_class=data["content_class"],
            concerns_id=uuid_or_none(data["concerns_id"]),
            rest=data["rest"],
            rest_title=data["rest_title"],
        )
        return {"part": part, "version": data["version"]}


class LinkForm(MoveForm):
    """关联: with which other matter, as what, why."""

    number = forms.CharField(label=_("另一件的编号"), max_length=40)
    kind = forms.ChoiceField(label=_("什么关系"), widget=forms.RadioSelect, initial=LinkKind.RELATED)
    reason = forms.CharField(label=_("为什么"), max_length=500, widget=text_area(2))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "kind", [(key.value, said) for key, said in LINKS.items()])


class UnlinkForm(MoveForm):
    """解除关联: which link, why."""

    link_id = forms.ChoiceField(label=_("解除哪一个"), widget=forms.RadioSelect)
    reason = forms.CharField(label=_("为什么解除"), max_length=500, widget=text_area(2))

    def __init__(self, *args: Any, links: Iterable[LinkLine] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        undoable = [link for link in links if link.kind != LinkKind.SPLIT]
        choose(
            self,
            "link_id",
            [(str(link.id), f"{link.other.number or ''} {link.other.title}") for link in undoable],
        )

    def facts(self) -> dict[str, Any]:
        """Return the link to undo."""
        data = dict(self.cleaned_data)
        return {**data, "link_id": UUID(data["link_id"])}


class JoinerForm(MoveForm):
    """登记参加人: who else asks for the same."""

    name = forms.CharField(label=_("姓名"), max_length=100)
    telephone = forms.CharField(
        label=_("联系电话"),
        max_length=30,
        required=False,
        help_text=_("后四位就是查询用的四位数字；没有电话的，系统另给四位。"),
    )
    representative = forms.BooleanField(
        label=_("是大家推选的代表"),
        required=False,
        help_text=_("走访的，代表人数有上限，由他们自己推选。"),
    )
    words = forms.CharField(label=_("本人补充的话"), max_length=SHORT, required=False, widget=text_area(3))


class DropJoinerForm(MoveForm):
    """登记退出: who no longer asks, why."""

    joiner_id = forms.ChoiceField(label=_("谁退出"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("本人说的理由"), max_length=500, widget=text_area(2), help_text=_("其他人的事项照常办理。")
    )

    def __init__(self, *args: Any, joiners: Iterable[Joiner] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        standing = [each for each in joiners if each.left_at is None]
        choose(self, "joiner_id", [(str(each.id), each.name) for each in standing])

    def facts(self) -> dict[str, Any]:
        """Return who leaves."""
        return {"joiner_id": UUID(self.cleaned_data["joiner_id"]), "reason": self.cleaned_data["reason"]}


class ConfirmForm(MoveForm):
    """宣读确认: how somebody agreed to what was written down of their words."""

    confirmed = forms.ChoiceField(label=_("宣读后怎样确认的"), widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("确认情况"),
        max_length=500,
        required=False,
        widget=text_area(2),
        help_text=_("不愿确认的，写明经过和理由。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "confirmed", [(key.value, said) for key, said in CONFIRMED.items()])

    def facts(self) -> dict[str, Any]:
        """Return the confirmation."""
        data = dict(self.cleaned_data)
        return {**data, "confirmed": Confirmed(data["confirmed"])}


class UrgentForm(MoveForm):
    """标为重大、紧急: why."""

    reason = forms.CharField(
        label=_("为什么重大、紧急"),
        max_length=SHORT,
        widget=text_area(3),
        help_text=_(
            "涉及多少人、可能发生什么、什么时候、在哪里。此后只有登记员、负责人、督办员和承办人看得到。"
        ),
    )


class MomentInput(forms.DateTimeInput):
    """A day and time, chosen with the browser's own means."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class ReportForm(MoveForm):
    """记下报告: who was told, when, how."""

    to = forms.ChoiceField(label=_("报告、通报给"), widget=forms.RadioSelect)
    to_name = forms.CharField(label=_("单位和接报人"), max_length=200)
    told_at = forms.DateTimeField(
        label=_("什么时间"), widget=MomentInput, input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]
    )
    way = forms.CharField(
        label=_("怎样报告的"), max_length=100, required=False, help_text=_("电话、当面、书面。")
    )
    measures = forms.CharField(
        label=_("已经采取的措施"), max_length=SHORT, required=False, widget=text_area(3)
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "to", [(key.value, said) for key, said in REPORTED.items()])

    def facts(self) -> dict[str, Any]:
        """Return the report; the time is that of the office's clock on the wall."""
        data = dict(self.cleaned_data)
        told = data["told_at"]
        if told.tzinfo is None:
            told = told.replace(tzinfo=CIVIL_ZONE)
        return {**data, "to": ReportedTo(data["to"]), "told_at": told}
