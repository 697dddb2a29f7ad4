"""The moves of co-handling, records, hearings, settlement and execution. A table, no rules."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from minqing.desks.shared import words
from minqing.desks.shared.casefile.forms import ReasonForm
from minqing.desks.shared.casefile.forms import handling as forms
from minqing.kernel.people.public import competent_organs
from minqing.petition.public import handling

from .spec import Maker, MoveSpec

LABEL: Final = 40


def _competent(_maker: Maker) -> Mapping[str, Any]:
    return {"organs": competent_organs()}


def _asked(maker: Maker) -> Mapping[str, Any]:
    return {"rows": [_question(row) for row in handling.open_co_handlings(maker.matter)]}


def _asked_of_us(maker: Maker) -> Mapping[str, Any]:
    ours = maker.actor.organ_ids()
    rows = handling.open_co_handlings(maker.matter)
    return {"rows": [_question(row) for row in rows if row.organ_id in ours]}


def _question(row: handling.CoHandling) -> tuple[str, str]:
    return str(row.id), f"{row.organ.name}：{row.question[:LABEL]}"


def _to_execute(maker: Maker) -> Mapping[str, Any]:
    return {"rows": [_task(row) for row in handling.open_executions(maker.matter)]}


def _done(maker: Maker) -> Mapping[str, Any]:
    rows = handling.executions_of(maker.matter)
    return {"rows": [_task(row) for row in rows if row.status == handling.Execution.Status.DONE]}


def _task(row: handling.Execution) -> tuple[str, str]:
    what = f"{row.request.seq}. {row.request.text[:LABEL]}" if row.request else str(_("协议"))
    return str(row.id), f"{what}（{row.organ.short_name or row.organ.name}，{words.short_day(row.due_on)}）"


def _co_due(maker: Maker) -> Mapping[str, Any]:
    usual = maker.today + timedelta(days=handling.USUAL_CO_DAYS)
    lead = maker.matter.due_on
    return {"due_on": min(usual, lead) if lead and lead > maker.today else usual}


def _today(maker: Maker) -> Mapping[str, Any]:
    return {"heard_on": maker.today, "held_on": maker.today, "signed_on": maker.today}


def _record(maker: Maker) -> Mapping[str, Any]:
    return {
        "held_on": maker.today,
        "way": "in_person",
        "asker": maker.matter.handler.name if maker.matter.handler else maker.actor.name,
    }


def _statement(maker: Maker) -> Mapping[str, Any]:
    return {**_record(maker), "speaker": maker.matter.petitioner_name}


def _hearing(maker: Maker) -> Mapping[str, Any]:
    matter = maker.matter
    handler = matter.handler.name if matter.handler else maker.actor.name
    seats = f"信访人 {matter.petitioner_name}\n承办人员 {handler} {matter.holder.name}\n听证员 "
    return {"seats": seats, "is_public": True}


MOVES: Final = (
    MoveSpec(
        "hear",
        _("听取陈述"),
        handling.hear_petitioner,
        forms.HearForm,
        initial=_today,
        done=_("已记下信访人的陈述。"),
        uploads=True,
    ),
    MoveSpec(
        "statement",
        _("听取陈述笔录"),
        handling.record_statement,
        forms.RecordForm,
        initial=_statement,
        done=_("笔录已编号存卷。"),
        uploads=True,
    ),
    MoveSpec(
        "inquire",
        _("调查笔录"),
        handling.record_inquiry,
        forms.RecordForm,
        initial=_record,
        done=_("笔录已编号存卷。"),
        uploads=True,
    ),
    MoveSpec(
        "co_ask",
        _("请协办"),
        handling.ask_co_opinion,
        forms.CoAskForm,
        offers=_competent,
        initial=_co_due,
        done=_("已请对方协办。"),
    ),
    MoveSpec(
        "co_answer",
        _("提出协办意见"),
        handling.give_co_opinion,
        forms.CoAnswerForm,
        offers=_asked_of_us,
        done=_("协办意见已交给承办单位。"),
        uploads=True,
    ),
    MoveSpec(
        "co_decline",
        _("不能协办"),
        handling.decline_co_opinion,
        forms.CoDeclineForm,
        offers=_asked_of_us,
        done=_("已告诉承办单位不能协办。"),
    ),
    MoveSpec(
        "co_remind",
        _("催办协办"),
        handling.remind_co_opinion,
        forms.CoRemindForm,
        offers=_asked,
        done=_("已催办。"),
    ),
    MoveSpec(
        "co_withdraw",
        _("撤回协办"),
        handling.withdraw_co_opinion,
        forms.CoWithdrawForm,
        offers=_asked,
        done=_("已撤回协办。"),
    ),
    MoveSpec(
        "hearing_call",
        _("举行听证"),
        handling.announce_hearing,
        forms.HearingCallForm,
        initial=_hearing,
        confirm=_("通知发出以后，日期、地点写进听证通知书，不能再改；听证不停止办理期限。"),
        done=_("听证通知书已制发。"),
    ),
    MoveSpec(
        "hearing_apply",
        _("信访人申请听证"),
        handling.apply_for_hearing,
        forms.HearingApplyForm,
        done=_("已记下申请，请决定是否举行。"),
    ),
    MoveSpec(
        "hearing_hold",
        _("听证笔录"),
        handling.hold_hearing,
        forms.HearingHoldForm,
        done=_("听证笔录已编号存卷，请写听证意见。"),
        uploads=True,
    ),
    MoveSpec(
        "hearing_conclude",
        _("听证意见"),
        handling.conclude_hearing,
        forms.HearingConcludeForm,
        done=_("听证意见书已制作。"),
    ),
    MoveSpec(
        "hearing_waive",
        _("信访人没有到场"),
        handling.waive_hearing,
        ReasonForm,
        confirm=_("信访人没有正当理由不到场，视为放弃听证，继续办理；别的权利都不受影响。"),
        done=_("已记为放弃听证。"),
    ),
    MoveSpec(
        "hearing_end", _("不举行听证"), handling.end_hearing, ReasonForm, done=_("已告知信访人不举行听证。")
    ),
    MoveSpec(
        "settle_propose",
        _("提议调解"),
        handling.propose_settlement,
        forms.SettleProposeForm,
        confirm=_("愿不愿意由双方决定；不愿意的，继续办理，期限照算。"),
        done=_("已提议，等双方表示意愿。"),
    ),
    MoveSpec(
        "settle_accept",
        _("记下同意调解"),
        handling.accept_settlement,
        forms.SettleAcceptForm,
        done=_("已记下同意。"),
    ),
    MoveSpec(
        "settle_refuse",
        _("不再调解"),
        handling.refuse_settlement,
        forms.SettleRefuseForm,
        confirm=_("不愿调解不用说理由，也不影响办理结果。"),
        done=_("调解已结束，继续办理。"),
    ),
    MoveSpec(
        "settle",
        _("达成协议"),
        handling.settle_petition,
        forms.SettleForm,
        initial=_today,
        confirm=_("协议书编号以后不能再改；这件事项以协议答复，履行情况继续跟踪。"),
        grave=True,
        done=_("协议书已制作，等待送达。"),
        uploads=True,
    ),
    MoveSpec(
        "exec_done",
        _("执行完毕"),
        handling.finish_execution,
        forms.FinishForm,
        offers=_to_execute,
        done=_("已记下，信访人可以确认或者提出异议。"),
        uploads=True,
    ),
    MoveSpec(
        "exec_progress",
        _("执行进展"),
        handling.report_progress,
        forms.ProgressForm,
        offers=_to_execute,
        done=_("已记下进展。"),
    ),
    MoveSpec(
        "exec_refuse",
        _("拒不执行，报督查"),
        handling.report_refusal,
        forms.RefuseExecutionForm,
        offers=_to_execute,
        done=_("已报督查。"),
    ),
    MoveSpec(
        "exec_confirm",
        _("信访人确认已执行"),
        handling.confirm_execution,
        forms.ConfirmForm,
        offers=_done,
        done=_("已记下信访人的确认。"),
    ),
    MoveSpec(
        "exec_dispute",
        _("信访人说没有执行到位"),
        handling.dispute_execution,
        forms.ConfirmForm,
        offers=_done,
        done=_("已记下，请重新执行。"),
    ),
)
