"""How the events of review and final review read on a timeline."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

EVENTS: Final[Mapping[str, tuple[str | Promise, bool]]] = {
    "petition.review_requested": (lazy("申请复查、复核"), True),
    "petition.late_request_decided": (lazy("对逾期申请作出决定"), True),
    "petition.late_refusal_proposed": (lazy("报请负责人签批不予准许逾期申请"), False),
    "petition.late_refusal_sent_back": (lazy("负责人不同意不予准许，退回重新决定"), False),
    "petition.review_accepted": (lazy("受理复查、复核请求"), True),
    "petition.review_statement_given": (lazy("原办理单位提交案卷和情况说明"), False),
    "petition.review_drafted": (lazy("起草复查、复核意见"), False),
    "petition.review_decided": (lazy("作出复查、复核意见"), True),
    "petition.redo_ordered": (lazy("撤销原意见，责令限期重新办理"), True),
    "petition.opinion_repeated": (lazy("重新办理的意见与被撤销的意见基本相同"), False),
    "petition.review_sent_outside": (lazy("申请和案卷已寄送复查、复核机关"), True),
    "petition.review_came_back": (lazy("收到复查、复核意见"), True),
    "petition.finally_reviewed": (lazy("复核终结"), True),
}
SENTENCES: Final[Mapping[str, str | Promise]] = {
    "petition.review_requested": lazy("%(received_on)s收到，申请期限到%(window_ends_on)s"),
    "petition.review_accepted": lazy("最迟%(due_on)s提出意见"),
    "petition.redo_ordered": lazy("%(redo_by)s前重新办理"),
    "petition.opinion_repeated": lazy("相同程度%(likeness)s%%"),
    "petition.review_sent_outside": lazy("%(sent_on)s寄送"),
    "petition.review_came_back": lazy("%(decided_on)s作出，%(served_on)s送达"),
    "petition.finally_reviewed": lazy("%(number)s，%(on)s；同一事实和理由不再受理"),
}
