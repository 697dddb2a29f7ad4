"""The forms of conferences. Shape only."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from minqing.desks.shared.casefile.forms.base import (
    SHORT,
    DayInput,
    OrganSelect,
    choose,
    organ_choices,
    text_area,
    uuid_or_none,
)
from minqing.desks.shared.casefile.forms.coming_in import MomentInput
from minqing.desks.shared.retelling import retold_lazy
from minqing.kernel.clock.public import CIVIL_ZONE
from minqing.kernel.people.public import Organ
from minqing.petition.public import Petition
from minqing.reception.public.conference import (
    ANSWER_WORDS,
    EFFECT_WORDS,
    KIND_WORDS,
    Answer,
    Attended,
    DecisionDraft,
    Effect,
    Guest,
    Invitation,
)

SEATS: Final = 6
"""How many units one notice has rows for; more than six are invited by a second conference or by theme."""
MOMENTS: Final = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]


def moment_field(label: Any, **more: Any) -> forms.DateTimeField:
    """Return a field for a day and time of the office's clock on the wall."""
    return forms.DateTimeField(label=label, widget=MomentInput, input_formats=MOMENTS, **more)


def on_the_wall(at: datetime) -> datetime:
    """Return a typed time as an instant of the civil zone."""
    return at if at.tzinfo else at.replace(tzinfo=CIVIL_ZONE)


class MoveForm(forms.Form):
    """改期、改地点: when, where, why."""

    starts_at = moment_field(_("新的时间"))
    place = forms.CharField(label=_("地点"), max_length=200)
    reason = forms.CharField(label=_("改期的理由"), max_length=500)


class ConveneForm(forms.Form):
    """召集会议: what about, when, where, who is invited and should bring what."""

    kind = forms.ChoiceField(
        label=_("形式"),
        choices=[(k.value, retold_lazy(said)) for k, said in KIND_WORDS.items()],
        widget=forms.RadioSelect,
        initial="conference",
    )
    theme = forms.CharField(label=_("议题"), max_length=200)
    numbers = forms.CharField(
        label=_("涉及的信访事项编号"),
        max_length=500,
        required=False,
        help_text=_("几件事项的，用空格隔开；专题研究的可以不填。"),
    )
    agenda = forms.CharField(
        label=_("议程"), max_length=SHORT, widget=text_area(3), help_text=_("一行一项。")
    )
    starts_at = moment_field(_("开会时间"))
    place = forms.CharField(label=_("地点"), max_length=200)
    host = forms.CharField(label=_("召集人、主持人"), max_length=100)

    def __init__(self, *args: Any, organs: Iterable[Organ] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = organ_choices(organs)
        for seat in range(1, SEATS + 1):
            self.fields[f"organ_{seat}"] = forms.ChoiceField(
                label=_("参会单位"), choices=choices, required=False, widget=OrganSelect
            )
            self.fields[f"asked_{seat}"] = forms.CharField(label=_("请准备"), max_length=500, required=False)

    def plain(self) -> list[forms.BoundField]:
        """Return the fields before the units."""
        return [field for field in self if not field.name.startswith(("organ_", "asked_"))]

    def seats(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Return each unit's row as the page draws it."""
        return [(self[f"organ_{seat}"], self[f"asked_{seat}"]) for seat in range(1, SEATS + 1)]

    def guests(self) -> list[Guest]:
        """Return the units named."""
        data = self.cleaned_data
        return [
            Guest(UUID(data[f"organ_{seat}"]), data[f"asked_{seat}"])
            for seat in range(1, SEATS + 1)
            if data[f"organ_{seat}"]
        ]


class AnswerForm(forms.Form):
    """参会回执."""

    organ_id = forms.UUIDField(widget=forms.HiddenInput)
    answer = forms.ChoiceField(
        label=_("能不能参加"),
        choices=[(a.value, retold_lazy(said)) for a, said in ANSWER_WORDS.items() if a is not Answer.WAITING],
        widget=forms.RadioSelect,
    )
    attendee = forms.CharField(label=_("参会人"), max_length=100, required=False)
    attendee_title = forms.CharField(label=_("职务"), max_length=100, required=False)
    words = forms.CharField(
        label=_("说明"),
        max_length=500,
        required=False,
        help_text=_("代为参加的写明代替谁；不能参加的写明原因。"),
    )


class RecordForm(forms.Form):
    """会议记录: each unit's seat."""

    held_at = moment_field(_("实际开会时间"))

    def __init__(self, *args: Any, invited: Sequence[Invitation] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.invited = invited
        for row in invited:
            said = f"{row.attendee} {row.attendee_title}".strip()
            self.fields[f"came_{row.pk}"] = forms.BooleanField(
                label=_("到会"), required=False, initial=row.came is not False and row.answer != "absent"
            )
            self.fields[f"who_{row.pk}"] = forms.CharField(
                label=_("到会人、职务"), max_length=200, required=False, initial=row.came_who or said
            )
            self.fields[f"absence_{row.pk}"] = forms.CharField(
                label=_("没有到会的原因"), max_length=500, required=False, initial=row.absence
            )
            self.fields[f"said_{row.pk}"] = forms.CharField(
                label=_("发言"), max_length=SHORT, required=False, widget=text_area(2), initial=row.said
            )

    def seats(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Return each unit's name with its fields."""
        names = ("came", "who", "absence", "said")
        return [(row.organ.name, [self[f"{name}_{row.pk}"] for name in names]) for row in self.invited]

    def attended(self) -> list[Attended]:
        """Return who came and who did not."""
        data = self.cleaned_data
        return [
            Attended(
                organ_id=row.organ_id,
                came=data[f"came_{row.pk}"],
                who=data[f"who_{row.pk}"],
                absence=data[f"absence_{row.pk}"],
                said=data[f"said_{row.pk}"],
            )
            for row in self.invited
        ]


class DecisionForm(forms.Form):
    """议定事项: what, who, until when, on which ground, meaning what on which matter."""

    text = forms.CharField(label=_("议定做什么"), max_length=SHORT, widget=text_area(2))
    organ_id = forms.ChoiceField(label=_("责任单位"), widget=OrganSelect)
    person = forms.CharField(label=_("责任人"), max_length=100)
    due_on = forms.DateField(label=_("完成时限"), widget=DayInput)
    basis = forms.CharField(label=_("依据"), max_length=300, required=False)
    effect = forms.ChoiceField(
        label=_("在信访事项里怎么落实"),
        choices=[(e.value, retold_lazy(said)) for e, said in EFFECT_WORDS.items()],
        widget=forms.RadioSelect,
        initial="none",
    )
    subject_id = forms.ChoiceField(label=_("哪一件信访事项"), required=False)

    def __init__(
        self,
        *args: Any,
        organs: Iterable[Organ] = (),
        matters: Iterable[Petition] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "organ_id", organ_choices(organs))
        shown = [(str(m.pk), f"{m.number or ''} {m.title}") for m in matters]
        choose(self, "subject_id", [*shown, ("", "—")])

    def draft(self) -> DecisionDraft:
        """Return the decision."""
        data = self.cleaned_data
        return DecisionDraft(
            text=data["text"],
            organ_id=UUID(data["organ_id"]),
            person=data["person"],
            due_on=data["due_on"],
            basis=data["basis"],
            effect=Effect(data["effect"]),
            subject_id=uuid_or_none(data["subject_id"]),
        )


class WordsForm(forms.Form):
    """A few words and, where asked for, a file."""

    text = forms.CharField(label=_("说明"), max_length=SHORT, required=False, widget=text_area(2))
