"""One panel of the case page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from minqing.kernel.people.public import Actor
from minqing.petition.public import Annex, Petition


@dataclass(frozen=True, slots=True)
class Panel:
    """One panel: the annex it shows, its template, and what the template draws (None shows nothing).

    Without an annex it is asked of every file, so it must cost no query.
    """

    annex: Annex | None
    template: str
    read: Callable[[Actor, Petition, date], Mapping[str, Any] | None]
