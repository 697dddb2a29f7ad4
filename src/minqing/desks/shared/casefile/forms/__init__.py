"""The forms of the case page, by theme; ``base`` has what they share."""

from .base import (
    DayInput,
    MoveForm,
    OrganSelect,
    OrgansForm,
    PlainForm,
    ReasonForm,
    choose,
    organ_choices,
    text_area,
    uuid_or_none,
)
from .path import ClassifyForm, ReferForm, RevealForm

__all__ = [
    "ClassifyForm",
    "DayInput",
    "MoveForm",
    "OrganSelect",
    "OrgansForm",
    "PlainForm",
    "ReasonForm",
    "ReferForm",
    "RevealForm",
    "choose",
    "organ_choices",
    "text_area",
    "uuid_or_none",
]
