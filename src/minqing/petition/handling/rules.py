"""受理·办理 (④): what may be accepted, what must be guided elsewhere, and by which clock it runs. Pure.

Articles: 信访工作条例 23, 29-31, 34.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from minqing.kernel.law.rules import Article, Incomplete, Refused, UnlawfulMove
from minqing.petition.matter.rules import REGULATION, Procedure, Purpose

ELSEWHERE: Final[Mapping[Procedure, Article]] = MappingProxyType(
    {
        Procedure.LITIGATION: Article(REGULATION, "31[1]"),
        Procedure.ARBITRATION: Article(REGULATION, "31[2]"),
        Procedure.PARTY_APPEAL: Article(REGULATION, "31[3]"),
        Procedure.ADMINISTRATIVE: Article(REGULATION, "31[4]"),
    }
)
STATUTORY: Final = Article(REGULATION, "31[5]")
PROPER: Final = Article(REGULATION, "31[6]")
ACCEPTS: Final = Article(REGULATION, "23")
WAYS: Final[Mapping[Procedure, str]] = MappingProxyType(
    {
        Procedure.LITIGATION: "诉讼、复议、检察、公安等法律程序",
        Procedure.ARBITRATION: "仲裁程序",
        Procedure.PARTY_APPEAL: "党员申诉、申请复审等程序",
        Procedure.ADMINISTRATIVE: "行政复议、裁决、确认、许可、处罚等行政程序",
        Procedure.STATUTORY_DUTY: "依法履行查处违法行为、保护合法权益的职责",
        Procedure.PETITION: "信访程序：听取陈述、调查核实、出具信访处理意见书",
    }
)


def acceptance_refusal(
    purpose: Purpose | None, procedure: Procedure | None, *, competent: bool
) -> Refused | None:
    """Return why an organ may not accept a matter, or None.

    31[1]-[4]: what belongs to another procedure is led into it, not accepted as a petition; what a statutory
    duty covers (31[5]) and the petition procedure proper (31[6]) is accepted, and so are proposals and
    accusations. ``competent`` is whether the organ is of a kind that can decide matters itself (22, 23).
    """
    if purpose is None:
        return Incomplete("请先分类，再受理。", ACCEPTS)
    if not competent:
        return UnlawfulMove("信访工作部门转送、交办，不直接受理；请转送有权处理的机关、单位。", ACCEPTS)
    if procedure is not None and procedure in ELSEWHERE:
        return UnlawfulMove(
            f"这件事项应当通过{WAYS[procedure]}解决，请导入相应程序并书面告知信访人。", ELSEWHERE[procedure]
        )
    return None


def handling_term(procedure: Procedure | None) -> str:
    """Return the id of the term that runs from acceptance: 34 only for 31[6], else a practice default."""
    return "HANDLE" if procedure is Procedure.PETITION else "PRACTICE_HANDLE"


def row_of_guidance(procedure: Procedure, *, by_office: bool, in_person: bool) -> str:
    """Return the row of the routing table a guidance rests on.

    R5 a visitor guided by the petition office to the political-legal organs; R7 an organ that leads what
    reached it into the right procedure; "" when the office guides under 31 itself.
    """
    if not by_office:
        return "R7"
    return "R5" if procedure is Procedure.LITIGATION and in_person else ""


@dataclass(frozen=True, slots=True)
class GuidanceDraft:
    """程序导入: what the petitioner is told: where to go, how, and until when."""

    procedure: Procedure
    procedure_name: str
    organ_name: str
    how: str
    time_limit: str


def guidance_refusal(purpose: Purpose | None, draft: GuidanceDraft) -> Refused | None:
    """Return why a matter may not be guided so, or None; every gap of the notice is named at once."""
    if draft.procedure is Procedure.PETITION:
        return UnlawfulMove("适用信访程序的事项应当受理办理，不能导入其他程序。", PROPER)
    basis = ELSEWHERE.get(draft.procedure, STATUTORY)
    if purpose is not Purpose.CLAIM:
        return UnlawfulMove("只有申诉求决类事项才导入其他程序；请先核对分类。", Article(REGULATION, "31"))
    gaps = [
        words
        for words, value in (
            ("程序名称", draft.procedure_name),
            ("主管机关", draft.organ_name),
            ("怎样提起", draft.how),
            ("提起的时限", draft.time_limit),
        )
        if not value.strip()
    ]
    return Incomplete(f"程序告知书还缺：{'、'.join(gaps)}。", basis) if gaps else None
