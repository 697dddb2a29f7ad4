"""Turns texts, names and numbers into what the index stores, and queries into what is looked up in it.

Names, addresses and number tails are stored as keyed hashes, so that the index gives no telephone or identity
number away (个人信息保护法 第五十一条).  The key comes from SECRET_KEY; after changing it, rebuild the index.
"""

import functools
import hashlib
from collections.abc import Sequence

import rjieba
from django.conf import settings

from minqing.kernel.search import rules
from minqing.kernel.search.rules import Word
from minqing.kernel.text import public as text

NAME, TAIL, INITIALS = "n", "t", "i"


@functools.lru_cache(maxsize=2)
def _key(secret: str) -> bytes:
    """Return the 32-byte key of the gram hashes."""
    return hashlib.blake2b(secret.encode(), digest_size=32, person=b"minqing.search").digest()


@functools.lru_cache(maxsize=200_000)
def _hash(key: bytes, gram: str) -> int:
    """Return a gram as a signed 64-bit keyed hash."""
    return int.from_bytes(hashlib.blake2b(gram.encode(), digest_size=8, key=key).digest(), "big", signed=True)


def hashed(grams: Sequence[str]) -> list[int]:
    """Return grams as keyed hashes, in order, each once."""
    key = _key(settings.SECRET_KEY)
    return list(dict.fromkeys(_hash(key, gram) for gram in grams))


@functools.lru_cache(maxsize=20_000)
def name_grams(name: str) -> tuple[str, ...]:
    """Return what makes a name or address findable: letters, pairs of letters, pinyin initials."""
    plain = text.normalise(name[: rules.MOST_NAME]).replace(" ", "")
    found = [f"{NAME}{pair}" for pair in text.bigrams(plain)]
    if len(plain) <= rules.LONGEST_INITIALS:
        found += [f"{NAME}{letter}" for letter in plain]
        initials = text.pinyin_initials(plain).lower()
        found += [f"{INITIALS}{initials[:end]}" for end in range(rules.SHORTEST_INITIALS, len(initials) + 1)]
    return tuple(found)


def grams_of(names: Sequence[str], numbers: Sequence[str]) -> list[int]:
    """Return the stored grams of a subject's names and numbers."""
    grams = [gram for name in names for gram in name_grams(name)]
    grams += [f"{TAIL}{tail}" for number in numbers for tail in rules.tails(number)]
    return hashed(grams)


@functools.lru_cache(maxsize=200_000)
def _quoted(piece: str) -> str:
    """Return a piece of text as a quoted lexeme, or "" when it is no word; a text has few new words."""
    return rules.lexeme_literal([piece]) if any(sign.isalnum() for sign in piece) else ""


def _dictionary_words(plain: str) -> list[str]:
    """Return every dictionary word of two letters and more that stands anywhere in a normalised text.

    Unlike the one best segmentation this does not depend on what stands around: 路灯 is found in
    「路灯不亮」,
    which the segmenter cuts into 路 and 灯不亮.  It adds 7 % to the tokens of a letter.
    """
    return [piece for piece in rjieba.cut_all(plain) if len(piece) > 1]


def vector_of(body: str) -> str:
    """Return the stored words of a text as a tsvector literal."""
    plain = text.normalise(body[: rules.MOST_TEXT])
    pieces = {*rjieba.cut(plain), *_dictionary_words(plain)}
    return " ".join(filter(None, map(_quoted, pieces)))


def row_for_copy(body: str, names: Sequence[str] = (), numbers: Sequence[str] = ()) -> tuple[str, str]:
    """Return (vector, grams) as text for COPY into ``search_searchentry``; made for generators."""
    return vector_of(body), "{" + ",".join(map(str, grams_of(names, numbers))) + "}"


def words_of(query: str) -> tuple[Word, ...]:
    """Return the words of a query, at most 12; a word nothing can be looked up for is left out."""
    plain = text.normalise(query[:400])
    return tuple(word for word in map(_word, plain.split()[: rules.MOST_WORDS]) if word.tokens or word.grams)


def _word(word: str) -> Word:
    """Return one word with its tokens and grams; every word may stand in the text or among the names."""
    known = [piece for piece in _dictionary_words(word) if _quoted(piece)]
    tokens = tuple(
        dict.fromkeys(piece for piece in known or text.tokens(word) if len(piece) <= rules.MOST_TOKEN)
    )
    if rules.NUMBER.fullmatch(word):
        tail = word.replace("-", "")[-rules.LONGEST_TAIL :]
        return Word(word, tokens, (f"{TAIL}{tail}",))
    if rules.LETTERS.fullmatch(word):
        return Word(word, tokens, (f"{INITIALS}{word}",))
    pairs = text.bigrams(word) if len(word) > 1 else [word]
    return Word(word, tokens, tuple(f"{NAME}{pair}" for pair in pairs))
