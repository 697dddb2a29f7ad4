"""Words of the fund: sources, needs, states, steps, periods. Pure."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Final

from minqing.kernel.law.rules import Article

REGULATION: Final = "信访工作条例"
# 生活困难的帮扶救助到位; 可以告知或者帮助申请社会救助: help is given for hardship, beside the answer.
HELPS: Final = Article(REGULATION, "27,37(2)")


class Source(StrEnum):
    """资金来源."""

    COUNTY = "county"
    SUPERIOR = "superior"
    DONATION = "donation"
    OTHER = "other"


class Need(StrEnum):
    """救助事由: what the help is asked for."""

    MEDICAL = "medical"
    LIVING = "living"
    HOUSING = "housing"
    EDUCATION = "education"
    ACCIDENT = "accident"
    WAGES = "wages"
    OTHER = "other"


class Status(StrEnum):
    """How far an application has come."""

    LODGED = "lodged"
    REVIEWED = "reviewed"
    APPROVED = "approved"
    GRANTED = "granted"
    PAID = "paid"
    RETURNED = "returned"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Step(StrEnum):
    """审批的三步."""

    REVIEW = "review"
    APPROVE = "approve"
    FINAL = "final"


class Period(StrEnum):
    """How long the ceiling of a period runs."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"


class Ground(StrEnum):
    """不予救助的理由."""

    DOUBLE = "double"
    CEILING = "ceiling"
    NO_HARDSHIP = "no_hardship"
    OTHER_WAY = "other_way"
    UNTRUE = "untrue"


SOURCE_WORDS: Final[Mapping[Source, str]] = {
    Source.COUNTY: "本级财政预算",
    Source.SUPERIOR: "上级专项补助",
    Source.DONATION: "社会捐助",
    Source.OTHER: "其他来源",
}
NEED_WORDS: Final[Mapping[Need, str]] = {
    Need.MEDICAL: "医疗",
    Need.LIVING: "基本生活",
    Need.HOUSING: "住房安全",
    Need.EDUCATION: "子女就学",
    Need.ACCIDENT: "突发事故、灾害",
    Need.WAGES: "拿不到的工钱、赔偿",
    Need.OTHER: "其他困难",
}
STATUS_WORDS: Final[Mapping[Status, str]] = {
    Status.LODGED: "等待审核",
    Status.REVIEWED: "等待审批",
    Status.APPROVED: "等待终审",
    Status.GRANTED: "已批准，等待付款",
    Status.PAID: "已付清",
    Status.RETURNED: "退回补正",
    Status.REFUSED: "不予救助",
    Status.WITHDRAWN: "已撤回",
}
STEP_WORDS: Final[Mapping[Step, str]] = {
    Step.REVIEW: "审核",
    Step.APPROVE: "审批",
    Step.FINAL: "终审",
}
PERIOD_WORDS: Final[Mapping[Period, str]] = {
    Period.MONTH: "每月",
    Period.QUARTER: "每季度",
    Period.HALF_YEAR: "每半年",
}
GROUND_WORDS: Final[Mapping[Ground, str]] = {
    Ground.DOUBLE: "同一困难已经得到救助",
    Ground.CEILING: "超过资金管理规定的限额",
    Ground.NO_HARDSHIP: "经核实不属于生活困难",
    Ground.OTHER_WAY: "应当通过社会救助、司法救助等途径解决",
    Ground.UNTRUE: "申请材料与事实不符",
}
# 37(2): who is not helped here is told where help may be had.
ELSEWHERE: Final[Mapping[Ground, str]] = {
    Ground.DOUBLE: "有新的困难的，按新的事由申请；长期困难可以申请社会救助、临时救助。",
    Ground.CEILING: "可以在下一期申请，或者申请社会救助。",
    Ground.NO_HARDSHIP: "对核实的情况有不同意见的，可以补充材料再次申请。",
    Ground.OTHER_WAY: "信访部门帮助向民政、司法行政等部门申请社会救助、司法救助。",
    Ground.UNTRUE: "可以补正材料再次申请。",
}
# In these a sum is taken from the fund.
HELD: Final = frozenset({Status.GRANTED, Status.PAID})
WAITING: Final = frozenset({Status.LODGED, Status.REVIEWED, Status.APPROVED})
OPEN: Final = WAITING | {Status.RETURNED}
_MONTHS: Final[Mapping[Period, int]] = {Period.MONTH: 1, Period.QUARTER: 3, Period.HALF_YEAR: 6}


def period_of(day: date, period: Period) -> tuple[date, date]:
    """Return first day (in) and first day after (out) of the period a day lies in.

    >>> period_of(date(2026, 11, 23), Period.QUARTER)
    (datetime.date(2026, 10, 1), datetime.date(2027, 1, 1))
    """
    length = _MONTHS[period]
    first = (day.month - 1) // length * length
    after = first + length
    return date(day.year, first + 1, 1), date(day.year + after // 12, after % 12 + 1, 1)


def months_before(day: date, months: int) -> date:
    """Return the same day so many months earlier, the last of the month where it has no such day."""
    total = day.year * 12 + day.month - 1 - months
    year, month = divmod(total, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(last, day.day))
        except ValueError:
            continue
    raise ValueError("no such month")
