"""干部管理权限: which discipline inspection organ is competent for whom, as rows.

信访工作条例 22(2) only says "按照管理权限": who manages the accused is told by rules of the Party, and each
row says how sure it is of them (A to D). 纪检监察机关处理检举控告工作规则 15: of the head of a discipline
inspection organ the next higher one decides.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from minqing.kernel.law.public import Article, NotCompetent, Refused
from minqing.kernel.people.public import OrganKind
from minqing.petition.matter.rules import REGULATION

BY_POWERS: Final = Article(REGULATION, "22(2)")
DISCIPLINE_RULES: Final = "纪检监察机关处理检举控告工作规则"
OWN_HEAD: Final = Article(DISCIPLINE_RULES, "15", confidence="B")


class ManagedBy(StrEnum):
    """由哪一级党委管理."""

    TOWNSHIP = "township"
    COUNTY = "county"
    PREFECTURE = "prefecture"
    PROVINCE = "province"


MANAGED_WORDS: Final[Mapping[ManagedBy, str]] = MappingProxyType(
    {
        ManagedBy.TOWNSHIP: "乡镇党委管理（村、社区干部）",
        ManagedBy.COUNTY: "县委管理（县直单位、乡镇领导班子成员）",
        ManagedBy.PREFECTURE: "市（州）委管理（县级领导班子成员）",
        ManagedBy.PROVINCE: "省委管理",
    }
)


class Inspection(StrEnum):
    """由哪一级纪检监察机关受理: of the county itself, or above it."""

    OWN = "own"
    HIGHER = "higher"


@dataclass(frozen=True, slots=True)
class CadreRow:
    """One row: about whom, which discipline inspection organ is competent, on what ground, how sure."""

    id: str
    about: str
    to: Inspection
    basis: Article
    confidence: str
    note: str = ""


CADRE_ROWS: Final[Mapping[str, CadreRow]] = MappingProxyType(
    {
        row.id: row
        for row in (
            CadreRow(
                "G1",
                "乡镇党委管理的村、社区干部",
                Inspection.OWN,
                BY_POWERS,
                "C",
                "实务：由县级纪检监察机关或者其派出的乡镇纪（工）委受理",
            ),
            CadreRow(
                "G2",
                "县委管理的干部，县直单位、乡镇、村、社区",
                Inspection.OWN,
                BY_POWERS,
                "B",
                "同级纪检监察机关",
            ),
            CadreRow(
                "G3",
                "市（州）委以上管理的干部，县级党委、政府",
                Inspection.HIGHER,
                BY_POWERS,
                "B",
                "上一级纪检监察机关；不使用本系统的，以转送函移送",
            ),
            CadreRow(
                "G4",
                "纪检监察机关本身及其主要负责人",
                Inspection.HIGHER,
                OWN_HEAD,
                "B",
                "直接送上一级纪检监察机关",
            ),
        )
    }
)


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """Whom a report is about: the organ's kind, who manages those named, whether one heads discipline."""

    kind: OrganKind | None
    managed_by: tuple[ManagedBy, ...] = ()
    heads_discipline: bool = False


def cadre_row(facts: ReportFacts) -> CadreRow:
    """Return the row a report falls under; several people: the highest of them decides.

    >>> cadre_row(ReportFacts(OrganKind.DEPARTMENT)).id
    'G2'
    >>> cadre_row(ReportFacts(OrganKind.DEPARTMENT, (ManagedBy.PREFECTURE,))).id
    'G3'
    """
    if facts.heads_discipline or facts.kind is OrganKind.DISCIPLINE:
        return CADRE_ROWS["G4"]
    if facts.kind in {OrganKind.COUNTY, OrganKind.PREFECTURE, OrganKind.PROVINCE} or {
        ManagedBy.PREFECTURE,
        ManagedBy.PROVINCE,
    } & set(facts.managed_by):
        return CADRE_ROWS["G3"]
    if facts.managed_by and set(facts.managed_by) == {ManagedBy.TOWNSHIP}:
        return CADRE_ROWS["G1"]
    return CADRE_ROWS["G2"]


def inspection_refusal(row: CadreRow, *, to_higher: bool, target: str, competent: str) -> Refused | None:
    """Return why a report does not go to this discipline inspection organ, or None.

    ``to_higher``: it stands above the county's own; ``competent`` names the one the row means, "" if unknown.
    """
    wanted = row.to is Inspection.HIGHER
    if wanted == to_higher:
        return None
    there = f"，应当转送{competent}" if competent else ""
    if not competent and wanted:
        there = "，应当转送上一级纪检监察机关（请管理员先登记该机关）"
    words = f"按照干部管理权限（{row.about}），{target}不是有管理权限的纪检监察机关{there}。"
    return NotCompetent(words, row.basis)
