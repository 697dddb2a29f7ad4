"""How co-handling, records, hearings, settlement and execution read on a timeline."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

# event name -> (title, seen by the petitioner)
EVENTS: Final[Mapping[str, tuple[str | Promise, bool]]] = {
    "petition.co_opinion_asked": (lazy("请其他单位协办"), True),
    "petition.co_opinion_reminded": (lazy("催办协办"), False),
    "petition.co_opinion_given": (lazy("协办意见到了"), True),
    "petition.co_opinion_declined": (lazy("协办单位不能协办"), False),
    "petition.co_opinion_withdrawn": (lazy("撤回协办"), False),
    "petition.record_made": (lazy("制作笔录"), False),
    "petition.hearing_applied": (lazy("申请听证"), True),
    "petition.hearing_announced": (lazy("通知听证"), True),
    "petition.hearing_held": (lazy("举行听证"), True),
    "petition.hearing_waived": (lazy("信访人没有到场，视为放弃听证"), True),
    "petition.hearing_concluded": (lazy("听证意见"), True),
    "petition.hearing_ended": (lazy("不举行听证"), True),
    "petition.settlement_proposed": (lazy("提议调解、和解"), True),
    "petition.settlement_accepted": (lazy("一方同意调解、和解"), True),
    "petition.settlement_refused": (lazy("不再调解、和解，继续办理"), True),
    "petition.settled": (lazy("达成协议"), True),
    "petition.execution_started": (lazy("开始执行"), True),
    "petition.execution_progressed": (lazy("执行进展"), True),
    "petition.execution_done": (lazy("执行单位报告执行完毕"), True),
    "petition.execution_confirmed": (lazy("信访人确认已执行"), True),
    "petition.execution_disputed": (lazy("信访人说没有执行到位"), True),
    "petition.execution_refused": (lazy("拒不执行，报督查"), False),
}

# What the event's own fields say; ids of organs stand as their names.
SENTENCES: Final[Mapping[str, str | Promise]] = {
    "petition.co_opinion_asked": lazy("%(to_organ)s，最迟%(due_on)s"),
    "petition.co_opinion_reminded": "%(to_organ)s",
    "petition.co_opinion_given": "%(by_organ)s",
    "petition.co_opinion_declined": "%(by_organ)s",
    "petition.co_opinion_withdrawn": "%(to_organ)s",
    "petition.hearing_announced": lazy("定于%(held_on)s举行"),
    "petition.hearing_held": "%(held_on)s",
    "petition.hearing_concluded": lazy(
        "赞成%(votes_for)s票，反对%(votes_against)s票，弃权%(votes_abstain)s票"
    ),
    "petition.execution_started": lazy("%(to_organ)s，最迟%(due_on)s"),
    "petition.execution_done": "%(done_on)s",
    "petition.execution_refused": "%(by_organ)s",
}
