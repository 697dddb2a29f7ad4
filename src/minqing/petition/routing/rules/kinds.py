"""What the way of a matter is found from, and what one row of the table says. Pure.

Articles: 信访工作条例 22-24, 31.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from minqing.kernel.law.rules import Article
from minqing.petition.matter.rules import Procedure, Purpose


class Law(StrEnum):
    """Under which regulation a matter came: that of 2022 or that of 2005."""

    NOW = "cxg22"
    BEFORE_2022 = "xf05"


class Receiver(StrEnum):
    """Who has to find the way: the petition office (信访部门) or another organ (其他机关、单位)."""

    PETITION_OFFICE = "petition_office"
    ORGAN = "organ"


class Arrival(StrEnum):
    """Whether the organ got it from the petitioner (直接提出) or by referral (转送、交办)."""

    DIRECT = "direct"
    TRANSFERRED = "transferred"


class Belongs(StrEnum):
    """职权: whose the matter is, seen from the organ that has it."""

    OWN = "own"
    OWN_LEVEL = "own_level"
    SUBORDINATE = "subordinate"
    SEVERAL = "several"
    ELSEWHERE = "elsewhere"


class Next(StrEnum):
    """下一步: the one act that follows."""

    TRANSFER = "transfer"
    ASSIGN = "assign"
    GUIDE = "guide"
    ACCEPT = "accept"
    INFORM = "inform"
    AGREE = "agree"
    SUCCEED = "succeed"
    DECLINE = "decline"
    OBJECT = "object"


@dataclass(frozen=True, slots=True, kw_only=True)
class WayFacts:
    """What the way is found from; None is "not known yet".

    ``in_person`` the petitioner came (走访); ``named`` name and address are clear; ``organ_gone`` the
    competent organ was merged or abolished; ``under_way`` a lower organ accepted the same matter,
    its time runs;
    ``finally_reviewed`` a final review opinion on the same facts and reasons; ``ended`` legally terminated
    (依法终结); ``window_missed`` review asked for too late without proper cause; ``local_rule`` a local rule
    makes that a ground; ``other_power`` belongs to congress, court or procuratorate or has a statutory
    route.
    """

    law: Law = Law.NOW
    receiver: Receiver = Receiver.PETITION_OFFICE
    arrival: Arrival = Arrival.DIRECT
    in_person: bool = False
    purpose: Purpose | None = None
    procedure: Procedure | None = None
    belongs: Belongs | None = None
    wants_report: bool | None = None
    organ_gone: bool | None = None
    named: bool | None = None
    under_way: bool | None = None
    finally_reviewed: bool | None = None
    ended: bool | None = None
    window_missed: bool | None = None
    local_rule: bool = False
    other_power: bool | None = None

    def known(self) -> Mapping[str, object]:
        """Return every fact by name, those that follow from others too; None is unknown."""
        facts: dict[str, object] = {name: getattr(self, name) for name in self.__slots__}
        facts["accusation"] = None if self.purpose is None else self.purpose is Purpose.ACCUSATION
        facts["litigation"] = (
            False
            if self.purpose not in {None, Purpose.CLAIM}
            else None
            if self.procedure is None
            else self.procedure is Procedure.LITIGATION
        )
        return facts


@dataclass(frozen=True, slots=True)
class Row:
    """One row: ``when`` holds for each fact the values under which the row applies.

    ``paper`` is the kind of paper (documents.DocumentKind), "" for none. A row ``beside`` others is no act
    of its own. ``rank``: the lowest that holds decides.
    """

    id: str
    situation: str
    next: Next
    paper: str
    articles: Mapping[Law, Article]
    when: Mapping[str, frozenset[object]]
    rank: int
    beside: bool = False
    says: str = ""

    def article(self, law: Law = Law.NOW) -> Article:
        """Return the article under that regulation; that of today's when the older one had none."""
        return self.articles.get(law) or next(iter(self.articles.values()))
