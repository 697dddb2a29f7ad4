"""The papers between hall and units: notice and minutes of a joint conference, order of the hall. Pure.

《信访工作条例》 13(1) (联席会议协调处理), 18(3) (联合接访). No text fixes their form; the parts follow what
such papers usually hold.
"""

from collections.abc import Mapping
from typing import Final

from minqing.kernel.documents.rules.kinds import Addressee, DocumentKind, Kind, Layout, regulation
from minqing.kernel.documents.rules.parts import Part, each, grid, head, point, say, signed, table, text, to

_NOTICE, _MINUTES = DocumentKind.CONFERENCE_NOTICE, DocumentKind.CONFERENCE_MINUTES
_ORDER = DocumentKind.DISPATCH_ORDER

TITLES: Final[Mapping[DocumentKind, str]] = {
    _NOTICE: "信访工作联席会议通知",
    _MINUTES: "信访工作联席会议纪要",
    _ORDER: "信访接待大厅调度单",
}
MARKS: Final[Mapping[DocumentKind, str]] = {_NOTICE: "信访联通", _MINUTES: "信访联纪", _ORDER: "信访调度"}

KINDS: Final[Mapping[DocumentKind, Kind]] = {
    _NOTICE: Kind(
        TITLES[_NOTICE],
        MARKS[_NOTICE],
        regulation("13(1),18(3)"),
        Addressee.ORGAN,
        Layout.LETTER,
        ("to_organ", "theme", "time", "place", "host", "agenda", "units", "contact"),
    ),
    _MINUTES: Kind(
        TITLES[_MINUTES],
        MARKS[_MINUTES],
        regulation("13(1),18(3)"),
        Addressee.FILE,
        Layout.RECORD,
        ("matter_number", "theme", "time", "place", "host", "agenda", "participants", "decisions"),
    ),
    _ORDER: Kind(
        TITLES[_ORDER],
        MARKS[_ORDER],
        regulation("18(3)"),
        Addressee.ORGAN,
        Layout.LETTER,
        ("to_organ", "order_kind", "request", "place", "until", "contact"),
    ),
}

PLANS: Final[Mapping[DocumentKind, tuple[Part, ...]]] = {
    _NOTICE: (
        to("to_organ"),
        say("called"),
        point("议题", "theme"),
        point("时间", "time"),
        point("地点", "place"),
        point("召集人", "host"),
        point("参会单位", "units"),
        head("议程"),
        each("agenda"),
        point("请你单位准备", "asked"),
        say("answer"),
    ),
    _MINUTES: (
        table(
            ("涉及事项", "matter_number"),
            ("议题", "theme"),
            ("时间", "time"),
            ("地点", "place"),
            ("主持人", "host"),
            ("参加单位和人员", "participants"),
            ("缺席单位和原因", "absentees"),
        ),
        head("议程"),
        each("agenda"),
        head("各单位发言"),
        each("views"),
        head("议定事项"),
        grid(
            "decisions",
            ("序号", "seq"),
            ("议定事项", "what"),
            ("责任单位", "unit"),
            ("责任人", "person"),
            ("完成时限", "until"),
            ("依据", "basis"),
        ),
        say("carry"),
        signed("主持人（签名）", "记录人（签名）"),
    ),
    _ORDER: (
        to("to_organ"),
        say("called"),
        point("调度事项", "order_kind"),
        point("时限", "until"),
        point("地点", "place"),
        head("具体要求"),
        text("request"),
        say("answer"),
    ),
}

SENTENCES: Final[Mapping[DocumentKind, Mapping[str, str]]] = {
    _NOTICE: {
        "called": (
            "依据《信访工作条例》第十三条、第十八条，定于下列时间召开会议，"
            "请你单位派熟悉情况、能够表态的人员参加。"
        ),
        "answer": "请收到后即回执参会人员。不能参加的，写明原因并派人代为参加。",
    },
    _MINUTES: {"carry": "各责任单位应当按时限落实并报告完成情况；到期没有落实的，由召集单位催办。"},
    _ORDER: {
        "called": "依据《信访工作条例》第十八条第三款，请你单位按照下列要求配合接待群众来访。",
        "answer": "请收到后即回执派出人员。逾期没有回执或者没有到位的，报你单位负责人。",
    },
}
MUST: Final[Mapping[tuple[DocumentKind, str], tuple[str, ...]]] = {}
WORDS: Final[Mapping[str, str]] = {
    "agenda": "议程",
    "decisions": "议定事项",
    "order_kind": "调度事项",
    "request": "具体要求",
    "theme": "议题",
    "units": "参会单位",
    "until": "时限",
}
