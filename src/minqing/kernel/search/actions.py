"""Writes the search index (检索) in the same transaction as the subject it belongs to."""

from collections.abc import Sequence
from uuid import UUID

from minqing.kernel.rows.public import write
from minqing.kernel.search import reading
from minqing.kernel.search.models import SearchEntry

UPSERT = """
INSERT INTO search_searchentry (subject_id, kind, vector, grams) VALUES (%s, %s, %s::tsvector, %s::bigint[])
ON CONFLICT (subject_id) DO UPDATE SET kind = EXCLUDED.kind, vector = EXCLUDED.vector, grams = EXCLUDED.grams
"""


def index_subject(
    subject_id: UUID, kind: str, text: str, names: Sequence[str] = (), numbers: Sequence[str] = ()
) -> None:
    """Make a subject findable by its text, names (and addresses) and numbers, replacing what was there.

    One statement in the caller's transaction; nothing is recorded in the ledger because nothing new is known.
    """
    vector, grams = reading.row_for_copy(text, names, numbers)
    write(UPSERT, [subject_id, kind, vector, grams], "search_searchentry")


def forget_subject(subject_id: UUID) -> None:
    """Take a subject out of the index."""
    SearchEntry.objects.filter(subject_id=subject_id).delete()
