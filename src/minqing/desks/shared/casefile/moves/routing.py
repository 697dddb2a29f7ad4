"""The moves of deciding the way. A table, no rules."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from minqing.desks.shared.casefile.forms import ReasonForm
from minqing.desks.shared.casefile.forms import routing as forms
from minqing.kernel.people.public import Duty, Organ, accounts_holding, competent_organs
from minqing.petition.public import review
from minqing.petition.public import routing as ways

from .spec import Maker, MoveSpec


def _competent(_maker: Maker) -> Mapping[str, Any]:
    return {"organs": competent_organs()}


def _beneath(maker: Maker) -> Mapping[str, Any]:
    """Return the competent organs beneath the one that holds the matter."""
    above = maker.matter.holder.path
    return {
        "organs": [each for each in competent_organs() if each.path.startswith(above) and each.path != above]
    }


def _active(_maker: Maker) -> Mapping[str, Any]:
    return {"organs": Organ.objects.filter(active=True)}


def _handlers(maker: Maker) -> Mapping[str, Any]:
    found = accounts_holding(Duty.HANDLER, maker.matter.holder, maker.today)
    return {"handlers": [(str(account.id), account.name) for account in found]}


def _today(maker: Maker) -> Mapping[str, Any]:
    return {"met_on": maker.today}


def _earlier(maker: Maker) -> Mapping[str, Any]:
    """Return what the file knows of the earlier matter it repeats, and of its final review (36(3))."""
    final = review.finality_of(maker.matter)
    if final is not None:
        return {
            "ground": ways.Ground.FINALLY_REVIEWED.value,
            "other_organ": review.final_organ(final),
            "other_number": final.number,
            "other_on": final.on,
            "how": _("信访程序已经终结；有新的事实或者理由的，作为新的信访事项提出"),
            "until": _("没有"),
        }
    earlier = maker.matter.repeat_of
    if earlier is None:
        return {}
    organ = earlier.handling or earlier.holder
    return {
        "other_organ": organ.name,
        "other_number": earlier.number or "",
        "other_on": earlier.accepted_on,
        "period_end": earlier.due_on,
    }


MOVES: Final = (
    MoveSpec(
        "take_back",
        _("同意异议、收回"),
        ways.take_back,
        forms.TakeBackForm,
        confirm=_("收回以后，原来的转送期限接着计算，退回次数加一。"),
        done=_("已收回，请重新转送。"),
    ),
    MoveSpec(
        "refuse_objection",
        _("不同意异议"),
        ways.refuse_objection,
        ReasonForm,
        confirm=_("对方单位应当依照职责继续办理，它的书面告知期限没有停过。"),
        done=_("已告知对方单位依照职责办理。"),
    ),
    MoveSpec(
        "refer_down",
        _("转送下级"),
        ways.refer_down,
        forms.ReferDownForm,
        offers=_beneath,
        confirm=_("属于下级机关、单位职权的，转给它办理，并书面告知信访人转到了哪里（第二十三条第一款）。"),
        done=_("已转给下级单位，转送告知书已制发，请送达信访人。"),
    ),
    MoveSpec(
        "coordinate",
        _("记协调会"),
        ways.record_coordination,
        forms.CoordinateForm,
        offers=_active,
        initial=_today,
        template="casefile/do_routing_coordinate.html",
        done=_("协调会已记录，会议纪要已制发。"),
    ),
    MoveSpec(
        "agree",
        _("协商受理"),
        ways.agree_acceptance,
        forms.AgreeForm,
        offers=_competent,
        initial=lambda maker: {"agreed_on": maker.today},
        confirm=_(
            "涉及两个以上机关、单位的，由它们协商受理；商定的单位不能再提出异议。协商不成的，用“指定受理机关”。"
        ),
        done=_("协商受理已记录，事项已转给商定的单位。"),
    ),
    MoveSpec(
        "designate",
        _("指定受理机关"),
        ways.designate_organ,
        forms.DesignateForm,
        offers=_competent,
        confirm=_("对受理有争议的，由共同的上一级机关、单位决定；被指定的单位不能再提出异议。"),
        grave=True,
        done=_("已指定受理机关。"),
    ),
    MoveSpec(
        "decline",
        _("不予（不再）受理"),
        ways.decline_petition,
        forms.DeclineForm,
        initial=_earlier,
        confirm=_("来信来访照样登记在案；告知书送达以后才能办结。"),
        grave=True,
        done=_("告知书已制发，请送达信访人。"),
    ),
    MoveSpec(
        "succeed",
        _("移交承继单位"),
        ways.hand_to_successor,
        confirm=_("原单位已撤销或者停用；期限接着计算，由承继职权的单位继续办理。"),
        done=_("已由承继职权的单位接办。"),
    ),
    MoveSpec(
        "propose_simple",
        _("建议简易办理"),
        ways.propose_simple,
        forms.ShortForm,
        confirm=_("建议以后，应当自收到之日起一个工作日内转出；是否简易办理由有权处理的机关、单位决定。"),
        done=_("已建议简易办理，请尽快转出。"),
    ),
    MoveSpec(
        "accept_simply",
        _("简易办理受理"),
        ways.accept_simply,
        forms.AcceptSimplyForm,
        offers=_handlers,
        confirm=_("自受理之日起十个工作日内答复；答复以前随时可以转为普通程序。"),
        done=_("已受理，按简易办理计算期限。"),
    ),
    MoveSpec(
        "confirm_simple",
        _("确认简易答复"),
        ways.confirm_simple_answer,
        confirm=_("请核对每一项请求的答复；确认以后才能答复信访人，答复改动的要再确认。"),
        done=_("已确认，承办人可以答复信访人。"),
    ),
    MoveSpec(
        "tell",
        _("简易答复"),
        ways.tell_answer,
        forms.TellForm,
        confirm=_("先在“写处理意见”里逐项写好答复；答复会原样显示在信访人的查询页上。"),
        grave=True,
        done=_("已答复信访人。"),
    ),
    MoveSpec(
        "leave_simple",
        _("转为普通程序"),
        ways.leave_simple_track,
        ReasonForm,
        confirm=_("办理期限仍从受理之日起算，不重新计算；信访人会看到理由。"),
        done=_("已转为普通程序。"),
    ),
)
