"""The moves of coming in. A table, no rules; some are opened from their panel and not from the bar."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from minqing.desks.shared.casefile.forms import ReasonForm
from minqing.desks.shared.casefile.forms import coming_in as forms
from minqing.kernel.clock.public import CIVIL_ZONE, now
from minqing.kernel.law.public import Incomplete
from minqing.kernel.people.public import Actor, Organ
from minqing.petition import public as petition
from minqing.petition.public import coming_in as coming

from .spec import Maker, MoveSpec


def _link(
    *,
    actor: Actor,
    petition_id: UUID,
    at: datetime,
    number: str,
    kind: str,
    reason: str,
    version: int | None = None,
) -> coming.Link:
    """Link with the matter of a number within what the actor may see."""
    other = petition.visible_to(actor).filter(number=number.strip()).values_list("id", flat=True).first()
    if other is None:
        raise Incomplete(_("没有编号为“%(number)s”的事项。") % {"number": number.strip()}, None)
    return coming.link_petitions(
        actor=actor,
        petition_id=petition_id,
        other_id=other,
        kind=coming.LinkKind(kind),
        reason=reason,
        at=at,
        version=version,
    )


def _leave(*, actor: Actor, petition_id: UUID, at: datetime, joiner_id: UUID, reason: str) -> coming.Joiner:
    """Let one leave; the form has offered only those of this matter."""
    petition.petition_for(actor, petition_id, petition.Doing.JOIN)
    return coming.leave_joint(actor=actor, joiner_id=joiner_id, reason=reason, at=at)


def _splitting(maker: Maker) -> Mapping[str, Any]:
    return {
        "organs": Organ.objects.filter(active=True),
        "asked": maker.matter.requests.order_by("seq"),
        "attached": maker.matter.attachments.order_by("at"),
    }


def _whole(maker: Maker) -> Mapping[str, Any]:
    return {"body": maker.matter.body, "purpose": "claim", "procedure": "31-6"}


MOVES: Final = (
    MoveSpec(
        "split",
        _("拆分"),
        coming.split_petition,
        forms.SplitForm,
        offers=_splitting,
        initial=_whole,
        confirm=_(
            "一封信反映几件事的，分成几件，每件一个类别。分出来的有自己的编号和查询码，"
            "期限仍从原件收到之日起算；信访人会收到新的查询码。"
        ),
        done=_("已拆分，新的一件已经登记。"),
    ),
    MoveSpec("link", _("关联·并案"), _link, forms.LinkForm, done=_("已关联。")),
    MoveSpec(
        "unlink",
        _("解除关联"),
        coming.unlink_petitions,
        forms.UnlinkForm,
        offers=lambda m: {"links": coming.links_of(m.actor, m.matter)},
        done=_("已解除关联。"),
    ),
    MoveSpec(
        "add_joiner",
        _("加共同信访人"),
        coming.add_joiner,
        forms.JoinerForm,
        done=_("已登记。查询码在“共同信访人”栏里，请抄给本人。"),
    ),
    MoveSpec(
        "drop_joiner",
        _("登记退出"),
        _leave,
        forms.DropJoinerForm,
        offers=lambda m: {"joiners": coming.joiners_of(m.matter)},
        done=_("已登记退出，其他人的事项照常办理。"),
    ),
    MoveSpec(
        "confirm_words",
        _("宣读确认"),
        coming.confirm_words,
        forms.ConfirmForm,
        confirm=_("请把“反映的事项”原文读给本人听，本人说的有出入的，先记成补充材料。"),
        done=_("已记下宣读确认。"),
    ),
    MoveSpec(
        "mark_urgent",
        _("标为重大、紧急"),
        coming.mark_urgent,
        forms.UrgentForm,
        confirm=_("标上以后要立即报告本级党委和政府；瞒报、谎报、缓报要追究责任。"),
        done=_("已标为重大、紧急，报告期限开始计算。"),
        grave=True,
    ),
    MoveSpec(
        "report_urgent",
        _("记下报告"),
        coming.report_urgent,
        forms.ReportForm,
        initial=lambda _m: {"told_at": now().astimezone(CIVIL_ZONE)},
        done=_("已记下报告。"),
    ),
    MoveSpec(
        "end_urgency",
        _("解除重大、紧急"),
        coming.end_urgency,
        ReasonForm,
        done=_("已解除，按普通程序继续办理。"),
    ),
)
