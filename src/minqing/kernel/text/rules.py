"""文: pure pieces of handling Chinese text: spaces, bigrams, readings of surnames."""

import re
import unicodedata

# Surnames read so in names of people and in the places called after them (解家村, 曾口镇).
SURNAMES: dict[str, tuple[str, ...]] = {
    "万俟": ("mò", "qí"),
    "尉迟": ("yù", "chí"),
    "单于": ("chán", "yú"),
    "长孙": ("zhǎng", "sūn"),
    "澹台": ("tán", "tái"),
    "令狐": ("líng", "hú"),
    "皇甫": ("huáng", "fǔ"),
    "单": ("shàn",),
    "解": ("xiè",),
    "仇": ("qiú",),
    "曾": ("zēng",),
    "任": ("rén",),
    "查": ("zhā",),
    "朴": ("piáo",),
    "盖": ("gě",),
    "葛": ("gě",),
    "缪": ("miào",),
    "覃": ("qín",),
    "翟": ("zhái",),
    "冼": ("xiǎn",),
    "纪": ("jǐ",),
    "隗": ("wěi",),
}
# Surnames so read only where the caller says that it is a name: 黑水村, 乐坝镇, 区政府 are none.
RARE_SURNAMES: dict[str, tuple[str, ...]] = {
    "区": ("ōu",),
    "乐": ("yuè",),
    "繁": ("pó",),
    "华": ("huà",),
    "种": ("chóng",),
    "员": ("yùn",),
    "黑": ("hè",),
    "折": ("shé",),
    "秘": ("bì",),
    "适": ("kuò",),
    "句": ("gōu",),
    "召": ("shào",),
    "哈": ("hǎ",),
    "燕": ("yān",),
    "应": ("yīng",),
    "宿": ("sù",),
}

# White space of every script and the control characters, NUL included.
_BLANKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")

# Names of people are two to four characters; a longer text is read as ordinary words.
_NAME_LENGTHS = range(2, 5)


def is_han(sign: str) -> bool:
    """Whether one character is a Chinese character, those of the extension planes included."""
    return unicodedata.name(sign, "").startswith("CJK ") or sign == "\u3007"


def one_space(text: str) -> str:
    """Runs of white space and control characters become one space; none at the ends."""
    return _BLANKS.sub(" ", text).strip(" ")


def bigrams_of(text: str) -> list[str]:
    """Overlapping pairs of a normalised text, word by word, in order: 李桂兰 → 李桂, 桂兰.

    A single character stands for itself, so that every text without spaces only has at least one.
    """
    found: list[str] = []
    for word in text.split():
        found.extend([word] if len(word) == 1 else [word[i : i + 2] for i in range(len(word) - 1)])
    return found


def surname_reading(text: str, *, rare: bool = False) -> tuple[str, ...]:
    """The readings of the surname a name of two to four characters begins with, or () when it is usual.

    ``rare``: also of the surnames that are more often ordinary words.
    """
    if len(text) not in _NAME_LENGTHS or not all(is_han(sign) for sign in text):
        return ()
    if len(text) > 2 and text[:2] in SURNAMES:  # noqa: PLR2004 - a compound surname has two characters
        return SURNAMES[text[:2]]
    return SURNAMES.get(text[0]) or (RARE_SURNAMES.get(text[0], ()) if rare else ())
