"""Builds the list of any desk: rows, facets with counts, tabs, chips, paging, saved filters, columns.

At most six queries here, whatever the number of rows: preferences, the page itself, facet counts, the capped
total where they do not give it, names of organs and of accounts.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from minqing.desks.shared import words
from minqing.desks.shared.content import content_word
from minqing.desks.shared.gate import actor_from
from minqing.desks.shared.ribbon import Facet, FacetValue
from minqing.kernel.clock import public as clock
from minqing.kernel.people.public import Account, Actor, Organ
from minqing.petition import public as petition

from .columns import COLUMNS, chosen_columns, row_of
from .preferences import Preferences, preferences_of
from .query import DUE_VALUES, FACETS, ID_FACETS, ListQuery, read_query

# Beyond this nobody needs the exact number, and counting it would cost more than the page.
CAP: Final = 10_000

Fixed = Callable[[Actor], Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Tab:
    """A fixed view of a desk: what it always narrows to and which count it carries."""

    key: str
    label: str | Promise
    fixed: Fixed
    count: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class TabLink:
    """A tab as the page draws it."""

    label: str
    href: str
    active: bool
    count: str
    tone: str


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing the list is narrowed by, with the address of the list without it."""

    label: str
    href: str


FACET_LABELS: Final[Mapping[str, str | Promise]] = {
    "due": lazy("期限"),
    "state": lazy("状态"),
    "channel": lazy("形式"),
    "purpose": lazy("目的"),
    "level": lazy("办理层次"),
    "content": lazy("内容分类"),
    "holder": lazy("现在谁手里"),
    "handling": lazy("承办单位"),
    "handler": lazy("承办人"),
}
# Facet in the address -> key of the petition room's counts.
FACET_COUNTS: Final = {**FACETS, "due": "due"}
_TABLES: Final[Mapping[str, Mapping[Any, str | Promise]]] = {
    "due": words.DUE,
    "state": words.STATES,
    "channel": words.CHANNELS,
    "purpose": words.PURPOSES,
    "level": words.LEVELS,
}


def list_context(
    request: HttpRequest, *, path: str, tabs: Sequence[Tab] = (), counts: Mapping[str, int] | None = None
) -> dict[str, Any]:
    """Return the context of a list at ``path``; the request's query string is its whole state.

    Args:
        request: whose list and which state.
        path: the address of this list, without query.
        tabs: the desk's fixed views; the first is shown when the address names none.
        counts: numbers of the tabs by their ``count`` key.
    """
    actor, today = actor_from(request), clock.today()
    query = read_query(request.GET)
    tab = tab_of(tabs, query)
    query = replace(query, tab=tab.key if tab else "")
    fixed = tab.fixed(actor) if tab else {}
    criteria = query.criteria(fixed)
    preferences = preferences_of(actor.account_id)
    columns = chosen_columns(preferences.columns)
    page = petition.list_page(actor, criteria, today, query.after, query.size)
    counted = petition.facet_counts(actor, criteria, today, ListQuery().criteria(fixed))
    total = petition.total_of(actor, criteria, today, CAP + 1) if counted.total is None else counted.total
    facets = _facets(actor, query, counted.values)
    return {
        "query": query,
        "path": path,
        "address": query.address(),
        "tabs": _tab_links(tabs, query, path, counts or {}),
        "facets": facets,
        "chips": _chips(query, path, facets),
        "columns": columns,
        "all_columns": [(column, column in columns) for column in COLUMNS],
        "rows": [row_of(row, columns, today) for row in page.rows],
        "total": total,
        "total_words": capped(total),
        "next": _turn(query, path, page.next),
        "previous": _turn(query, path, page.previous),
        "saved": _saved(preferences, path, query),
        "clear": f"{path}?tab={query.tab}" if query.tab else path,
        "hidden": hidden_pairs(query),
        "today": today,
        "sorts": _sorts(query, path),
        "export_url": reverse("casework:export"),
    }


def tab_of(tabs: Sequence[Tab], query: ListQuery) -> Tab | None:
    """Return the tab the address names, else the first."""
    return next((tab for tab in tabs if tab.key == query.tab), tabs[0] if tabs else None)


def capped(count: int) -> str:
    """Return a count in words: exact up to ten thousand, then ``10000+``."""
    return f"{CAP}+" if count > CAP else str(count)


def hidden_pairs(query: ListQuery) -> list[tuple[str, str]]:
    """Return what the facet form carries along beside its own boxes."""
    return [(name, value) for name, value in query.pairs() if name not in FACETS and name not in {"due", "q"}]


def _turn(query: ListQuery, path: str, cursor: str) -> str:
    return f"{path}?{query.at(cursor).address(paging=True)}" if cursor else ""


