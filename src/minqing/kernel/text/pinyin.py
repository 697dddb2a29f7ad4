"""Pinyin of names and titles: sort keys (the database has no Chinese collation) and initials."""

from functools import lru_cache

import pypinyin
from pypinyin.constants import PHRASES_DICT
from pypinyin.contrib.tone_convert import to_normal, to_tone3

from minqing.kernel.text.folding import normalise
from minqing.kernel.text.rules import surname_reading

# Marks a piece that has no reading; cannot occur in normalised text.
_UNREAD = "\0"


def _pieces(text: str, surname: bool | None) -> list[str]:
    """One reading with its tone mark per Chinese character; other runs marked as unread."""
    # 单位, 解放村 begin with words and not with people: what the phrase dictionary knows keeps its reading.
    is_word = text in PHRASES_DICT or text[:2] in PHRASES_DICT
    reading = (
        () if surname is False or (surname is None and is_word) else surname_reading(text, rare=bool(surname))
    )
    rest = pypinyin.lazy_pinyin(
        text[len(reading) :], style=pypinyin.Style.TONE, errors=lambda run: _UNREAD + run
    )
    return [*reading, *rest]


@lru_cache(maxsize=65536)
def pinyin_sort_key(text: str, *, surname: bool | None = None) -> str:
    """A key that sorts texts by sound, then by the characters themselves: 重庆 → "chong2 qing4 重庆".

    ``surname``: read the first character as a surname (单 shàn, 解 xiè, 仇 qiú); None decides by itself, for
    texts of two to four characters that do not begin with a dictionary word.  Characters without a reading
    come last.
    """
    folded = normalise(text)
    sounds = " ".join(
        piece[1:] if piece.startswith(_UNREAD) else to_tone3(piece, neutral_tone_with_five=True)
        for piece in _pieces(folded, surname)
    )
    return f"{sounds} {folded}".strip()


@lru_cache(maxsize=65536)
def pinyin_initials(text: str, *, surname: bool | None = None) -> str:
    """The letters by which a name is typed: 重庆 → cq, 单雄信 → sxx, 3组 → 3z.

    Signs and spaces fall away; a character without a reading stands for itself.
    """
    letters: list[str] = []
    for piece in _pieces(normalise(text), surname):
        if piece.startswith(_UNREAD):
            letters.extend(sign for sign in piece if sign.isalnum())
        else:
            letters.append(to_normal(piece)[:1])
    return "".join(letters)
