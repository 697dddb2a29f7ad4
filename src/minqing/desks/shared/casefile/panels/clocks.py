"""What moved the clocks of a file, and who has it while its handler is away."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from minqing.kernel.people.public import Actor
from minqing.petition.public import Annex, Petition
from minqing.petition.public.clocks import HandedMatter, TermRequest

from .kinds import Panel


def requests(actor: Actor, matter: Petition, today: date) -> Mapping[str, Any] | None:
    """Return every application for more time or a pause, decided or not; one query."""
    del actor
    rows = list(
        TermRequest.objects.filter(petition=matter)
        .select_related("applied_by", "decided_by", "clock")
        .order_by("applied_at")
    )
    return {"requests": rows, "today": today} if rows else None


def _pauses_only(actor: Actor, matter: Petition, today: date) -> Mapping[str, Any] | None:
    """Return the same for a file that was only paused: one panel for both."""
    return None if Annex.EXTENSION.value in matter.annexes else requests(actor, matter, today)


def handed(actor: Actor, matter: Petition, today: date) -> Mapping[str, Any] | None:
    """Return to whom the matter was handed during absences; one query."""
    del actor, today
    rows = list(
        HandedMatter.objects.filter(petition=matter)
        .select_related("handover__from_account", "to_account")
        .order_by("id")
    )
    return {"handed": rows} if rows else None


PANELS: Final = (
    Panel(Annex.EXTENSION, "casefile/panel_clocks.html", requests),
    Panel(Annex.PAUSE, "casefile/panel_clocks.html", _pauses_only),
    Panel(Annex.HANDOVER, "casefile/panel_handover.html", handed),
)
