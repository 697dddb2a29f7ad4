"""What evaluation records."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from minqing.kernel.ledger.public import Event


@dataclass(frozen=True)
class PetitionEvaluated(Event):
    """信访人已评价."""

    name: ClassVar[str] = "petition.evaluated"
    evaluation_id: UUID
    resolved: str
    office_attitude: str
    organ_attitude: str
    reason_digest: str
    way: str = "online"
