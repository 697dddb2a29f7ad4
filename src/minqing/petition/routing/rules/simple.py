"""简易办理: who may take the short track, its conditions as data, and how it falls back. Pure.

Source: 信访事项简易办理办法 (2022; the conditions read to Art. 5, the numbers of days those of the 2016 trial
text); 信访工作条例 31. The competent organ decides; what is not simple, or proves not to be, goes the
ordinary way, whose clock then counts from the day of acceptance as if the short track had never been.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from minqing.kernel.law.rules import Article, Conflict, Incomplete, NotAllowed, Refused, TooLate
from minqing.petition.matter.rules import Mode, Procedure, Purpose

SIMPLE_METHOD: Final = "信访事项简易办理办法"
CONDITIONS: Final = Article(SIMPLE_METHOD, "", confidence="B")
SIGNED_OFF: Final = Article("信访工作条例", "32(1)", confidence="C")
NUMBERS: Final = Article(SIMPLE_METHOD, "", confidence="C")
JOINT_FROM: Final = 5
"""From how many people on a matter counts as collective; practice (C), not in the text."""


class Reason(StrEnum):
    """适用情形: one of these must hold (any_of)."""

    CLEAR_AND_MINOR = "clear_and_minor"
    AT_ONCE = "at_once"
    DAILY_LIFE = "daily_life"
    PROMISED = "promised"
    OTHER = "other"


REASONS: Final[Mapping[Reason, str]] = MappingProxyType(
    {
        Reason.CLEAR_AND_MINOR: "事实清楚、责任明确、争议不大、易于解决的",
        Reason.AT_ONCE: "提出咨询或者意见建议、表达感谢，可以即时反馈的",
        Reason.DAILY_LIFE: "涉及群众日常生产生活、时效性强，应当即时处理的",
        Reason.PROMISED: "有关机关、单位已有明确承诺或者结论的",
        Reason.OTHER: "其他可以简易办理的",
    }
)


class Bar(StrEnum):
    """不适用情形: one of these shuts the short track (none_of; not being a first petition: require)."""

    REPEATED = "repeated"
    OTHER_PROCEDURE = "other_procedure"
    ASSIGNED = "assigned"
    ACCUSATION = "accusation"
    MAY_BE_REFUSED = "may_be_refused"
    SEVERAL_ORGANS = "several_organs"
    COLLECTIVE = "collective"
    COMPLEX = "complex"


BARS: Final[Mapping[Bar, str]] = MappingProxyType(
    {
        Bar.REPEATED: "不是初次信访事项",
        Bar.OTHER_PROCEDURE: "属于《信访工作条例》第三十一条前五项规定情形",
        Bar.ASSIGNED: "上级机关、单位交办的",
        Bar.ACCUSATION: "检举控告，应当依规依纪依法处理",
        Bar.MAY_BE_REFUSED: "可能对信访人诉求不予支持",
        Bar.SEVERAL_ORGANS: "涉及多个责任主体",
        Bar.COLLECTIVE: "集体联名提出",
        Bar.COMPLEX: "重大、复杂、疑难",
    }
)
DECLARED: Final = (Bar.MAY_BE_REFUSED, Bar.SEVERAL_ORGANS, Bar.COMPLEX)
"""What only the person who decides can know; the rest the file itself says."""


class Told(StrEnum):
    """告知、答复方式: how the petitioner is told when no paper is asked for."""

    NETWORK = "network"
    TELEPHONE = "telephone"
    MESSAGE = "message"
    IN_PERSON = "in_person"


IN_WRITING: Final = frozenset({Told.NETWORK, Told.MESSAGE})
"""Told in writing (数据电文): only such an answer starts the petitioner's thirty days for review (35)."""


@dataclass(frozen=True, slots=True)
class SimpleFacts:
    """What decides on the short track; ``declared`` the bars the person who decides says are absent."""

    purpose: Purpose | None
    procedure: Procedure | None
    repeated: bool
    mode: Mode | None
    people_count: int
    reason: Reason | None
    declared_absent: frozenset[Bar]
    explanation: str = ""


