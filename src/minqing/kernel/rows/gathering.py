"""The writes of one act wait and go out in one statement: one trip, one snapshot, one plan, each row once.

PostgreSQL runs every part of a statement on the same snapshot; that is why a row is written once here,
however often the act changed it, and why whatever reads in between lets what waits go out first.
"""

import json
from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractContextManager
from contextvars import ContextVar, Token
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Model

from minqing.kernel.rows.cursors import run, untouched

Done = Callable[[Any], None]
Spelling = Callable[[list[Any]], tuple[str, Sequence[Any]]]


@dataclass
class _Waiting:
    """What waits to be written: new rows by table, changed columns by row, texts, and calls with answers."""

    new: dict[tuple[type[Model], str], list[Model]] = field(default_factory=dict)
    changed: dict[tuple[type[Model], Any], tuple[Model, set[str]]] = field(default_factory=dict)
    texts: list[tuple[str, Sequence[Any]]] = field(default_factory=list)
    calls: dict[Spelling, list[tuple[Any, Done]]] = field(default_factory=dict)
    tables: set[str] = field(default_factory=set)
    apart: set[str] = field(default_factory=set)
    """Tables with writes whose rows are not known here."""

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.texts or self.calls)

    def forget(self) -> None:
        """Let nothing wait any more."""
        for each in (self.new, self.changed, self.texts, self.calls, self.tables, self.apart):
            each.clear()


_waiting: ContextVar[_Waiting | None] = ContextVar("rows_waiting", default=None)


class _Block:
    """One block of gathered writes; only the outermost holds them."""

    __slots__ = ("_own", "_token")
    _token: Token[_Waiting | None]

    def __enter__(self) -> None:
        self._own: _Waiting | None = None
        if _waiting.get() is None:
            self._own = _Waiting()
            self._token = _waiting.set(self._own)
            connection.execute_wrappers.append(_send_first)

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if self._own is None:
            return
        try:
            if kind is None:
                _send(self._own)
        finally:
            connection.execute_wrappers.remove(_send_first)
            self._own.forget()
            _waiting.reset(self._token)


def gathered() -> AbstractContextManager[None]:
    """Let the writes within wait until the outermost block ends, or until something must see them."""
    return _Block()


def insert(*rows: Model, on_conflict: str = "") -> None:
    """Write new rows, each with an id made here; ``on_conflict`` is what PostgreSQL does with one it has.

    A faulty row (a key taken, a reference to nothing) is told when what waits goes out, not here.
    """
    with gathered():
        waiting = _now()
        for row in rows:
            waiting.new.setdefault((type(row), on_conflict), []).append(row)
            waiting.tables.add(_about(row).db_table)
            if on_conflict:
                waiting.apart.add(_about(row).db_table)
            row._state.adding, row._state.db = False, connection.alias  # noqa: SLF001


def update(row: Model, fields: Collection[str]) -> None:
    """Write the named fields of a row as they are when what waits goes out."""
    with gathered():
        waiting = _now()
        if any(row is each for each in waiting.new.get((type(row), ""), ())):
            return
        key = (type(row), row.pk)
        known = waiting.changed.get(key)
        if (known is not None and known[0] is not row) or _about(row).db_table in waiting.apart:
            _send(waiting)  # the row may be written in another way already: that goes first
        waiting.changed.setdefault(key, (row, set()))[1].update(fields)
        waiting.tables.add(_about(row).db_table)


def write(sql: str, params: Sequence[Any], table: str) -> None:
    """Write to a table by a statement of one's own; it sees what was written to that table before."""
    with gathered():
        waiting = _now()
        if table in waiting.tables:
            _send(waiting)
        waiting.texts.append((sql, params))
        waiting.tables.add(table)
        waiting.apart.add(table)


def call(spelling: Spelling, argument: Any, done: Done, table: str) -> None:
    """Call a function of the database, which writes to ``table``, once with everything gathered for it.

    ``spelling`` (a module's function) turns the arguments into one SQL expression that answers with a JSON
    array, one element an argument; ``done`` gets the element.
    """
    with gathered():
        waiting = _now()
        waiting.calls.setdefault(spelling, []).append((argument, done))
        waiting.tables.add(table)


def send() -> None:
    """Send what waits now; nothing happens when nothing does."""
    waiting = _waiting.get()
    if waiting:
        _send(waiting)


def _now() -> _Waiting:
    waiting = _waiting.get()
    if waiting is None:
        raise RuntimeError("writes are gathered inside a block")
    return waiting


def _send_first(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    """Send what waits before any other statement that may see it; a savepoint undone forgets it."""
    waiting = _waiting.get()
    if waiting:
        if sql.startswith("ROLLBACK"):
            waiting.forget()
        else:
            reading = untouched.get()
            if reading is None or any(table in reading for table in waiting.tables):
                _send(waiting)
    return execute(sql, params, many, context)


def _send(waiting: _Waiting) -> None:
    if not waiting:
        return
    sql, params, answers = _spelled(waiting)
    waiting.forget()
    rows = run(sql, params)
    for found, dones in zip(rows[0] if rows else (), answers, strict=False):
        for one, done in zip(json.loads(found), dones, strict=True):  # Django leaves JSON as text
            done(one)


def _spelled(waiting: _Waiting) -> tuple[str, list[Any], list[list[Done]]]:
    """Return the one statement for everything that waits, its values, and who gets which answer."""
    parts: list[str] = []
    params: list[Any] = []
    for (model, on_conflict), rows in waiting.new.items():
        head, fields, one = _insert_of(model)
        parts.append(f"{head}{', '.join([one] * len(rows))}{on_conflict}")
        for row in rows:
            params += [f.get_db_prep_save(f.pre_save(row, True), connection) for f in fields]  # noqa: FBT003
    for row, names in waiting.changed.values():
        about: Any = _about(row)
        fields = [about.get_field(name) for name in sorted(names)]
        columns = ", ".join(f'"{f.column}" = %s' for f in fields)
        parts.append(f'UPDATE "{about.db_table}" SET {columns} WHERE "{about.pk.column}" = %s')  # noqa: S608
        params += [f.get_db_prep_save(f.pre_save(row, False), connection) for f in fields]  # noqa: FBT003
        params.append(row.pk)
    for text, values in waiting.texts:
        parts.append(text)
        params += values
    asked, answers = [], []
    for spelling, calls in waiting.calls.items():
        expression, values = spelling([argument for argument, _ in calls])
        asked.append(expression)
        params += values
        answers.append([done for _, done in calls])
    if len(parts) == 1 and not asked:
        return parts[0], params, answers
    before = ", ".join(f"w{number} AS ({part})" for number, part in enumerate(parts))
    return f"{'WITH ' if before else ''}{before} SELECT {', '.join(asked) or '1'}", params, answers


def _about(row: Model | type[Model]) -> Any:
    return row._meta  # noqa: SLF001 - Django's public description of a table


@cache
def _insert_of(model: type[Model]) -> tuple[str, list[Any], str]:
    """Return how a table's rows are inserted: the words before the values, the columns, one row of marks."""
    about: Any = _about(model)
    fields = list(about.local_concrete_fields)
    columns = ", ".join(f'"{each.column}"' for each in fields)
    return (
        f'INSERT INTO "{about.db_table}" ({columns}) VALUES ',  # noqa: S608
        fields,
        f"({', '.join(['%s'] * len(fields))})",
    )
