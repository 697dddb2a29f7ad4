"""办理、复查、复核: the chain with results and windows, the request, the statement, the warning."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from minqing.kernel.people.public import Actor
from minqing.petition.public import Annex, Petition, review

from .kinds import Panel


def read(actor: Actor, matter: Petition, today: date) -> Mapping[str, Any] | None:
    """Return the chain a matter belongs to; one query, two more on a redone or reviewed matter."""
    del actor
    chain = review.chain_for(matter, today)
    mine = next((each for each in chain.requests if each.matter_id == matter.pk), None)
    against = [each for each in chain.requests if each.of_id == matter.pk]
    return {
        "chain": chain,
        "request": mine,
        "against": against[-1] if against else None,
        "draft": review.draft_words(matter) if mine is not None else None,
        "repeated": review.repeated_words(matter, today) if mine is None and matter.review_of_id else "",
        "reviewing": matter.level != "first",
    }


PANELS: Final = (Panel(Annex.REVIEW, "casefile/panel_review.html", read),)
