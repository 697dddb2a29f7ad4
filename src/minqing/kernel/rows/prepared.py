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

STAND_INS: Final[dict[type, Callable[[int], Any]]] = {
    UUID: lambda n: UUID(int=(1 << 127) + n),
    date: lambda n: date(8999, 1, 1) + timedelta(days=n),
    str: lambda n: f"\x02mark{n}\x03",
}


class Plan(NamedTuple):
    """What of a queryset does not change from run to run."""

    sql: str
    params: Sequence[Any]
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
        self._kept: tuple[Plan, dict[int, int]] | None = None

    def rows(self, *values: Any) -> list[M]:
        """Return the rows for these values, in the order of ``kinds``; one statement."""
        plan, places = self._kept or self._planned()
        params = list(plan.params)
        for place, number in places.items():
            params[place] = values[number]
        return found_by(plan, params)

    def first(self, *values: Any) -> M | None:
        """Return the first row for these values, or nothing."""
        return next(iter(self.rows(*values)), None)

    def _planned(self) -> tuple[Plan, dict[int, int]]:
        marks = [STAND_INS[kind](number) for number, kind in enumerate(self._kinds)]
        plan = plan_of(self._build(*marks))
        places = {place: marks.index(value) for place, value in enumerate(plan.params) if value in marks}
        if set(places.values()) != set(range(len(marks))):
            raise TypeError("a value of this queryset cannot be put in later")
        self._kept = plan, places
        return self._kept


def plan_of(queryset: QuerySet[Any]) -> Plan:
    """Return what the ORM makes of a queryset of rows of a model."""
    compiler: Any = queryset.query.get_compiler(DEFAULT_DB_ALIAS)
    sql, params = compiler.as_sql()
    info, select = compiler.klass_info, compiler.select
    first, last = info["select_fields"][0], info["select_fields"][-1] + 1
    return Plan(
        sql=sql,
        params=params,
        compiler=compiler,
        model=info["model"],
        names=[each[0].target.attname for each in select[first:last]],
        first=first,
        last=last,
        related=_populators(info, select, DEFAULT_DB_ALIAS),
        converters=compiler.get_converters([each[0] for each in select[: compiler.col_count]]),
    )


def found_by(plan: Plan, params: Sequence[Any]) -> list[Any]:
    """Return the rows of a plan for these parameters; one statement."""
    found: Any = run(plan.sql, params)
    if plan.converters:
        plan.compiler.connection = connection
        found = plan.compiler.apply_converters(found, plan.converters)
    return [_row(plan, each) for each in found]


def _row(plan: Plan, values: Sequence[Any]) -> Any:
    row = plan.model.from_db(DEFAULT_DB_ALIAS, plan.names, values[plan.first : plan.last])
    for each in plan.related:
        each.populate(values, row)
    return row


def fetch(sql: str, params: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """Run a read (or a write to tables nobody gathers writes for) that names every table it touches."""
    return run(sql, params)
