"""The table R1-R17: each way with its situation, its paper and its article, as data. Pure.

Articles: 信访工作条例 19(3), 22-24, 31, 36(3), 37(3); 信访条例 (2005) 16, 21-24, 35(3) with confidence B.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from minqing.kernel.law.rules import Article
from minqing.petition.matter.rules import REGULATION
from minqing.petition.routing.rules.kinds import Arrival, Belongs, Law, Next, Receiver, Row

OLD_REGULATION: Final = "信访条例"
LOCAL_RULES: Final = "地方信访规定"


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
