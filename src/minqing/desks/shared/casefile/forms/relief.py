"""The forms of help on the case page: asking for relief, plans of assistance. Shape only, no rules."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from minqing.desks.shared.retelling import retold
from minqing.kernel.law.public import Refused
from minqing.relief.public.assistance import MeasureDraft, PlanDraft
from minqing.relief.public.fund import Helped, ReliefDraft, read_yuan
from minqing.relief.public.words import KIND_WORDS, NEED_WORDS, OUTCOME_WORDS

from .base import LONG, SHORT, Choice, DayInput, MoveForm, choose, text_area


class YuanField(forms.CharField):
    """An amount typed in 元, kept as 分."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 20)
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        """Return 分, None for an empty field that may be empty."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return read_yuan(text)
        except Refused as refused:
            raise forms.ValidationError(retold(refused.reason)) from refused


class ReliefForm(MoveForm):
    """提出救助申请: who is helped, why, how much, from which fund."""

    fund_id = forms.ChoiceField(label=_("从哪笔资金"))
    name = forms.CharField(label=_("申请人姓名"), max_length=60)
    identity_number = forms.CharField(
        label=_("申请人身份证号"), max_length=24, help_text=_("只用来查明是否重复救助，页面上不显示全号。")
    )
    members = forms.CharField(
        label=_("一起受助的家庭成员"),
        max_length=SHORT,
        required=False,
        widget=text_area(3),
        help_text=_("每行一人：姓名，身份证号，与申请人的关系。"),
    )
    household_number = forms.CharField(
        label=_("户号"),
        max_length=40,
        required=False,
        help_text=_("户口簿上的户号，用来查明同一户有没有得到过救助。"),
    )
    need = forms.ChoiceField(label=_("救助事由"), choices=list(NEED_WORDS.items()))
    need_from = forms.DateField(label=_("困难发生在（起）"), widget=DayInput)
    need_to = forms.DateField(label=_("困难发生在（止）"), widget=DayInput)
    asked = YuanField(label=_("申请金额（元）"))
    reason = forms.CharField(label=_("困难情况和用途"), max_length=LONG, widget=text_area(4))
    agreement = forms.CharField(
        label=_("救助协议的内容"),
        max_length=LONG,
        required=False,
        widget=text_area(3),
        help_text=_("没有协议的不填。不得要求申请人放弃信访、诉讼等权利。"),
    )

    def __init__(self, *args: Any, funds: Iterable[Choice] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "fund_id", list(funds))

    def clean_members(self) -> tuple[Helped, ...]:
        """Return the members written one a line."""
        found = []
        for number, line in enumerate(self.cleaned_data["members"].splitlines(), start=1):
            parts = [part.strip() for part in line.replace(",", "，").split("，")]
            if not any(parts):
                continue
            if len(parts) != 3:  # noqa: PLR2004 - name, number, relation
                raise forms.ValidationError(
                    _("第%(n)d行请写：姓名，身份证号，与申请人的关系。") % {"n": number}
                )
            found.append(Helped(*parts))
        return tuple(found)

    def facts(self) -> dict[str, Any]:
        """Return the draft."""
        data = self.cleaned_data
        applicant = Helped(data["name"], data["identity_number"], "本人")
        return {
            "version": data["version"],
            "draft": {
                "fund_id": UUID(data["fund_id"]),
                "people": (applicant, *data["members"]),
                "need": data["need"],
                "need_from": data["need_from"],
                "need_to": data["need_to"],
                "asked": data["asked"],
                "reason": data["reason"],
                "household_number": data["household_number"],
                "agreement": data["agreement"],
            },
        }


def relief_draft(facts: dict[str, Any], file_ids: tuple[UUID, ...]) -> ReliefDraft:
    """Return the draft with the files that came along."""
    return ReliefDraft(**facts, file_ids=file_ids)


class MeasureForm(MoveForm):
    """增加帮扶措施."""

    kind = forms.ChoiceField(label=_("措施种类"), choices=list(KIND_WORDS.items()))
    words = forms.CharField(label=_("措施"), max_length=SHORT, widget=text_area(3))
    responsible_id = forms.ChoiceField(label=_("责任人"))
    due_on = forms.DateField(label=_("完成日期"), widget=DayInput)

    def __init__(self, *args: Any, people: Iterable[Choice] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "responsible_id", list(people))

    def measure(self) -> MeasureDraft:
        """Return the measure."""
        data = self.cleaned_data
        return MeasureDraft(data["kind"], data["words"], UUID(data["responsible_id"]), data["due_on"])

    def facts(self) -> dict[str, Any]:
        """Return the measure."""
        return {"draft": self.measure(), "version": self.cleaned_data["version"]}


class PlanForm(MeasureForm):
    """制定帮扶计划, with its first measure."""

    situation = forms.CharField(label=_("有什么困难"), max_length=LONG, widget=text_area(3))
    goal = forms.CharField(label=_("要达到的目标"), max_length=SHORT, widget=text_area(2))
    review_on = forms.DateField(label=_("什么时候复盘"), widget=DayInput)
    field_order = ("situation", "goal", "review_on", "kind", "words", "responsible_id", "due_on")

    def facts(self) -> dict[str, Any]:
        """Return the plan."""
        data = self.cleaned_data
        draft = PlanDraft(data["situation"], data["goal"], data["review_on"], self.measure())
        return {"draft": draft, "version": data["version"]}


class ResultForm(MoveForm):
    """写明帮扶措施的结果."""

    measure_id = forms.ChoiceField(label=_("哪一项措施"))
    result = forms.CharField(label=_("做了什么、结果怎样"), max_length=LONG, widget=text_area(4))

    def __init__(self, *args: Any, measures: Iterable[Choice] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "measure_id", list(measures))

    def facts(self) -> dict[str, Any]:
        """Return the result."""
        data = self.cleaned_data
        return {
            "measure_id": UUID(data["measure_id"]),
            "result": data["result"],
            "version": data["version"],
        }


class PlanReviewForm(MoveForm):
    """复盘帮扶计划."""

    outcome = forms.ChoiceField(label=_("结论"), choices=list(OUTCOME_WORDS.items()))
    words = forms.CharField(label=_("复盘情况"), max_length=LONG, widget=text_area(4))
