"""Runs one statement, and says to whoever gathers writes which tables it can touch at all."""

from collections.abc import Sequence
from contextvars import ContextVar
from typing import Any, Final

from django.db import connection

untouched: Final[ContextVar[str | None]] = ContextVar("rows_untouched", default=None)
"""The text of the statement under way, when it touches no other tables than it names."""


def run(sql: str, params: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """Run one statement that names every table it touches and return its rows.

    The same text again and again: the connection has it prepared (ADR 0011).
    """
    token = untouched.set(sql)
    try:
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            # Its description would be made anew for every column of every row's table.
            return cursor.fetchall() if cursor.pgresult.nfields else []
    finally:
        untouched.reset(token)
