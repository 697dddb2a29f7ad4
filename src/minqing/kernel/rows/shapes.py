"""Questions whose text depends on what is asked: each shape is put together once, its values come later.

``Prepared`` is for one queryset. A list is asked in many shapes (how many organs, which fields, which side
of a cursor); whoever asks puts stand-ins in place of the values (``Marks``), and what the ORM makes of them
serves everybody who asks in the same shape (ADR 0012).
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import Any, Final, NamedTuple, TypeVar
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Model, QuerySet

from minqing.kernel.rows.prepared import STAND_INS, Plan, found_by, plan_of

MOST: Final = 300
"""Shapes kept in a process, the least recently asked given up first."""

M = TypeVar("M", bound=Model)
V = TypeVar("V", UUID, date, str)
Place = Callable[[Sequence[Any]], Any]


@dataclass(frozen=True, slots=True)
class Mark:
    """Stands for a value of any kind where nothing reads it before the database does."""

    number: int


class Marks:
    """The values of one question and what stands in for them; equal values have one stand-in."""

    __slots__ = ("_known", "_numbers", "values")

    def __init__(self) -> None:
        self.values: list[Any] = []
        self._known: dict[tuple[type, Any], Any] = {}
        self._numbers: dict[Any, int] = {}

    def of(self, value: V) -> V:
        """Return the stand-in of a UUID, a day or a text."""
        known = self._known.get((type(value), value))
        if known is None:
            kind = UUID if isinstance(value, UUID) else date if isinstance(value, date) else str
            known = self._known[type(value), value] = STAND_INS[kind](len(self.values))
            self._numbers[known] = len(self.values)
            self.values.append(value)
        return known  # type: ignore[no-any-return]

    def raw(self, value: Any) -> Mark:
        """Return the stand-in of a value that goes to the database as it is."""
        mark = Mark(len(self.values))
        self._numbers[mark] = mark.number
        self.values.append(value)
        return mark

    def places(self, params: Sequence[Any]) -> list[tuple[int, Place]]:
        """Return which parameters hold a stand-in, and how each is made of the values.

        Raises:
            TypeError: the ORM changed a stand-in, so a value cannot be put in later.
        """
        found = ((at, _place(param, self._numbers)) for at, param in enumerate(params))
        return [(at, place) for at, place in found if place is not None]


def _place(param: Any, numbers: dict[Any, int]) -> Place | None:
    if isinstance(param, (UUID, date, str, Mark)):
        number = numbers.get(param)
        if number is not None:
            return lambda values: values[number]
        if isinstance(param, str) and "\x02" in param:
            beginning = numbers.get(param.removesuffix("%"))
            if beginning is None:
                raise TypeError("a value of this question cannot be put in later")
            return lambda values: f"{connection.ops.prep_for_like_query(values[beginning])}%"
        return None
    if isinstance(param, (list, tuple)):
        inner = [_place(each, numbers) for each in param]
        if any(inner):
            return lambda values: [
                each if place is None else place(values) for each, place in zip(param, inner, strict=True)
            ]
    return None


class _Kept(NamedTuple):
    """A shape put together: nothing at all can be found by it when ``sql`` is empty."""

    sql: str
    params: Sequence[Any]
    places: Sequence[tuple[int, Place]]
    plan: Plan | None

    def filled(self, marks: Marks) -> list[Any]:
        params = list(self.params)
        for at, place in self.places:
            params[at] = place(marks.values)
        return params


class Shapes:
    """The shapes of one kind of question; ``shape`` must hold all that the text depends on."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, _Kept] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        """Return how many shapes are kept."""
        return len(self._kept)

    def text(
        self, shape: Hashable, marks: Marks, spell: Callable[[], tuple[str, Sequence[Any]]]
    ) -> tuple[str, list[Any]]:
        """Return the statement and its values; ``spell`` says it with the stand-ins when it is new.

        The statement is empty when nothing at all can be found (``spell`` raised ``EmptyResultSet``).
        """
        kept = self._known(shape) or self._keep(shape, marks, lambda: (*spell(), None))
        return kept.sql, kept.filled(marks)

    def rows(self, shape: Hashable, marks: Marks, build: Callable[[], QuerySet[M]]) -> list[M]:
        """Return the rows of a queryset of whole or partly loaded rows, as ``Prepared.rows`` does."""

        def spell() -> tuple[str, Sequence[Any], Plan]:
            plan = plan_of(build())
            return plan.sql, plan.params, plan

        kept = self._known(shape) or self._keep(shape, marks, spell)
        return [] if kept.plan is None else found_by(kept.plan, kept.filled(marks))

    def _known(self, shape: Hashable) -> _Kept | None:
        with self._lock:
            kept = self._kept.get(shape)
            if kept is not None:
                self._kept.move_to_end(shape)
            return kept

    def _keep(
        self, shape: Hashable, marks: Marks, spell: Callable[[], tuple[str, Sequence[Any], Plan | None]]
    ) -> _Kept:
        try:
            sql, params, plan = spell()
            kept = _Kept(sql, params, marks.places(params), plan)
        except EmptyResultSet:
            kept = _Kept("", (), (), None)
        with self._lock:
            self._kept[shape] = kept
            if len(self._kept) > MOST:
                self._kept.popitem(last=False)
        return kept
