"""The ledger's own triggers out of the way, for tests that play the thief or clear up after themselves."""

from collections.abc import Iterator
from contextlib import contextmanager

import pgtrigger
from django.db import connection


@contextmanager
def ignored_triggers() -> Iterator[None]:
    """Let this connection change what is append-only.

    As ``pgtrigger.ignore``, which puts its setting before each statement into one string with it; a statement
    whose values travel apart (ADR 0011) cannot be two.
    """
    names = [trigger.get_pgid(model) for model, trigger in pgtrigger.registered()]
    _set("{" + ",".join(names) + "}")
    try:
        yield
    finally:
        _set("{}")


def _set(names: str) -> None:
    if connection.needs_rollback:
        return  # the transaction that fails takes the setting with it
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pgtrigger.ignore', %s, false)", [names])
