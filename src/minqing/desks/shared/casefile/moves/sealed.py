"""The moves of standing aside (28(3))."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from minqing.desks.shared.casefile.forms.sealed import StandAsideForm
from minqing.petition.public import sealed

from .spec import MoveSpec

MOVES: Final = (
    MoveSpec(
        "stand_aside",
        _("声明回避"),
        sealed.declare_interest,
        StandAsideForm,
        grave=True,
        done=_("已声明回避，您不再能查看这件事项；单位会另行指定承办人。"),
    ),
)
