"""The Chinese words of every stored value of a matter, for all desks.

Staff pages use the Regulation's terms.
"""

from collections.abc import Mapping
from datetime import date
from typing import Final

from django.conf import settings
from django.utils.dateformat import format as formatted
from django.utils.functional import Promise
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from minqing.petition.matter.rules import (
    Attitude,
    Channel,
    Level,
    Mode,
    Move,
    Outcome,
    Procedure,
    Purpose,
    Resolved,
    State,
    Track,
)

Words = str | Promise

STATES: Final[Mapping[State, Words]] = {
    State.RECEIVED: _("待登记"),
    State.REGISTERED: _("待转送"),
    State.REFERRED: _("待受理"),
    State.RETURNED: _("退回待转"),
    State.HANDLING: _("办理中"),
    State.APPROVING: _("待签发"),
    State.ANSWERED: _("待送达"),
    State.DELIVERED: _("已送达"),
    State.CLOSED: _("已办结"),
    State.WITHDRAWN: _("已撤回"),
}
MOVES: Final[Mapping[Move, Words]] = {
    Move.REGISTER: _("登记"),
    Move.CLASSIFY: _("分类"),
    Move.REFER: _("转送·交办"),
    Move.OBJECT: _("提出异议"),
    Move.ACCEPT: _("受理"),
    Move.GUIDE: _("导入其他程序"),
    Move.SUBMIT: _("送审"),
    Move.SEND_BACK: _("退回修改"),
    Move.APPROVE: _("签发"),
    Move.DELIVER: _("送达"),
    Move.EVALUATE: _("评价"),
    Move.CLOSE: _("办结"),
    Move.WITHDRAW: _("撤回"),
    Move.DECLINE: _("不予（不再）受理"),
    Move.DESIGNATE: _("指定受理机关"),
    Move.SETTLE: _("调解、和解结案"),
    Move.TAKE_BACK: _("同意异议、收回"),
    Move.TELL: _("简易答复"),
}
CHANNELS: Final[Mapping[Channel, Words]] = {
    Channel.ONLINE: _("网上"),
    Channel.LETTER: _("来信"),
    Channel.VISIT: _("来访"),
    Channel.CALL: _("来电"),
    Channel.FAX: _("传真"),
    Channel.HANDED_OVER: _("其他机关移交"),
    Channel.FIELD: _("工作队上报"),
}
PURPOSES: Final[Mapping[Purpose, Words]] = {
    Purpose.PROPOSAL: _("建议意见"),
    Purpose.ACCUSATION: _("检举控告"),
    Purpose.CLAIM: _("申诉求决"),
}
PROCEDURES: Final[Mapping[Procedure, Words]] = {
    Procedure.LITIGATION: _("诉讼、复议、检察或者公安程序"),
    Procedure.ARBITRATION: _("仲裁程序"),
    Procedure.PARTY_APPEAL: _("党员申诉、申请复审"),
    Procedure.ADMINISTRATIVE: _("行政复议、裁决、许可等行政程序"),
    Procedure.STATUTORY_DUTY: _("申请履行法定职责"),
    Procedure.PETITION: _("信访程序（调查核实，出具处理意见书）"),
}
MODES: Final[Mapping[Mode, Words]] = {Mode.TRANSFER: _("转送"), Mode.ASSIGN: _("交办")}
LEVELS: Final[Mapping[Level, Words]] = {
    Level.FIRST: _("办理"),
    Level.REVIEW: _("复查"),
    Level.FINAL_REVIEW: _("复核"),
}
TRACKS: Final[Mapping[Track, Words]] = {
    Track.ORDINARY: _("普通程序"),
    Track.SIMPLE: _("简易办理"),
    Track.URGENT: _("重大、紧急"),
}
OUTCOMES: Final[Mapping[Outcome, Words]] = {
    Outcome.SUPPORT: _("予以支持"),
    Outcome.SUPPORT_IN_PART: _("部分支持"),
    Outcome.EXPLAIN: _("解释说明"),
    Outcome.NOT_SUPPORT: _("不予支持"),
    Outcome.ADOPT: _("采纳"),
    Outcome.ADOPT_IN_PART: _("部分采纳"),
    Outcome.NOT_ADOPT: _("未采纳"),
}
ATTITUDES: Final[Mapping[Attitude, Words]] = {
    Attitude.SATISFIED: _("满意"),
    Attitude.FAIRLY_SATISFIED: _("基本满意"),
    Attitude.DISSATISFIED: _("不满意"),
}
RESOLVED: Final[Mapping[Resolved, Words]] = {
    Resolved.YES: _("已解决"),
    Resolved.PARTLY: _("部分解决"),
    Resolved.NO: _("未解决"),
}
TERMS: Final[Mapping[str, Words]] = {
    "XFB_ROUTE": _("转送、交办"),
    "ORG_NOTIFY_DIRECT": _("告知接收情况"),
    "ORG_NOTIFY_TRANSFER": _("告知接收情况"),
    "ORG_OBJECT": _("提出异议"),
    "HANDLE": _("办结"),
    "ASSIGN_REPORT": _("反馈交办结果"),
    "OLD_DEADLINE": _("原系统的期限"),
    "OBJECT_VERIFY": _("核实异议（惯例）"),
    "PRACTICE_ACCEPT": _("确定是否受理（惯例）"),
    "PRACTICE_HANDLE": _("办理（惯例）"),
    "REVIEW1_APPLY": _("信访人请求复查"),
    "REVIEW1_DECIDE": _("作出复查意见"),
    "REVIEW2_APPLY": _("信访人请求复核"),
    "REVIEW2_DECIDE": _("作出复核意见"),
    "PAUSE_LIMIT": _("恢复中止的期限"),
    "REDO": _("限期重新办理"),
    "REVIEW_OBSTACLE": _("逾期申请的顺延请求"),
    "URGENT_REPORT": _("报告重大、紧急情况"),
    "SIMPLE_RELAY": _("简易办理：转送"),
    "SIMPLE_ACCEPT": _("简易办理：决定是否受理"),
    "SIMPLE_HANDLE": _("简易办理：答复"),
    "JJKG_NOTIFY": _("告知实名检举控告受理情况"),
    "JJKG_FEEDBACK": _("反馈实名检举控告办理结果"),
    "REVIEW_OUTSIDE": _("外单位作出复查、复核意见"),
    "CO_OPINION": _("协办单位提出意见"),
    "EXECUTION": _("执行处理意见"),
    "EVALUATION_WINDOW": _("信访人评价"),
}


def official(words: Words) -> str:
    """Return words as papers, messages and stored lines say them: in Chinese.

    Whatever language the pages of the person at work have. Words given here literally are not collected
    for translation.
    """
    with override(settings.LANGUAGE_CODE):
        return str(words)


def spoken_day(day: date | None) -> str:
    """Return a date in the reader's language, 2026年11月30日 or 30 November 2026; "" for None."""
    return formatted(day, gettext("Y年n月j日")) if day else ""
