"""How a query is read (检索词): into words, and each word into what may be looked up for it. Pure."""

import re
from dataclasses import dataclass

# Beyond these lengths a text is no longer a text somebody searches: 200,000 letters are some 330 printed
# pages.
MOST_TEXT = 200_000
MOST_TOKEN = 64
MOST_WORDS = 12
SHORTEST_TAIL = 4
LONGEST_TAIL = 20
SHORTEST_INITIALS = 2
LONGEST_INITIALS = 8
MOST_NAME = 200

NUMBER = re.compile(r"[0-9][0-9\-]{2,}[0-9x]")
LETTERS = re.compile(r"[a-z]{2,8}")


@dataclass(frozen=True)
class Word:
    """One word of a query: tokens that must all stand in the text, or grams among the names."""

    text: str
    tokens: tuple[str, ...]
    grams: tuple[str, ...]


def tails(number: str) -> tuple[str, ...]:
    """Return the ends of a number that can be searched, from 4 signs on; ``13812345678`` gives 8.

    Dashes, blanks and other signs between the digits do not count.
    """
    plain = re.sub(r"[^0-9a-z]", "", number.lower())
    longest = min(len(plain), LONGEST_TAIL)
    return tuple(plain[-length:] for length in range(SHORTEST_TAIL, longest + 1))


def lexeme_literal(tokens: list[str]) -> str:
    """Return tokens as a tsvector literal: quoted, quotes and backslashes doubled, without positions."""
    kept = dict.fromkeys(token for token in tokens if token and len(token) <= MOST_TOKEN)
    quoted = (token.replace("\\", "\\\\").replace("'", "''") for token in kept)
    return " ".join(f"'{token}'" for token in quoted)


def tsquery_literal(tokens: tuple[str, ...]) -> str:
    """Return tokens as a tsquery literal in which every one must occur."""
    quoted = (token.replace("\\", "\\\\").replace("'", "''") for token in tokens)
    return " & ".join(f"'{token}'" for token in quoted)
