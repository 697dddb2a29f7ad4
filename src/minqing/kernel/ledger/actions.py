"""Writing the ledger: acts, readings and daily seals. Nothing here changes what is written."""

from contextvars import ContextVar
from datetime import date, datetime, time, timedelta
from functools import partial
from hashlib import sha256
from uuid import UUID

from django.db import connection, transaction

from minqing.kernel.clock.public import CIVIL_ZONE
from minqing.kernel.ledger.models import Entry, Seal
from minqing.kernel.ledger.queries import heads_between
from minqing.kernel.ledger.rules import (
    START,
    EventLike,
    Line,
    Stream,
    canonical,
    next_line,
    payload_of,
    seal_line,
)
from minqing.kernel.people.public import Actor, PostFacts
from minqing.kernel.rows.public import call

READING_PAUSE = timedelta(minutes=10)
"""Opening the same matter again within this time is one reading, not many."""

# Written out, since building these through the ORM costs more than running them.
_END = """
SELECT seq, digest, EXISTS (
    SELECT 1 FROM ledger_entry
    WHERE chain = %s AND stream = %s AND account_id IS NOT DISTINCT FROM %s AND name = %s
      AND at > %s AND at <= %s
)
FROM ledger_entry WHERE chain = %s AND stream = %s ORDER BY seq DESC LIMIT 1
"""

# ON CONFLICT waits for a writer that holds the same number and then inserts nothing, so no chain ever
# needs a lock: whoever comes second reads the new end and tries again.
_INSERT = """
INSERT INTO ledger_entry
    (chain, stream, seq, at, account_id, post_title, organ_id, name, payload, previous, digest)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s::jsonb, %s, %s)
ON CONFLICT (chain, stream, seq) DO NOTHING
RETURNING id
"""

_acting: ContextVar[tuple[UUID, UUID | None, PostFacts | None]] = ContextVar("ledger_acting")
"""The last chain whose gate let somebody in to act, who that was, and the post that opened it."""


def acting_from(*, actor: Actor, chain: UUID, post: PostFacts | None) -> None:
    """Note from which post the actor acts on a chain; what they record there next bears it (代 included)."""
    _acting.set((chain, actor.account_id, post))


def _post_of(actor: Actor, chain: UUID) -> PostFacts | None:
    noted = _acting.get(None)
    if noted is not None and noted[:2] == (chain, actor.account_id) and noted[2] in actor.posts:
        return noted[2]
    return actor.posts[0] if actor.posts else None


def record(
    *, actor: Actor, chain: UUID, event: EventLike, at: datetime, post: PostFacts | None = None
) -> Entry:
    """Append what was done to the matter's chain, in the caller's transaction; one query.

    Within ``rows.gathered`` it goes out with the other writes, and id, number and digests stand in the entry
    only then.

    ``post`` is the post the actor acted from; without it the one the gate of the chain let them in by
    (``acting_from``), else the first of the actor's posts. The event's fields
    hold ids, codes, dates and digests, never personal data.

    Raises:
        UnfitPayload: the event holds a float or something else without a single spelling.
    """
    if not event.name:
        raise ValueError("an event needs a name")
    post = post or _post_of(actor, chain)
    first = next_line(
        chain=chain,
        stream=Stream.ACTS,
        last=None,
        at=at,
        account=actor.account_id,
        post=post.title if post else "",
        organ=post.organ_id if post else None,
        name=event.name,
        payload=payload_of(event),
    )
    entry = _entry(None, first, actor, post, at)
    call(_appended, first, partial(_told, entry, first), "ledger_entry")
    return entry


def _appended(lines: list[Line]) -> tuple[str, list[str]]:
    """Return the call that appends lines to their chains, in this order (see migration 0002)."""
    asked = []
    for line in lines:
        head, tail = _halves(line)
        asked.append(
            [
                line.chain,
                line.stream,
                line.at,
                line.account,
                line.post,
                line.organ,
                line.name,
                line.payload,
                head,
                tail,
            ]
        )
    return "minqing_ledger_append(%s::jsonb)", [canonical(asked)]


def _told(entry: Entry, first: Line, found: tuple[int, int, str, str]) -> None:
    """Fill in what only the database knew: id, number and digests, checked against the rule."""
    entry.id, entry.seq, previous, digest = found
    entry.previous, entry.digest = bytes.fromhex(previous), bytes.fromhex(digest)
    head, tail = _halves(first)
    if sha256(f'{head}{previous}","seq":{entry.seq}{tail}'.encode()).digest() != entry.digest:
        raise RuntimeError("the database hashed an entry differently from the rule")


def _halves(first: Line) -> tuple[str, str]:
    """Return the canonical text before the digest of the previous entry, and after the number."""
    before, _, _ = first.spelled().rpartition(f'{START.hex()}","seq":1')
    return before, f',"stream":"{first.stream}"}}'


