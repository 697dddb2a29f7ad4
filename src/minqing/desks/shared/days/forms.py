"""The forms of the leaders' days. They check shape only."""

from datetime import time
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from minqing.desks.shared.casefile.forms import DayInput
from minqing.desks.shared.casefile.forms.base import LONG, SHORT, Choice, OrganSelect, choose, text_area
from minqing.desks.shared.retelling import retold_lazy
from minqing.petition.public import content_classes
from minqing.reception.public.days import (
    DEFAULT_WORKDAYS,
    KIND_WORDS,
    RHYTHM_WORDS,
    STAGE_WORDS,
    BookingDraft,
    Kind,
    Rhythm,
    Stage,
)

LEVEL_ONE: Final = 2


def subject_choices() -> list[Choice]:
    """Return the first-level contents."""
    return [(each.code, each.name) for each in content_classes().values() if len(each.code) == LEVEL_ONE]


class TimeInput(forms.TimeInput):
    """A time of day, with the browser's own clock."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class Hours(forms.Form):
    """Place and hours, shared by a month and a day."""

    kind = forms.ChoiceField(
        label=_("形式"),
        choices=[(k.value, retold_lazy(w)) for k, w in KIND_WORDS.items()],
        initial=Kind.FIXED,
    )
    place = forms.CharField(label=_("地点"), max_length=120)
    starts = forms.TimeField(label=_("开始"), widget=TimeInput, initial="09:00")
    ends = forms.TimeField(label=_("结束"), widget=TimeInput, initial="11:30")
    slot_minutes = forms.IntegerField(label=_("每个时段分钟"), min_value=5, max_value=240, initial=30)
    per_slot = forms.IntegerField(label=_("每个时段约几批"), min_value=1, max_value=20, initial=1)

    def hours(self) -> dict[str, Any]:
        """Return the shared facts."""
        said = self.cleaned_data
        names = ("place", "starts", "ends", "slot_minutes", "per_slot")
        return {"kind": Kind(said["kind"]), **{name: said[name] for name in names}}


class GenerateForm(Hours):
    """A month by rotation."""

    rhythm = forms.ChoiceField(
        label=_("多久一次"), choices=[(r.value, retold_lazy(w)) for r, w in RHYTHM_WORDS.items()]
    )
    nth = forms.IntegerField(
        label=_("星期几或者几号"),
        required=False,
        min_value=0,
        max_value=31,
        help_text=_("每周：1到7；每月：1到31；每个工作日：不用填。遇节假日自动顺延。"),
    )
    leaders = forms.MultipleChoiceField(label=_("轮值领导"), widget=forms.CheckboxSelectMultiple)
    field_order = ("rhythm", "nth", "leaders")

    def __init__(self, *args: Any, leaders: list[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "leaders", leaders)

    @property
    def rhythm_chosen(self) -> Rhythm:
        """Return the rhythm."""
        return Rhythm(self.cleaned_data["rhythm"])


class DayForm(Hours):
    """One day by hand."""

    day = forms.DateField(label=_("哪一天"), widget=DayInput)
    leader = forms.ChoiceField(label=_("接访领导"))
    companions = forms.CharField(label=_("陪同单位"), max_length=200, required=False)
    field_order = ("day", "leader")

    def __init__(self, *args: Any, leaders: list[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "leader", leaders)


class PortfolioForm(forms.Form):
    """What a leader answers for."""

    leader = forms.ChoiceField(label=_("领导"))
    words = forms.CharField(label=_("分管工作"), max_length=200)
    subjects = forms.MultipleChoiceField(
        label=_("可以预约的内容"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("一项也不选，就是什么内容都可以预约，例如主要领导。"),
    )

    def __init__(self, *args: Any, leaders: list[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "leader", leaders)
        choose(self, "subjects", subject_choices())


class ReasonForm(forms.Form):
    """A reason."""

    reason = forms.CharField(label=_("原因"), max_length=200)


class OtherForm(ReasonForm):
    """Somebody or some day else, with the reason."""

    other = forms.ChoiceField(label=_("换成"))
    field_order = ("other",)

    def __init__(self, *args: Any, others: list[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "other", others)


class BookForm(forms.Form):
    """An appointment, by a resident or by a clerk for somebody."""

    slot = forms.ChoiceField(label=_("时段"))
    stage = forms.ChoiceField(
        label=_("这件事走到哪一步了"),
        choices=[(s.value, retold_lazy(w)) for s, w in STAGE_WORDS.items()],
        initial=Stage.NEW,
    )
    about = forms.ChoiceField(label=_("是哪方面的事"))
    reason = forms.CharField(
        label=_("一两句话说明要反映什么"),
        max_length=SHORT,
        widget=text_area(3),
        help_text=_("只有接访的领导和排班的工作人员看得到。"),
        error_messages={"required": _("请用一两句话写明要反映什么，领导好做准备；不方便写的，见面再说。")},
    )
    name = forms.CharField(label=_("姓名"), max_length=60)
    telephone = forms.CharField(
        label=_("联系电话"), max_length=20, help_text=_("接访有变化时告诉您；加密保存，不公开。")
    )
    people = forms.IntegerField(label=_("来几位"), min_value=1, max_value=5, initial=1)

    def __init__(self, *args: Any, slots: list[time], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "slot", [(f"{slot:%H:%M}", f"{slot:%H:%M}") for slot in slots])
        choose(self, "about", [("", _("请选择")), *subject_choices()])

    def draft(self) -> BookingDraft:
        """Return what was said; a matter, if there is one, is added by who may look for it."""
        said = self.cleaned_data
        return BookingDraft(
            slot=time.fromisoformat(said["slot"]),
            name=said["name"],
            telephone=said["telephone"],
            stage=Stage(said["stage"]),
            about=said["about"],
            reason=said["reason"],
            people=said["people"],
        )


class CodeForm(forms.Form):
    """The code of an appointment."""

    code = forms.CharField(label=_("预约码"), max_length=12)


class RecordForm(forms.Form):
    """What was received."""

    booking = forms.ChoiceField(label=_("哪个预约"), required=False)
    name = forms.CharField(
        label=_("来访人姓名"), max_length=60, required=False, help_text=_("选了预约的不用再填。")
    )
    telephone = forms.CharField(label=_("来访人电话"), max_length=20, required=False)
    people = forms.IntegerField(label=_("来了几人"), min_value=1, max_value=500, initial=1)
    title = forms.CharField(label=_("反映什么事"), max_length=100)
    what = forms.CharField(label=_("要求和事实"), max_length=LONG, widget=text_area(5))
    answer = forms.CharField(label=_("当场答复"), required=False, max_length=SHORT, widget=text_area(2))

    def __init__(self, *args: Any, bookings: list[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "booking", [("", _("没有预约，直接来的")), *bookings])


class InstructionForm(forms.Form):
    """An instruction: what, who, by when."""

    text = forms.CharField(label=_("批示"), max_length=SHORT, widget=text_area(3))
    owner = forms.ChoiceField(label=_("责任单位和责任人"), widget=OrganSelect)
    workdays = forms.IntegerField(
        label=_("几个工作日以内"), min_value=1, max_value=60, initial=DEFAULT_WORKDAYS
    )

    def __init__(self, *args: Any, owners: list[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "owner", owners)


class WordsForm(forms.Form):
    """What was done, or why it is sent back."""

    words = forms.CharField(label=_("情况"), required=False, max_length=SHORT, widget=text_area(3))


class NumberForm(forms.Form):
    """The number of a matter."""

    number = forms.CharField(label=_("登记编号"), max_length=32)
