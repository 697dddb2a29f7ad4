"""The way of a matter: the table R1-R17, each row with its paper and article, and what follows from facts. Pure.

Articles: 信访工作条例 19(3), 22-24, 31, 36(3), 37(3); 信访条例 (2005) 16, 21-24, 35(3). A row says when it
holds as data (``when``): the page shows the rows that fit what is known so far, ``way_for`` the one next act.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from minqing.kernel.law.rules import Article, Incomplete, NotCompetent, Refused
from minqing.petition.matter.rules import REGULATION, Procedure, Purpose

OLD_REGULATION: Final = "信访条例"
LOCAL_RULES: Final = "地方信访规定"


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

    ``in_person`` the petitioner came (走访); ``named`` name and address are clear; ``organ_gone`` the competent
    organ was merged or abolished; ``under_way`` a lower organ accepted the same matter and its time runs;
    ``finally_reviewed`` a final review opinion on the same facts and reasons; ``ended`` legally terminated
    (依法终结); ``window_missed`` review asked for too late without proper cause; ``local_rule`` a local rule
    makes that a ground; ``other_power`` belongs to congress, court or procuratorate, or has a statutory route.
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


def _now(number: str, confidence: str = "A") -> Article:
    return Article(REGULATION, number, confidence=confidence)


def _then(number: str) -> Article:
    return Article(OLD_REGULATION, number, confidence="B")


def _both(now: str, then: str) -> Mapping[Law, Article]:
    return MappingProxyType({Law.NOW: _now(now), Law.BEFORE_2022: _then(then)})


def _only(law: Law, article: Article) -> Mapping[Law, Article]:
    return MappingProxyType({law: article})


def _when(**facts: object) -> Mapping[str, frozenset[object]]:
    return MappingProxyType(
        {name: v if isinstance(v, frozenset) else frozenset({v}) for name, v in facts.items()}
    )


_OFFICE: Final = Receiver.PETITION_OFFICE
_LETTER: Final = "referral_letter"
_DOWN: Final = frozenset({Belongs.OWN_LEVEL, Belongs.SUBORDINATE})
_NOT_OURS: Final = frozenset({Belongs.OWN_LEVEL, Belongs.ELSEWHERE})

ROWS: Final[tuple[Row, ...]] = (
    Row(
        "R1",
        "信访部门收到，属于本级机关、单位职权范围",
        Next.TRANSFER,
        _LETTER,
        _both("22(1)(1)", "21(1)(2)"),
        _when(receiver=_OFFICE, belongs=Belongs.OWN_LEVEL, wants_report=False),
        40,
        says="转送有权处理的机关、单位；情况重大、紧急的，及时提出建议，报请本级党委和政府决定。",
    ),
    Row(
        "R2",
        "信访部门收到，涉及下级机关、单位或者其工作人员",
        Next.TRANSFER,
        _LETTER,
        _both("22(1)(2)", "21(1)(3)"),
        _when(receiver=_OFFICE, belongs=Belongs.SUBORDINATE, wants_report=False),
        40,
        says="按照“属地管理、分级负责，谁主管、谁负责”的原则，转送有权处理的机关、单位。",
    ),
    Row(
        "R3",
        "信访部门收到，情况重要，需要反馈办理结果",
        Next.ASSIGN,
        _LETTER,
        _both("22(1)(3)", "21(1)(4)"),
        _when(receiver=_OFFICE, belongs=_DOWN, wants_report=True),
        40,
        says="交办，要求在指定办理期限内反馈结果，提交办结报告。",
    ),
    Row(
        "R4",
        "信访部门收到的涉法涉诉来信",
        Next.TRANSFER,
        _LETTER,
        _only(Law.NOW, _now("22(2)")),
        _when(receiver=_OFFICE, litigation=True, in_person=False),
        20,
        says="转送同级政法部门依法处理。",
    ),
    Row(
        "R5",
        "走访反映涉诉问题",
        Next.GUIDE,
        "procedure_notice",
        _only(Law.NOW, _now("22(2)")),
        _when(receiver=_OFFICE, litigation=True, in_person=True),
        20,
        says="释法明理，引导信访人向有关政法部门反映问题。",
    ),
    Row(
        "R6",
        "检举控告，属于纪检监察机关受理",
        Next.TRANSFER,
        _LETTER,
        _only(Law.NOW, _now("22(2)")),
        _when(receiver=_OFFICE, accusation=True),
        20,
        says="按照管理权限密封转送有关纪检监察机关，不得转给被检举、控告的人员和单位。",
    ),
    Row(
        "R7",
        "其他机关、单位收到，属于本机关、单位职权范围",
        Next.ACCEPT,
        "acceptance_notice",
        _both("23(1)", "22(1)"),
        _when(receiver=Receiver.ORGAN, belongs=Belongs.OWN),
        40,
        says="告知信访人接收情况以及处理途径和程序；应当走其他程序的，导入相应程序。",
    ),
    Row(
        "R8",
        "其他机关、单位收到，属于本系统下级机关、单位职权范围",
        Next.TRANSFER,
        "transfer_notice",
        _only(Law.NOW, _now("23(1)")),
        _when(receiver=Receiver.ORGAN, arrival=Arrival.DIRECT, belongs=Belongs.SUBORDINATE),
        40,
        says="转送、交办有权处理的机关、单位，并告知信访人转送、交办去向。",
    ),
    Row(
        "R9",
        "其他机关、单位收到，不属于本机关、单位或者本系统职权范围",
        Next.INFORM,
        "decline_notice",
        _both("23(1)", "22(1)"),
        _when(receiver=Receiver.ORGAN, arrival=Arrival.DIRECT, belongs=_NOT_OURS),
        40,
        says="告知信访人向有权处理的机关、单位提出。",
    ),
    Row(
        "R10",
        "涉及两个以上机关、单位",
        Next.AGREE,
        "designation_letter",
        _both("24(1)", "23"),
        _when(belongs=Belongs.SEVERAL),
        31,
        says="由所涉及的机关、单位协商受理；有争议的，由共同的上一级机关、单位决定，没有的由联席会议协调。",
    ),
    Row(
        "R11",
        "应当处理的机关、单位已经分立、合并、撤销",
        Next.SUCCEED,
        "",
        _both("24(2)", "24"),
        _when(organ_gone=True),
        30,
        says="由继续行使其职权的机关、单位受理；职责不清的，由本级党委和政府或者其指定的机关、单位受理。",
    ),
    Row(
        "R12",
        "已经受理或者正在办理，信访人在规定期限内又向上级提出",
        Next.DECLINE,
        "decline_notice",
        _both("19(3)", "16"),
        _when(under_way=True),
        11,
        says="上级机关、单位不予受理，告知信访人向受理的机关、单位查询。",
    ),
    Row(
        "R13",
        "复核意见已经作出，仍以同一事实和理由提出",
        Next.DECLINE,
        "no_longer_notice",
        _both("36(3)", "35(3)"),
        _when(finally_reviewed=True),
        10,
        says="不再受理；有新的事实和理由的，作为新的事项。",
    ),
    Row(
        "R14",
        "涉法涉诉事项已经依法终结",
        Next.DECLINE,
        "no_longer_notice",
        _only(Law.NOW, _now("31[1],37(3)")),
        _when(ended=True),
        12,
        says="不再作为信访事项受理，做好教育帮扶。",
    ),
    Row(
        "R15",
        "没有正当理由逾期请求复查、复核",
        Next.DECLINE,
        "no_longer_notice",
        MappingProxyType(
            {law: Article(LOCAL_RULES, "复查复核期限的规定", confidence="B") for law in (Law.NOW,)}
        ),
        _when(window_missed=True, local_rule=True),
        13,
        says="地方有规定的，不再受理；《信访工作条例》本身没有这一规定。",
    ),
    Row(
        "R16",
        "信访人姓名（名称）、住址不清",
        Next.ACCEPT,
        "",
        _both("23(2)", "22(2)"),
        _when(named=False),
        90,
        beside=True,
        says="书面告知义务免除，仍然登记、转送、办理。",
    ),
    Row(
        "R17",
        "属于人大、法院、检察院职权，或者有法定途径（2005年条例）",
        Next.DECLINE,
        "decline_notice",
        _only(Law.BEFORE_2022, Article(OLD_REGULATION, "21(1)(1)")),
        _when(law=Law.BEFORE_2022, other_power=True),
        14,
        says="不予受理，告知信访人向有关机关、按有关程序提出。",
    ),
)
BY_ID: Final[Mapping[str, Row]] = MappingProxyType({row.id: row for row in ROWS})


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