def _sorts(query: ListQuery, path: str) -> list[tuple[str, str, bool]]:
    labels = {"newest": _("最近收到"), "due": _("最早到期"), "oldest": _("最早收到")}
    return [
        (label, f"{path}?{replace(query, sort=key, after='').address()}", query.sort == key)
        for key, label in labels.items()
    ]


def _tab_links(tabs: Sequence[Tab], query: ListQuery, path: str, counts: Mapping[str, int]) -> list[TabLink]:
    links = []
    for tab in tabs:
        count = counts.get(tab.count) if tab.count else None
        links.append(
            TabLink(
                label=str(tab.label),
                href=f"{path}?tab={tab.key}",
                active=tab.key == query.tab,
                count="" if count is None else capped(count),
                tone=tab.tone if count else "",
            )
        )
    return links


def _saved(preferences: Preferences, path: str, query: ListQuery) -> list[tuple[str, str, bool]]:
    here = query.address()
    return [(f.name, f.leads_to(path), f.leads_to(path) == f"{path}?{here}") for f in preferences.filters]


def _facets(
    actor: Actor, query: ListQuery, counted: Mapping[str, Sequence[petition.FacetCount]]
) -> tuple[Facet, ...]:
    names = _names(actor, query, counted)
    facets = []
    for name, label in FACET_LABELS.items():
        found = {str(c.value): c for c in counted.get(FACET_COUNTS[name], ()) if c.value not in {None, ""}}
        chosen = (query.due,) if name == "due" and query.due else query.chosen.get(name, ())
        order = [*DUE_VALUES] if name == "due" else [*found]
        order += [value for value in chosen if value not in order]
        values = tuple(
            FacetValue(
                value=value,
                label=_facet_word(name, value, names),
                count=_facet_count(found.get(value)),
                chosen=value in chosen,
            )
            for value in order
        )
        if values:
            facets.append(Facet(name=name, label=str(label), values=values))
    return tuple(facets)


class CappedCount(int):
    """A count that stopped at the cap; it is written with a plus."""

    def __str__(self) -> str:
        return f"{int(self)}+"


def _facet_count(found: petition.FacetCount | None) -> int | None:
    if found is None:
        return None
    return CappedCount(found.count) if found.capped else found.count


def _facet_word(name: str, value: str, names: Mapping[str, str]) -> str:
    if name in _TABLES:
        return words.word(_TABLES[name], value)
    if name == "content":
        return content_word(value)
    return names.get(value, _("（不详）"))


def _names(
    actor: Actor, query: ListQuery, counted: Mapping[str, Sequence[petition.FacetCount]]
) -> dict[str, str]:
    """Return the names of the organs and accounts that stand in the facets: two queries, or one, or none."""
    del actor

    def wanted(*facets: str) -> set[UUID]:
        values: Iterable[Any] = [
            *(c.value for f in facets for c in counted.get(FACET_COUNTS[f], ()) if c.value),
            *(value for f in facets for value in query.chosen.get(f, ())),
        ]
        return {value if isinstance(value, UUID) else UUID(str(value)) for value in values}

    organs, accounts = wanted("holder", "handling"), wanted("handler")
    names: dict[str, str] = {}
    if organs:
        for organ_id, short, name in Organ.objects.filter(id__in=organs).values_list(
            "id", "short_name", "name"
        ):
            names[str(organ_id)] = short or name
    if accounts:
        for account_id, name in Account.objects.filter(id__in=accounts).values_list("id", "name"):
            names[str(account_id)] = name
    return names


_FLAG_WORDS: Final = {"mine": lazy("我承办的"), "repeat": lazy("重复件"), "returned": lazy("退回件")}


def _chips(query: ListQuery, path: str, facets: Iterable[Facet]) -> list[Chip]:
    def to(changed: ListQuery) -> str:
        return f"{path}?{changed.address()}"

    chips = []
    if query.text:
        chips.append(Chip(_("含“%(text)s”") % {"text": query.text}, to(replace(query, text="", after=""))))
    for facet in facets:
        for value in facet.values:
            if value.chosen:
                changed = (
                    query.with_due(value.value)
                    if facet.name == "due"
                    else query.toggled(facet.name, value.value)
                )
                chips.append(Chip(f"{facet.label}{_('：')}{value.label}", to(changed)))
    chips.extend(Chip(str(_FLAG_WORDS[flag]), to(query.without_flag(flag))) for flag in sorted(query.flags))
    if query.received_from:
        day = words.short_day(query.received_from)
        chips.append(
            Chip(_("收到于%(day)s起") % {"day": day}, to(replace(query, received_from=None, after="")))
        )
    if query.received_to:
        day = words.short_day(query.received_to)
        chips.append(
            Chip(_("收到于%(day)s止") % {"day": day}, to(replace(query, received_to=None, after="")))
        )
    return chips


__all__ = ["CAP", "ID_FACETS", "Tab", "capped", "list_context", "tab_of"]
