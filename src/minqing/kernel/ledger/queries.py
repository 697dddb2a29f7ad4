"""Reads of this room: a chain's entries, the feed of events, and the check of chains and seals."""

from collections.abc import Collection, Iterator
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from minqing.kernel.ledger.models import LINE_COLUMNS, Entry, Seal, line_of
from minqing.kernel.ledger.rules import Head, Line, Report, SealLine, Stream, check_lines, check_seals

_PORTION = 5000

_HEADS = """
SELECT DISTINCT ON (chain, stream) chain, stream, seq, digest
FROM ledger_entry WHERE id > %s AND id <= %s
ORDER BY chain, stream, seq DESC
"""


def entries_of(chain: UUID) -> QuerySet[Entry]:
    """Return what was done to a matter, the oldest first."""
    return Entry.objects.filter(chain=chain, stream=Stream.ACTS).order_by("seq")  # Uses index: entry_once


def accounts_in(chains: Collection[UUID]) -> dict[UUID, set[UUID]]:
    """Return which accounts did something to each of these matters; one query. Uses index: entry_once."""
    found: dict[UUID, set[UUID]] = {chain: set() for chain in chains}
    rows = Entry.objects.filter(chain__in=sorted(found), stream=Stream.ACTS)
    for chain, account_id in rows.order_by().values_list("chain", "account_id").distinct():
        if account_id is not None:
            found[chain].add(account_id)
    return found


def readings_of(chain: UUID) -> QuerySet[Entry]:
    """Return who read a matter's file, the oldest first."""
    return Entry.objects.filter(chain=chain, stream=Stream.READINGS).order_by("seq")


def events_after(entry_id: int, *names: str) -> QuerySet[Entry]:
    """Return the acts of these names recorded after an id, in the order of recording (a feed)."""
    return Entry.objects.filter(name__in=names, stream=Stream.ACTS, id__gt=entry_id).order_by("id")


def entries_by(account_id: UUID) -> QuerySet[Entry]:
    """Return what one account did and read, the latest first (for the audit of accounts)."""
    return Entry.objects.filter(account_id=account_id).order_by("-id")  # Uses index: entry_account


def heads_between(after: int, upto: int) -> Iterator[Head]:
    """Yield the last entry of every stream that grew between two ids, in the order of chain and stream."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(_HEADS, [after, upto])
        while rows := cursor.fetchmany(_PORTION):
            for chain, stream, seq, digest in rows:
                yield Head(str(chain), stream, seq, bytes(digest))


def _lines(rows: QuerySet[Entry]) -> Iterator[Line]:
    ordered = rows.order_by("chain", "stream", "seq").values_list(*LINE_COLUMNS)  # Uses index: entry_once
    for row in ordered.iterator(chunk_size=_PORTION):
        yield line_of(*row)


def _seals() -> Iterator[tuple[SealLine, Iterator[Head]]]:
    for seal in Seal.objects.order_by("day").iterator():
        yield seal.line, heads_between(seal.after, seal.upto)


def verify_chain(chain: UUID) -> Report:
    """Check both streams of one chain; seals are not looked at."""
    report = Report()
    check_lines(_lines(Entry.objects.filter(chain=chain)), report)
    return report


def verify_all() -> Report:
    """Check every chain and every seal; one pass over the table in its index order, little memory."""
    report = Report()
    check_lines(_lines(Entry.objects.all()), report)
    check_seals(_seals(), report)
    return report
