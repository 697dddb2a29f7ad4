"""On which day a paper counts as delivered (送达), and what each way needs. Pure.

The Regulation has no chapter on delivery; 《民事诉讼法》 第八十七至九十五条 apply by analogy (law.md 8.2).
"""

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum


class DeliveryWay(StrEnum):
    """送达方式."""

    IN_PERSON = "in_person"
    POST = "post"
    HOUSEHOLD = "household"
    ELECTRONIC = "electronic"
    ANNOUNCEMENT = "announcement"
    REFUSED = "refused"


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
    announced_until: dt.date | None = None


def delivered_on(facts: DeliveryFacts) -> dt.date:
    """Return the day on which the document counts as delivered.

    民事诉讼法 第八十七条: the signing day on the receipt is the day of delivery; 第九十五条: an announcement
    counts when its term (``SERVICE_BY_ANNOUNCEMENT``) is over; ``announced_until`` is that day as counted.
    Worked date: announced on 2026-01-05, thirty days, delivered on 2026-02-04.
    """
    if facts.way is DeliveryWay.ANNOUNCEMENT and facts.announced_until is not None:
        return facts.announced_until
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


class Outcome(StrEnum):
    """送达未果的情形: why a try did not reach the recipient."""

    ABSENT = "absent"
    WRONG_ADDRESS = "wrong_address"
    RETURNED = "returned"
    UNKNOWN_WHEREABOUTS = "unknown_whereabouts"
    NO_ANSWER = "no_answer"
    OTHER = "other"


OUTCOME_WORDS: dict[Outcome, str] = {
    Outcome.ABSENT: "本人不在，没有同住成年家属",
    Outcome.WRONG_ADDRESS: "地址有误",
    Outcome.RETURNED: "邮件被退回",
    Outcome.UNKNOWN_WHEREABOUTS: "下落不明",
    Outcome.NO_ANSWER: "电子送达没有到达",
    Outcome.OTHER: "其他",
}

# What comes after a try that failed, in the order to be thought of; announcement is always the last.
NEXT_WAYS: dict[Outcome, tuple[DeliveryWay, ...]] = {
    Outcome.ABSENT: (DeliveryWay.POST, DeliveryWay.HOUSEHOLD, DeliveryWay.IN_PERSON),
    Outcome.WRONG_ADDRESS: (DeliveryWay.IN_PERSON, DeliveryWay.POST),
    Outcome.RETURNED: (DeliveryWay.IN_PERSON, DeliveryWay.HOUSEHOLD, DeliveryWay.ANNOUNCEMENT),
    Outcome.UNKNOWN_WHEREABOUTS: (DeliveryWay.ANNOUNCEMENT,),
    Outcome.NO_ANSWER: (DeliveryWay.IN_PERSON, DeliveryWay.POST),
    Outcome.OTHER: (DeliveryWay.IN_PERSON, DeliveryWay.POST),
}


def attempt_refusal(place: str, attempted_on: dt.date, issued_on: dt.date, today: dt.date) -> str:
    """Return why a try cannot be recorded, in plain Chinese, or ""."""
    if not place.strip():
        return "请写明到哪里送达（地址、邮件号码或者电子地址）。"
    if attempted_on < issued_on:
        return "送达日期不能早于文书制发日期。"
    return "送达日期不能晚于今天。" if attempted_on > today else ""


def announcement_refusal(outcomes: tuple[Outcome, ...], reason: str) -> str:
    """Return why a paper may not be announced yet, or "" (第九十五条: 下落不明，或者用其他方式无法送达).

    Either a try failed and is on record, or it is stated why no other way is left.
    """
    if outcomes or reason.strip():
        return ""
    return "公告送达只用于下落不明或者用其他方式无法送达的情形：请先登记送达未果的经过，或者写明公告的理由。"
