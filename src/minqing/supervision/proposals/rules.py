"""三项建议: the kinds, what follows what, and when a refusal must be given reasons. Pure.

Articles: 信访工作条例 14[6], 40 (改进工作、完善政策、追究责任; 40(4) written reply, no number of days);
《信访条例》(2005) 36(2): thirty days, and reasons where a proposal is not adopted - a default here, not law.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from minqing.kernel.law.rules import Article

PROPOSES: Final = Article("信访工作条例", "14[6],40")
ANSWERS: Final = Article("信访工作条例", "40(4)")
REPLY_TERM: Final = "RECOMMENDATION_REPLY"
REPLY_PRACTICE: Final = "PRACTICE_RECOMMENDATION"


class Kind(StrEnum):
    """建议种类; the values are those the paper's title is chosen by."""

    WORK = "improve_work"
    POLICY = "improve_policy"
    ACCOUNT = "hold_to_account"


KIND_WORDS: Final[Mapping[Kind, str]] = MappingProxyType(
    {Kind.WORK: "改进工作建议", Kind.POLICY: "完善政策建议", Kind.ACCOUNT: "追究责任建议"}
)


class Adoption(StrEnum):
    """采纳情况."""

    ADOPTED = "adopted"
    PARTLY = "partly"
    NOT = "not"


ADOPTION_WORDS: Final[Mapping[Adoption, str]] = MappingProxyType(
    {Adoption.ADOPTED: "采纳", Adoption.PARTLY: "部分采纳", Adoption.NOT: "未采纳"}
)


class Standing(StrEnum):
    """建议状态."""

    ISSUED = "issued"
    REPLIED = "replied"
    DONE = "done"


def reply_refusal(standing: Standing, adoption: Adoption, reply: str, reason: str) -> str:
    """Return why a reply may not be recorded, "" when it may.

    What is not adopted, or only in part, needs its reason.
    """
    if standing is not Standing.ISSUED:
        return "这份建议已经反馈过了。"
    if not reply.strip():
        return "请写明采纳情况：做了什么、打算怎样做。"
    if adoption is not Adoption.ADOPTED and not reason.strip():
        return "没有采纳或者只采纳一部分的，请说明理由。"
    return ""


def follow_refusal(standing: Standing, adoption: Adoption | None, note: str) -> str:
    """Return why the follow-up may not be ended, "" when it may: only after the reply, with the findings."""
    if standing is Standing.ISSUED or adoption is None:
        return "还没有收到采纳情况的书面反馈，不能结束跟踪。"
    if standing is Standing.DONE:
        return "已经结束跟踪。"
    return "" if note.strip() else "请写明跟踪核实到的情况。"
