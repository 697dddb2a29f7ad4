"""Django's PostgreSQL backend, with what our many short statements gain from (ADR 0011).

* A connection keeps more statements prepared than psycopg does by itself.
* A kept connection to a server on this machine is looked at, not asked, before a request takes it.
"""

import select
from typing import TYPE_CHECKING, Any, ClassVar, Final

from django.db.backends.base.base import NO_DB_ALIAS
from django.db.backends.postgresql import base
from django.db.backends.postgresql.operations import DatabaseOperations
from psycopg import RawCursor
from psycopg_pool import ConnectionPool

if TYPE_CHECKING:
    from psycopg import Connection

PREPARED_MAX: Final = 250
"""Statements one connection keeps prepared, the least recently used given up first (psycopg's own: 100)."""


class Operations(DatabaseOperations):
    """Django's own; a statement written in the server's way is shown as it is, without its values."""

    def last_executed_query(self, cursor: Any, sql: str, params: Any) -> Any:
        """Return the statement for whoever counts or shows statements."""
        return sql if isinstance(cursor, RawCursor) else super().last_executed_query(cursor, sql, params)


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's own, with a pool that looks before it asks."""

    ops_class = Operations

    if TYPE_CHECKING:  # what Django has and its stubs do not name
        _connection_pools: ClassVar[dict[str, ConnectionPool[Any]]]

    @property
    def pool(self) -> "ConnectionPool[Any] | None":
        """Return the process's pool, made at first use; None where the settings name none."""
        options = self.settings_dict["OPTIONS"].get("pool")
        if self.alias == NO_DB_ALIAS or not options:
            return None
        if self.alias not in self._connection_pools:
            local = str(self.settings_dict["HOST"]).startswith("/")
            pool: ConnectionPool[Any] = ConnectionPool(
                kwargs={**self.get_connection_params(), "autocommit": True},
                open=False,
                configure=self._made_ready,
                check=look if local else ConnectionPool.check_connection,
                **options,
            )
            # Threads may come here together: the first to say so wins, the others' were never opened.
            self._connection_pools.setdefault(self.alias, pool)
        return self._connection_pools[self.alias]

    def native_cursor(self) -> Any:
        """Return a cursor for statements written in the server's way ($1), else like any other cursor.

        psycopg turns ``%s`` into ``$1`` and remembers that for short statements only; long ones that come
        again and again are turned once by whoever sends them.
        """
        self.ensure_connection()
        with self.wrap_database_errors:
            return self._prepare_cursor(RawCursor(self.connection))  # type: ignore[attr-defined] # not in the stubs

    def _configure_connection(self, connection: "Connection[Any]") -> bool:
        """Make a new connection ready: called by the pool, and by Django where there is none."""
        connection.prepared_max = PREPARED_MAX
        return bool(super()._configure_connection(connection))  # type: ignore[misc] # not in the stubs

    def _made_ready(self, connection: "Connection[Any]") -> None:
        self._configure_connection(connection)


def look(connection: "Connection[Any]") -> None:
    """Return when a kept connection is good; ask the server only when its socket has something to say.

    Nothing is under way on a kept connection, so a readable socket is a closed one or carries a notice. On a
    socket of this machine a server that ended has always closed it; over a network it may just be silent,
    which is why connections over a network are still asked.

    Raises:
        psycopg.OperationalError: the connection is closed.
    """
    poll = select.poll()
    poll.register(connection.fileno(), select.POLLIN)
    if poll.poll(0):
        ConnectionPool.check_connection(connection)
