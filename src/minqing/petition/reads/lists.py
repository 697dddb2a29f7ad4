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
        rows = asked.rows().order_by(*order.order)
        if bound is not None:
            rows = rows.filter(_beyond(order, *bound, backward=direction == "b"))
        rows = rows.reverse() if direction == "b" else rows
        # Which rows come first is found by narrow ones; only those of the page are then read whole.
        first = rows.select_related(None).values("id")[: size + 1]
        whole = Petition.objects.only(*only) if only else _complete(Petition.objects.all(), criteria.sort)
        whole = whole.filter(id__in=first).order_by(*order.order)
        return whole.reverse() if direction == "b" else whole

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


@dataclass(frozen=True, slots=True)
class Counted:
    """Counts of a list: by facet the number of matters of each value, most first, and how many meet it all.

    ``total`` is ``COUNT_CAP + 1`` when there are more; None when what was counted is not the whole list.
    """

    values: Mapping[str, list[FacetCount]]
    total: int | None


def facet_counts(actor: Actor, criteria: Criteria, today: date, always: Criteria | None = None) -> Counted:
    """Return, for each facet, how many matters each value would show beside the other choices; one query.

    A facet is counted without its own choice, so that another value can be added to it, but within what the
    list ``always`` narrows to. Only open matters are counted unless states were chosen; each count looks at
    ten thousand matters at most and then says so.
    """
    facets = (*VALUES_OF, "due")
    found: dict[str, list[FacetCount]] = {facet: [] for facet in facets}
    asked = asking(actor, criteria, today)
    fixed = asking(actor, always or Criteria(), today, asked.marks).criteria
    groups: dict[Criteria, list[str]] = {}
    for facet in facets:
        groups.setdefault(asked.criteria.without(facet, fixed), []).append(facet)

    def spell() -> tuple[str, Sequence[Any]]:
        parts: list[str] = []
        params: list[Any] = []
        for number, (narrow_to, counted) in enumerate(groups.items()):
            sql, given = _base(asked, narrow_to)
            params.extend(given)
            # Names of columns are constants of this module; every value is a parameter.
            columns = [VALUES_OF.get(facet, "due") for facet in counted]
            parts.append(
                f"SELECT {number}, GROUPING({', '.join(columns)}),"  # noqa: S608
                f" COALESCE({', '.join(f'{column}::text' for column in columns)}), count(*) FROM ({sql}) b"
                f" GROUP BY GROUPING SETS ((), {', '.join(f'({column})' for column in columns)})"
            )
        return " UNION ALL ".join(parts), params

    sql, params = _COUNTS.text(("facets", asked.shape, fixed, today), asked.marks, spell)
    # An actor who may read nothing at all: there is nothing to count.
    rows: Sequence[tuple[int, int, str | None, int]] = fetch(sql, params) if sql else ()
    sets = {
        (number, (1 << len(counted)) - 1 - (1 << (len(counted) - 1 - place))): facet
        for number, counted in enumerate(groups.values())
        for place, facet in enumerate(counted)
    }
    totals = {number: count for number, which, _, count in rows if (number, which) not in sets}
    for number, which, value, count in rows:
        facet = sets.get((number, which), "")
        if facet and value:
            capped = totals[number] > COUNT_CAP
            found[facet].append(FacetCount(value, min(count, COUNT_CAP), capped=capped))
    for counts in found.values():
        counts.sort(key=lambda each: (-each.count, each.value))
    whole = (
        [*groups].index(asked.criteria) if asked.criteria in groups and _counts_all(asked.criteria) else None
    )
    return Counted(found, None if whole is None else totals.get(whole, 0))


def _counts_all(criteria: Criteria) -> bool:
    return bool(criteria.states or criteria.text)


def _base(asked: Asking, criteria: Criteria) -> tuple[str, Sequence[Any]]:
    rows, today = replace(asked, criteria=criteria).rows(), asked.today
    if not _counts_all(criteria):
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

    Those who handle or lead have the matters of other organs theirs helps with counted in the same query.
    Keys: new, to_refer, repeats, returned, due_today, due_soon, overdue, to_accept, mine, sent_back,
    approving, to_deliver, to_close, open, co_handling. Uses index: petition_open_holder_due.
    """
    names = (*INBOX, *DUE_TABS, "mine", "open", "co_handling")
    working = {Duty.REGISTRAR, Duty.HANDLER, Duty.LEADER, Duty.REVIEWER} & actor.duties
    organs = sorted({organ for duty in working for organ in actor.organ_ids(duty)})
    if not organs:
        return dict.fromkeys(names, 0)
    helping = sorted({organ for duty in (Duty.HANDLER, Duty.LEADER) for organ in actor.organ_ids(duty)})
    asked = asking(actor, Criteria(), today)
    held, helped = tuple(map(asked.marks.of, organs)), list(map(asked.marks.of, helping))

    def spell() -> tuple[str, Sequence[Any]]:
        due = {
            f"due_{kind}" if kind != "overdue" else kind: _due_condition(kind, today)
            for kind in ("today", "soon", "overdue")
        }
        mine = Q(handler_id=asked.account_id)
        conditions = {**INBOX, **{name: due[name] for name in DUE_TABS}, "mine": mine}
        rows = asked.rows().filter(OPEN, holder_id__in=held).order_by()
        counts = {name: Count("id", filter=condition) for name, condition in conditions.items()}
        # Grouped by nothing: one row, also when nothing is found.
        inbox = rows.annotate(one=Value(1)).values("one").annotate(**counts, open=Count("id"))
        sql, params = inbox.values_list(*counts, "open").query.sql_with_params()
        if not helping:
            return f"SELECT i.*, 0 FROM ({sql}) i", params  # noqa: S608 - made by the ORM
        others = asked.rows().filter(OPEN, HAS_CO_ORGANS, co_organs__overlap=helped).order_by()
        other, given = others.values("id").query.sql_with_params()
        return f"SELECT i.*, (SELECT count(*) FROM ({other}) o) FROM ({sql}) i", (*given, *params)  # noqa: S608

    shape = ("inbox", asked.shape, held, tuple(helped), today)
    sql, params = _COUNTS.text(shape, asked.marks, spell)
    rows = fetch(sql, params) if sql else []
    return dict(zip(names, rows[0], strict=True)) if rows else dict.fromkeys(names, 0)


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
