"""办理动作的效果: which clocks an act stops, which it may start, and what it does to the owner. Pure data.

The actions take their stops from here, the page docs/law/effects.md is printed from it, and the generated
walks of the tests hold every matter against it. Articles: 信访工作条例 17, 21-25, 29-36.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from minqing.kernel.law.rules import Article
from minqing.petition.matter.rules import (
    ASSIGN_REPORT,
    CO_HANDLING_ARTICLE,
    CO_OPINION,
    DUTIES,
    EXECUTION,
    EXECUTION_ARTICLE,
    REGULATION,
    REVIEW_OUTSIDE,
    SIMPLE_METHOD,
)


class Every:
    """Stands for all running clocks."""


EVERY: Final = Every()
# At the end of a matter; elsewhere the duty to report what is grave and urgent (25) outlives every step.
LAST: Final = Every()
OUTLIVES: Final = "URGENT_REPORT"
Stops = Collection[str] | Every


class Act(StrEnum):
    """What is done to a matter and touches its clocks."""

    HAND_IN = "hand_in"
    PROPOSE_SIMPLE = "propose_simple"
    MARK_URGENT = "mark_urgent"
    REPORT_URGENT = "report_urgent"
    REFER = "refer"
    DESIGNATE = "designate"
    OBJECT = "object"
    REFUSE_OBJECTION = "refuse_objection"
    TAKE_BACK = "take_back"
    DECLINE = "decline"
    GUIDE = "guide"
    ACCEPT = "accept"
    LEAVE_SIMPLE = "leave_simple"
    ASK_OPINION = "ask_opinion"
    GIVE_OPINION = "give_opinion"
    PAUSE = "pause"
    RESUME = "resume"
    APPROVE = "approve"
    SETTLE = "settle"
    DELIVER = "deliver"
    TELL = "tell"
    EXECUTE = "execute"
    REPORT_CLOSURE = "report_closure"
    EVALUATE = "evaluate"
    CLOSE = "close"
    WITHDRAW = "withdraw"
    REQUEST_REVIEW = "request_review"
    OUTSIDE_RESULT = "outside_result"
    REDO = "redo"
    SPLIT = "split"
    SUCCEED = "succeed"


class Owner(StrEnum):
    """What an act does to the organ that holds the matter."""

    BEGINS = "begins"
    KEEPS = "keeps"
    PASSES_ON = "passes_on"
    COMES_BACK = "comes_back"


@dataclass(frozen=True, slots=True)
class Effect:
    """One act: its name, the clocks it stops, may start and lets run on again, the owner, its article."""

    words: str
    basis: Article
    stops: Stops = frozenset()
    starts: tuple[str, ...] = ()
    runs_on: tuple[str, ...] = ()
    owner: Owner = Owner.KEEPS
    says: str = field(default="")


def _article(number: str, confidence: str = "A") -> Article:
    return Article(REGULATION, number, confidence=confidence)


_ROUTE: Final = ("XFB_ROUTE", "ORG_NOTIFY_DIRECT", "PRACTICE_ACCEPT")
_TELLING: Final = ("ORG_NOTIFY_TRANSFER", "JJKG_NOTIFY", "PRACTICE_ACCEPT")
_OBJECTING: Final = frozenset({"ORG_OBJECT", "OBJECT_VERIFY"})
_SHORT: Final = frozenset({"SIMPLE_RELAY", "SIMPLE_ACCEPT"})
# What an answer that reached the petitioner ends: every duty but the report to the assigner, what is still to
# be carried out, and the report of what is grave and urgent, which no other step makes good.
_ANSWERED: Final = DUTIES - {ASSIGN_REPORT, EXECUTION, OUTLIVES}

EFFECTS: Final[Mapping[Act, Effect]] = MappingProxyType(
    {
        Act.HAND_IN: Effect("提出", _article("22(1),23(2)"), starts=_ROUTE, owner=Owner.BEGINS),
        Act.PROPOSE_SIMPLE: Effect(
            "建议简易办理", SIMPLE_METHOD, starts=("SIMPLE_RELAY",), says="从收到之日起算，不从建议之日起算。"
        ),
        Act.MARK_URGENT: Effect("标为重大、紧急", _article("25"), starts=(OUTLIVES,)),
        Act.REPORT_URGENT: Effect("向本级党委和政府报告", _article("25"), stops=frozenset({OUTLIVES})),
        Act.REFER: Effect(
            "转送、交办",
            _article("22(1),23(3)"),
            stops=EVERY,
            starts=(*_TELLING, "ORG_OBJECT", ASSIGN_REPORT, "SIMPLE_ACCEPT"),
            owner=Owner.PASSES_ON,
        ),
        Act.DESIGNATE: Effect(
            "指定受理机关",
            _article("24(1)"),
            stops=EVERY,
            starts=(*_TELLING, "SIMPLE_ACCEPT"),
            owner=Owner.PASSES_ON,
            says="被指定的机关、单位不能再提出异议。",
        ),
        Act.OBJECT: Effect(
            "提出异议",
            _article("23(3)"),
            stops=frozenset({"ORG_OBJECT"}),
            starts=("OBJECT_VERIFY",),
            says="告知的期限照常计算。",
        ),
        Act.REFUSE_OBJECTION: Effect("不同意异议", _article("23(3)"), stops=frozenset({"OBJECT_VERIFY"})),
        Act.TAKE_BACK: Effect(
            "同意异议、收回",
            _article("23(3)"),
            stops=EVERY,
            runs_on=_ROUTE,
            owner=Owner.COMES_BACK,
            says="收到之日起的天数不重新起算。",
        ),
        Act.DECLINE: Effect(
            "不予（不再）受理",
            _article("19(3)"),
            stops=_OBJECTING | _SHORT,
            says="原来的期限到告知书送达为止。",
        ),
        Act.GUIDE: Effect(
            "导入其他程序",
            _article("31"),
            stops=_OBJECTING | _SHORT,
            says="原来的期限到告知书送达为止。",
        ),
        Act.ACCEPT: Effect(
            "受理",
            _article("23,34"),
            stops=frozenset({*_ROUTE, *_TELLING}) | _OBJECTING | _SHORT,
            starts=("HANDLE", "PRACTICE_HANDLE", "SIMPLE_HANDLE"),
            says="交办的反馈期限同时照算；复查、复核的期限自收到申请之日起算，受理时不变。",
        ),
        Act.LEAVE_SIMPLE: Effect(
            "转为普通程序",
            SIMPLE_METHOD,
            stops=_SHORT | {"SIMPLE_HANDLE"},
            starts=("HANDLE", "PRACTICE_HANDLE"),
            says="办理期限仍从受理之日起算。",
        ),
        Act.ASK_OPINION: Effect("请其他单位协办", CO_HANDLING_ARTICLE, starts=(CO_OPINION,)),
        Act.GIVE_OPINION: Effect("提出协办意见", CO_HANDLING_ARTICLE, stops=frozenset({CO_OPINION})),
        Act.PAUSE: Effect(
            "中止",
            _article("36(2)"),
            starts=("PAUSE_LIMIT",),
            says="只有规则集写明的事由；原期限停住，不终止。",
        ),
        Act.RESUME: Effect("恢复计算", _article("36(2)"), stops=frozenset({"PAUSE_LIMIT"})),
        Act.APPROVE: Effect(
            "签发", _article("32(1)"), starts=("JJKG_FEEDBACK", EXECUTION), says="办理期限到送达为止。"
        ),
        Act.SETTLE: Effect("调解、和解结案", _article("33"), starts=(EXECUTION,)),
        Act.DELIVER: Effect(
            "送达",
            _article("32(1),35,36(1)"),
            stops=_ANSWERED,
            starts=("REVIEW1_APPLY", "REVIEW2_APPLY", "EVALUATION_WINDOW"),
            says="信访人的期限从送达之日起算。",
        ),
        Act.TELL: Effect(
            "简易答复",
            SIMPLE_METHOD,
            stops=_ANSWERED,
            starts=("REVIEW1_APPLY", "EVALUATION_WINDOW", EXECUTION),
        ),
        Act.EXECUTE: Effect("执行完毕", EXECUTION_ARTICLE, stops=frozenset({EXECUTION})),
        Act.REPORT_CLOSURE: Effect("提交办结报告", _article("22(1)(3)"), stops=frozenset({ASSIGN_REPORT})),
        Act.EVALUATE: Effect("评价", _article("21(2)"), stops=frozenset({"EVALUATION_WINDOW"})),
        Act.CLOSE: Effect(
            "办结",
            _article("34"),
            stops=DUTIES - {EXECUTION},
            says="信访人的期限照算；还没有到期的执行由执行单位继续负责。",
        ),
        Act.WITHDRAW: Effect("撤回", _article("17(2)"), stops=LAST),
        Act.REQUEST_REVIEW: Effect(
            "申请复查、复核",
            _article("35,36(1)"),
            starts=("REVIEW1_DECIDE", "REVIEW2_DECIDE", REVIEW_OUTSIDE),
            owner=Owner.BEGINS,
            says="在复查、复核机关另立一件，期限从收到申请之日起算；不使用本系统的机关，由作出意见的单位跟催。",
        ),
        Act.OUTSIDE_RESULT: Effect(
            "登记外单位的复查、复核意见",
            _article("36(1)"),
            stops=frozenset({REVIEW_OUTSIDE}),
            starts=("REVIEW2_APPLY",),
        ),
        Act.REDO: Effect(
            "责令重新办理",
            _article("35,36(1)"),
            starts=("REDO",),
            owner=Owner.BEGINS,
            says="在原办理机关另立一件，期限是复查、复核意见写明的日期。",
        ),
        Act.SPLIT: Effect(
            "拆分",
            _article("22(1)"),
            starts=_ROUTE,
            owner=Owner.BEGINS,
            says="分出来的另立一件，期限从原件收到之日起算；原件的期限不变。",
        ),
        Act.SUCCEED: Effect(
            "移交承继单位",
            _article("24(2)"),
            owner=Owner.PASSES_ON,
            says="期限接着计算，由承继单位承担。",
        ),
    }
)


def stops(act: Act, term: str, *, urgent: bool = False) -> bool:
    """Return whether an act stops a clock of a term; ``urgent`` is whether the matter is on that track.

    >>> stops(Act.REFER, "XFB_ROUTE"), stops(Act.REFER, "URGENT_REPORT", urgent=True)
    (True, False)
    """
    wanted = EFFECTS[act].stops
    if isinstance(wanted, Every):
        return wanted is LAST or not (urgent and term == OUTLIVES)
    return term in wanted
