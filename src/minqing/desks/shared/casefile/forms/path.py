"""The forms of the main line: they check shape only. Whether a move is lawful the petition room decides."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from minqing.desks.shared import words
from minqing.desks.shared.content import content_choices
from minqing.desks.shared.retelling import retold
from minqing.kernel.documents.public import WAY_WORDS, DeliveryWay
from minqing.kernel.people.public import Duty, Organ, accounts_holding
from minqing.petition.public import CHECKLIST, Mode, Procedure, Purpose

from .base import (
    LONG,
    SHORT,
    DayInput,
    MoveForm,
    OrganSelect,
    OrgansForm,
    choose,
    organ_choices,
    text_area,
    uuid_or_none,
)
from .sealed import AccusedForm
from .serving import SCAN_WORDS


class RegisterForm(MoveForm):
    """登记: the title may be put right."""

    title = forms.CharField(label=_("标题"), max_length=200)


class KindForm(OrgansForm):
    """Of which kind a matter is: purpose, procedure for claims, class of content, organ complained of."""

    purpose = forms.ChoiceField(label=_("信访目的"), widget=forms.RadioSelect)
    procedure = forms.ChoiceField(
        label=_("办理途径"), required=False, help_text=_("只有申诉求决类要选；按《信访工作条例》第三十一条。")
    )
    content_class = forms.ChoiceField(label=_("内容分类"), required=False)
    concerns_id = forms.ChoiceField(
        label=_("被反映的单位"), required=False, help_text=_("检举控告必须填；这件事不会转给它，它也看不到。")
    )

    def offer(self, organs: list[Organ]) -> None:
        """Fill the choices."""
        super().offer(organs)
        choose(self, "purpose", [(p.value, words.word(words.PURPOSES, p)) for p in Purpose])
        procedures = [(p.value, words.word(words.PROCEDURES, p)) for p in Procedure]
        choose(self, "procedure", [("", "—"), *procedures])
        choose(self, "content_class", content_choices())
        choose(self, "concerns_id", organ_choices(organs))


class ClassifyForm(AccusedForm, KindForm):
    """分类: what kind, of which matter it is a repeat, which persons are accused."""

    field_order = (
        "version",
        "title",
        "purpose",
        "procedure",
        "content_class",
        "repeat_number",
        "concerns_id",
    )

    title = forms.CharField(label=_("标题"), max_length=200)
    repeat_number = forms.CharField(
        label=_("是哪一件的重复件"), max_length=40, required=False, help_text=_("填那一件的编号。")
    )

    def facts(self) -> dict[str, Any]:
        """Return the classification; the number of the first matter is resolved by the view."""
        data = dict(self.cleaned_data)
        data.pop("repeat_number")
        data["purpose"] = Purpose(data["purpose"])
        data.pop("managed_by")
        data["accused"] = self.persons()
        data["concerns_id"] = uuid_or_none(data["concerns_id"])
        return data


class ReferForm(OrgansForm):
    """转送·交办: to whom, with or without a report back."""

    organ_id = forms.ChoiceField(label=_("转给哪个单位"), widget=OrganSelect)
    mode = forms.ChoiceField(label=_("方式"), widget=forms.RadioSelect, initial=Mode.TRANSFER)
    requirement = forms.CharField(
        label=_("办理要求"),
        max_length=SHORT,
        required=False,
        widget=text_area(2),
        help_text=_("交办时要填。"),
    )
    report_by = forms.DateField(
        label=_("反馈期限"),
        required=False,
        widget=DayInput,
        help_text=_("交办时要填；单位最迟这一天报办结报告。"),
    )

    def offer(self, organs: list[Organ]) -> None:
        """Fill the choices."""
        super().offer(organs)
        choose(self, "organ_id", organ_choices(organs))
        choose(self, "mode", [(m.value, words.word(words.MODES, m)) for m in Mode])

    def facts(self) -> dict[str, Any]:
        """Return the referral."""
        data = dict(self.cleaned_data)
        return {**data, "organ_id": UUID(data["organ_id"]), "mode": Mode(data["mode"])}


class ObjectForm(OrgansForm):
    """提出异议: why it is not ours, and whose it is."""

    reason = forms.CharField(label=_("异议理由"), max_length=SHORT, widget=text_area())
    proposed_organ_id = forms.ChoiceField(label=_("建议由哪个单位办理"), required=False)
    materials = forms.CharField(
        label=_("交还材料清单"),
        max_length=SHORT,
        required=False,
        widget=text_area(2),
        help_text=_("转送单位核实同意以后才交还；不填就是全部材料。"),
    )

    def offer(self, organs: list[Organ]) -> None:
        """Fill the choices."""
        super().offer(organs)
        choose(self, "proposed_organ_id", organ_choices(organs))

    def facts(self) -> dict[str, Any]:
        """Return the objection."""
        data = dict(self.cleaned_data)
        return {**data, "proposed_organ_id": uuid_or_none(data["proposed_organ_id"])}


class HandlerForm(MoveForm):
    """受理 or 指定承办人: who of this organ takes it."""

    handler_id = forms.ChoiceField(
        label=_("承办人"),
        help_text=_(
            "确认即声明：承办人和这件事项、信访人没有直接利害关系（《信访工作条例》第二十八条第三款），声明记入留痕。"
            "有利害关系的，应当回避，请改用“声明回避”或者另选别人。"
        ),
    )
    key = "handler_id"

    def __init__(self, *args: Any, organ: Organ | None = None, on: date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        accounts = accounts_holding(Duty.HANDLER, organ, on) if organ and on else ()
        choose(self, "handler_id", [("", "—"), *((str(a.id), a.name) for a in accounts)])

    def facts(self) -> dict[str, Any]:
        """Return the handler under the name the action asks for."""
        data = dict(self.cleaned_data)
        return {self.key: uuid_or_none(data.pop("handler_id")), **data}


class AssignForm(HandlerForm):
    """指定承办人."""

    key = "account_id"


class NoteForm(MoveForm):
    """办理记录: an internal note, or one the petitioner sees too."""

    text = forms.CharField(label=_("记录"), max_length=LONG, widget=text_area())
    shown_to_petitioner = forms.BooleanField(label=_("信访人也能看到"), required=False)

    def facts(self) -> dict[str, Any]:
        """Return the note."""
        data = dict(self.cleaned_data)
        data.pop("version")
        return data


class AskForm(MoveForm):
    """请信访人补充材料."""

    text = forms.CharField(
        label=_("请信访人补充什么"), max_length=SHORT, widget=text_area(), help_text=_("信访人会看到这段话。")
    )

    def facts(self) -> dict[str, Any]:
        """Return the request."""
        return {"text": self.cleaned_data["text"]}


class GuideForm(MoveForm):
    """导入其他程序: which procedure, at which organ, how and until when."""

    procedure = forms.ChoiceField(label=_("属于哪一种情形"))
    procedure_name = forms.CharField(
        label=_("程序名称"), max_length=100, help_text=_("例如：行政复议、劳动仲裁。")
    )
    organ_name = forms.CharField(label=_("主管机关"), max_length=100)
    how = forms.CharField(label=_("怎样提起"), max_length=SHORT, widget=text_area(3))
    time_limit = forms.CharField(label=_("时限"), max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = [p for p in Procedure if p is not Procedure.PETITION]
        choose(self, "procedure", [(p.value, words.word(words.PROCEDURES, p)) for p in others])

    def facts(self) -> dict[str, Any]:
        """Return the guidance."""
        data = dict(self.cleaned_data)
        return {**data, "procedure": Procedure(data["procedure"])}


class DeliverForm(MoveForm):
    """送达: how, to whom, when, before which witnesses."""

    way = forms.ChoiceField(label=_("送达方式"), widget=forms.RadioSelect)
    recipient = forms.CharField(label=_("受送达人"), max_length=100)
    delivered_on = forms.DateField(label=_("送达日期"), widget=DayInput)
    details = forms.CharField(
        label=_("送达情况"),
        max_length=500,
        required=False,
        widget=text_area(2),
        help_text=_("邮寄写单号；留置写经过；电子送达写接收的系统或者邮箱。"),
    )
    witnesses = forms.CharField(
        label=_("见证人"), max_length=200, required=False, help_text=_("留置送达要有见证人或者录像。")
    )
    receipt = forms.FileField(label=_("送达回证（扫描件）"), required=False, help_text=SCAN_WORDS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "way", [(way.value, retold(WAY_WORDS[way])) for way in DeliveryWay])

    def facts(self) -> dict[str, Any]:
        """Return the delivery; the receipt's file is taken in by the view."""
        data = dict(self.cleaned_data)
        data.pop("receipt")
        return {**data, "way": DeliveryWay(data["way"])}


