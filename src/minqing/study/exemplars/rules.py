"""典型: what a nomination needs, and the check that no personal data is in what is published. Pure.

Articles: 信访工作条例 39(2) (commendation); 个人信息保护法 4, 13, 25 (nothing that points to a person is made
public without separate consent; here nothing is published). The check finds what it is told of – names,
telephones, identity numbers and codes of the matters – and whatever has the form of such a number.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from minqing.kernel.law.rules import Article, Conflict, Incomplete, NotAllowed, Refused

COMMENDS: Final = Article("信访工作条例", "39(2)", confidence="C")
PROTECTS: Final = Article("中华人民共和国个人信息保护法", "25")
CONSENTS: Final = Article("中华人民共和国个人信息保护法", "13(1)[1]", confidence="B")


class Status(StrEnum):
    """提名, 退回修改, 审核通过, 已公布, 已撤下."""

    NOMINATED = "nominated"
    RETURNED = "returned"
    APPROVED = "approved"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


STATUS_WORDS: Final[Mapping[Status, str]] = MappingProxyType(
    {
        Status.NOMINATED: "待审核",
        Status.RETURNED: "退回修改",
        Status.APPROVED: "审核通过，待公布",
        Status.PUBLISHED: "已公布",
        Status.WITHDRAWN: "已撤下",
    }
)


class What(StrEnum):
    """What was found in a text."""

    NAME = "name"
    TELEPHONE = "telephone"
    IDENTITY = "identity"
    CODE = "code"
    NUMBER = "number"


WHAT_WORDS: Final[Mapping[What, str]] = MappingProxyType(
    {
        What.NAME: "事项中人的姓名",
        What.TELEPHONE: "电话号码",
        What.IDENTITY: "身份证号",
        What.CODE: "查询码",
        What.NUMBER: "登记编号",
    }
)


@dataclass(frozen=True, slots=True)
class Secrets:
    """What is known of the matters and must not be told."""

    names: frozenset[str] = frozenset()
    telephones: frozenset[str] = frozenset()
    identities: frozenset[str] = frozenset()
    codes: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that must go: what it is, and the words as they stand in the text."""

    what: What
    words: str


_SPACING: Final = re.compile(r"[\s\-\u2010-\u2015·・._]+")
# Mobile and fixed numbers, identity numbers of 18 and 15 digits; joined text, so no word boundaries.
_MOBILE: Final = re.compile(r"(?<!\d)(?:86)?1[3-9]\d{9}(?!\d)")
_FIXED: Final = re.compile(r"(?<!\d)0\d{2,3}\d{7,8}(?!\d)")
_IDENTITY: Final = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)|(?<!\d)\d{15}(?!\d)")
_SHORTEST: Final = 2


def flat(text: str) -> str:
    """Return a text without what could hide a number or a name in it: width, spaces, dashes, case."""
    return _SPACING.sub("", unicodedata.normalize("NFKC", text)).upper()


def personal_data(text: str, secrets: Secrets) -> list[Found]:
    """Return what in a text is personal, each once: what is known of the matters, then what looks so."""
    joined = flat(text)
    known: tuple[tuple[What, Iterable[str]], ...] = (
        (What.NAME, secrets.names),
        (What.TELEPHONE, secrets.telephones),
        (What.IDENTITY, secrets.identities),
        (What.CODE, secrets.codes),
        (What.NUMBER, secrets.numbers),
    )
    found: list[Found] = []
    for what, values in known:
        for value in sorted(values):
            sought = flat(value)
            if len(sought) >= _SHORTEST and sought in joined:
                found.append(Found(what, value))
    shapes = ((What.IDENTITY, _IDENTITY), (What.TELEPHONE, _MOBILE), (What.TELEPHONE, _FIXED))
    for what, shape in shapes:
        for match in shape.findall(joined):
            if match not in {flat(each.words) for each in found}:
                found.append(Found(what, match))
    return found


def leak_refusal(found: Iterable[Found]) -> Refused | None:
    """Return the refusal that shows what was found, None for a clean text."""
    rows = [f"{WHAT_WORDS[each.what]}“{each.words}”" for each in found]
    if not rows:
        return None
    return Incomplete(f"公布的文字里有个人信息，请删去或者改写：{'、'.join(rows)}。", PROTECTS)


@dataclass(frozen=True, slots=True)
class Nomination:
    """提名: what is told in public, the figures, the evidence, and who agreed how."""

    title: str
    practice: str
    figures: str
    evidence: str
    consent_of: str
    consent_how: str


def nomination_refusal(said: Nomination) -> Refused | None:
    """Return why a nomination is not complete."""
    wanted = (
        (said.title, "标题"),
        (said.practice, "做法"),
        (said.figures, "数字（例如几天办结、几人受益）"),
        (said.evidence, "证据（凭哪些文书、回访）"),
    )
    missing = [words for text, words in wanted if not text.strip()]
    if missing:
        return Incomplete(f"请写明：{'、'.join(missing)}。", COMMENDS)
    if not said.consent_of.strip() or not said.consent_how.strip():
        return Incomplete(
            "请记录谁同意、什么时候、怎样同意把这件事作为典型介绍；没有同意不能提名。", CONSENTS
        )
    return None


def review_refusal(status: Status, *, same: bool) -> Refused | None:
    """Return why somebody cannot review: it does not wait for review, or they nominated it."""
    if status is not Status.NOMINATED:
        return Conflict("这个典型现在不等待审核。", COMMENDS)
    if same:
        return NotAllowed("提名的人不能自己审核，请由另一位审核。", COMMENDS)
    return None
