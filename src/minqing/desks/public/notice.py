"""What an office must tell the public, put together from the law's own tables.

信访工作条例 18(1): online channel, postal address, telephone, reception time and place, how to query progress
and result, the law, the procedure. No limit is written here by hand: each comes from the rules of the day.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from minqing.kernel.law import public as law

if TYPE_CHECKING:
    from datetime import date

    from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Step:
    """One station of the path in public words; ``limits`` run there, each with its sentence."""

    key: str
    title: str
    words: str
    limits: tuple[tuple[law.Term, str], ...]


_STEPS: Final[tuple[tuple[str, Promise, Promise, tuple[str, ...]], ...]] = (
    (
        "intake",
        lazy("提出"),
        lazy(
            "网上写、打电话、寄信、到接待大厅当面说，都可以。写明您的姓名、住址、请求、事实和理由。马上给您收件回执和查询码。"
        ),
        (),
    ),
    (
        "registration",
        lazy("登记"),
        lazy("每一件都要登记，给您登记编号。登记以后谁也不能删。"),
        (),
    ),
    (
        "routing",
        lazy("转送、交办"),
        lazy("信访部门按职责把事项交给有权处理的机关、单位；不归它管的，它要说明理由退回来，再转给该管的。"),
        ("XFB_ROUTE", "ORG_OBJECT"),
    ),
    (
        "handling",
        lazy("受理、办理"),
        lazy(
            "办理单位书面告诉您收到了、按什么程序办。申诉求决的事项要听您讲事实和理由，调查核实；"
            "应当走诉讼、仲裁、行政复议等程序的，书面告诉您找谁、怎样提、什么期限。"
        ),
        ("ORG_NOTIFY_DIRECT", "ORG_NOTIFY_TRANSFER", "HANDLE"),
    ),
    (
        "reply",
        lazy("书面答复"),
        lazy(
            "逐条回答您的请求：支持、解释说明还是不支持，理由和依据是什么。建议意见类的，也要研究论证后答复。"
        ),
        (),
    ),
    (
        "review",
        lazy("复查、复核"),
        lazy("不服答复的，可以请办理单位的上一级复查；还不服的，再往上一级请求复核。要在期限内提出。"),
        ("REVIEW1_APPLY", "REVIEW1_DECIDE", "REVIEW2_APPLY", "REVIEW2_DECIDE"),
    ),
    (
        "evaluation",
        lazy("评价"),
        lazy("您来评：问题解决了没有，对信访部门、对办理单位满意不满意。"),
        ("EVALUATION_WINDOW",),
    ),
    (
        "closure",
        lazy("办结"),
        lazy("核对每一条请求都有了结果，才能办结归档。以后有新的事实、新的理由，可以作为新的事项再提。"),
        (),
    ),
)


def steps_on(day: date) -> tuple[Step, ...]:
    """Return the eight steps with the limits in force in this county on that day."""
    profile = law.profile_on(day, settings.MINQING_PLACE)
    return tuple(
        Step(
            key=key,
            title=str(title),
            words=str(words),
            limits=tuple(
                (term, limit_words(term)) for name in names if (term := profile.find(name)) is not None
            ),
        )
        for key, title, words, names in _STEPS
    )


def limit_words(term: law.Term) -> str:
    """Return a limit as a sentence for the public: whose it is, how long, and what may lengthen it."""
    said = _("最长%(length)s") if term.side is law.Side.ORGAN else _("您有%(length)s")
    words = said % {"length": _length(term.count, term.unit)}
    if term.extension is not None:
        longer = _length(term.extension.max, term.extension.unit)
        words += _("；情况复杂的，经单位负责人批准最多再延长%(longer)s，并要告诉您理由") % {"longer": longer}
    return words


def _length(count: int, unit: law.Unit) -> str:
    if unit is law.Unit.WORKDAY:
        return _("%(count)d个工作日") % {"count": count}
    return _("%(count)d天") % {"count": count}


def main_limits_on(day: date) -> tuple[tuple[law.Term, str], ...]:
    """Return the limits people ask for first: until handed on, until answered, until review must be asked."""
    return tuple(
        (term, words)
        for step in steps_on(day)
        for term, words in step.limits
        if term.id in {"XFB_ROUTE", "HANDLE", "REVIEW1_APPLY"}
    )