def _entry(entry_id: int | None, line: Line, actor: Actor, post: PostFacts | None, at: datetime) -> Entry:
    """Return a line as the row it is, or will be."""
    return Entry(
        id=entry_id,
        chain=UUID(line.chain),
        stream=line.stream,
        seq=line.seq,
        at=at,
        account_id=actor.account_id,
        post_title=line.post,
        organ_id=post.organ_id if post else None,
        name=line.name,
        payload=line.payload,
        previous=line.previous,
        digest=line.digest,
    )


def record_reading(*, actor: Actor, chain: UUID, what: str, at: datetime) -> Entry | None:
    """Append that the actor read ``what`` (a code such as ``petition.file``); two queries.

    Returns ``None`` and writes nothing when the same account (or, without an account, a petitioner) read the
    same within ten minutes before.
    """
    post = actor.posts[0] if actor.posts else None
    while True:
        last, already = _end_of_readings(chain, (actor.account_id, what, at - READING_PAUSE, at))
        if already:
            return None
        line = next_line(
            chain=chain,
            stream=Stream.READINGS,
            last=last,
            at=at,
            account=actor.account_id,
            post=post.title if post else "",
            organ=post.organ_id if post else None,
            name=what,
            payload={},
        )
        entry_id = _insert(line, at)
        if entry_id is not None:
            return _entry(entry_id, line, actor, post, at)


def _end_of_readings(
    chain: UUID, already: tuple[UUID | None, str, datetime, datetime]
) -> tuple[tuple[int, bytes] | None, bool]:
    """Return number and digest of the last entry, and whether this account wrote this name in that time."""
    account, name, after, at = already
    with connection.cursor() as cursor:
        kind = str(Stream.READINGS)
        cursor.execute(_END, [chain, kind, account, name, after, at, chain, kind])
        row = cursor.fetchone()
    return (None, False) if row is None else ((row[0], bytes(row[1])), bool(row[2]))


def _insert(line: Line, at: datetime) -> int | None:
    """Write one line; return its id, or nothing when its number was taken meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute(
            _INSERT,
            [
                line.chain,
                line.stream,
                line.seq,
                at,
                line.account,
                line.post,
                line.organ,
                line.name,
                canonical(line.payload),
                line.previous,
                line.digest,
            ],
        )
        row = cursor.fetchone()
    return int(row[0]) if row else None


def seal_day(day: date) -> Seal:
    """Seal everything recorded up to the end of that civil day and not sealed yet; return the seal.

    A second call for the same day returns the seal there is. Entries that arrive later, even with an
    earlier instant, belong to the next seal, so every entry is in exactly one.

    Raises:
        ValueError: a later day is already sealed.
        OperationalError: somebody has been writing for more than ten seconds; try again later.
    """
    upto = _end_of(day)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('ledger.seal'))")
        there = Seal.objects.filter(day=day).first()
        if there is not None:
            return there
        last = Seal.objects.order_by("-day").first()
        if last is not None and last.day > day:
            raise ValueError(f"{last.day} is sealed already, {day} cannot be sealed after it")
        after = last.upto if last else 0
        upto = max(upto, after)
        line = seal_line(
            day=day,
            after=after,
            upto=upto,
            heads=heads_between(after, upto),
            previous=bytes(last.digest) if last else START,
        )
        return Seal.objects.create(
            day=day,
            after=after,
            upto=upto,
            heads=line.heads,
            root=line.root,
            previous=line.previous,
            digest=line.digest,
        )


def _end_of(day: date) -> int:
    """Return the highest id of an entry of that civil day or before, once no writer is under way.

    An id is given before its transaction commits. The short table lock waits for writers, so that no entry
    with a lower id can appear later, and is let go at once. New writers queue behind it, so it gives up
    after ten seconds (``OperationalError``) when somebody writes in one very long transaction.
    """
    end = datetime.combine(day + timedelta(days=1), time(), CIVIL_ZONE)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('lock_timeout', '10s', true)")
            cursor.execute("LOCK TABLE ledger_entry IN SHARE MODE")
            cursor.execute("SELECT set_config('lock_timeout', '0', true)")
        last = Entry.objects.filter(at__lt=end).order_by("-id").values_list("id", flat=True).first()
    return last or 0


def seal_until(day: date) -> list[Seal]:
    """Seal every civil day with unsealed entries up to and including ``day``; return the new seals.

    ``day`` itself is sealed even if nothing happened on it, which proves that sealing ran.
    """
    last = Seal.objects.order_by("-day").first()
    if last is not None and last.day >= day:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT (at AT TIME ZONE %s)::date AS day FROM ledger_entry WHERE id > %s ORDER BY day",
            [str(CIVIL_ZONE), last.upto if last else 0],
        )
        days = [row[0] for row in cursor.fetchall()]
    start = last.day if last else date.min
    return [seal_day(due) for due in sorted({d for d in days if start < d < day} | {day})]
