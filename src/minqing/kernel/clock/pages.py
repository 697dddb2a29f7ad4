"""How days are counted, as a page printed by counting them.  Pure."""

import datetime as dt

from minqing.kernel.clock.rules import Count, WorkCalendar, count_days
from minqing.kernel.law.public import profile_on

_RECEIVED = dt.date(2026, 9, 14)
_ACCEPTED = dt.date(2026, 9, 29)
_TRANSFERRED = dt.date(2026, 9, 28)


def counting_page(calendar: WorkCalendar, generated: str) -> str:
    """Markdown: the rules of counting with their articles, and three counts explained day by day."""
    law = profile_on(_RECEIVED)
    route = count_days(_RECEIVED, law.term("XFB_ROUTE"), calendar)
    handle = count_days(_ACCEPTED, law.term("HANDLE"), calendar)
    longer = count_days(_ACCEPTED, law.term("HANDLE"), calendar, extension_days=30)
    objection = count_days(_TRANSFERRED, law.term("ORG_OBJECT"), calendar)
    years = calendar.published_years
    return "\n".join(
        [
            generated,
            "# 天数的计算\n",
            "《信访工作条例》没有计算规则，参照《民法典》第二百条至第二百零四条。\n",
            "| 规则 | 依据 |",
            "|---|---|",
            "| 开始的当日不计入，自下一日起算 | 《民法典》第二百零一条第一款 |",
            "| “日”是自然日，“工作日”不含周末和放假日，含调休上班日 | 《民法典》第二百条；放假安排 |",
            "| 最后一日是休息日的，顺延到休息日结束的次日 | 《民法典》第二百零三条第一款 |",
            "| 延长从顺延以前的最后一日接着数 | 本程序的约定：不因顺延多得天数 |",
            "| 中止期间的每一天都不计入，之后接着下一个数 | 本程序的约定 |",
            "| 顺延以前的日期是机关的内部目标，顺延以后的日期是信访人权利的最后一日 | 本程序的约定 |\n",
            f"已有放假安排的年份：{years[0]}—{years[-1]}年。之后的年份按周末和日期固定的节日推算，标明“暂定”；",
            "国务院办公厅公布安排后由管理员录入，日期随之确定。\n",
            "## 例一：收到，15日内转送\n",
            *_lines(route),
            "\n## 例二：受理，60日内办结，最后一日是星期六\n",
            *_lines(handle, last=8),
            "\n## 例三：延长30日，从11月28日接着数\n",
            *_lines(longer, last=4),
            "\n## 例四：5个工作日内提出异议，跨国庆\n",
            *_lines(objection),
            "",
        ]
    )


def _lines(result: Count, last: int = 0) -> list[str]:
    """The explanation as a list, the summary first; only the ``last`` days when given."""
    lines = result.explain()
    shown = lines[-last:] if last else lines
    skipped = [f"- ……（前{len(lines) - len(shown)}天略）"] if len(shown) < len(lines) else []
    return [f"{result.summary}。\n", *skipped, *(f"- {line.words}" for line in shown)]
