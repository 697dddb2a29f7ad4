"""What a case page shows of serving papers."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from minqing.desks.shared import words
from minqing.desks.shared.retelling import retold
from minqing.desks.shared.ribbon import Deadline
from minqing.kernel.documents.public import OUTCOME_WORDS, WAY_WORDS, DeliveryAttempt, DeliveryWay, Outcome
from minqing.kernel.people.public import Actor
from minqing.petition.public import Annex, Petition, papers

from .kinds import Panel

SIGNED: Final = frozenset({DeliveryWay.IN_PERSON, DeliveryWay.HOUSEHOLD, DeliveryWay.REFUSED})


def service(_actor: Actor, matter: Petition, today: date) -> Mapping[str, Any] | None:
    """Return each paper to be served with its tries, its corrections and what comes next."""
    served = papers.service_of(matter)
    return {
        "electronic": served.electronic,
        "lines": [
            {
                "line": line,
                "way": retold(WAY_WORDS[DeliveryWay(line.way)]) if line.way else "",
                # Signed by hand and not scanned yet: the sheet itself still has to lie on the file.
                "unscanned": line.way in SIGNED and not line.scanned,
                "pending": line.delivered_on is not None and line.delivered_on > today,
                "deadline": _deadline(line.due_on, today) if line.due_on and not line.delivered_on else None,
                "tries": [_tried(each) for each in line.tries],
                "next": [retold(WAY_WORDS[way]) for way in line.next_ways],
            }
            for line in served.lines
        ],
    }


def _tried(each: DeliveryAttempt) -> tuple[DeliveryAttempt, str, str]:
    return each, retold(WAY_WORDS[DeliveryWay(each.way)]), retold(OUTCOME_WORDS[Outcome(each.outcome)])


def _deadline(day: date, today: date) -> Deadline:
    tone, said = words.due_words(day, today)
    return Deadline(tone, said, day)


PANELS: Final = (Panel(Annex.SERVICE, "casefile/panel_service.html", service),)
