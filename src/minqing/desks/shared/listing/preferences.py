"""Columns and saved filters of one account, read in one query."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode
from uuid import UUID

from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext as _

from minqing.kernel.law.public import Conflict

from .models import Preference
from .query import read_query

COLUMNS: Final = "list.columns"
FILTERS: Final = "list.filters"
# More than this nobody finds again; the oldest goes.
MAX_FILTERS: Final = 30
MAX_NAME: Final = 30


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """A list kept under a name: the name, the address query, and the list it was kept on ("" is any)."""

    name: str
    query: str
    path: str = ""

    def leads_to(self, here: str) -> str:
        """Return the address of the list, seen from the list at ``here``."""
        return f"{self.path or here}?{self.query}"


@dataclass(frozen=True, slots=True)
class Preferences:
    """What one account chose for its lists."""

    columns: tuple[str, ...] = ()
    filters: tuple[SavedFilter, ...] = ()


def preferences_of(account_id: UUID | None) -> Preferences:
    """Return an account's choices; nothing chosen yet is an empty tuple."""
    if account_id is None:
        return Preferences()
    kept: dict[str, Any] = dict(
        Preference.objects.filter(account_id=account_id, key__in=[COLUMNS, FILTERS]).values_list(
            "key", "value"
        )
    )
    return Preferences(
        columns=tuple(str(key) for key in kept.get(COLUMNS, [])),
        filters=_read(kept.get(FILTERS, [])),
    )


def remember_columns(account_id: UUID, keys: tuple[str, ...]) -> None:
    """Remember the columns of the list for this account."""
    _keep(account_id, COLUMNS, list(keys))


def save_filter(account_id: UUID, name: str, query: str, path: str = "") -> SavedFilter | None:
    """Keep a list under a name; the same name again replaces it. An empty name keeps nothing."""
    name = _tidy(name)
    if not name:
        return None
    # Read and written again, so that only what the list understands is kept.
    tidy = read_query(QueryDict(urlencode(parse_qsl(query)))).address()
    saved = SavedFilter(name, tidy, path)
    with _filters(account_id) as filters:
        filters[:] = [*(f for f in filters if f.name != name), saved][-MAX_FILTERS:]
    return saved


def rename_filter(account_id: UUID, name: str, wanted: str) -> SavedFilter | None:
    """Give a saved list another name, in its place; ``None`` when the name is empty or not one's own list.

    Raises:
        Conflict: when another of one's lists has that name.
    """
    wanted = _tidy(wanted)
    with _filters(account_id) as filters:
        at = next((place for place, f in enumerate(filters) if f.name == name), None)
        if at is None or not wanted:
            return None
        if any(f.name == wanted for place, f in enumerate(filters) if place != at):
            raise Conflict(_("已经有一个收藏叫“%(name)s”，请换一个名字。") % {"name": wanted}, None)
        filters[at] = replace(filters[at], name=wanted)
        return filters[at]


def drop_filter(account_id: UUID, name: str) -> None:
    """Forget a saved list."""
    with _filters(account_id) as filters:
        filters[:] = [f for f in filters if f.name != name]


def _tidy(name: str) -> str:
    return " ".join(name.replace("\x00", "").split())[:MAX_NAME]


def _read(kept: list[dict[str, Any]]) -> tuple[SavedFilter, ...]:
    return tuple(SavedFilter(str(f["name"]), str(f["query"]), str(f.get("path", ""))) for f in kept)


@contextmanager
def _filters(account_id: UUID) -> Iterator[list[SavedFilter]]:
    """Give one's saved lists to be changed and keep what became of them; one after the other."""
    with transaction.atomic():
        Preference.objects.get_or_create(account_id=account_id, key=FILTERS, defaults={"value": []})
        row = Preference.objects.select_for_update().get(account_id=account_id, key=FILTERS)
        filters = [*_read(row.value)]
        yield filters
        row.value = [{"name": f.name, "query": f.query, "path": f.path} for f in filters]
        row.save(update_fields=["value"])


def _keep(account_id: UUID, key: str, value: object) -> None:
    Preference.objects.update_or_create(account_id=account_id, key=key, defaults={"value": value})
