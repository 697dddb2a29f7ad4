"""复核终结 (36(3)): whether a final opinion stands behind a matter; read by registration and routing."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from minqing.petition.matter.models import Petition

# A repeat of a repeat of a repeat: further back nobody looks.
STEPS: Final = 10


@dataclass(frozen=True, slots=True)
class Finality:
    """复核意见: its number and day, and the matter on which it is noted."""

    petition_id: UUID
    matter_number: str
    number: str
    on: date


def finality_of(petition: Petition) -> Finality | None:
    """Return the final opinion on this matter or on the one it repeats; None when there is none.

    36(3): the same facts and reasons are then no longer accepted. One query for each repetition, none when
    the matter repeats nothing.
    """
    seen: Petition | None = petition
    for _step in range(STEPS):
        if seen is None:
            return None
        if seen.final_on is not None:
            return Finality(seen.pk, seen.number or "", seen.final_number, seen.final_on)
        seen = seen.repeat_of if seen.repeat_of_id else None
    return None
