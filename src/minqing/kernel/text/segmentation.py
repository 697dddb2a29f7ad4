"""Cutting Chinese text into the words it is searched by (rjieba, 25 times faster than jieba)."""

import unicodedata
from collections.abc import Callable, Iterable

import rjieba

from minqing.kernel.text.folding import normalise
from minqing.kernel.text.rules import bigrams_of

_phrases: set[str] = set()
_sources: list[Callable[[], Iterable[str]]] = []


def _is_word(piece: str) -> bool:
    return any(unicodedata.category(sign)[0] in "LN" for sign in piece)


def tokens(text: str) -> list[str]:
    """The words of a text for the search index, in order and with repeats.

    Normalised first, so traditional and simplified spellings give the same list; long words come with
    their parts; pieces without a letter or digit are left out.
    """
    while _sources:
        add_phrases(_sources.pop()())
    return [piece for piece in rjieba.cut_for_search(normalise(text)) if _is_word(piece)]


def bigrams(text: str) -> list[str]:
    """Overlapping pairs of characters of the normalised text: finds names and numbers by any part."""
    return bigrams_of(normalise(text))


def phrases_from(source: Callable[[], Iterable[str]]) -> None:
    """Name a source of phrases that every process has, such as a packaged file; read at the first cut.

    Registered while the program starts, so that each process cuts alike: a text indexed by one is found by
    another.
    """
    _sources.append(source)


def add_phrases(words: Iterable[str]) -> int:
    """Teach the segmenter names it would cut apart (雁鸣湖镇); returns how many were new.

    Holds for this process; single characters and words already taught are passed over.  Texts indexed before
    are found by the new phrase only after they are indexed again.
    """
    new = {word for word in map(normalise, words) if len(word) > 1 and " " not in word} - _phrases
    for word in sorted(new):
        rjieba.add_word(word, None, "ns")
    _phrases.update(new)
    return len(new)
