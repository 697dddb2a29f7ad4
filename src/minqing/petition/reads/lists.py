"""Lists of matters: narrowed, counted by facet, paged by key. Every row comes with what its cells need.

Uses index: petition_received_on, petition_open_holder_due, petition_holder, petition_handling.
"""

import base64
import binascii
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db.models import Case, Count, F, Q, QuerySet, Value, When
from django.db.models.fields import CharField

from minqing.kernel.people.public import Actor, Duty
from minqing.kernel.rows.public import Shapes, fetch
from minqing.petition.matter.gate import visible_to
from minqing.petition.matter.models import HAS_CO_ORGANS, OPEN, Petition
from minqing.petition.matter.rules import State
from minqing.petition.reads.asking import VALUES_OF, Asking, asking, narrow, text_condition
from minqing.petition.reads.criteria import COUNT_CAP, Criteria, FacetCount, due_range

# The organs' names stand in the cells; the body is read on the case page only.
ROW_JOINS: Final = ("holder", "handling", "handler", "received_by")
_ROWS: Final = Shapes()
_COUNTS: Final = Shapes()


def matching(actor: Actor, criteria: Criteria, today: date) -> QuerySet[Petition]:
    """Return the matters the actor may read that meet the criteria, in the order asked for.

    Rows are complete.
    """
    condition, _shape = text_condition(criteria.text)
    return _complete(narrow(visible_to(actor), criteria, actor.account_id, condition, today), criteria.sort)


def _complete(rows: QuerySet[Petition], sort: str) -> QuerySet[Petition]:
    ordered = rows.order_by(*ORDERS.get(sort, ORDERS["newest"]).order)
    return ordered.select_related(*ROW_JOINS).defer("body")


def total_of(actor: Actor, criteria: Criteria, today: date, most: int) -> int:
    """Return how many matters meet the criteria, ``most`` when there are more; one query."""
    asked = asking(actor, criteria, today)

    def spell() -> tuple[str, Sequence[Any]]:
        sql, params = asked.rows().order_by().values("id")[:most].query.sql_with_params()
        return f"SELECT count(*) FROM ({sql}) found", params  # noqa: S608 - made by the ORM

    sql, params = _COUNTS.text(("total", asked.shape, most), asked.marks, spell)
    return int(fetch(sql, params)[0][0]) if sql else 0


# --- paging -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Order:
    """One order: the key column and whether it goes down; the id breaks ties the same way."""

    column: str
    down: bool

    @property
    def order(self) -> tuple[Any, str]:
        if self.column == "due_on":
            return F("due_on").asc(nulls_last=True), "id"
        sign = "-" if self.down else ""
        return f"{sign}{self.column}", f"{sign}id"


