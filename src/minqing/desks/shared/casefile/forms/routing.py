"""The forms of deciding the way: disputes, meetings, not accepting, the short track. Shape only."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from minqing.desks.shared.retelling import retold, retold_lazy
from minqing.kernel.people.public import Organ
from minqing.petition.public import routing as ways

from .base import (
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

SEATS: Final = 4
"""How many organs a meeting's form has room for; a dispute of more is put into the minutes' decision."""

BOTH: Final = 2
"""Nobody agrees alone: so many organs an agreement needs at least."""

TOLD: Final = {
    ways.Told.NETWORK: _("网上（信访人的查询页）"),
    ways.Told.TELEPHONE: _("电话"),
    ways.Told.MESSAGE: _("短信"),
    ways.Told.IN_PERSON: _("当面"),
}
GROUND_WORDS: Final = {
    ways.Ground.NOT_OURS: _("不属于本机关、单位和本系统职权范围，告知向有权机关提出（第二十三条第一款）"),
    ways.Ground.UNDER_WAY: _("已经受理或者正在办理，在规定期限内又向上级提出（第十九条第三款）"),
    ways.Ground.FINALLY_REVIEWED: _("复核意见已经作出，仍以同一事实和理由提出（第三十六条第三款）"),
    ways.Ground.ENDED: _("涉法涉诉事项已经依法终结（第三十一条第一项、第三十七条第三款）"),
    ways.Ground.WINDOW_MISSED: _("没有正当理由逾期请求复查、复核（地方规定，启用后才能选）"),
    ways.Ground.OTHER_POWER: _("属于人大、法院、检察院职权或者有法定途径（只适用于2005年《信访条例》）"),
}


class TakeBackForm(MoveForm):
    """同意异议、收回."""

    reason = forms.CharField(label=_("核实情况"), max_length=SHORT, required=False, widget=text_area(2))


class CoordinateForm(OrgansForm):
    """协调会: when, where, who said what, what was decided."""

    met_on = forms.DateField(label=_("开会日期"), widget=DayInput)
    place = forms.CharField(label=_("地点"), max_length=200)
    host = forms.CharField(label=_("主持人"), max_length=100)
    decision = forms.CharField(label=_("协调意见"), max_length=SHORT, widget=text_area(3))
    decided_organ_id = forms.ChoiceField(label=_("明确的受理机关"), widget=OrganSelect)

    def offer(self, organs: list[Organ]) -> None:
        """Fill the choices, and add a row for each organ that may attend."""
        super().offer(organs)
        choices = organ_choices(organs)
        choose(self, "decided_organ_id", choices)
        for seat in range(1, SEATS + 1):
            self.fields[f"organ_{seat}"] = forms.ChoiceField(
                label=_("参加单位"), choices=choices, required=False, widget=OrganSelect
            )
            self.fields[f"speaker_{seat}"] = forms.CharField(
                label=_("发言人"), max_length=100, required=False
            )
            self.fields[f"said_{seat}"] = forms.CharField(
                label=_("意见"), max_length=SHORT, required=False, widget=text_area(2)
            )

    def seats(self) -> list[tuple[forms.BoundField, ...]]:
        """Return each row as the page draws it."""
        names = ("organ", "speaker", "said")
        return [tuple(self[f"{name}_{seat}"] for name in names) for seat in range(1, SEATS + 1)]

    def facts(self) -> dict[str, Any]:
        """Return the meeting; rows without an organ are left out."""
        data = self.cleaned_data
        voices = tuple(
            ways.Said(UUID(data[f"organ_{seat}"]), data[f"said_{seat}"], data[f"speaker_{seat}"])
            for seat in range(1, SEATS + 1)
            if data[f"organ_{seat}"]
        )
        kept = {name: data[name] for name in ("met_on", "place", "host", "decision", "version")}
        return {**kept, "voices": voices, "decided_organ_id": UUID(data["decided_organ_id"])}


class AgreeForm(OrgansForm):
    """协商受理: which organs agreed through whom, on which day, in which words, and who accepts."""

    agreed_on = forms.DateField(label=_("商定日期"), widget=DayInput)
    text = forms.CharField(label=_("商定的内容"), max_length=SHORT, widget=text_area(3))
    organ_id = forms.ChoiceField(label=_("商定由哪个机关、单位受理"), widget=OrganSelect)

    def offer(self, organs: list[Organ]) -> None:
        """Fill the choices, and add a row for each organ that may have agreed."""
        super().offer(organs)
        choices = organ_choices(organs)
        choose(self, "organ_id", choices)
        for seat in range(1, SEATS + 1):
            self.fields[f"party_{seat}"] = forms.ChoiceField(
                label=_("参加协商的单位"), choices=choices, required=seat <= BOTH, widget=OrganSelect
            )
            self.fields[f"speaker_{seat}"] = forms.CharField(
                label=_("代表"), max_length=100, required=seat <= BOTH
            )

    def facts(self) -> dict[str, Any]:
        """Return the agreement; rows without an organ are left out."""
        data = self.cleaned_data
        parties = tuple(
            ways.Party(UUID(data[f"party_{seat}"]), data[f"speaker_{seat}"])
            for seat in range(1, SEATS + 1)
            if data[f"party_{seat}"]
        )
        kept = {name: data[name] for name in ("agreed_on", "text", "version")}
        return {**kept, "parties": parties, "organ_id": UUID(data["organ_id"])}


class ReferDownForm(OrgansForm):
    """转送下级."""

    organ_id = forms.ChoiceField(label=_("转给哪个下级机关、单位"), widget=OrganSelect)

    def offer(self, organs: list[Organ]) -> None:
        """Fill the choices."""
        super().offer(organs)
        choose(self, "organ_id", organ_choices(organs))

    def facts(self) -> dict[str, Any]:
        """Return the organ."""
        return {**self.cleaned_data, "organ_id": UUID(self.cleaned_data["organ_id"])}


class DesignateForm(OrgansForm):
    """指定受理机关."""

    organ_id = forms.ChoiceField(label=_("指定哪个机关、单位受理"), widget=OrganSelect)
    reason = forms.CharField(label=_("争议情况和指定的理由"), max_length=SHORT, widget=text_area(3))
    decision_ref = forms.CharField(
        label=_("决定的文号、日期"),
        max_length=200,
        required=False,
        help_text=_("由信访部门代为登记的必填：共同的上一级的批示，没有共同上一级的填联席会议纪要。"),
    )

    def offer(self, organs: list[Organ]) -> None:
        """Fill the choices."""
        super().offer(organs)
        choose(self, "organ_id", organ_choices(organs))

    def facts(self) -> dict[str, Any]:
        """Return the designation."""
        return {**self.cleaned_data, "organ_id": UUID(self.cleaned_data["organ_id"])}


class DeclineForm(MoveForm):
    """不予（不再）受理: the ground, its facts, and where the petitioner may turn."""

    ground = forms.ChoiceField(
        label=_("法定理由"),
        widget=forms.RadioSelect,
        help_text=_("除这些理由以外，不得拒绝受理（第四十四条）；该转送的转送，该导入其他程序的导入。"),
    )
    other_organ = forms.CharField(
        label=_("已受理、作出意见或者终结的机关、单位"), max_length=120, required=False
    )
    other_number = forms.CharField(label=_("编号或者文号"), max_length=120, required=False)
    other_on = forms.DateField(label=_("受理、作出、送达或者终结的日期"), required=False, widget=DayInput)
    period_end = forms.DateField(label=_("办理或者请求期限的最后一天"), required=False, widget=DayInput)
    sameness = forms.CharField(
        label=_("与原事项的事实和理由怎样相同"),
        max_length=SHORT,
        required=False,
        widget=text_area(2),
        help_text=_("有新的事实、新的理由，应当作为新的事项登记。"),
    )
    explanation = forms.CharField(label=_("具体理由"), max_length=SHORT, widget=text_area(3))
    where = forms.CharField(label=_("信访人可以找哪个机关、单位"), max_length=200)
    how = forms.CharField(label=_("按什么程序"), max_length=SHORT, widget=text_area(2))
    until = forms.CharField(label=_("时限"), max_length=200, help_text=_("没有时限的，写明没有。"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "ground", [(ground.value, words) for ground, words in GROUND_WORDS.items()])

    def facts(self) -> dict[str, Any]:
        """Return the ground with what it states."""
        data = dict(self.cleaned_data)
        names = ("other_organ", "other_number", "other_on", "period_end", "sameness")
        stated = ways.Stated(**{name: data.pop(name) for name in names})
        return {**data, "ground": ways.Ground(data["ground"]), "stated": stated}


class ShortForm(MoveForm):
    """What the short track is judged by: one reason, and that no bar is there."""

    reason = forms.ChoiceField(label=_("适用情形"), widget=forms.RadioSelect)
    explanation = forms.CharField(
        label=_("说明"),
        max_length=SHORT,
        required=False,
        widget=text_area(2),
        help_text=_("选“其他”要写明。"),
    )
    absent = forms.MultipleChoiceField(
        label=_("确认没有下列情形"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "reason", [(each.value, retold_lazy(said)) for each, said in ways.REASONS.items()])
        choose(self, "absent", [(bar.value, _no(bar)) for bar in ways.DECLARED])

    def facts(self) -> dict[str, Any]:
        """Return reason and declaration."""
        data = dict(self.cleaned_data)
        absent = frozenset(ways.Bar(each) for each in data["absent"])
        return {**data, "reason": ways.Reason(data["reason"]), "absent": absent}


def _no(bar: ways.Bar) -> str:
    return retold("没有：%(bar)s") % {"bar": retold(ways.BARS[bar])}


class AcceptSimplyForm(ShortForm):
    """简易办理受理."""

    paper_wanted = forms.BooleanField(label=_("信访人要求书面告知和书面答复"), required=False)
    told = forms.ChoiceField(
        label=_("怎样告知受理"), required=False, help_text=_("信访人不要求书面的，选一种方式。")
    )
    handler_id = forms.ChoiceField(label=_("承办人"), required=False)

    def __init__(self, *args: Any, handlers: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "told", [("", "—"), *((each.value, said) for each, said in TOLD.items())])
        choose(self, "handler_id", [("", "—"), *handlers])

    def facts(self) -> dict[str, Any]:
        """Return the acceptance."""
        data = super().facts()
        return {**data, "handler_id": uuid_or_none(data["handler_id"])}


class TellForm(MoveForm):
    """简易答复: by which way the drafted answers were told."""

    told = forms.ChoiceField(label=_("答复的方式"), widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("另外告诉信访人的话"), max_length=SHORT, required=False, widget=text_area(2)
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "told", [(each.value, said) for each, said in TOLD.items()])
