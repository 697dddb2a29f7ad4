"""What one move of the case page is: its address, its words, its form, its action."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise

from minqing.desks.shared.casefile import forms
from minqing.kernel.people.public import Actor
from minqing.petition.public import Petition

Act = Callable[..., Any]
MakeForm = Callable[..., forms.MoveForm]


@dataclass(frozen=True, slots=True)
class Maker:
    """What a form is made from: the matter as it stands, who looks, on which day."""

    matter: Petition
    actor: Actor
    today: date


@dataclass(frozen=True, slots=True)
class MoveSpec:
    """One move: its address, its words, its form, its action; ``uploads`` where files may come along.

    ``leaves``: whoever makes it may be one who reads the file no longer afterwards.
    """

    key: str
    label: str | Promise
    act: Act
    form: type[forms.MoveForm] = forms.PlainForm
    confirm: str | Promise = ""
    done: str | Promise = ""
    offers: Callable[[Maker], Mapping[str, Any]] = lambda _maker: {}
    initial: Callable[[Maker], Mapping[str, Any]] = lambda _maker: {}
    grave: bool = False
    template: str = "casefile/form.html"
    uploads: bool = False
    leaves: bool = False

    @property
    def takes_files(self) -> bool:
        """Return whether files may come along beside a receipt: also with a note, whose form says so."""
        return self.uploads or self.key == "note"

    def make(self, maker: Maker, *data: Any, **more: Any) -> forms.MoveForm:
        """Return the form, empty with what is known, or bound to what was sent."""
        initial = {"version": maker.matter.version, **self.initial(maker)}
        options: dict[str, Any] = {**self.offers(maker), **more}
        return self.form(*data, **{"initial": initial, "auto_id": "do-%s", **options})
