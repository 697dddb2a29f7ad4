"""重复救助: when two applications ask for the same need, and what is told of the earlier one. Pure.

No text defines it; local rules of such funds agree on the core (同一困难只救助一次). Here:

1. The two concern the same people: one person helped in both, or the same household (户号).
2. And the same need: the same kind of hardship, and
   a. on the same matter, whenever that was; or
   b. for days that overlap; or
   c. within the look-back of the profile (``relief_lookback_months``, a default of practice).

What was paid back in full, withdrawn or refused does not count. Of several the latest is named. What is new
(another accident, another school year after the look-back) is not the same need.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from minqing.kernel.law.rules import Article
from minqing.relief.fund.rules.kinds import REGULATION, Need, months_before
from minqing.relief.fund.rules.money import yuan

# Help brings hardship to an end once; the number of the article is that of helping at all.
ONCE: Final = Article(REGULATION, "27", confidence="D")


class Same(StrEnum):
    """Why it is the same need."""

    MATTER = "matter"
    DAYS = "days"
    RECENT = "recent"


SAME_WORDS: Final = {
    Same.MATTER: "同一信访事项的同一困难",
    Same.DAYS: "同一困难，时间有重叠",
    Same.RECENT: "同一困难，距离上次救助不满%(months)s个月",
}


@dataclass(frozen=True, slots=True)
class Claim:
    """One application as this rule sees it.

    ``people`` are the persons helped, the same human being always by the same key; ``household`` the
    household, None when unknown; ``held_fen`` what was granted and not paid back; ``granted_on`` the day of
    the grant, None for what is not granted yet.
    """

    id: UUID
    subject_id: UUID
    need: Need
    first_on: date
    last_on: date
    people: frozenset[UUID]
    household: UUID | None
    number: str = ""
    held_fen: int = 0
    granted_on: date | None = None


@dataclass(frozen=True, slots=True)
class Double:
    """An earlier grant for the same need: which, why, when, how much."""

    earlier: UUID
    number: str
    same: Same
    granted_on: date
    held_fen: int
    months: int

    @property
    def reason(self) -> str:
        """Return why it counts as the same need."""
        return SAME_WORDS[self.same] % {"months": self.months}

    def told(self, *, whole: bool) -> str:
        """Return the finding in words: with number, day and amount to those who may see the earlier one."""
        if not whole:
            return f"{self.reason}，已经得到过救助；经过由资金管理单位掌握。"
        day = f"{self.granted_on.year}年{self.granted_on.month}月{self.granted_on.day}日"
        return f"{self.reason}：{day}已批准救助{yuan(self.held_fen)}元（{self.number}）。"


def same_people(one: Claim, other: Claim) -> bool:
    """Return whether two applications help the same person or the same household."""
    at_home = one.household is not None and one.household == other.household
    return at_home or bool(one.people & other.people)


def same_need(claim: Claim, earlier: Claim, *, on: date, months: int) -> Same | None:
    """Return why an earlier grant is for the same need on a day, None when it is not."""
    if claim.need is not earlier.need or earlier.granted_on is None:
        return None
    if claim.subject_id == earlier.subject_id:
        return Same.MATTER
    if claim.first_on <= earlier.last_on and earlier.first_on <= claim.last_on:
        return Same.DAYS
    if earlier.granted_on > months_before(on, months):
        return Same.RECENT
    return None


def double_of(claim: Claim, earlier: Iterable[Claim], *, on: date, months: int) -> Double | None:
    """Return the latest earlier grant that helped the same people in the same need; None when there is none.

    ``months`` is the look-back; ``on`` the day of the decision.
    """
    found = []
    for other in earlier:
        if other.id == claim.id or other.held_fen <= 0 or not same_people(claim, other):
            continue
        same = same_need(claim, other, on=on, months=months)
        if same is not None and other.granted_on is not None:
            found.append(
                Double(
                    earlier=other.id,
                    number=other.number,
                    same=same,
                    granted_on=other.granted_on,
                    held_fen=other.held_fen,
                    months=months,
                )
            )
    return max(found, key=lambda double: (double.granted_on, str(double.earlier)), default=None)
