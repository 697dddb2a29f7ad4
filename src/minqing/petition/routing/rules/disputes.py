"""异议、争议: an organ objects, the sender verifies, the common superior decides. Pure.

Articles: 信访工作条例 13(1) (joint conference), 23(3), 24(1). An objection is in two steps: the organ gives
its reasons within five working days and goes on holding the matter; it comes back only when the sender
agrees.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from minqing.kernel.law.rules import Article, Conflict, Incomplete, NotAllowed, NotCompetent, Refused, TooLate
from minqing.kernel.people.rules import is_above_path, paths_upwards
from minqing.petition.matter.rules import REGULATION

OBJECTS: Final = Article(REGULATION, "23(3)")
DISPUTES: Final = Article(REGULATION, "24(1)")
# Art. 24(1) knows the joint conference; that a meeting is forced by a count is practice.
COORDINATES: Final = Article(REGULATION, "24(1)", confidence="C")
OBJECT_VERIFY: Final = "OBJECT_VERIFY"


def objection_refusal(
    *, reason: str, due_on: date | None, on: date, designated: bool = False, refused: bool = False
) -> Refused | None:
    """Return why an organ may no longer object, or None: 23(3), within 5 working days, with its reasons.

    ``due_on`` is the last day of ORG_OBJECT, None when no referral runs. Referred on Monday 2026-09-14, the
    fifth working day is Sunday the 20th, swapped for the National Day holiday: on the 21st it is too late.
    ``designated``: the common superior named this organ (24(1)); ``refused``: it has objected already.
    """
    if designated:
        return NotAllowed(
            "本机关、单位是协商确定或者共同的上一级机关、单位指定的受理机关，不能再提出异议。", DISPUTES
        )
    if refused:
        return Conflict(
            "已经提出过异议，不能重复提出；核实不同意的，请依照职责办理，仍有争议的报共同的上一级机关、单位。",
            OBJECTS,
        )
    if due_on is None:
        return NotCompetent("这件信访事项不是转送、交办来的，不能提出异议。", OBJECTS)
    if on > due_on:
        words = f"提出异议的期限（5个工作日）已于{due_on.year}年{due_on.month}月{due_on.day}日届满。"
        return TooLate(words, OBJECTS)
    if not reason.strip():
        return Incomplete("提出异议须详细说明理由。", OBJECTS)
    return None


def verification_refusal(*, open_objection: bool, agrees: bool, reason: str) -> Refused | None:
    """Return why the sender may not decide so, or None: refusing an objection needs a reason (23(3))."""
    if not open_objection:
        return Conflict("现在没有等待核实的异议。", OBJECTS)
    if not agrees and not reason.strip():
        return Incomplete("不同意异议的，请写明核实的情况和理由。", OBJECTS)
    return None


def common_superior(paths: Iterable[str]) -> str:
    """Return the path of the nearest organ above all of these (共同的上一级), "" when there is none.

    >>> common_superior(["county.zjj.", "county.zrzyj."])
    'county.'
    >>> common_superior(["county.zjj.", "county.zjj.ztz."])
    'county.'
    >>> common_superior(["county.zjj.", "city.sj."])
    ''
    """
    all_paths = tuple(dict.fromkeys(paths))
    if not all_paths:
        return ""
    for above in paths_upwards(all_paths[0])[1:]:
        if all(is_above_path(above, path) for path in all_paths):
            return above
    return ""


@dataclass(frozen=True, slots=True)
class DesignationFacts:
    """指定受理机关: what decides on a designation.

    ``deciding_path`` is the common superior's, "" when the joint conference decides; ``own_paths`` the
    actor's organs; ``decision_ref`` the number or record of a decision somebody else took.
    """

    target_path: str
    target_active: bool
    target_competent: bool
    holder_path: str
    concerns_path: str
    sealed: bool
    classified: bool
    deciding_path: str
    own_paths: frozenset[str]
    reason: str
    decision_ref: str


def designation_refusal(facts: DesignationFacts) -> Refused | None:  # noqa: PLR0911 - one a condition
    """Return why the organ may not be designated so, or None (24(1)).

    Whoever sits in the deciding organ decides; the petition office records a decision only with its
    reference, for it decides no dispute itself.
    """
    if not facts.classified:
        return Incomplete("请先分类，再指定受理机关。", DISPUTES)
    if facts.sealed:
        return NotCompetent(
            "检举控告类事项按照管理权限转送纪检监察机关，不指定受理机关。", Article(REGULATION, "22(2)")
        )
    if not facts.target_active or not facts.target_competent:
        return NotCompetent("只能指定现有的、有权处理的机关、单位。", DISPUTES)
    if facts.target_path == facts.holder_path:
        return NotCompetent("不能指定现在持有这件事项的信访部门自己。", DISPUTES)
    if not facts.reason.strip():
        return Incomplete("请写明争议的情况和指定的理由。", DISPUTES)
    decides = bool(facts.deciding_path) and facts.deciding_path in facts.own_paths
    if not decides and not facts.decision_ref.strip():
        who = "共同的上一级机关、单位" if facts.deciding_path else "信访工作联席会议"
        return Incomplete(f"请写明{who}的决定：批示或者会议纪要的文号、日期。", DISPUTES)
    return None


@dataclass(frozen=True, slots=True)
class AgreementFacts:
    """协商受理: what decides on an agreement; ``parties`` are paths and speakers of who agreed."""

    parties: Sequence[tuple[str, str]]
    target_path: str
    target_active: bool
    target_competent: bool
    holder_path: str
    sealed: bool
    classified: bool
    agreed_on: date
    on: date
    text: str


def agreement_refusal(facts: AgreementFacts) -> Refused | None:
    """Return why the organs' agreement cannot be recorded so, or None; every gap named at once (24(1))."""
    if not facts.classified:
        return Incomplete("请先分类，再记协商受理。", DISPUTES)
    if facts.sealed:
        return NotCompetent(
            "检举控告类事项按照管理权限转送纪检监察机关，不由单位之间协商。", Article(REGULATION, "22(2)")
        )
    gaps = _gaps_of_agreement(facts)
    if gaps:
        return Incomplete(f"协商受理还缺：{'、'.join(gaps)}。", DISPUTES)
    return _wrong_choice(facts)


