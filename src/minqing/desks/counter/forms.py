"""The forms of the counter and of the kiosk: shape only."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from minqing.desks.shared.casefile.forms import text_area
from minqing.desks.shared.retelling import retold_lazy
from minqing.reception.public import hall as halls
from minqing.reception.public.hall import Hall, Priority, Service, Window
from minqing.reception.public.visits import MATTERS, WORDS, Outcome

MOST_NOTE = 2_000
SHORTLY = tuple(o for o in Outcome if o not in MATTERS and o is not Outcome.LEFT)
"""Results a number may be finished with without writing the visit down."""


def id_or_none(text: str) -> UUID | None:
    """Return the id somebody's browser sent; None for nothing and for what is no id."""
    try:
        return UUID(text)
    except ValueError:
        return None


def services_of(hall: Hall) -> list[Service]:
    """Return what numbers are taken for in a hall, in its order."""
    return list(Service.objects.filter(hall=hall, active=True))


def choices_of(rows: "list[Service] | list[Window]", nothing: str = "") -> list[tuple[str, str]]:
    """Return rows as choices of a select, an empty one before them when nothing need be chosen."""
    first = [("", nothing)] if nothing else []
    return [*first, *((str(row.id), row.name) for row in rows)]


class NumberForm(forms.Form):
    """取号: what for, how many people, why before others. Nobody's name."""

    service = forms.ChoiceField(label=_("办什么事"), widget=forms.RadioSelect)
    people = forms.IntegerField(
        label=_("几个人一起来"),
        min_value=1,
        max_value=500,
        initial=1,
        help_text=_("一起来的只取一个号；五人以上的，推选代表，不超过五人。"),
    )
    reasons = forms.MultipleChoiceField(
        label=_("优先叫号"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(p.value, retold_lazy(halls.PRIORITY_WORDS[p])) for p in Priority],
    )

    def __init__(self, *args: Any, services: list[Service], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["service"].choices = choices_of(services)  # type: ignore[attr-defined] # of a ChoiceField

    def facts(self) -> dict[str, Any]:
        """Return what a number is issued with."""
        data = self.cleaned_data
        return {
            "service_id": UUID(data["service"]),
            "group_size": data["people"],
            "reasons": tuple(data["reasons"]),
        }


class CodeForm(forms.Form):
    """预约取号: the code of an appointment."""

    code = forms.CharField(
        label=_("预约码"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
        help_text=_("预约时给您的八位字母和数字，大小写都可以。"),
    )


class PassOnForm(forms.Form):
    """转窗口: to a service or to one window, with a note."""

    service = forms.ChoiceField(label=_("转到哪项业务"), required=False)
    to_window = forms.ChoiceField(label=_("只给这个窗口"), required=False)
    note = forms.CharField(
        label=_("接谈笔记"),
        required=False,
        max_length=MOST_NOTE,
        widget=text_area(3),
        help_text=_("随号转过去，下一个窗口不用重新问。"),
    )

    def __init__(self, *args: Any, services: list[Service], windows: list[Window], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["service"].choices = choices_of(services, "—")  # type: ignore[attr-defined]
        self.fields["to_window"].choices = choices_of(windows, "—")  # type: ignore[attr-defined]


class FinishForm(forms.Form):
    """办完: what came of it."""

    outcome = forms.ChoiceField(
        label=_("结果"),
        choices=[("", "—"), *((o.value, retold_lazy(WORDS[o])) for o in SHORTLY)],
        widget=forms.Select(attrs={"data-key": "f"}),
    )


class NoteForm(forms.Form):
    """接谈笔记."""

    note = forms.CharField(label=_("接谈笔记"), max_length=MOST_NOTE, widget=text_area(3))


class BookForm(forms.Form):
    """预约: one of the free hours, how many people."""

    slot = forms.ChoiceField(label=_("什么时候来"), widget=forms.RadioSelect)
    people = forms.IntegerField(label=_("几个人一起来"), min_value=1, max_value=500, initial=1)

    def __init__(self, *args: Any, slots: list[datetime], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["slot"].choices = [(slot.isoformat(), f"{slot:%H:%M}") for slot in slots]  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        """Return what an appointment is booked with."""
        data = self.cleaned_data
        return {"slot": datetime.fromisoformat(data["slot"]), "group_size": data["people"]}
