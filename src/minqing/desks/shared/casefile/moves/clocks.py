"""The moves of the clocks: extension and pause in two steps, and running on."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from minqing.desks.shared.casefile.forms import ReasonForm
from minqing.desks.shared.casefile.forms import clocks as forms
from minqing.petition.public import clocks

from .spec import Maker, MoveSpec


def _extension(maker: Maker) -> Mapping[str, Any]:
    most, due_on, why_not = clocks.extension_offer(maker.matter, maker.today)
    return {"most": most, "due_on": due_on, "why_not": why_not}


def _grounds(maker: Maker) -> Mapping[str, Any]:
    offered = clocks.pause_offer(maker.matter)
    return {"grounds": [(key, f"{name}（{article.cite}）") for key, name, article in offered]}


def _asked(maker: Maker) -> Mapping[str, Any]:
    asked = clocks.pending_request(maker.matter)
    after = clocks.extended_due(asked.clock, asked.days) if asked and asked.days else None
    return {"asked": asked, "after": after}


MOVES: Final = (
    MoveSpec(
        "extend",
        _("申请延长"),
        clocks.apply_for_extension,
        forms.ExtendForm,
        offers=_extension,
        template="casefile/do_clocks_extend.html",
        done=_("已送负责人审批。批准以前，原来的期限照算。"),
    ),
    MoveSpec(
        "pause",
        _("申请中止"),
        clocks.apply_for_pause,
        forms.PauseForm,
        offers=_grounds,
        done=_("已送负责人审批。批准以前，期限照算。"),
    ),
    MoveSpec(
        "approve_term",
        _("批准延期、中止"),
        clocks.approve_term,
        forms.DecideTermForm,
        offers=_asked,
        template="casefile/do_clocks_decide.html",
        grave=True,
        done=_("已批准，信访人会收到告知。"),
    ),
    MoveSpec(
        "refuse_term",
        _("不批准延期、中止"),
        clocks.refuse_term,
        forms.RefuseTermForm,
        offers=_asked,
        template="casefile/do_clocks_decide.html",
        done=_("未批准，期限照原来的算。"),
    ),
    MoveSpec(
        "resume",
        _("恢复计算"),
        clocks.resume_term,
        ReasonForm,
        confirm=_("从今天起继续计算，剩下几天还是几天；中止的日子不算在内。"),
        done=_("已恢复计算。"),
    ),
)
