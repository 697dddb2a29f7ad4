"""转送·交办 (③): which organ a matter may go to, and when it may be given back. Pure.

Articles: 信访工作条例 22(1), 22(2), 23(3), 30(3) (never to the accused). The accused organ is compared by
path: an organ at or beneath the one complained of is the one complained of.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from minqing.kernel.law.rules import Article, Incomplete, NotCompetent, Refused, TooLate
from minqing.kernel.people.rules import COMPETENT_KINDS, OrganKind, is_within
from minqing.petition.matter.rules import REGULATION, Mode, Purpose

ROUTES: Final = Article(REGULATION, "22(1)")
ASSIGNS: Final = Article(REGULATION, "22(1)(3)")
DISCIPLINE_ROUTE: Final = Article(REGULATION, "22(2)")
SECRECY: Final = Article(REGULATION, "30(3)")
OBJECTS: Final = Article(REGULATION, "23(3)")
# The law sets no limit; a day further off than this is a slip of the keyboard.
LONGEST_ASSIGNMENT: Final = timedelta(days=731)


@dataclass(frozen=True, slots=True)
class Target:
    """The organ a matter is to go to."""

    kind: OrganKind
    path: str
    name: str
    active: bool


@dataclass(frozen=True, slots=True)
class ReferralFacts:
    """What decides on a referral."""

    purpose: Purpose | None
    content_class: str
    holder_path: str
    concerns_path: str
    target: Target | None
    mode: Mode
    requirement: str
    report_by: date | None


def referral_refusal(facts: ReferralFacts, on: date) -> Refused | None:
    """Return why a matter may not be referred so on that day, or None.

    The order is the one in which a registrar would put it right: classify, choose another organ, complete.
    """
    if facts.purpose is None:
        return Incomplete("请先分类，再转送：分类决定转给谁、适用什么期限。", ROUTES)
    target = facts.target
    if target is None:
        return NotCompetent("没有这个机关、单位。", ROUTES)
    return _target_refusal(facts, target) or _assignment_refusal(facts, on)


def _target_refusal(facts: ReferralFacts, target: Target) -> Refused | None:
    if not target.active:
        return NotCompetent(
            f"{target.name}已撤销或者停用，请转送承继其职权的机关、单位。", Article(REGULATION, "24(2)")
        )
    if facts.purpose is Purpose.ACCUSATION:
        # 30(3): the material must not reach whoever is complained of, nor anybody beneath them.
        if facts.concerns_path and is_within(target.path, facts.concerns_path):
            return NotCompetent(f"不得将检举控告材料转给被检举、控告的单位：{target.name}。", SECRECY)
        if target.kind is not OrganKind.DISCIPLINE:
            return NotCompetent("检举控告类事项应当转送有管理权限的纪检监察机关。", DISCIPLINE_ROUTE)
    if target.path == facts.holder_path:
        return NotCompetent("这件信访事项已经在本机关、单位，不需要转送。", ROUTES)
    if target.kind not in COMPETENT_KINDS:
        return NotCompetent(f"{target.name}不是有权处理的机关、单位。", ROUTES)
    return None


def _assignment_refusal(facts: ReferralFacts, on: date) -> Refused | None:
    if facts.mode is not Mode.ASSIGN:
        return None
    if facts.report_by is None or not facts.requirement.strip():
        return Incomplete("交办须写明办理要求和反馈期限。", ASSIGNS)
    if facts.report_by <= on:
        return Incomplete("反馈期限应当晚于交办当日。", ASSIGNS)
    if facts.report_by > on + LONGEST_ASSIGNMENT:
        return Incomplete("反馈期限不能晚于两年以后，请核对年份。", ASSIGNS)
    return None


def objection_refusal(*, reason: str, due_on: date | None, on: date) -> Refused | None:
    """Return why an organ may no longer object, or None: 23(3), within 5 working days, with its reasons.

    ``due_on`` is the last day of ORG_OBJECT, None when no referral runs. Referred on Monday 2026-09-14, the
    fifth working day is Sunday the 20th, swapped for the National Day holiday: on the 21st it is too late.
    """
    if due_on is None:
        return NotCompetent("这件信访事项不是转送、交办来的，不能提出异议。", OBJECTS)
    if on > due_on:
        words = f"提出异议的期限（5个工作日）已于{due_on.year}年{due_on.month}月{due_on.day}日届满。"
        return TooLate(words, OBJECTS)
    if not reason.strip():
        return Incomplete("提出异议须详细说明理由。", OBJECTS)
    return None
