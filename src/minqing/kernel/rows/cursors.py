"""Runs one statement, and says to whoever gathers writes which tables it can touch at all."""

import re
from collections.abc import Sequence
from contextvars import ContextVar
from functools import lru_cache
from itertools import count
from typing import Any, Final

from django.db import connection

_MANY: Final = 50
_LONG: Final = 4096
"""Values and signs beyond which psycopg does not remember how a statement is written in the server's way."""

untouched: Final[ContextVar[str | None]] = ContextVar("rows_untouched", default=None)
"""The text of the statement under way, when it touches no other tables than it names."""


def run(sql: str, params: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """Run one statement that names every table it touches and return its rows.

    The same text again and again: the connection has it prepared (ADR 0011).
    """
    token = untouched.set(sql)
    try:
        large = len(params) > _MANY or (len(sql) > _LONG and bool(params))
        database: Any = connection
        with database.native_cursor() if large else database.cursor() as cursor:
            cursor.execute(_native(sql) if large else sql, params)
            # Its description would be made anew for every column of every row's table.
            return cursor.fetchall() if cursor.pgresult.nfields else []
    finally:
        untouched.reset(token)


@lru_cache(maxsize=500)
def _native(sql: str) -> str:
    """Return the statement with ``$1``, ``$2`` … for its ``%s``; ``%%`` is one sign.

    >>> _native("SELECT %s, '%%', %s")
    "SELECT $1, '%', $2"
    """
    numbers = count(1)
    return re.sub(r"%[s%]", lambda found: "%" if found[0] == "%%" else f"${next(numbers)}", sql)
