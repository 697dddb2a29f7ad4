"""A list's address, read and written: the query string is the whole state of a list and can be shared.

Anything unknown in it is dropped, never an error: an old link shows a list, perhaps a longer one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final
from urllib.parse import urlencode
from uuid import UUID

from django.http import QueryDict

from minqing.petition.public import Channel, Criteria, Level, Purpose, State

PAGE_SIZES: Final = (25, 50, 100)
# A screen and a half; each row costs the server about a millisecond, and the next page is one key away.
DEFAULT_SIZE: Final = 25
SORTS: Final = ("newest", "due", "oldest")
MAX_TEXT: Final = 100

# Facet in the address -> field of the criteria; the order is the order on the page.
FACETS: Final[Mapping[str, str]] = {
    "state": "states",
    "channel": "channels",
    "purpose": "purposes",
    "level": "levels",
    "content": "content_classes",
    "holder": "holder_ids",
    "handling": "handling_ids",
    "handler": "handler_ids",
}
ID_FACETS: Final = frozenset({"holder", "handling", "handler"})
ID_FIELDS: Final = frozenset(FACETS[name] for name in ID_FACETS)
# Values no row has: asked for when a tab and a choice exclude one another.
NOTHING: Final = "-"
NOBODY: Final = UUID(int=0)
DUE_VALUES: Final = ("overdue", "today", "soon")
FLAGS: Final = ("mine", "repeat", "returned")
_KNOWN: Final[Mapping[str, frozenset[str]]] = {
    "state": frozenset(s.value for s in State),
    "channel": frozenset(c.value for c in Channel),
    "purpose": frozenset(p.value for p in Purpose),
    "level": frozenset(v.value for v in Level),
}


@dataclass(frozen=True, slots=True)
class ListQuery:
    """One state of a list, as the address carries it."""

    text: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    due: str = ""
    flags: frozenset[str] = frozenset()
    received_from: date | None = None
    received_to: date | None = None
    sort: str = "newest"
    tab: str = ""
    after: str = ""
    size: int = DEFAULT_SIZE

    @property
    def narrowed(self) -> bool:
        """Whether anything beside the tab narrows the list."""
        return bool(
            self.text
            or any(self.chosen.values())
            or self.due
            or self.flags
            or self.received_from
            or self.received_to
        )

    def pairs(self, *, paging: bool = False) -> list[tuple[str, str]]:
        """Return the state as pairs of the address, in a fixed order: equal lists share one address."""
        pairs: list[tuple[str, str]] = []
        if self.tab:
            pairs.append(("tab", self.tab))
        if self.text:
            pairs.append(("q", self.text))
        pairs.extend((name, value) for name in FACETS for value in self.chosen.get(name, ()))
        if self.due:
            pairs.append(("due", self.due))
        pairs.extend((flag, "1") for flag in FLAGS if flag in self.flags)
        if self.received_from:
            pairs.append(("from", self.received_from.isoformat()))
        if self.received_to:
            pairs.append(("to", self.received_to.isoformat()))
        if self.sort != SORTS[0]:
            pairs.append(("sort", self.sort))
        if self.size != DEFAULT_SIZE:
            pairs.append(("size", str(self.size)))
        if paging and self.after:
            pairs.append(("after", self.after))
        return pairs

    def address(self, *, paging: bool = False) -> str:
        """Return the query string without its question mark."""
        return urlencode(self.pairs(paging=paging))

    def toggled(self, name: str, value: str) -> "ListQuery":
        """Return this state with one facet value switched, back on the first page."""
        present = self.chosen.get(name, ())
        wanted = tuple(v for v in present if v != value) if value in present else (*present, value)
        return replace(self, chosen={**self.chosen, name: wanted}, after="")

    def with_due(self, value: str) -> "ListQuery":
        """Return this state narrowed to one kind of deadline, or freed of it when it was that."""
        return replace(self, due="" if self.due == value else value, after="")

    def without_flag(self, flag: str) -> "ListQuery":
        """Return this state without one of its switches."""
        return replace(self, flags=self.flags - {flag}, after="")

    def at(self, cursor: str) -> "ListQuery":
        """Return this state on the page that begins at a cursor."""
        return replace(self, after=cursor)

    def criteria(self, fixed: Mapping[str, object] | None = None) -> Criteria:
        """Return what the petition room is asked for; ``fixed`` is what the tab always narrows to."""
        wanted: dict[str, object] = {
            "text": self.text,
            "due": self.due,
            "mine": "mine" in self.flags,
            "repeats": True if "repeat" in self.flags else None,
            "returned": True if "returned" in self.flags else None,
            "received_from": self.received_from,
            "received_to": self.received_to,
            "sort": self.sort,
        }
        for name, target in FACETS.items():
            values = self.chosen.get(name, ())
            wanted[target] = tuple(UUID(v) for v in values) if name in ID_FACETS else tuple(values)
        for key, value in (fixed or {}).items():
            wanted[key] = _both(key, wanted.get(key), value)
        return Criteria(**wanted)  # type: ignore[arg-type]


def _both(name: str, chosen: object, fixed: object) -> object:
    """Return what satisfies the tab and the person's own choice; a tuple is narrowed, never widened."""
    if isinstance(chosen, tuple) and isinstance(fixed, tuple):
        if not chosen:
            return fixed
        common = tuple(value for value in chosen if value in fixed)
        # Nothing in common means an empty list, not an unfiltered one.
        return common or ((NOBODY,) if name in ID_FIELDS else (NOTHING,))
    return chosen or fixed


def read_query(params: QueryDict) -> ListQuery:
    """Read a list's state from its address; whatever is not understood is left out."""
    chosen = {name: _values(name, params.getlist(name)) for name in FACETS}
    due = params.get("due", "")
    sort = params.get("sort", SORTS[0])
    size = params.get("size", "")
    return ListQuery(
        text=" ".join((params.get("q") or "").replace("\x00", "").split())[:MAX_TEXT],
        chosen={name: values for name, values in chosen.items() if values},
        due=due if due in DUE_VALUES else "",
        flags=frozenset(flag for flag in FLAGS if params.get(flag) == "1"),
        received_from=_day(params.get("from", "")),
        received_to=_day(params.get("to", "")),
        sort=sort if sort in SORTS else SORTS[0],
        tab=(params.get("tab") or "")[:20],
        after=(params.get("after") or "")[:200],
        size=next((known for known in PAGE_SIZES if str(known) == size), DEFAULT_SIZE),
    )


def _values(name: str, given: Iterable[str]) -> tuple[str, ...]:
    known = _KNOWN.get(name)
    kept: list[str] = []
    for value in given:
        if value in kept or "\x00" in value or (known is not None and value not in known):
            continue
        if name in ID_FACETS and _uuid(value) is None:
            continue
        kept.append(value[:40])
    return tuple(kept)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None
