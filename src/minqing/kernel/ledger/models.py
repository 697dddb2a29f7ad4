"""Tables of this room: entries and seals. PostgreSQL itself refuses to change, delete or empty them."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

import pgtrigger
from django.db import models
from django.db.models import Q

from minqing.kernel.ledger import rules

_APPEND_ONLY = [
    pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
    pgtrigger.Trigger(
        name="never_emptied",
        operation=pgtrigger.Truncate,
        level=pgtrigger.Statement,
        when=pgtrigger.Before,
        func="RAISE EXCEPTION 'the ledger is append-only';",
    ),
]


class Entry(models.Model):
    """留痕: one thing that was done to, or read of, a matter; the id grows in the order of recording.

    Account and organ are plain ids without a foreign key: an entry outlives what it names, and the ledger
    must not be what forbids deleting an account.
    """

    id = models.BigAutoField(primary_key=True)
    chain = models.UUIDField()
    stream = models.CharField(max_length=8, choices=[(str(s), str(s)) for s in rules.Stream])
    seq = models.PositiveIntegerField()
    at = models.DateTimeField()
    account_id = models.UUIDField(null=True, blank=True)
    post_title = models.CharField(max_length=60, blank=True, default="")
    organ_id = models.UUIDField(null=True, blank=True)
    name = models.CharField(max_length=60)
    payload = models.JSONField(default=dict)
    previous = models.BinaryField(max_length=32)
    digest = models.BinaryField(max_length=32)

    class Meta:
        """One number once in a stream; feeds by name, and by account for its own audit."""

        constraints = [
            models.UniqueConstraint(fields=["chain", "stream", "seq"], name="entry_once"),
        ]
        indexes = [
            models.Index(fields=["name", "id"], name="entry_feed"),
            models.Index(fields=["account_id", "id"], name="entry_account", condition=~Q(account_id=None)),
        ]
        triggers = _APPEND_ONLY

    def __str__(self) -> str:
        return f"{self.chain} {self.stream} {self.seq} {self.name}"

    @property
    def line(self) -> rules.Line:
        """Return the entry as it is hashed and exported."""
        return line_of(*(getattr(self, name) for name in LINE_COLUMNS))


LINE_COLUMNS = (
    "chain",
    "stream",
    "seq",
    "at",
    "account_id",
    "post_title",
    "organ_id",
    "name",
    "payload",
    "previous",
    "digest",
)
"""The columns ``line_of`` takes, in its order; reading these alone is twice as fast as reading rows."""


def line_of(  # noqa: PLR0917 - one argument a column
    chain: UUID,
    stream: str,
    seq: int,
    at: datetime,
    account: UUID | None,
    post: str,
    organ: UUID | None,
    name: str,
    payload: Mapping[str, rules.Json],
    previous: bytes,
    digest: bytes,
) -> rules.Line:
    """Return one stored row as it is hashed and exported."""
    return rules.Line(
        chain=str(chain),
        stream=stream,
        seq=seq,
        at=rules.instant(at),
        account=str(account) if account else None,
        post=post,
        organ=str(organ) if organ else None,
        name=name,
        payload=payload,
        previous=bytes(previous),
        digest=bytes(digest),
    )


class Seal(models.Model):
    """封存: one root over every chain that grew since the seal before."""

    day = models.DateField(primary_key=True)
    after = models.BigIntegerField()
    upto = models.BigIntegerField()
    heads = models.PositiveIntegerField()
    root = models.BinaryField(max_length=32)
    previous = models.BinaryField(max_length=32)
    digest = models.BinaryField(max_length=32)

    class Meta:
        """Seals in the order of their days; they are as unchangeable as entries."""

        ordering = ["day"]
        triggers = _APPEND_ONLY

    def __str__(self) -> str:
        return f"{self.day} {bytes(self.digest).hex()}"

    @property
    def line(self) -> rules.SealLine:
        """Return the seal as it is hashed and exported."""
        return rules.SealLine(
            day=self.day.isoformat(),
            after=self.after,
            upto=self.upto,
            heads=self.heads,
            root=bytes(self.root),
            previous=bytes(self.previous),
            digest=bytes(self.digest),
        )
