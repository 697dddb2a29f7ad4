"""What the forms of the case page share: boxes, days, organs to choose from, the version of the file."""

from collections.abc import Iterable
from typing import Any, Final
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from minqing.kernel.people.public import Organ
from minqing.kernel.text.public import pinyin_initials

Choice = tuple[str, Any]
LONG: Final = 20_000
SHORT: Final = 2_000


def text_area(rows: int = 4) -> forms.Textarea:
    """Return a box for several lines."""
    return forms.Textarea(attrs={"rows": rows})


def organ_choices(organs: Iterable[Organ]) -> list[Choice]:
    """Return organs as choices of a select; their sound's initials ride along for the search in the box."""
    return [("", "—"), *((str(organ.id), organ.name) for organ in organs)]


class OrganSelect(forms.Select):
    """A select of many organs; the initials of their sound let a key or two find one."""

    def __init__(self) -> None:
        super().__init__(attrs={"data-pick": _("打几个字或者拼音首字母")})

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return an option with its initials."""
        option: dict[str, Any] = super().create_option(*args, **kwargs)
        if option["value"]:
            option["attrs"]["data-initials"] = pinyin_initials(str(option["label"]))
        return option


class DayInput(forms.DateInput):
    """A day, chosen with the browser's own calendar."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%d")


class MoveForm(forms.Form):
    """What every move's form has: the version of the file the person looked at.

    Made with nothing offered it shows its shape: every field, no choices of any one matter.
    """

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def facts(self) -> dict[str, Any]:
        """Return what the action is called with beside actor, matter and instant."""
        return dict(self.cleaned_data)


class OrgansForm(MoveForm):
    """A form that offers organs; each class adds its own choices in ``offer``."""

    def __init__(self, *args: Any, organs: Iterable[Organ] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(list(organs))

    def offer(self, organs: list[Organ]) -> None:
        """Fill the choices."""


class PlainForm(MoveForm):
    """A move that needs nothing said."""

    def facts(self) -> dict[str, Any]:
        """Return nothing but the version."""
        return {"version": self.cleaned_data["version"]}


class ReasonForm(MoveForm):
    """A move that needs a reason."""

    reason = forms.CharField(label=_("理由"), max_length=SHORT, widget=text_area())


def choose(form: forms.Form, name: str, choices: list[Choice]) -> None:
    """Fill the choices of one field."""
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = choices


def uuid_or_none(text: str) -> UUID | None:
    """Return an id, None for an empty choice."""
    return UUID(text) if text else None
