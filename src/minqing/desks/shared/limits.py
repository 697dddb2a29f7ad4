"""How often and how much one address may ask: counted in the database, so that all web processes agree.

A key is hashed with the installation's secret before it is stored, so the table names no address and no code.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.db import connection, models

from minqing.kernel.clock import public as clock

if TYPE_CHECKING:
    from django.http import HttpRequest

MEGABYTE: Final = 1024 * 1024
ONE_FILE: Final = 210 * MEGABYTE
"""A file beyond this is not even written down; the kind's own, smaller limit is that of kernel.files."""
ONE_REQUEST: Final = 420 * MEGABYTE


class Attempt(models.Model):
    """次数: how often a key was used in the window that ends at ``until``."""

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField()
    until = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = "次数"
        verbose_name_plural = "次数"

    def __str__(self) -> str:
        return f"{self.count} {self.until:%Y-%m-%d %H:%M}"


@dataclass(frozen=True, slots=True)
class Limit:
    """At most ``most`` uses of one key within ``within``, counted from the first."""

    name: str
    most: int
    within: timedelta


@dataclass(frozen=True, slots=True)
class Use:
    """The outcome of one use: whether it was still within the limit, and when the window ends."""

    allowed: bool
    until: datetime


_COUNT = """
INSERT INTO desks_attempt AS a (key, count, until) VALUES (%(key)s, 1, %(end)s)
ON CONFLICT (key) DO UPDATE SET
    count = CASE WHEN a.until <= %(now)s THEN 1 ELSE a.count + 1 END,
    until = CASE WHEN a.until <= %(now)s THEN excluded.until ELSE a.until END
RETURNING count, until
"""


def use(limit: Limit, subject: str) -> Use:
    """Count one use of ``limit`` by ``subject`` (an address, a code) and say whether it is still allowed.

    Counted before the thing is tried, in one statement: a hundred attempts at once are a hundred attempts.
    """
    now = clock.now()
    facts: dict[str, str | datetime] = {
        "key": _key(limit, subject),
        "now": now,
        "end": now + limit.within,
    }
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, facts)
        count, until = cursor.fetchone()
    if count == 1:
        # A fresh window pays for clearing those long over; the table stays as small as a day's visitors.
        Attempt.objects.filter(until__lt=now - timedelta(days=1)).delete()
    return Use(allowed=count <= limit.most, until=until)


def forgive(limit: Limit, subject: str) -> None:
    """Take one use back: it was a right one and only wrong ones count."""
    Attempt.objects.filter(key=_key(limit, subject), count__gt=0).update(count=models.F("count") - 1)


def address_of(request: HttpRequest) -> str:
    """Return the network address that asks; behind proxies of our own, what the first of them saw."""
    direct = str(request.META.get("REMOTE_ADDR", ""))
    proxies: int = settings.MINQING_PROXIES
    seen = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    # Each of our own proxies appends one address; everything left of those could be written by anybody.
    return seen[-proxies] if 0 < proxies <= len(seen) else direct


def _key(limit: Limit, subject: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), f"{limit.name}\n{subject}".encode(), sha256).hexdigest()


class CappedUpload(FileUploadHandler):
    """Drops a file that is far too big while it arrives; the fields around it are still read.

    The names of dropped files are left in ``request.dropped_uploads`` for the message at the field.
    """

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self._in_request = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Pass the chunk on, or drop the file once it is beyond the limit."""
        self._in_request += len(raw_data)
        if start + len(raw_data) > ONE_FILE or self._in_request > ONE_REQUEST:
            if self.request is not None:
                dropped = getattr(self.request, "dropped_uploads", ())
                self.request.dropped_uploads = (*dropped, self.file_name or "")  # type: ignore[attr-defined]
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Keep nothing here; the next handler makes the file."""
