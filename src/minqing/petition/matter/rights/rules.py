"""信访人的权利 (law.md 11.1): what may be asked for, who answers, what an answer needs. Pure.

Articles: 个人信息保护法 45 (查阅、复制), 46 (更正、补充), 50 (受理机制；拒绝的说明理由);
信访工作条例 28(3) (回避), 46 (工作作风), 30(3) (what is said against somebody never reaches them).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID

from minqing.kernel.law.rules import Article, Conflict, Incomplete, NotAllowed, Refused
from minqing.petition.matter.rules import REGULATION

PRIVACY_LAW: Final = "个人信息保护法"


class Right(StrEnum):
    """权利请求的种类."""

    ACCESS = "access"
    CORRECTION = "correction"
    CONDUCT = "conduct"
    RECUSAL = "recusal"


class Asked(StrEnum):
    """How it was asked for: on the web, or written down by staff."""

    ONLINE = "online"
    COUNTER = "counter"
    TELEPHONE = "telephone"
    LETTER = "letter"


class Status(StrEnum):
    """How it stands."""

    OPEN = "open"
    GRANTED = "granted"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class RightRow:
    """One right: its name, its article, the setting that says its days, the words of its answers."""

    name: str
    article: Article
    days: str
    granted: str
    refused: str
    asks: str


RIGHTS: Final[Mapping[Right, RightRow]] = {
    Right.ACCESS: RightRow(
        "查阅、复制个人信息",
        Article(PRIVACY_LAW, "45"),
        "rights_access_days",
        "同意提供",
        "不予提供",
        "要看哪些，或者写“全部”",
    ),
    Right.CORRECTION: RightRow(
        "更正、补充个人信息",
        Article(PRIVACY_LAW, "46"),
        "rights_correction_days",
        "已更正",
        "不予更正",
        "哪里不对，应当是什么，有什么证明",
    ),
    Right.CONDUCT: RightRow(
        "投诉工作作风",
        Article(REGULATION, "46"),
        "rights_conduct_days",
        "查实，已处理",
        "查不实",
        "什么时候、谁、做了什么",
    ),
    Right.RECUSAL: RightRow(
        "申请回避",
        Article(REGULATION, "28(3)"),
        "rights_recusal_days",
        "同意回避",
        "不同意回避",
        "谁应当回避，和这件事或者您有什么利害关系",
    ),
}

# What may be corrected: the petitioner's own particulars; what staff found is answered by review, not here.
FIELDS: Final[Mapping[str, str]] = {
    "name": "姓名",
    "telephone": "电话",
    "address": "住址",
    "identity_number": "身份证号",
}
ASKED_WORDS: Final[Mapping[Asked, str]] = {
    Asked.ONLINE: "网上提出",
    Asked.COUNTER: "窗口提出",
    Asked.TELEPHONE: "电话提出",
    Asked.LETTER: "书信提出",
}
LEAST: Final = 4
COPY_DAYS: Final = 30
"""How long a copy that was granted can be fetched; then it is asked for anew."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asks for."""

    kind: Right
    text: str
    field: str = ""
    wanted: str = ""
    about: bool = False


def asking_refusal(wish: Wish, *, already: bool) -> Refused | None:
    """Return why a request cannot be taken as it stands, or None; only shape is asked, never a ground."""
    row = RIGHTS[wish.kind]
    if already:
        return Conflict(f"您已经提出“{row.name}”，还没有答复；答复以后可以再提。", row.article)
    if wish.kind is Right.CORRECTION:
        if wish.field not in FIELDS:
            return Incomplete("请选要更正哪一项。", row.article)
        if not wish.wanted.strip():
            return Incomplete("请写明应当更正为什么。", row.article)
    if wish.kind in {Right.CONDUCT, Right.RECUSAL} and len(wish.text.strip()) < LEAST:
        return Incomplete(f"请写明：{row.asks}。", row.article)
    if wish.kind is Right.RECUSAL and not wish.about:
        return Incomplete("这件事项还没有承办人，等指定承办人以后再申请回避。", row.article)
    return None


@dataclass(frozen=True, slots=True)
class Ruling:
    """What decides on an answer: who asks to give it, what it says."""

    kind: Right
    granted: bool
    words: str
    identity_checked: str = ""
    decider: UUID | None = None
    about: UUID | None = None
    open: bool = True


def ruling_refusal(ruling: Ruling) -> Refused | None:
    """Return why an answer may not be given so, or None.

    A refusal says why (个人信息保护法 50); personal data leave only after the identity was checked; nobody
    decides on what is said about themselves (信访工作条例 28(3)).
    """
    row = RIGHTS[ruling.kind]
    if not ruling.open:
        return Conflict("这项请求已经答复了。", row.article)
    if ruling.about is not None and ruling.about == ruling.decider:
        return NotAllowed("不能答复针对自己的请求，请由本单位其他负责人或者上级答复。", row.article)
    if not ruling.words.strip():
        words = "拒绝的，请写明理由。" if not ruling.granted else "请写明答复的内容，书面答复信访人。"
        basis = Article(PRIVACY_LAW, "50(1)") if ruling.kind in _DATA else row.article
        return Incomplete(words, basis)
    if ruling.granted and ruling.kind in _DATA and not ruling.identity_checked.strip():
        return Incomplete("请先核对信访人身份，写明怎样核对的（例如：当面核对居民身份证原件）。", row.article)
    return None


_DATA: Final = frozenset({Right.ACCESS, Right.CORRECTION})


def kept_from(paths_of_reader: Mapping[UUID, str], about_path: str) -> bool:
    """Return whether somebody's posts lie at or beneath the organ complained of.

    >>> kept_from({UUID(int=1): "county.zjj.station."}, "county.zjj.")
    True
    """
    return bool(about_path) and any(path.startswith(about_path) for path in paths_of_reader.values())
