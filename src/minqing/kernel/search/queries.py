"""Finds subjects (检索): the newest that contain every word of a query."""

from django.db.models.expressions import RawSQL

from minqing.kernel.search import reading, rules
from minqing.kernel.search.rules import Word

# The function minqing_matching_subjects stands in migration 0002 with the reasons for its shape.
MATCHING = "SELECT minqing_matching_subjects(%s, %s::text[], %s::text[], %s::text[], %s)"
NOTHING = "SELECT NULL::uuid WHERE false"


def matching_subjects(query: str, kind: str, cap: int = 2000) -> RawSQL:
    """Return a subquery of the ids of the newest ``cap`` subjects that contain every word of the query.

    For ``Petition.objects.filter(id__in=matching_subjects("污水 李桂兰", "petition"))``.  A word is found
    in the text     (whole words), among names and addresses (any two letters in a row, one letter in names
    of up to 8), as
    the end
    of a number (4 signs and more) or as the pinyin initials of a name.  Traditional and simplified, full
    and half
    width, upper and lower case are the same.  A query without any word matches nothing.

    Uses index: search_vector, search_grams.
    """
    words = reading.words_of(query)
    if not words:
        return RawSQL(NOTHING, ())  # noqa: S611 - a constant
    return RawSQL(  # noqa: S611 - a constant with parameters
        MATCHING,
        (
            kind,
            [rules.tsquery_literal(word.tokens) for word in words],
            ["{" + ",".join(map(str, reading.hashed(word.grams))) + "}" for word in words],
            # How common a word is can only be known of a word that is one token.
            [word.tokens[0] if len(word.tokens) == 1 else "" for word in words],
            cap,
        ),
    )


def explain_query(query: str) -> tuple[Word, ...]:
    """Return how a query is understood, word by word, for the line 「按这些词查找」."""
    return reading.words_of(query)
