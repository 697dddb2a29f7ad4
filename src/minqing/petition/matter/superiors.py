"""谁来复查、复核: the next-higher organ by the kind of the one that answered, as rows.

信访工作条例 35 and 36(1) only say 上一级机关、单位; which organ that is for a department or an organ led
vertically is told by local rules, and each row says how sure it is of them (A to D).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from minqing.kernel.law.public import Article
from minqing.kernel.people.public import OrganKind
from minqing.petition.matter.rules import REGULATION

_LITERAL: Final = Article(REGULATION, "35")
_BEIJING: Final = Article("北京市信访条例", "48")


class Tier(StrEnum):
    """上一级: which organ above is meant."""

    GOVERNMENT = "government"
    SUPERIOR = "superior"
    HIGHER_GOVERNMENT = "higher_government"
    ABOVE = "above"


TIER_WORDS: Final[Mapping[Tier, str]] = MappingProxyType(
    {
        Tier.GOVERNMENT: "本级人民政府",
        Tier.SUPERIOR: "上一级主管部门",
        Tier.HIGHER_GOVERNMENT: "上一级人民政府",
        Tier.ABOVE: "上一级机关、单位",
    }
)


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One row of the matrix: of whose opinions, to whom the petitioner may turn, and on what ground."""

    handler: str
    tiers: tuple[Tier, ...]
    basis: Article
    confidence: str
    note: str = ""


VERTICAL: Final = ReviewRow(
    "垂直领导的机关（税务、海关等）",
    (Tier.SUPERIOR,),
    _BEIJING,
    "A",
    "地方性法规，供参照：只向上一级主管部门申请复查、复核",
)
REVIEW_MATRIX: Final[Mapping[OrganKind, ReviewRow]] = MappingProxyType(
    {
        OrganKind.TOWNSHIP: ReviewRow(
            "乡镇人民政府、街道办事处", (Tier.GOVERNMENT,), _BEIJING, "A", "地方性法规，供参照"
        ),
        OrganKind.DEPARTMENT: ReviewRow(
            "县级人民政府工作部门",
            (Tier.GOVERNMENT, Tier.SUPERIOR),
            _BEIJING,
            "B",
            "由信访人选择；地方性法规和实务",
        ),
        OrganKind.COUNTY: ReviewRow(
            "县级党委、政府", (Tier.HIGHER_GOVERNMENT,), _LITERAL, "C", "由条例第三十五、三十六条推得"
        ),
        OrganKind.PREFECTURE: ReviewRow(
            "市（州）党委、政府", (Tier.HIGHER_GOVERNMENT,), _LITERAL, "C", "由条例第三十五、三十六条推得"
        ),
        OrganKind.PROVINCE: ReviewRow(
            "省级党委、政府", (), _LITERAL, "D", "实务：省级的复查、复核意见为最终意见"
        ),
        OrganKind.DISCIPLINE: ReviewRow("纪检监察机关", (Tier.SUPERIOR,), _LITERAL, "A", "本系统的上一级"),
        OrganKind.POLITICAL_LEGAL: ReviewRow("政法机关", (Tier.SUPERIOR,), _LITERAL, "A", "本系统的上一级"),
        OrganKind.OTHER: ReviewRow(
            "群团组织、国有企业、事业单位", (Tier.SUPERIOR,), _LITERAL, "A", "本系统的上一级"
        ),
        OrganKind.PETITION_OFFICE: ReviewRow(
            "信访工作部门", (Tier.GOVERNMENT,), _LITERAL, "C", "信访部门一般不出具处理意见"
        ),
        OrganKind.VILLAGE: ReviewRow(
            "村（居）民委员会", (Tier.ABOVE,), _LITERAL, "D", "村、社区不出具处理意见，由乡镇、街道办理"
        ),
    }
)


def row_of(kind: OrganKind, *, vertical: bool) -> ReviewRow:
    """Return the row for an organ's opinions, of the first instance (35) or of a review (36(1)) alike.

    A township: the county government; a department led by its own superior alone: only that superior.
    """
    return VERTICAL if vertical else REVIEW_MATRIX[kind]