def bars_of(facts: SimpleFacts) -> tuple[Bar, ...]:
    """Return what the file itself says against the short track, in the order of ``BARS``."""
    holds = {
        Bar.REPEATED: facts.repeated,
        Bar.OTHER_PROCEDURE: facts.procedure not in {None, Procedure.PETITION},
        Bar.ASSIGNED: facts.mode is Mode.ASSIGN,
        Bar.ACCUSATION: facts.purpose is Purpose.ACCUSATION,
        Bar.COLLECTIVE: facts.people_count >= JOINT_FROM,
    }
    return tuple(bar for bar in BARS if holds.get(bar))


def simple_refusal(facts: SimpleFacts) -> Refused | None:
    """Return why the short track is shut, or None: first petition, one reason, no bar."""
    if facts.purpose is None:
        return Incomplete("请先分类，再决定是否简易办理。", CONDITIONS)
    found = bars_of(facts)
    if found:
        words = "；".join(BARS[bar] for bar in found)
        return NotAllowed(f"不能简易办理：{words}。请按普通程序办理。", CONDITIONS)
    if facts.reason is None:
        return Incomplete("请选定适用简易办理的情形。", CONDITIONS)
    if facts.reason is Reason.OTHER and not facts.explanation.strip():
        return Incomplete("选“其他”的，请写明为什么可以简易办理。", CONDITIONS)
    open_bars = [BARS[bar] for bar in DECLARED if bar not in facts.declared_absent]
    if open_bars:
        return Incomplete(f"请逐项确认没有下列情形：{'；'.join(open_bars)}。", CONDITIONS)
    return None


def acceptance_day_refusal(*, due_on: date, on: date) -> Refused | None:
    """Return why the organ is too late to choose the short track: three working days from its receipt."""
    if on <= due_on:
        return None
    return TooLate(
        f"决定简易办理的期限（自收到之日起3个工作日）已于{due_on.year}年{due_on.month}月{due_on.day}日届满，请按普通程序受理。",
        NUMBERS,
    )


def relay_refusal(*, due_on: date, on: date) -> Refused | None:
    """Return why the petition office is too late to propose the short track: one working day a level."""
    if on <= due_on:
        return None
    return TooLate(
        f"简易办理的转送期限（自收到之日起1个工作日）已于{due_on.year}年{due_on.month}月{due_on.day}日届满，请按普通程序转送。",
        NUMBERS,
    )


def fall_back_refusal(*, simple: bool, answered: bool, reason: str) -> Refused | None:
    """Return why a matter cannot leave the short track, or None: before the answer, with a reason."""
    if not simple:
        return Conflict("这件信访事项没有适用简易办理。", CONDITIONS)
    if answered:
        return Conflict("已经答复，不能再转为普通程序。", CONDITIONS)
    if not reason.strip():
        return Incomplete("请写明为什么转为普通程序，信访人会看到。", CONDITIONS)
    return None


def confirming_refusal(*, drafted_by_self: bool) -> Refused | None:
    """Return why this person may not confirm the answer, or None: two people, two steps."""
    if drafted_by_self:
        return NotAllowed("起草人不能确认自己起草的简易答复，请本单位的负责人确认。", SIGNED_OFF)
    return None


def unconfirmed_refusal(*, confirmed: bool, changed: bool) -> Refused | None:
    """Return why an answer may not be told yet, or None: the responsible person confirmed these very words.

    What spares the paper does not spare the check of who is responsible for it (32(1)); practice (C).
    """
    if confirmed and changed:
        return Conflict("负责人确认以后答复又改过，请负责人再确认一次，再答复信访人。", SIGNED_OFF)
    if not confirmed:
        return Incomplete(
            "不出具文书的简易答复也要有负责人确认：请本单位的负责人在这件事项上点“确认简易答复”，再答复信访人。",
            SIGNED_OFF,
        )
    return None


def answer_refusal(*, simple: bool, paper_wanted: bool, gaps: tuple[int, ...]) -> Refused | None:
    """Return why the answer may not be told without paper, or None: only when no paper was asked for."""
    if not simple:
        return NotAllowed("普通程序应当出具书面答复。", Article("信访工作条例", "32(1)"))
    if paper_wanted:
        return NotAllowed("信访人要求书面答复，请起草处理意见，经签发后送达。", CONDITIONS)
    if gaps:
        numbers = "、".join(f"第{seq}项" for seq in gaps)
        return Incomplete(f"还有请求没有答复：{numbers}。", Article("信访工作条例", "32(1)"))
    return None
