"""Forms of setting up a hall: shape only."""

from datetime import time
from typing import Any, Final
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from minqing.desks.shared.casefile.forms import DayInput
from minqing.desks.shared.retelling import retold_lazy
from minqing.desks.steward.forms import OrganChoice
from minqing.kernel.people.public import Organ
from minqing.reception.public import hall as halls
from minqing.reception.public.hall import Hall, OpenOn, Period, Room, Service, ServiceKind

PERIODS: Final = 3
"""Periods of a day the form has places for: morning, afternoon, evening."""


class HallForm(forms.Form):
    """接访大厅: name, place, what the screens say, the limits of calling."""

    name = forms.CharField(label=_("名称"), max_length=120)
    address = forms.CharField(label=_("地址"), max_length=200, required=False)
    notice = forms.CharField(
        label=_("屏幕提示"), max_length=200, required=False, help_text=_("写在叫号屏下方，不要写人名。")
    )
    recalls = forms.IntegerField(label=_("最多重呼几次"), min_value=0, max_value=20, initial=3)
    skips = forms.IntegerField(
        label=_("跳过几次以后过号"),
        min_value=0,
        max_value=20,
        initial=2,
        help_text=_("过号的人来了可以恢复。"),
    )
    longest_run = forms.IntegerField(
        label=_("优先号最多连叫几个"),
        min_value=1,
        max_value=20,
        initial=2,
        help_text=_("连叫这么多个优先号以后，叫一个普通号。"),
    )
    keeps_days = forms.IntegerField(label=_("没轮到的号保留几个工作日"), min_value=0, max_value=30, initial=3)
    slot_minutes = forms.IntegerField(label=_("预约时段（分钟）"), min_value=5, max_value=240, initial=30)
    grace_minutes = forms.IntegerField(
        label=_("预约迟到宽限（分钟）"), min_value=0, max_value=240, initial=15
    )
    active = forms.BooleanField(
        label=_("启用"), required=False, initial=True, help_text=_("停用以后不再取号，公开页面也不再显示。")
    )


