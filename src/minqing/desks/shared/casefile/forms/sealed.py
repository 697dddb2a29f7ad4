"""The form of standing aside, and how accused persons are written down: one a line, name and post."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from minqing.desks.shared.retelling import retold
from minqing.kernel.people.public import Organ, OrganKind
from minqing.petition.public.sealed import MANAGED_WORDS, AccusedPerson, ManagedBy

from .base import (
    SHORT,
    MoveForm,
    OrganSelect,
    OrgansForm,
    choose,
    organ_choices,
    text_area,
    uuid_or_none,
)


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


class AccusedForm(OrgansForm):
    """What any form says of accused persons: one a line, and who manages them."""

    accused = forms.CharField(
        label=_("被反映的人"),
        max_length=SHORT,
        required=False,
        widget=text_area(2),
        help_text=_("检举控告指名道姓的，每行一人：姓名，职务。同名的账号和他负责的单位都看不到这件。"),
    )
    managed_by = forms.ChoiceField(
        label=_("被反映的人由谁管理"),
        required=False,
        help_text=_("按干部管理权限；不清楚的不选，按被反映的单位定。"),
    )

    def offer(self, organs: list[Organ]) -> None:
        """Fill the choices."""
        super().offer(organs)
        managers = [(each.value, retold(MANAGED_WORDS[each])) for each in ManagedBy]
        choose(self, "managed_by", [("", "—"), *managers])

    def persons(self) -> tuple[AccusedPerson, ...]:
        """Return the accused persons as they were written down."""
        return accused_persons(self.cleaned_data["accused"], self.cleaned_data["managed_by"])


class SendUpForm(AccusedForm):
    """密封上送: whom it is about; where it goes is told by the rows of cadre management."""

    field_order = ("version", "concerns_id", "accused", "managed_by", "organ_id")

    concerns_id = forms.ChoiceField(
        label=_("被反映的单位"),
        widget=OrganSelect,
        help_text=_("反映本级领导的，填他任职的机关；反映本单位人员的，填本单位。"),
    )
    organ_id = forms.ChoiceField(
        label=_("送哪个纪检监察机关"),
        required=False,
        widget=OrganSelect,
        help_text=_("不选，就按干部管理权限送有管理权限的一家。"),
    )

    def offer(self, organs: list[Organ]) -> None:
        """Fill the choices."""
        super().offer(organs)
        choose(self, "concerns_id", organ_choices(organs))
        inspection = [organ for organ in organs if organ.organ_kind is OrganKind.DISCIPLINE]
        choose(self, "organ_id", organ_choices(inspection))

    def facts(self) -> dict[str, Any]:
        """Return whom it is about, and where it goes if somebody chose."""
        data = self.cleaned_data
        return {
            "concerns_id": UUID(data["concerns_id"]),
            "accused": self.persons(),
            "organ_id": uuid_or_none(data["organ_id"]),
            "version": data["version"],
        }


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
