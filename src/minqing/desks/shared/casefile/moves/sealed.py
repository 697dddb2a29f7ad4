"""The moves of standing aside (28(3)) and of sealing and sending up (22(2), 30(3))."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from minqing.crossings import petition_to_relief
from minqing.desks.shared.casefile.forms.sealed import SendUpForm, StandAsideForm
from minqing.kernel.people.public import Organ
from minqing.petition.public import sealed

from .spec import Maker, MoveSpec


def _every_organ(_maker: Maker) -> Mapping[str, Any]:
    return {"organs": Organ.objects.filter(active=True)}


MOVES: Final = (
    MoveSpec(
        "stand_aside",
        _("声明回避"),
        petition_to_relief.declare_interest,
        StandAsideForm,
        grave=True,
        done=_("已声明回避，您不再能查看这件事项；单位会另行指定承办人。"),
        leaves=True,
    ),
    MoveSpec(
        "send_up",
        _("密封上送（反映本级领导、本单位）"),
        sealed.seal_and_send_up,
        SendUpForm,
        offers=_every_organ,
        confirm=_(
            "反映本级领导、本单位或者本单位人员的检举控告，一步密封，直接送有管理权限的纪检监察机关。"
            "送出以后，被反映的人、被反映的单位和它的下级都看不到这件，您本人属于其中的也一样；"
            "发过的提醒全部收回。"
        ),
        grave=True,
        done=_("已密封，已送有管理权限的纪检监察机关。"),
        leaves=True,
    ),
)
