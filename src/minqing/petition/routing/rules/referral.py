"""转送·交办: to which organ a matter may go, and on which row of the table. Pure.

Articles: 信访工作条例 22(1), 22(2), 23(1), 24, 30(3) (never to the accused). The accused organ is compared by
path: an organ at or beneath the one complained of is the one complained of.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from minqing.kernel.law.rules import Article, Conflict, Incomplete, NotCompetent, Refused
from minqing.kernel.people.rules import COMPETENT_KINDS, OrganKind, is_above_path, is_within
from minqing.petition.matter.rules import REGULATION, Mode, Procedure, Purpose
from minqing.petition.routing.rules.disputes import COORDINATES

ROUTES: Final = Article(REGULATION, "22(1)")
ASSIGNS: Final = Article(REGULATION, "22(1)(3)")
SPECIAL_ROUTE: Final = Article(REGULATION, "22(2)")
DOWNWARD: Final = Article(REGULATION, "23(1)")
SUCCESSION: Final = Article(REGULATION, "24(2)")
SECRECY: Final = Article(REGULATION, "30(3)")
# The law sets no limit; a day further off than this is a slip of the keyboard.
LONGEST_ASSIGNMENT: Final = timedelta(days=731)


@dataclass(frozen=True, slots=True)
class Target:
    """The organ a matter is to go to; ``successor`` is the name of the one that took over its powers."""

    kind: OrganKind
    path: str
    name: str
    active: bool
    successor: str = ""


@dataclass(frozen=True, slots=True)
class ReferralFacts:
    """What decides on a referral.

    ``bounces`` how often it came back; ``met_at`` at which count a coordination meeting was recorded (None:
    never) and ``met_path`` the organ it decided on; ``max_bounces`` the profile's setting (0: no limit).
    """

    purpose: Purpose | None
    content_class: str
    holder_path: str
    concerns_path: str
    target: Target | None
    mode: Mode
    requirement: str
    report_by: date | None
    procedure: Procedure | None = None
    holder_kind: OrganKind = OrganKind.PETITION_OFFICE
    bounces: int = 0
    max_bounces: int = 0
    met_at: int | None = None
    met_path: str = ""


def referral_refusal(facts: ReferralFacts, on: date) -> Refused | None:
    """Return why a matter may not be referred so on that day, or None.

    The order is the one in which a registrar would put it right: classify, choose another organ, complete.
    """
    if facts.purpose is None:
        return Incomplete("请先分类，再转送：分类决定转给谁、适用什么期限。", ROUTES)
    target = facts.target
    if target is None:
        return NotCompetent("没有这个机关、单位。", ROUTES)
    return (
        _target_refusal(facts, target)
        or _way_refusal(facts, target)
        or _bounce_refusal(facts, target)
        or _assignment_refusal(facts, on)
    )


def _target_refusal(facts: ReferralFacts, target: Target) -> Refused | None:  # noqa: PLR0911 - one a condition
    if not target.active and target.successor:
        words = f"{target.name}的职权已由{target.successor}承继，请转送{target.successor}。"
        return NotCompetent(words, SUCCESSION)
    if not target.active:
        return NotCompetent(f"{target.name}已撤销或者停用，请转送承继其职权的机关、单位。", SUCCESSION)
    if facts.purpose is Purpose.ACCUSATION:
        # 30(3): the material must not reach whoever is complained of, nor anybody beneath them.
        if facts.concerns_path and is_within(target.path, facts.concerns_path):
            return NotCompetent(f"不得将检举控告材料转给被检举、控告的单位：{target.name}。", SECRECY)
        if target.kind is not OrganKind.DISCIPLINE:
            return NotCompetent("检举控告类事项应当转送有管理权限的纪检监察机关。", SPECIAL_ROUTE)
    if target.path == facts.holder_path:
        return NotCompetent("这件信访事项已经在本机关、单位，不需要转送。", ROUTES)
    if target.kind not in COMPETENT_KINDS:
        return NotCompetent(f"{target.name}不是有权处理的机关、单位。", ROUTES)
    return None


def _way_refusal(facts: ReferralFacts, target: Target) -> Refused | None:
    """22(2): litigation goes to the political-legal organs; 23(1): another organ refers downward only."""
    if facts.holder_kind is OrganKind.PETITION_OFFICE:
        if facts.procedure is Procedure.LITIGATION and target.kind is not OrganKind.POLITICAL_LEGAL:
            return NotCompetent(
                f"涉法涉诉信访事项应当转送同级政法部门，{target.name}不是政法部门；来访的，引导到政法部门反映。",
                SPECIAL_ROUTE,
            )
        return None
    if facts.purpose is Purpose.ACCUSATION or is_above_path(facts.holder_path, target.path):
        return None
    return NotCompetent(
        f"{target.name}不是本机关、单位的下级；不属于本系统职权范围的，请书面告知信访人向有权处理的机关提出。",
        DOWNWARD,
    )


def _bounce_refusal(facts: ReferralFacts, target: Target) -> Refused | None:
    """A matter that came back as often as the profile says goes on only as a coordination meeting decided."""
    if not facts.max_bounces or facts.bounces < facts.max_bounces:
        return None
    if facts.met_at != facts.bounces:
        return Incomplete(
            f"这件信访事项已经退回{facts.bounces}次，请先召开协调会，明确受理机关，记录以后再转送。",
            COORDINATES,
        )
    if facts.met_path and target.path != facts.met_path:
        return NotCompetent(
            f"协调会已经明确受理机关，不能转送{target.name}；请转送协调会明确的机关、单位。", COORDINATES
        )
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


def passing_down_refusal(
    *, referred: bool, office: bool, objected: bool, designated: bool, assigned: bool
) -> Refused | None:
    """Return why an organ may not send on what was referred to it, or None (23(1)); to whom is judged apart.

    That an assigned matter stays where it was assigned is practice (C).
    """
    if not referred or office:
        return Conflict("只有收到转送、还没有受理的机关、单位可以再转送下级。", DOWNWARD)
    if objected:
        return Conflict("已经对转送提出异议，核实以前不能再转送下级。", DOWNWARD)
    if designated:
        return NotCompetent(
            "本机关、单位是商定或者指定的受理机关，应当依法受理，不能再转送下级。", COORDINATES
        )
    if assigned:
        return NotCompetent(
            "交办的事项由本机关、单位办理并反馈，不能再转送下级；需要下级配合的，受理后请协办。",
            Article(REGULATION, "22(1)(3)", confidence="C"),
        )
    return None


def row_of_referral(facts: ReferralFacts) -> str:
    """Return the id of the row a lawful referral rests on.

    R8 from another organ downward; R6 accusations; R4 litigation; R3 assignments; R2 to a lower organ (a
    township, or an organ beneath one of this level); R1 to an organ of this level.
    """
    target = facts.target
    if target is None:
        return ""
    if facts.holder_kind is not OrganKind.PETITION_OFFICE:
        return "R6" if facts.purpose is Purpose.ACCUSATION else "R8"
    if facts.purpose is Purpose.ACCUSATION:
        return "R6"
    if facts.procedure is Procedure.LITIGATION:
        return "R4"
    if facts.mode is Mode.ASSIGN:
        return "R3"
    lower = target.kind is OrganKind.TOWNSHIP or target.path.count(".") > facts.holder_path.count(".")
    return "R2" if lower else "R1"