class NewHallForm(HallForm):
    """设立大厅: with its code and who runs it."""

    code = forms.SlugField(
        label=_("编码"), max_length=40, help_text=_("写在网址里：小写字母、数字、“-”，定下以后不能改。")
    )
    organ = OrganChoice(label=_("管理单位"), queryset=Organ.objects.none())
    field_order = ("code", "organ")

    def __init__(self, *args: Any, organ_ids: frozenset[UUID], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = Organ.objects.filter(pk__in=organ_ids, active=True).order_by("path")
        self.fields["organ"].queryset = mine  # type: ignore[attr-defined] # of a ModelChoiceField


class RoomForm(forms.Form):
    """接谈室."""

    name = forms.CharField(label=_("名称"), max_length=60)
    purpose = forms.CharField(label=_("用途"), max_length=120, required=False)
    seats = forms.IntegerField(label=_("座位"), min_value=0, max_value=500, initial=0)
    sort = forms.IntegerField(label=_("排序"), min_value=0, max_value=999, initial=0)
    active = forms.BooleanField(label=_("启用"), required=False, initial=True)

    def __init__(self, *args: Any, hall: Hall, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del hall

    def draft(self) -> halls.RoomDraft:
        """Return the room as it is saved."""
        return halls.RoomDraft(**self.cleaned_data)


class ServiceForm(forms.Form):
    """业务: what numbers are taken for."""

    name = forms.CharField(label=_("名称"), max_length=60, help_text=_("写在取号机的按钮上。"))
    kind = forms.ChoiceField(
        label=_("类别"), choices=[(k.value, retold_lazy(halls.SERVICE_WORDS[k])) for k in ServiceKind]
    )
    # A declared field leaves the class; the forms' own ``prefix`` is untouched.
    prefix = forms.CharField(  # type: ignore[assignment]
        label=_("号段字母"), max_length=2, help_text=_("号从它开始，例如 A001。")
    )
    hint = forms.CharField(label=_("办理提示"), max_length=200, required=False, help_text=_("例如要带什么。"))
    organ_id = OrganChoice(
        label=_("对应单位"), queryset=Organ.objects.filter(active=True).order_by("path"), required=False
    )
    per_slot = forms.IntegerField(
        label=_("每个时段可预约几个"), min_value=0, max_value=100, initial=0, help_text=_("填0就不预约。")
    )
    sort = forms.IntegerField(label=_("排序"), min_value=0, max_value=999, initial=0)
    active = forms.BooleanField(label=_("启用"), required=False, initial=True)

    def __init__(self, *args: Any, hall: Hall, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del hall

    def draft(self) -> halls.ServiceDraft:
        """Return the service as it is saved."""
        data = dict(self.cleaned_data)
        organ: Organ | None = data.pop("organ_id")
        return halls.ServiceDraft(
            **{**data, "kind": ServiceKind(data["kind"])}, organ_id=organ.pk if organ else None
        )


class WindowForm(forms.Form):
    """窗口: where, which department, what it calls."""

    name = forms.CharField(label=_("名称"), max_length=40, help_text=_("叫号时照着念，例如：3号窗口。"))
    organ_id = OrganChoice(label=_("驻厅单位"), queryset=Organ.objects.filter(active=True).order_by("path"))
    service_ids = forms.MultipleChoiceField(
        label=_("叫哪些业务的号"), required=False, widget=forms.CheckboxSelectMultiple
    )
    room_id = forms.ChoiceField(label=_("所在房间"), required=False)
    sort = forms.IntegerField(label=_("排序"), min_value=0, max_value=999, initial=0)
    active = forms.BooleanField(
        label=_("启用"), required=False, initial=True, help_text=_("还有号在窗口时不能停用。")
    )

    def __init__(self, *args: Any, hall: Hall, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        services = [(str(s.id), s.name) for s in Service.objects.filter(hall=hall)]
        rooms = [(str(r.id), r.name) for r in Room.objects.filter(hall=hall)]
        self.fields["service_ids"].choices = services  # type: ignore[attr-defined] # of a ChoiceField
        self.fields["room_id"].choices = [("", "—"), *rooms]  # type: ignore[attr-defined]

    def draft(self) -> halls.WindowDraft:
        """Return the window as it is saved."""
        data = dict(self.cleaned_data)
        organ: Organ = data.pop("organ_id")
        room = data.pop("room_id")
        services = tuple(UUID(each) for each in data.pop("service_ids"))
        return halls.WindowDraft(
            **data, organ_id=organ.pk, service_ids=services, room_id=UUID(room) if room else None
        )


class TimeInput(forms.TimeInput):
    """A time of day, chosen with the browser's own clock."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


def _places(form: forms.Form, on: str) -> None:
    """Give a form places for the periods of a day."""
    for number in range(1, PERIODS + 1):
        said = {"number": number}
        form.fields[f"{on}_{number}_opens"] = forms.TimeField(
            label=_("第%(number)d段从") % said, required=False, widget=TimeInput
        )
        form.fields[f"{on}_{number}_closes"] = forms.TimeField(
            label=_("第%(number)d段到") % said, required=False, widget=TimeInput
        )


def _periods(form: forms.Form, on: str) -> tuple[Period, ...]:
    """Return the periods of a day a form holds; half a period is told at its field."""
    found = []
    for number in range(1, PERIODS + 1):
        opens: time | None = form.cleaned_data.get(f"{on}_{number}_opens")
        closes: time | None = form.cleaned_data.get(f"{on}_{number}_closes")
        if opens and closes:
            found.append(Period(opens, closes))
        elif opens or closes:
            form.add_error(f"{on}_{number}_{'closes' if opens else 'opens'}", _("开始和结束都要填。"))
    return tuple(found)


def initial_of(on: str, periods: tuple[Period, ...]) -> dict[str, time]:
    """Return the periods of a day as what a form begins with."""
    found = {}
    for number, period in enumerate(periods[:PERIODS], start=1):
        found[f"{on}_{number}_opens"], found[f"{on}_{number}_closes"] = period.opens, period.closes
    return found


class HoursForm(forms.Form):
    """开放时间: of working days and of days of rest; empty is closed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for on in OpenOn:
            _places(self, on.value)

    def clean(self) -> dict[str, Any]:
        """Read the periods."""
        data = super().clean() or {}
        data["periods"] = {on: _periods(self, on.value) for on in OpenOn}
        return data


class DayForm(forms.Form):
    """特别开放日: other hours on one day; without a period it is closed."""

    day = forms.DateField(label=_("日期"), widget=DayInput)
    reason = forms.CharField(label=_("原因"), max_length=120, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _places(self, "day")

    def clean(self) -> dict[str, Any]:
        """Read the periods."""
        data = super().clean() or {}
        data["periods"] = _periods(self, "day")
        return data
