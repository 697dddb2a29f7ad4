"""Columns and saved filters of one account, read in one query."""

from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode
from uuid import UUID

from django.http import QueryDict

from .models import Preference
from .query import read_query

COLUMNS: Final = "list.columns"
FILTERS: Final = "list.filters"
# More than this nobody finds again; the oldest goes.
MAX_FILTERS: Final = 30
MAX_NAME: Final = 30


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """A list kept under a name: the name and the address query."""

    name: str
    query: str


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
        filters=tuple(SavedFilter(str(f["name"]), str(f["query"])) for f in kept.get(FILTERS, [])),
    )


def remember_columns(account_id: UUID, keys: tuple[str, ...]) -> None:
    """Remember the columns of the list for this account."""
    _keep(account_id, COLUMNS, list(keys))


def save_filter(account_id: UUID, name: str, query: str) -> SavedFilter | None:
    """Keep a list under a name; the same name again replaces it. An empty name keeps nothing."""
    name = " ".join(name.replace("\x00", "").split())[:MAX_NAME]
    if not name:
        return None
    # Read and written again, so that only what the list understands is kept.
    tidy = read_query(QueryDict(urlencode(parse_qsl(query)))).address()
    saved = SavedFilter(name, tidy)
    others = [f for f in preferences_of(account_id).filters if f.name != name]
    _keep_filters(account_id, [*others, saved][-MAX_FILTERS:])
    return saved


def drop_filter(account_id: UUID, name: str) -> None:
    """Forget a saved list."""
    _keep_filters(account_id, [f for f in preferences_of(account_id).filters if f.name != name])


def _keep_filters(account_id: UUID, filters: list[SavedFilter]) -> None:
    _keep(account_id, FILTERS, [{"name": f.name, "query": f.query} for f in filters])


def _keep(account_id: UUID, key: str, value: object) -> None:
    Preference.objects.update_or_create(account_id=account_id, key=key, defaults={"value": value})