ORDERS: Final[Mapping[str, _Order]] = {
    "newest": _Order("received_on", down=True),
    "oldest": _Order("received_on", down=False),
    "due": _Order("due_on", down=False),
}


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its rows and the cursors of its neighbours ("" at the ends)."""

    rows: tuple[Petition, ...]
    next: str
    previous: str


def list_page(
    actor: Actor,
    criteria: Criteria,
    today: date,
    after: str = "",
    size: int = 50,
    *,
    only: tuple[str, ...] = (),
) -> Page:
    """Return the page that begins after a cursor, in one query; an unreadable cursor is the first page.

    ``only`` names the columns wanted; without it rows are complete, with what their cells need. Raises
    nothing: who may see nothing gets an empty page.
    """
    asked = asking(actor, criteria, today)
    cursor = _read_cursor(after)
    order = ORDERS.get(criteria.sort, ORDERS["newest"])
    direction, value, key = cursor or ("", None, None)
    bound = None if key is None else (value and asked.marks.of(value), asked.marks.of(key))

    def build() -> QuerySet[Petition]:
        rows = asked.rows()
        rows = rows.order_by(*order.order).only(*only) if only else _complete(rows, criteria.sort)
        if bound is not None:
            rows = rows.filter(_beyond(order, *bound, backward=direction == "b"))
        return (rows.reverse() if direction == "b" else rows)[: size + 1]

    found = _ROWS.rows((asked.shape, direction, bound, size, only), asked.marks, build)
    more = len(found) > size
    found = found[:size]
    if direction == "b":
        found.reverse()
    has_next = more if direction != "b" else True
    has_previous = more if direction == "b" else cursor is not None
    return Page(
        rows=tuple(found),
        next=_cursor("f", order, found[-1]) if found and has_next else "",
        previous=_cursor("b", order, found[0]) if found and has_previous else "",
    )


def _cursor(direction: str, order: _Order, row: Petition) -> str:
    value = getattr(row, order.column)
    parts = [direction, value.isoformat() if value else "", str(row.pk)]
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode().rstrip("=")


def _read_cursor(text: str) -> tuple[str, date | None, UUID] | None:
    if not text:
        return None
    try:
        direction, value, key = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        return str(direction), date.fromisoformat(value) if value else None, UUID(str(key))
    except (ValueError, TypeError, binascii.Error):
        return None


def _beyond(order: _Order, value: date | None, key: UUID, *, backward: bool) -> Q:
    """Return the condition of the rows behind (or before) a row; an absent due day stands last."""
    down = order.down is not backward
    op = "lt" if down else "gt"
    if value is None:
        same = Q(**{f"{order.column}__isnull": True, f"id__{op}": key})
        return same | Q(**{f"{order.column}__isnull": False}) if backward else same
    strictly = Q(**{f"{order.column}__{op}": value}) | Q(**{order.column: value, f"id__{op}": key})
    if order.column == "due_on" and not backward:
        return strictly | Q(due_on__isnull=True)
    # The plain bound lets the index begin at the right place.
    return Q(**{f"{order.column}__{op}e": value}) & strictly


# --- counting -----------------------------------------------------------------------------------------


def facet_counts(actor: Actor, criteria: Criteria, today: date) -> dict[str, list[FacetCount]]:
    """Return, for each facet, how many matters each value would show beside the other choices; one query.

    A facet is counted without its own choice, so that another value can be added to it. Only open matters are
    counted unless states were chosen; each count looks at ten thousand matters at most and then says so.
    """
    found: dict[str, list[FacetCount]] = {facet: [] for facet in (*VALUES_OF, "due")}
    asked = asking(actor, criteria, today)
    groups: dict[Criteria, list[str]] = {}
    for facet in found:
        groups.setdefault(asked.criteria.without(facet), []).append(facet)

    def spell() -> tuple[str, Sequence[Any]]:
        parts: list[str] = []
        bases: list[str] = []
        params: list[Any] = []
        for number, (narrow_to, facets) in enumerate(groups.items()):
            sql, given = _base(asked, narrow_to)
            bases.append(f"b{number} AS MATERIALIZED ({sql})")
            params.extend(given)
            # Names of columns and facets are constants of this module; every value is a parameter.
            parts.append(f"SELECT 'total{number}', '', count(*) FROM b{number}")  # noqa: S608
            parts.extend(
                f"SELECT '{facet}', {VALUES_OF.get(facet, 'due')}::text, count(*) FROM b{number} GROUP BY 2"  # noqa: S608
                for facet in facets
            )
        return f"WITH {', '.join(bases)} {' UNION ALL '.join(parts)}", params

    sql, params = _COUNTS.text(("facets", asked.shape, today), asked.marks, spell)
    # An actor who may read nothing at all: there is nothing to count.
    rows: Sequence[tuple[str, str | None, int]] = fetch(sql, params) if sql else ()
    if not rows:
        return found
    totals = {name: count for name, _, count in rows if name.startswith("total")}
    full = {
        facet: totals[f"total{number}"] > COUNT_CAP
        for number, facets in enumerate(groups.values())
        for facet in facets
    }
    for facet, value, count in rows:
        if facet in found and value:
            found[facet].append(FacetCount(value, min(count, COUNT_CAP), capped=full[facet]))
    for counts in found.values():
        counts.sort(key=lambda each: (-each.count, each.value))
    return found


def _base(asked: Asking, criteria: Criteria) -> tuple[str, Sequence[Any]]:
    rows, today = replace(asked, criteria=criteria).rows(), asked.today
    if not criteria.states and not criteria.text:
        rows = rows.filter(OPEN)
    due = Case(
        When(~OPEN, then=Value("")),
        *(When(_due_condition(kind, today), then=Value(kind)) for kind in ("overdue", "today", "soon")),
        default=Value(""),
        output_field=CharField(),
    )
    columns = list(VALUES_OF.values())
    values = rows.order_by().annotate(due=due).values(*columns, "due")[: COUNT_CAP + 1]
    sql, params = values.query.sql_with_params()
    return sql, params


def _due_condition(kind: str, today: date) -> Q:
    first, last = due_range(kind, today)
    condition = Q(due_on__lte=last)
    return condition & Q(due_on__gte=first) if first else condition


def inbox_counts(actor: Actor, today: date) -> dict[str, int]:
    """Return the numbers of the desks' tabs over the open matters the actor's organs hold; one query.

    Those who handle or lead have a second one, for the matters of other organs theirs helps with.
    Keys: new, to_refer, repeats, returned, due_today, due_soon, overdue, to_accept, mine, sent_back,
    approving, to_deliver, to_close, open, co_handling. Uses index: petition_open_holder_due.
    """
    names = tuple(INBOX)
    working = {Duty.REGISTRAR, Duty.HANDLER, Duty.LEADER, Duty.REVIEWER} & actor.duties
    organs = sorted({organ for duty in working for organ in actor.organ_ids(duty)})
    if not organs:
        return dict.fromkeys((*names, *DUE_TABS, "mine", "open", "co_handling"), 0)
    rows = visible_to(actor).filter(OPEN, holder_id__in=organs)
    due = {
        f"due_{kind}" if kind != "overdue" else kind: Count("id", filter=_due_condition(kind, today))
        for kind in ("today", "soon", "overdue")
    }
    helping = sorted({organ for duty in (Duty.HANDLER, Duty.LEADER) for organ in actor.organ_ids(duty)})
    helped = visible_to(actor).filter(OPEN, HAS_CO_ORGANS, co_organs__overlap=helping)
    counts: dict[str, int] = rows.aggregate(
        **{name: Count("id", filter=condition) for name, condition in INBOX.items()},
        **due,
        mine=Count("id", filter=Q(handler_id=actor.account_id)),
        open=Count("id"),
    )
    return {**counts, "co_handling": helped.count() if helping else 0}


DUE_TABS: Final = ("due_today", "due_soon", "overdue")
INBOX: Final[Mapping[str, Q]] = {
    "new": Q(state=State.RECEIVED.value),
    "to_refer": Q(state=State.REGISTERED.value),
    "repeats": Q(repeat_of__isnull=False),
    "returned": Q(state=State.RETURNED.value),
    "to_accept": Q(state=State.REFERRED.value),
    "sent_back": Q(state=State.HANDLING.value, sent_back=True),
    "approving": Q(state=State.APPROVING.value),
    "to_deliver": Q(state=State.ANSWERED.value),
    "to_close": Q(state=State.DELIVERED.value),
}
