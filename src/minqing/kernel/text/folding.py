"""Normalising: one spelling for traditional, full-width and decomposed text."""

import unicodedata
from functools import cache

import opencc

from minqing.kernel.text.rules import one_space

# Conversion of a converted text changes again only in contrived cases; four rounds settle them all.
_ROUNDS = 4


@cache
def _to_simplified() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def simplify(text: str) -> str:
    """Traditional characters in their simplified form (opencc t2s); rare characters stay as they are."""
    return str(_to_simplified().convert(text))


def _round(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).lower()
    if not folded.isascii():
        folded = unicodedata.normalize("NFKC", simplify(folded))
    return one_space(folded)


def normalise(text: str) -> str:
    """The one spelling a text is searched and compared by.

    NFKC (full-width → half-width), simplified characters, lower case, single spaces, none at the ends;
    NUL and other control characters become spaces, half a surrogate pair U+FFFD.  Idempotent.  𠮷 㛃 䶮
    are untouched.
    """
    text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    for _ in range(_ROUNDS):
        folded = _round(text)
        if folded == text:
            break
        text = folded
    return text
