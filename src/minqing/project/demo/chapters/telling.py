"""What a chapter knows of the letter it goes on with."""

from datetime import date, datetime
from typing import Final, Protocol
from uuid import UUID

from minqing.kernel.people.public import Actor
from minqing.petition import public as petitions
from minqing.petition.public import Petition

OFFICE: Final = "xfj"
COUNTY: Final = "tjx"


class Telling(Protocol):
    """One letter being told: whose steps, on which days after its receipt."""

    id: UUID
    first: date
    organ: str

    def at(self, after: int, *, hour: int = 9) -> datetime:
        """Return an instant so many days after receipt, never in the future."""

    def actor(self, duty: str, organ: str = "") -> Actor:
        """Return who holds a duty, in the organ of the letter unless another one is named."""

    def organ_id(self, code: str) -> UUID:
        """Return the id of an organ of the demo."""

    def draft(self) -> None:
        """Hear the petitioner and draft the answer."""


def matter_told(telling: Telling) -> Petition:
    """Return the matter as it is stored now."""
    return Petition.objects.select_related("handler", "handling", "petitioner").get(pk=telling.id)


def petitioner_told(telling: Telling) -> petitions.Petitioner:
    """Return its petitioner, as they act on their page."""
    return petitions.petitioner_of(matter_told(telling))