def _gaps_of_agreement(facts: AgreementFacts) -> list[str]:
    gaps = []
    if len({path for path, _speaker in facts.parties}) < 2:  # noqa: PLR2004 - nobody agrees alone
        gaps.append("参加协商的机关、单位（至少两个，不重复）")
    if any(not speaker.strip() for _path, speaker in facts.parties):
        gaps.append("每个单位的代表")
    if not facts.text.strip():
        gaps.append("商定的内容")
    if facts.agreed_on > facts.on:
        gaps.append("商定日期（不能晚于今天）")
    return gaps


def _wrong_choice(facts: AgreementFacts) -> Refused | None:
    if facts.target_path not in {path for path, _speaker in facts.parties}:
        return NotCompetent(
            "商定的受理机关应当是参加协商的一方；协商不成的，报共同的上一级机关、单位决定。", DISPUTES
        )
    if not facts.target_active or not facts.target_competent:
        return NotCompetent("只能商定由现有的、有权处理的机关、单位受理。", DISPUTES)
    if facts.target_path == facts.holder_path:
        return Conflict("这件事项已经在该单位，商定由它受理的，请它直接受理。", DISPUTES)
    return None


@dataclass(frozen=True, slots=True)
class Voice:
    """One organ at a coordination meeting: who spoke for it and what it said."""

    organ_path: str
    speaker: str
    said: str


def coordination_refusal(
    *,
    met_on: date,
    on: date,
    voices: Sequence[Voice],
    decision: str,
    decided_path: str,
    place: str,
    host: str,
) -> Refused | None:
    """Return why a coordination meeting cannot be recorded so, or None; every gap is named at once."""
    gaps = [
        words
        for words, value in (("地点", place), ("主持人", host), ("协调意见", decision))
        if not value.strip()
    ]
    if met_on > on:
        gaps.append("开会日期（不能晚于今天）")
    if len({voice.organ_path for voice in voices}) < 2:  # noqa: PLR2004 - a dispute has two sides
        gaps.append("参加的机关、单位（至少两个）")
    if any(not voice.said.strip() for voice in voices):
        gaps.append("各单位的意见")
    if not decided_path:
        gaps.append("明确的受理机关")
    return Incomplete(f"协调会记录还缺：{'、'.join(gaps)}。", COORDINATES) if gaps else None