class CloseForm(MoveForm):
    """办结: the four 到位, each with how it was done, and a summary."""

    summary = forms.CharField(label=_("办结说明"), max_length=SHORT, required=False, widget=text_area(3))

    def __init__(self, *args: Any, papers: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, label in CHECKLIST.items():
            self.fields[f"check_{key}"] = forms.ChoiceField(
                label=str(label),
                choices=[("done", _("已做到")), ("not_applicable", _("这件事不涉及"))],
                widget=forms.RadioSelect,
            )
            self.fields[f"words_{key}"] = forms.CharField(
                label=_("怎样做到的，或者为什么不涉及"), max_length=500, widget=text_area(2), required=False
            )
            self.fields[f"paper_{key}"] = forms.ChoiceField(
                label=_("卷内凭据"), choices=[("", "—"), *papers], required=False
            )

    def clean(self) -> dict[str, Any]:
        """Ask for words where no paper of the file is named."""
        data = super().clean() or {}
        for key in CHECKLIST:
            if not data.get(f"words_{key}") and not data.get(f"paper_{key}"):
                self.add_error(f"words_{key}", _("请写明怎样做到的或者为什么不涉及，或者选卷内凭据。"))
        return data

    def pairs(self) -> list[tuple[forms.BoundField, forms.BoundField, forms.BoundField]]:
        """Return each item of the checklist with its words and its paper, as the page draws them."""
        return [(self[f"check_{key}"], self[f"words_{key}"], self[f"paper_{key}"]) for key in CHECKLIST]

    def facts(self) -> dict[str, Any]:
        """Return the checklist and the summary."""
        data = self.cleaned_data
        # One entry an item: the mark, then how it was done (closure's own form).
        checklist = {key.value: f"{data[f'check_{key}']}：{data[f'words_{key}']}" for key in CHECKLIST}
        evidence = {key.value: UUID(data[f"paper_{key}"]) for key in CHECKLIST if data.get(f"paper_{key}")}
        return {
            "checklist": checklist,
            "evidence": evidence,
            "summary": data["summary"],
            "version": data["version"],
        }


class RevealForm(forms.Form):
    """显示个人信息: why it is needed; the reason goes into the ledger."""

    reason = forms.CharField(label=_("为什么需要看"), max_length=200, widget=text_area(2))
