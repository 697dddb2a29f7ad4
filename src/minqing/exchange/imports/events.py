"""What imports leave in the ledger; each run is a chain of its own."""

from dataclasses import dataclass
from typing import ClassVar

from minqing.kernel.ledger.public import Event


@dataclass(frozen=True, slots=True)
class LettersUploaded(Event):
    """A sheet of letters was uploaded."""

    name: ClassVar[str] = "import.uploaded"
    file_digest: str


@dataclass(frozen=True, slots=True)
class LettersConfirmed(Event):
    """The operator confirmed the columns; from here matters are made."""

    name: ClassVar[str] = "import.confirmed"
    total: int
    columns: dict[str, str]
    missing_day: str


@dataclass(frozen=True, slots=True)
class LettersImported(Event):
    """The whole sheet went through."""

    name: ClassVar[str] = "import.done"
    made: int
    known: int
    rejected: int
