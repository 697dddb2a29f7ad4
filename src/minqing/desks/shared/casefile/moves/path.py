"""The moves of the main line, in the order of the action bar. A table, no rules.

Open or shut, with the reason, is what the petition room says.
"""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from minqing.desks.shared.casefile.forms import ReasonForm
from minqing.desks.shared.casefile.forms import path as forms
from minqing.kernel.people.public import Organ, competent_organs
from minqing.petition import public as petition
from minqing.petition.public import closing, sealed

from .spec import Maker, MoveSpec


def _competent(maker: Maker) -> Mapping[str, Any]:
    if maker.matter.sealed:
        # A report has one way only: the discipline inspection organ with the power over the accused (22(2)).
        return {"organs": list(sealed.competent_inspection(maker.matter).organs)}
    return {"organs": competent_organs()}


def _all_organs(_maker: Maker) -> Mapping[str, Any]:
    return {"organs": Organ.objects.filter(active=True)}


def _own_handlers(maker: Maker) -> Mapping[str, Any]:
    return {"organ": maker.matter.holder, "on": maker.today}


def _classified(maker: Maker) -> Mapping[str, Any]:
    matter = maker.matter
    return {
        "title": matter.title,
        "purpose": matter.purpose,
        "procedure": matter.procedure,
        "content_class": matter.content_class,
        "concerns_id": str(matter.concerns_id or ""),
    }


def _delivery(maker: Maker) -> Mapping[str, Any]:
    way = "electronic" if maker.matter.electronic_delivery else "in_person"
    return {"recipient": maker.matter.petitioner_name, "delivered_on": maker.today, "way": way}


def _handler(maker: Maker) -> Mapping[str, Any]:
    return {"handler_id": str(maker.matter.handler_id or maker.actor.account_id or "")}


def _evidence(maker: Maker) -> Mapping[str, Any]:
    return {"papers": closing.evidence_of(maker.matter)}


MOVES: Final = (
    MoveSpec(
        "register",
        _("登记"),
        petition.register_petition,
        forms.RegisterForm,
        initial=lambda m: {"title": m.matter.title},
        done=_("已登记。"),
    ),
    MoveSpec(
        "classify",
        _("分类"),
        petition.classify_petition,
        forms.ClassifyForm,
        offers=_all_organs,
        initial=_classified,
        done=_("已分类。"),
    ),
    MoveSpec(
        "refer",
        _("转送·交办"),
        petition.refer_petition,
        forms.ReferForm,
        offers=_competent,
        done=_("已转出。"),
    ),
    MoveSpec(
        "accept",
        _("受理"),
        petition.accept_petition,
        forms.HandlerForm,
        offers=_own_handlers,
        initial=_handler,
        done=_("已受理，办理期限开始计算。"),
    ),
    MoveSpec(
        "object",
        _("提出异议"),
        petition.object_to_referral,
        forms.ObjectForm,
        offers=_competent,
        done=_("已提出异议，等待转送单位核实；核实以前仍由本单位负责告知。"),
    ),
    MoveSpec(
        "assign",
        _("指定承办人"),
        petition.assign_handler,
        forms.AssignForm,
        offers=_own_handlers,
        initial=_handler,
        done=_("已指定承办人。"),
    ),
    MoveSpec("note", _("记一笔"), petition.add_note, forms.NoteForm, done=_("已记录。")),
    MoveSpec(
        "ask", _("请补充材料"), petition.ask_for_material, forms.AskForm, done=_("已请信访人补充材料。")
    ),
    MoveSpec(
        "guide",
        _("导入其他程序"),
        petition.guide_petition,
        forms.GuideForm,
        initial=lambda m: {"procedure": m.matter.procedure},
        done=_("已告知信访人应走的程序。"),
    ),
    MoveSpec(
        "submit",
        _("送审"),
        petition.submit_opinion,
        confirm=_("送审以后不能再改，除非领导退回。"),
        template="casefile/submit.html",
        done=_("已送审。"),
    ),
    MoveSpec(
        "approve",
        _("签发"),
        petition.approve_opinion,
        confirm=_("签发以后生成正式文书，编号、盖章，不能再改。"),
        template="casefile/approve.html",
        grave=True,
        done=_("已签发，等待送达。"),
    ),
    MoveSpec(
        "send_back", _("退回修改"), petition.send_back_opinion, ReasonForm, done=_("已退回承办人修改。")
    ),
    MoveSpec(
        "deliver",
        _("送达"),
        petition.deliver_answer,
        forms.DeliverForm,
        initial=_delivery,
        confirm=_("登记送达以后，信访人请求复查的三十日从送达日起算。"),
        template="casefile/deliver.html",
        grave=True,
        done=_("已登记送达。"),
    ),
    MoveSpec(
        "close",
        _("办结"),
        petition.close_petition,
        forms.CloseForm,
        offers=_evidence,
        confirm=_("办结以后不能再办。"),
        template="casefile/close.html",
        grave=True,
        done=_("已办结。"),
    ),
    MoveSpec(
        "withdraw",
        _("信访人撤回"),
        petition.withdraw_petition,
        ReasonForm,
        confirm=_("只在信访人自己要求撤回时登记；不得劝说、要求信访人撤回。"),
        done=_("已登记撤回。"),
    ),
)
