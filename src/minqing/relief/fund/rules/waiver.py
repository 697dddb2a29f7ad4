"""不得以放弃权利换取救助: phrases by which help would cost a right, as data with their articles. Pure.

Given a text in one spelling (simplified, half-width; ``kernel.text.normalise``), blanks and signs are left
out before looking, so that 停 访、息-诉 is found. A sentence that forbids it (不以息诉罢访为条件) is none.
"""

import re
from dataclasses import dataclass
from typing import Final

from minqing.kernel.law.rules import Article, Refused
from minqing.relief.fund.rules.kinds import REGULATION


@dataclass(frozen=True, slots=True)
class Waiver:
    """One way to ask for it: the pattern, the right it would cost, the article that gives the right."""

    pattern: str
    right: str
    basis: Article


_PETITION: Final = Article("中华人民共和国宪法", "41(1)", "有向有关国家机关提出申诉、控告或者检举的权利", "B")
_REPORT: Final = Article("中华人民共和国宪法", "41(2)", "任何人不得压制和打击报复", "B")
_SUIT: Final = Article("中华人民共和国行政诉讼法", "3(2)", "不得干预、阻碍人民法院受理行政案件", "B")
_REVIEW: Final = Article(REGULATION, "35(1),36(1)")
_NO_MORE: Final = (
    "(?:不再|不得再?|不能再|不准|不许|停止|终止|放弃|保证不|承诺不|永不|今后不|以后不|自愿不|绝不|不去)"
)


def _never(acts: str) -> str:
    """Return the pattern of a promise never to do one of these again."""
    return f"{_NO_MORE}[^。；]{{0,8}}?(?:{acts})"


WAIVERS: Final[tuple[Waiver, ...]] = (
    Waiver(r"(?:停|息|罢|止|结|撤)访", "信访的权利", _PETITION),
    Waiver(
        _never("信访|上访|走访|来访|投诉|写信|反映|进京|赴省|越级"),
        "信访的权利",
        _PETITION,
    ),
    Waiver(r"(?:案|事)结事?了[^。；]{0,4}(?:承诺|保证)", "信访的权利", _PETITION),
    Waiver(r"(?:息|罢|止|停|撤)诉", "提起诉讼的权利", _SUIT),
    Waiver(
        _never("诉讼|起诉|上诉|仲裁|行政复议|申请再审"),
        "诉讼、复议、仲裁的权利",
        _SUIT,
    ),
    Waiver(_never("复查|复核"), "请求复查、复核的权利", _REVIEW),
    Waiver(_never("检举|控告|举报|申诉"), "检举、控告、申诉的权利", _REPORT),
    Waiver(_never("追究|主张|索赔|要求赔偿"), "请求赔偿、追究责任的权利", _REPORT),
    Waiver(r"放弃(?:一切|全部|所有|任何)(?:合法)?(?:权利|权益|诉求|请求)", "依法享有的权利", _PETITION),
    Waiver(r"(?:一次性)?(?:买断|了断|终结)(?:信访|诉求|此事|本案)", "信访的权利", _PETITION),
)
# What says that help is *not* such a bargain.
_GUARDED: Final = re.compile(
    r"(?:不以[^。；]{0,24}?(?:为|作为)(?:前提|条件|代价)"
    r"|(?:不得|不能|不|没有|无须|无需|未|禁止)(?:要求|以)[^。；]{0,30}?(?:为条件|为前提|作为条件|[。；]|$)"
    r"|不影响[^。；]{0,30}(?:权利|[。；]|$)"
    r"|(?:仍然?|依然|保留|有权)[^。；]{0,20}(?:信访|诉讼|复查|复核|投诉|起诉|申诉))"
)
_BLANKS: Final = re.compile(r"[\s,、·:\-—_*/\\|()\[\]{}<>\"'“”‘’《》.…~～]+")


@dataclass(frozen=True, slots=True)
class Found:
    """A waiver found in a text: the words that say it, and which."""

    words: str
    waiver: Waiver


def waiver_in(text: str) -> Found | None:
    """Return the first words of a normalised text that ask for a waiver; None when there are none.

    >>> waiver_in("领款后自愿息诉 罢访。").words
    '罢访'
    >>> waiver_in("本次救助不以息诉罢访为条件。") is None
    True
    """
    plain = _BLANKS.sub("", text.replace(";", "；").replace("!", "。").replace("?", "。"))
    open_text = _GUARDED.sub("。", plain)
    for waiver in WAIVERS:
        found = re.search(waiver.pattern, open_text)
        if found is not None:
            return Found(found[0], waiver)
    return None


def waiver_refusal(*texts: str) -> Refused | None:
    """Return the refusal of normalised texts that ask for a waiver in return for help; None without one."""
    for text in texts:
        found = waiver_in(text)
        if found is not None:
            return Refused(
                f"文中“{found.words}”要信访人放弃{found.waiver.right}来换取救助。救助是帮助解决困难，"
                "不是买断权利；请删去这些话，照实写困难和用途。有协议的，可以写明不影响信访人依法享有的权利。",
                found.waiver.basis,
            )
    return None
