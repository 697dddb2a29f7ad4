"""The Chinese words of every stored value, in one place: states, channels, purposes, outcomes, duties.

Staff pages use the Regulation's own terms. Stored values stay lower-case English words; a value
without a word here is a fault that ``tests/desks/listing/test_words.py`` finds.
"""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from django.utils.dateformat import format as formatted
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

Words = Mapping[str, str | Promise]


def _table(**words: str | Promise) -> Words:
    return MappingProxyType(words)


STATES: Final = _table(
    received=lazy("待登记"),
    registered=lazy("待转送"),
    referred=lazy("待受理"),
    returned=lazy("退回待转"),
    handling=lazy("办理中"),
    approving=lazy("待签发"),
    answered=lazy("待送达"),
    delivered=lazy("已送达"),
    closed=lazy("已办结"),
    withdrawn=lazy("已撤回"),
)
MOVES: Final = _table(
    register=lazy("登记"),
    classify=lazy("分类"),
    refer=lazy("转送·交办"),
    object=lazy("提出异议"),
    accept=lazy("受理"),
    guide=lazy("导入其他程序"),
    submit=lazy("送审"),
    send_back=lazy("退回修改"),
    approve=lazy("签发"),
    deliver=lazy("送达"),
    evaluate=lazy("评价"),
    close=lazy("办结"),
    withdraw=lazy("撤回"),
    assign=lazy("指定承办人"),
)
CHANNELS: Final = _table(
    online=lazy("网上"),
    letter=lazy("来信"),
    visit=lazy("来访"),
    call=lazy("来电"),
    fax=lazy("传真"),
    handed_over=lazy("其他机关移交"),
    field=lazy("工作队上报"),
)
PURPOSES: Final = _table(
    proposal=lazy("建议意见"),
    accusation=lazy("检举控告"),
    claim=lazy("申诉求决"),
)
PROCEDURES: Final[Words] = MappingProxyType(
    {
        "31-1": lazy("诉讼、复议、检察或者公安程序"),
        "31-2": lazy("仲裁程序"),
        "31-3": lazy("党员申诉、申请复审"),
        "31-4": lazy("行政复议、裁决、许可等行政程序"),
        "31-5": lazy("申请履行法定职责"),
        "31-6": lazy("信访程序（调查核实，出具处理意见书）"),
    }
)
MODES: Final = _table(transfer=lazy("转送"), assign=lazy("交办"))
OUTCOMES: Final = _table(
    support=lazy("予以支持"),
    support_in_part=lazy("部分支持"),
    explain=lazy("解释说明"),
    not_support=lazy("不予支持"),
    adopt=lazy("采纳"),
    adopt_in_part=lazy("部分采纳"),
    not_adopt=lazy("未采纳"),
)
ATTITUDES: Final = _table(
    satisfied=lazy("满意"),
    fairly_satisfied=lazy("基本满意"),
    dissatisfied=lazy("不满意"),
)
RESOLVED: Final = _table(yes=lazy("已解决"), partly=lazy("部分解决"), no=lazy("未解决"))
LEVELS: Final = _table(first=lazy("办理"), review=lazy("复查"), final_review=lazy("复核"))
DUTIES: Final = _table(
    registrar=lazy("登记转办"),
    handler=lazy("承办"),
    leader=lazy("领导签批"),
    supervisor=lazy("督查"),
    steward=lazy("系统管理"),
    reviewer=lazy("复查复核"),
)
ORGAN_KINDS: Final = _table(
    county=lazy("县委县政府"),
    petition_office=lazy("信访工作部门"),
    department=lazy("县直部门"),
    township=lazy("乡镇、街道"),
    discipline=lazy("纪检监察机关"),
    political_legal=lazy("政法机关"),
    village=lazy("村、社区"),
    other=lazy("其他单位"),
    prefecture=lazy("市（州）党委政府"),
    province=lazy("省级党委政府"),
)
DUE: Final = _table(
    overdue=lazy("已超期"),
    today=lazy("今日到期"),
    soon=lazy("临近到期"),
)
TERMS: Final[Words] = MappingProxyType(
    {
        "XFB_ROUTE": lazy("转送、交办"),
        "ORG_NOTIFY_DIRECT": lazy("告知接收情况"),
        "ORG_NOTIFY_TRANSFER": lazy("告知接收情况"),
        "ORG_NOTIFY_TRANSFERRED": lazy("告知接收情况"),
        "ORG_OBJECT": lazy("提出异议"),
        "HANDLE": lazy("办结"),
        "ASSIGN_REPORT": lazy("反馈交办结果"),
        "REVIEW1_APPLY": lazy("信访人请求复查"),
        "REVIEW1_DECIDE": lazy("复查"),
        "REVIEW2_APPLY": lazy("信访人请求复核"),
        "REVIEW2_DECIDE": lazy("复核"),
        "EVALUATION_WINDOW": lazy("信访人评价"),
        "CO_OPINION": lazy("协办意见"),
        "EXECUTION": lazy("执行处理意见"),
        "SIMPLE_RELAY": lazy("简易办理转送"),
        "SIMPLE_ACCEPT": lazy("简易办理受理"),
        "SIMPLE_HANDLE": lazy("简易办理答复"),
    }
)

# Amber begins this many days before the last day; the same number as the list's 临近到期.
SOON_DAYS: Final = 7


def word(table: Words, value: str) -> str:
    """Return the word of a stored value; a value without one is shown as it is stored."""
    return str(table.get(str(value), value)) if value else ""


def day_words(day: date | None) -> str:
    """Return a date as people write it, with its weekday: ``2026年11月30日（星期一）``."""
    if day is None:
        return ""
    return formatted(day, _("Y年n月j日（l）"))


def short_day(day: date | None, today: date | None = None) -> str:
    """Return ``11月30日``, with the year when it is not this one."""
    if day is None:
        return ""
    if today is not None and day.year == today.year:
        return _written(day, _("n月j日"))
    return _written(day, _("Y年n月j日"))


@lru_cache(maxsize=4096)
def _written(day: date, form: str) -> str:
    """Return a day written in a form; each language has its own, and a list writes the same days often."""
    return formatted(day, form)


def due_words(due_on: date | None, today: date) -> tuple[str, str]:
    """Return the tone (``overdue|today|soon|ok|none``) and the words of a deadline.

    Example: due on 30 November, today the 27th -> ``("soon", "剩3天")``.
    """
    if due_on is None:
        return "none", _("无期限")
    left = (due_on - today).days
    if left < 0:
        return "overdue", _("超期%(days)d天") % {"days": -left}
    if left == 0:
        return "today", _("今日到期")
    tone = "soon" if left <= SOON_DAYS else "ok"
    return tone, _("剩%(days)d天") % {"days": left}
