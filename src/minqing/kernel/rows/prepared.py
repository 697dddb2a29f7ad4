"""Reads put together once: the ORM's text and plan of a queryset, kept and run with other values."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any, Final, Generic, NamedTuple, TypeVar
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Model, QuerySet
from django.db.models.query import get_related_populators

from minqing.kernel.rows.cursors import run

_populators: Any = get_related_populators  # its stub belongs to another release of Django

M = TypeVar("M", bound=Model)

_MARKS: Final[dict[type, Callable[[int], Any]]] = {
    UUID: lambda n: UUID(int=(1 << 127) + n),
    date: lambda n: date(8999, 1, 1) + timedelta(days=n),
    str: lambda n: f"\x02mark{n}\x03",
}


class _Plan(NamedTuple):
    """What of a queryset does not change from run to run."""

    sql: str
    params: Sequence[Any]
    places: dict[int, int]
    compiler: Any
    model: type[Model]
    names: list[str]
    first: int
    last: int
    related: Sequence[Any]
    converters: Any


class Prepared(Generic[M]):
    """A queryset put together at its first run and kept; the values it is asked with come later.

    ``build`` gets one stand-in for each of ``kinds`` (``UUID``, ``date`` or ``str``) and returns the queryset
    of whole rows, with ``select_related`` if wanted; no ``prefetch_related`` and no slice by a value.
    """

    def __init__(self, build: Callable[..., QuerySet[M]], *kinds: type) -> None:
        self._build = build
        self._kinds = kinds
        self._kept: _Plan | None = None

    def rows(self, *values: Any) -> list[M]:
        """Return the rows for these values, in the order of ``kinds``; one statement."""
        plan = self._kept or self._planned()
        params = list(plan.params)
        for place, number in plan.places.items():
            params[place] = values[number]
        found: Any = run(plan.sql, params)
        if plan.converters:
            plan.compiler.connection = connection
            found = plan.compiler.apply_converters(found, plan.converters)
        return [self._row(plan, each) for each in found]

    def first(self, *values: Any) -> M | None:
        """Return the first row for these values, or nothing."""
        return next(iter(self.rows(*values)), None)

    @staticmethod
    def _row(plan: _Plan, values: Sequence[Any]) -> Any:
        row = plan.model.from_db(DEFAULT_DB_ALIAS, plan.names, values[plan.first : plan.last])
        for each in plan.related:
            each.populate(values, row)
        return row

    def _planned(self) -> _Plan:
        marks = [_MARKS[kind](number) for number, kind in enumerate(self._kinds)]
        compiler: Any = self._build(*marks).query.get_compiler(DEFAULT_DB_ALIAS)
        sql, params = compiler.as_sql()
        places = {place: marks.index(value) for place, value in enumerate(params) if value in marks}
        if set(places.values()) != set(range(len(marks))):
            raise TypeError("a value of this queryset cannot be put in later")
        info, select = compiler.klass_info, compiler.select
        first, last = info["select_fields"][0], info["select_fields"][-1] + 1
        plan = _Plan(
            sql=sql,
            params=params,
            places=places,
            compiler=compiler,
            model=info["model"],
            names=[each[0].target.attname for each in select[first:last]],
            first=first,
            last=last,
            related=_populators(info, select, DEFAULT_DB_ALIAS),
            converters=compiler.get_converters([each[0] for each in select[: compiler.col_count]]),
        )
        self._kept = plan
        return plan


def fetch(sql: str, params: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """Run a read (or a write to tables nobody gathers writes for) that names every table it touches."""
    return run(sql, params)
