"""The form of standing aside, and how accused persons are written down: one a line, name and post."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minqing.petition.public.sealed import AccusedPerson, ManagedBy

from .base import SHORT, MoveForm, text_area


class StandAsideForm(MoveForm):
    """声明回避: which interest; from then on the matter is closed to whoever declares it."""

    reason = forms.CharField(
        label=_("有什么直接利害关系"),
        max_length=SHORT,
        widget=text_area(3),
        help_text=_(
            "和事项或者信访人的关系，例如近亲属、当事人、参与过原来的决定。声明以后您不能再查看这件。"
        ),
    )

    def facts(self) -> dict[str, Any]:
        """Return the reason."""
        return {"reason": self.cleaned_data["reason"]}


def accused_persons(text: str, managed_by: str) -> tuple[AccusedPerson, ...]:
    """Return the persons written one a line, the name first, then the post.

    >>> [each.name for each in accused_persons("王建国，局长", "")]
    ['王建国']
    """
    level = ManagedBy(managed_by) if managed_by else None
    found = []
    for line in text.splitlines():
        name, _comma, title = line.replace(",", "，").replace(" ", "，", 1).partition("，")
        if name.strip():
            found.append(AccusedPerson(name.strip(), title.strip("， "), level))
    return tuple(found)
