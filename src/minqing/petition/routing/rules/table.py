"""The way of a matter: which rows of the table R1-R17 fit, and the one act that follows. Pure.

Articles: 信访工作条例 19(3), 22-24, 31, 36(3). A row says when it holds as data (``when``): the page shows
the rows that fit what is known so far, ``way_for`` the one next act.
"""

from dataclasses import dataclass
from typing import Final

from minqing.kernel.law.rules import Article, Incomplete, NotCompetent, Refused
from minqing.petition.matter.rules import REGULATION, Procedure, Purpose
from minqing.petition.routing.rules.kinds import Arrival, Belongs, Law, Next, Receiver, Row, WayFacts
from minqing.petition.routing.rules.rows import BY_ID, OLD_REGULATION, ROWS

__all__ = [
    "BY_ID",
    "ROWS",
    "Arrival",
    "Belongs",
    "Fit",
    "Law",
    "Next",
    "Receiver",
    "Row",
    "Way",
    "WayFacts",
    "rows_that_fit",
    "way_for",
]


@dataclass(frozen=True, slots=True)
class Fit:
    """A row that fits what is known; ``sure`` when nothing it asks for is unknown."""

    row: Row
    sure: bool
    article: Article


def rows_that_fit(facts: WayFacts) -> tuple[Fit, ...]:
    """Return the rows that may apply, in order of rank: none of their conditions is known not to hold.

    A bar (R12-R15, R17) is left out until somebody states its facts: it is never suggested.
    """
    known = facts.known()
    found = []
    for row in sorted(ROWS, key=lambda each: each.rank):
        if facts.law not in row.articles:
            continue
        held = [_held(known[name], allowed) for name, allowed in row.when.items()]
        suggested = row.next is not Next.DECLINE and not row.beside
        if False in held or (None in held and not suggested) or (row.id == "R11" and None in held):
            continue
        found.append(Fit(row, None not in held, row.article(facts.law)))
    return tuple(found)


def _held(value: object, allowed: frozenset[object]) -> bool | None:
    return None if value is None else value in allowed


@dataclass(frozen=True, slots=True)
class Way:
    """The one next act, its article, the row it rests on (none for an objection), and the rows beside it."""

    next: Next
    article: Article
    row: Row | None
    beside: tuple[Row, ...] = ()


OBJECTS: Final = Article(REGULATION, "23(3)")
ELSEWHERE: Final = frozenset(
    {Procedure.LITIGATION, Procedure.ARBITRATION, Procedure.PARTY_APPEAL, Procedure.ADMINISTRATIVE}
)


def way_for(facts: WayFacts) -> Way | Refused:
    """Return the one next act for a matter, or the refusal that names what must be put right first.

    Bars first (their facts must have been stated), then the special ways of accusations and litigation, then
    competence. An organ to which a matter was referred and whose it is not objects (23(3)); it never rejects.
    """
    fits = [fit for fit in rows_that_fit(facts) if fit.sure]
    beside = tuple(fit.row for fit in fits if fit.row.beside)
    main = [fit for fit in fits if not fit.row.beside]
    if main and main[0].row.next is Next.DECLINE:
        return Way(Next.DECLINE, main[0].article, main[0].row, beside)
    if facts.purpose is None or (facts.purpose is Purpose.CLAIM and facts.procedure is None):
        return Incomplete("请先分类：三类信访事项，申诉求决类再选办理途径。", Article(REGULATION, "22(1)"))
    if main:
        return _act(main[0], facts, beside)
    return _without_row(facts, beside)


def _act(fit: Fit, facts: WayFacts, beside: tuple[Row, ...]) -> Way:
    row, article = fit.row, fit.article
    if row.id == "R7" and facts.arrival is Arrival.TRANSFERRED and facts.law is Law.NOW:
        article = OBJECTS  # the same paragraph (23(3)) has the duty to tell and the right to object
    if row.id == "R7" and facts.purpose is Purpose.CLAIM and facts.procedure in ELSEWHERE:
        item = str(facts.procedure).rpartition("-")[2]
        return Way(Next.GUIDE, Article(REGULATION, f"31[{item}]"), row, beside)
    return Way(row.next, article, row, beside)


def _without_row(facts: WayFacts, beside: tuple[Row, ...]) -> Way | Refused:
    """Return what follows when no row holds: an objection, or what is missing."""
    if facts.belongs is None:
        return Incomplete("请先确定这件事项属于哪个机关、单位的职权范围。", Article(REGULATION, "22(1)"))
    if facts.receiver is Receiver.ORGAN and facts.arrival is Arrival.TRANSFERRED:
        return Way(Next.OBJECT, OBJECTS, None, beside)
    if facts.receiver is Receiver.ORGAN:
        words = "请转送下级机关、单位，或者告知信访人向有权处理的机关提出。"
        return NotCompetent(words, Article(OLD_REGULATION, "22(1)", confidence="B"))
    if facts.belongs is Belongs.OWN:
        return NotCompetent(
            "信访部门转送、交办，不直接受理；反映信访部门自身的，请转送其上一级机关、单位。",
            Article(REGULATION, "22(1)"),
        )
    if facts.belongs is Belongs.ELSEWHERE:
        return NotCompetent(
            "本级和下级都没有有权处理的机关、单位，请报上一级信访部门转送。", Article(REGULATION, "22(1)")
        )
    return Incomplete("请先确定是否需要反馈办理结果：转送，还是交办。", Article(REGULATION, "22(1)(3)"))
