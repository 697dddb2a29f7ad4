"""上一级机关、单位: the organs above one, found from the matrix and the tree (35, 36(1))."""

from dataclasses import dataclass
from typing import Final

from minqing.kernel.people.public import Organ, OrganKind
from minqing.petition.matter.superiors import TIER_WORDS, ReviewRow, Tier, row_of

GOVERNMENTS: Final = (OrganKind.COUNTY.value, OrganKind.PREFECTURE.value, OrganKind.PROVINCE.value)


@dataclass(frozen=True, slots=True)
class ReviewChoice:
    """One organ the petitioner may turn to; ``organ`` is None where only its name can be said."""

    tier: Tier
    organ: Organ | None
    name: str
    row: ReviewRow

    @property
    def here(self) -> bool:
        """Return whether it works with this system."""
        return self.organ is not None and self.organ.active and not self.organ.outside


def review_choices(organ: Organ) -> tuple[ReviewChoice, ...]:
    """Return who reviews the opinions of an organ (35, 36(1)); two queries at most, () at the top.

    For the opinion of a township: the county; for that of a department: the county or its superior
    department, by the petitioner's choice.
    """
    row = row_of(organ.organ_kind, vertical=organ.vertical)
    return tuple(_choice(organ, tier, row) for tier in row.tiers)


def _choice(organ: Organ, tier: Tier, row: ReviewRow) -> ReviewChoice:
    found = _above(organ, tier)
    name = found.name if found else f"{organ.name}的{TIER_WORDS[tier]}"
    return ReviewChoice(tier, found, name, row)


def _above(organ: Organ, tier: Tier) -> Organ | None:
    if tier is Tier.ABOVE:
        return organ.parent
    if tier is Tier.GOVERNMENT:
        above = organ.parent
        while above is not None and above.kind not in GOVERNMENTS:
            above = above.parent
        return above
    return organ.superior


def review_organ_words(organ: Organ) -> str:
    """Return whom a paper names for review: one organ, or two to choose from."""
    names = [choice.name for choice in review_choices(organ)]
    return "或者".join(names) or "无（省级意见为最终意见）"
