"""Which discipline inspection organ a report goes to (干部管理权限), from the rows of ``matter.cadres``.

Articles: 信访工作条例 22(2); 纪检监察机关处理检举控告工作规则 15.
"""

from dataclasses import dataclass

from minqing.kernel.law.public import Refused
from minqing.kernel.people.public import Duty, Organ, OrganKind, Post
from minqing.petition.matter.cadres import (
    CadreRow,
    Inspection,
    ManagedBy,
    ReportFacts,
    cadre_row,
    inspection_refusal,
)
from minqing.petition.matter.models import Accused, Petition


@dataclass(frozen=True, slots=True)
class Competence:
    """有管理权限的纪检监察机关: the row a report falls under, and the organs it may go to, best first."""

    row: CadreRow
    organs: tuple[Organ, ...]


def report_facts(petition: Petition) -> ReportFacts:
    """Return whom a sealed matter is about; two queries at most."""
    accused = list(Accused.objects.filter(petition=petition))
    accounts = [each.account_id for each in accused if each.account_id is not None]
    heads = bool(accounts) and (
        Post.objects.filter(
            account_id__in=accounts, duty=Duty.LEADER.value, organ__kind=OrganKind.DISCIPLINE.value
        ).exists()
    )
    return ReportFacts(
        kind=petition.concerns.organ_kind if petition.concerns else None,
        managed_by=tuple(ManagedBy(each.managed_by) for each in accused if each.managed_by),
        heads_discipline=heads,
    )


def competent_inspection(petition: Petition) -> Competence:
    """Return the row of a sealed matter and the organs it may be referred to; three queries.

    None of them is the organ complained of, one headed by somebody accused, or beneath such an organ.
    """
    row = cadre_row(report_facts(petition))
    higher = row.to is Inspection.HIGHER
    organs = Organ.objects.filter(kind=OrganKind.DISCIPLINE.value, active=True, outside=higher)
    return Competence(row, tuple(each for each in organs.order_by("path") if not is_accused(petition, each)))


def is_accused(petition: Petition, organ: Organ) -> bool:
    """Return whether an organ is on the side complained of: at or beneath one the matter is kept from."""
    paths = [petition.concerns.path] if petition.concerns else []
    if petition.kept_organs:
        paths += Organ.objects.filter(pk__in=petition.kept_organs).values_list("path", flat=True)
    return any(organ.path.startswith(path) for path in paths)


def accused_path(petition: Petition, target: Organ | None) -> str:
    """Return the path of the organ complained of; the target's own when it lies on the accused side."""
    if petition.sealed and target is not None and is_accused(petition, target):
        return target.path
    return petition.concerns.path if petition.concerns else ""


def wrong_inspection(petition: Petition, target: Organ) -> Refused | None:
    """Return why this discipline inspection organ is not the one with the power, or None; plain: no query."""
    if not petition.sealed:
        return None
    found = competent_inspection(petition)
    return inspection_refusal(
        found.row,
        to_higher=target.outside,
        target=target.name,
        competent="、".join(each.name for each in found.organs),
    )
