"""What each paper (文书) must contain, how it is numbered, and on which day it counts as delivered (送达).

Required elements: 《信访工作条例》 第十八、二十一、二十二、二十三、三十一、三十二、三十四条 and the
templates of the working
offices.  The Regulation has no chapter on delivery; the rules of 《民事诉讼法》 第八十七至九十五条 apply by
analogy.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class DocumentKind(StrEnum):
    """文书种类."""

    RECEIPT = "receipt"
    REFERRAL_LETTER = "referral_letter"
    ACCEPTANCE_NOTICE = "acceptance_notice"
    PROCEDURE_NOTICE = "procedure_notice"
    DECLINE_NOTICE = "decline_notice"
    EXTENSION_NOTICE = "extension_notice"
    HANDLING_OPINION = "handling_opinion"
    SUGGESTION_REPLY = "suggestion_reply"
    DELIVERY_RECEIPT = "delivery_receipt"


class DeliveryWay(StrEnum):
    """送达方式."""

    IN_PERSON = "in_person"
    POST = "post"
    HOUSEHOLD = "household"
    ELECTRONIC = "electronic"
    ANNOUNCEMENT = "announcement"
    REFUSED = "refused"


TITLES: dict[DocumentKind, str] = {
    DocumentKind.RECEIPT: "信访事项登记受理凭证",
    DocumentKind.REFERRAL_LETTER: "信访事项转送函",
    DocumentKind.ACCEPTANCE_NOTICE: "信访事项受理告知书",
    DocumentKind.PROCEDURE_NOTICE: "信访事项程序告知书",
    DocumentKind.DECLINE_NOTICE: "信访事项不予受理告知书",
    DocumentKind.EXTENSION_NOTICE: "信访事项延期办理告知书",
    DocumentKind.HANDLING_OPINION: "信访处理意见书",
    DocumentKind.SUGGESTION_REPLY: "信访建议答复书",
    DocumentKind.DELIVERY_RECEIPT: "送达回证",
}

# The word of the number: 机关代字 + mark + 〔year〕 + sequence.
MARKS: dict[DocumentKind, str] = {
    DocumentKind.RECEIPT: "信访登",
    DocumentKind.REFERRAL_LETTER: "信访转",
    DocumentKind.ACCEPTANCE_NOTICE: "信访受",
    DocumentKind.PROCEDURE_NOTICE: "信访导",
    DocumentKind.DECLINE_NOTICE: "信访不受",
    DocumentKind.EXTENSION_NOTICE: "信访延",
    DocumentKind.HANDLING_OPINION: "信访处",
    DocumentKind.SUGGESTION_REPLY: "信访复",
    DocumentKind.DELIVERY_RECEIPT: "信访送",
}

# Which elements each paper must carry before it may be issued (law.md 8.1); names are keys of the data.
REQUIRED: dict[DocumentKind, tuple[str, ...]] = {
    DocumentKind.RECEIPT: (
        "matter_number",
        "received_on",
        "received_by",
        "channel",
        "petitioner_name",
        "summary",
        "query_code",
        "how_to_query",
    ),
    DocumentKind.REFERRAL_LETTER: (
        "to_organ",
        "matter_number",
        "petitioner_name",
        "summary",
        "basis",
        "contact",
    ),
    DocumentKind.ACCEPTANCE_NOTICE: (
        "petitioner_name",
        "received_on",
        "received_way",
        "summary",
        "procedure",
        "category",
        "limit",
        "contact",
        "query_code",
    ),
    DocumentKind.PROCEDURE_NOTICE: (
        "petitioner_name",
        "summary",
        "ground",
        "procedure",
        "competent_organ",
        "how_to_start",
        "contact",
    ),
    DocumentKind.DECLINE_NOTICE: ("petitioner_name", "summary", "ground", "where_to_turn", "contact"),
    DocumentKind.EXTENSION_NOTICE: (
        "petitioner_name",
        "summary",
        "original_due",
        "reason",
        "approved_by",
        "approved_on",
        "new_due",
        "contact",
    ),
    DocumentKind.HANDLING_OPINION: (
        "petitioner_name",
        "received_on",
        "summary",
        "items",
        "facts",
        "review_organ",
        "contact",
    ),
    DocumentKind.SUGGESTION_REPLY: ("petitioner_name", "received_on", "summary", "reply", "contact"),
    DocumentKind.DELIVERY_RECEIPT: (
        "document_title",
        "document_number",
        "recipient_name",
        "place",
        "delivered_on",
        "way",
        "servers",
    ),
}

# An assigned matter (交办) names its demands and the day of feedback besides.
REQUIRED_WHEN_ASSIGNED: tuple[str, ...] = ("demands", "feedback_due")

# Every request of a handling opinion is answered on its own, with its own legal basis (第三十二条).
REQUIRED_IN_ITEM: tuple[str, ...] = ("request", "opinion", "basis")

WORDS: dict[str, str] = {
    "approved_by": "批准延期的负责人",
    "approved_on": "批准日期",
    "basis": "依据",
    "category": "分类处理的类别",
    "channel": "信访形式",
    "competent_organ": "有权处理的机关",
    "contact": "联系人和联系方式",
    "delivered_on": "送达日期",
    "demands": "办理要求",
    "document_number": "送达文书的文号",
    "document_title": "送达文书的名称",
    "facts": "查明的事实",
    "feedback_due": "反馈期限",
    "ground": "法律依据和理由",
    "how_to_query": "查询办法",
    "how_to_start": "提起的办法和期限",
    "items": "逐项请求与处理意见",
    "limit": "法定办理期限",
    "matter_number": "信访事项编号",
    "new_due": "延期后的期限",
    "opinion": "处理意见",
    "original_due": "原办理期限",
    "petitioner_name": "信访人",
    "place": "送达地点",
    "procedure": "办理途径和程序",
    "query_code": "查询码",
    "reason": "延期理由",
    "received_by": "登记机关",
    "received_on": "收到日期",
    "received_way": "收到的方式",
    "recipient_name": "受送达人",
    "reply": "答复意见",
    "request": "投诉请求",
    "review_organ": "复查机关",
    "servers": "送达人",
    "summary": "事项概要",
    "to_organ": "主送机关",
    "way": "送达方式",
    "where_to_turn": "应当向哪个机关、按什么程序和期限提出",
}


def _empty(value: object) -> bool:
    """Return whether an element says nothing: absent, blank text, or a list without anything in it."""
    if isinstance(value, str):
        return not value.strip()
    if isinstance(value, Sequence):
        return not value or all(_empty(part) for part in value)
    return value is None


def missing(kind: DocumentKind, data: Mapping[str, object]) -> tuple[str, ...]:
    """Return in plain Chinese what the paper still lacks, in the order of ``REQUIRED``.

    信访工作条例 第三十二条: a handling opinion answers every request with facts, opinion and basis, so each
    of its
    items is looked at on its own: two items, the second without basis, give ("第2项请求的依据",).
    """
    names = REQUIRED[kind]
    if kind is DocumentKind.REFERRAL_LETTER and data.get("mode") == "assign":
        names = (*names, *REQUIRED_WHEN_ASSIGNED)
    lacks = [WORDS[name] for name in names if _empty(data.get(name))]
    items = data.get("items")
    if kind is DocumentKind.HANDLING_OPINION and isinstance(items, Sequence) and not isinstance(items, str):
        for position, item in enumerate(items, start=1):
            found = item if isinstance(item, Mapping) else {}
            lacks += [
                f"第{position}项的{WORDS[name]}" for name in REQUIRED_IN_ITEM if _empty(found.get(name))
            ]
    return tuple(lacks)


def number_text(mark: str, year: int, seq: int) -> str:
    """Return a number as GB/T 9704-2012 7.2.5 writes it: ``信访处〔2026〕12号``, no zeros ahead."""
    return f"{mark}〔{year}〕{seq}号"


ANNOUNCEMENT_DAYS = 30  # 民事诉讼法 第九十五条: 自发出公告之日起，经过三十日，即视为送达


# Articles of the 《信访工作条例》 that ask for each paper.
BASIS: dict[DocumentKind, str] = {
    DocumentKind.RECEIPT: "18",
    DocumentKind.REFERRAL_LETTER: "22",
    DocumentKind.ACCEPTANCE_NOTICE: "23",
    DocumentKind.PROCEDURE_NOTICE: "31",
    DocumentKind.DECLINE_NOTICE: "23",
    DocumentKind.EXTENSION_NOTICE: "34",
    DocumentKind.HANDLING_OPINION: "32",
    DocumentKind.SUGGESTION_REPLY: "29",
    DocumentKind.DELIVERY_RECEIPT: "32",
}

# Articles of the 《民事诉讼法》, applied to delivery by analogy.
DELIVERY_BASIS: dict[DeliveryWay, str] = {
    DeliveryWay.IN_PERSON: "87",
    DeliveryWay.HOUSEHOLD: "88",
    DeliveryWay.REFUSED: "89",
    DeliveryWay.ELECTRONIC: "90",
    DeliveryWay.POST: "91",
    DeliveryWay.ANNOUNCEMENT: "95",
}

WAY_WORDS: dict[DeliveryWay, str] = {
    DeliveryWay.IN_PERSON: "直接送达",
    DeliveryWay.POST: "邮寄送达",
    DeliveryWay.HOUSEHOLD: "同住成年家属代收",
    DeliveryWay.ELECTRONIC: "电子送达",
    DeliveryWay.ANNOUNCEMENT: "公告送达",
    DeliveryWay.REFUSED: "留置送达",
}


def title_of(kind: DocumentKind, data: Mapping[str, object]) -> str:
    """Return the title of a paper; an assigned matter (交办) has its own letter."""
    if kind is DocumentKind.REFERRAL_LETTER and data.get("mode") == "assign":
        return "信访事项交办函"
    return TITLES[kind]


@dataclass(frozen=True)
class DeliveryFacts:
    """What is known of one delivery; ``acted_on`` is the day of signing, arrival, leaving or announcing."""

    way: DeliveryWay
    acted_on: dt.date
    issued_on: dt.date
    consent: bool = False
    relation: str = ""
    witnesses: tuple[str, ...] = field(default=())
    refusal_reason: str = ""
    post_number: str = ""
    evidence: bool = False


def delivered_on(facts: DeliveryFacts) -> dt.date:
    """Return the day on which the document counts as delivered.

    民事诉讼法 第八十七条: the signing day on the receipt is the day of delivery; 第九十五条: an
    announcement counts
    after thirty days.  Worked date: announced on 2026-01-05, delivered on 2026-02-04.
    """
    if facts.way is DeliveryWay.ANNOUNCEMENT:
        return facts.acted_on + dt.timedelta(days=ANNOUNCEMENT_DAYS)
    return facts.acted_on


def delivery_refusal(facts: DeliveryFacts, today: dt.date) -> str:
    """Return why this delivery cannot be recorded, in plain Chinese, or "" when it can.

    民事诉讼法 第八十八条 (adult family member), 第八十九条 (refusal: witnesses, or pictures of leaving it),
    第九十条 (electronic only with consent), 第九十一条 (post: the slip's receipt day).
    """
    if facts.acted_on < facts.issued_on:
        return "送达日期不能早于文书制发日期。"
    if facts.acted_on > today:
        return "送达日期不能晚于今天。"
    lacks = {
        DeliveryWay.ELECTRONIC: (facts.consent, "电子送达须经受送达人同意，请先取得并记录同意。"),
        DeliveryWay.HOUSEHOLD: (bool(facts.relation.strip()), "同住成年家属代收的，请写明与受送达人的关系。"),
        DeliveryWay.POST: (
            bool(facts.post_number.strip()),
            "邮寄送达的，请填写邮件号码，并以回执上的收件日期为准。",
        ),
        DeliveryWay.REFUSED: (
            bool(facts.refusal_reason.strip()) and (bool(facts.witnesses) or facts.evidence),
            "拒收的，请记明拒收事由，并有见证人签名，或者附上留置过程的照片、视频。",
        ),
        DeliveryWay.ANNOUNCEMENT: (facts.evidence, "公告送达的，请附上公告的影像。"),
    }
    satisfied, words = lacks.get(facts.way, (True, ""))
    return "" if satisfied else words
