"""What intake records: a matter came in, its petitioner took it back."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from minqing.kernel.ledger.public import Event


@dataclass(frozen=True)
class PetitionReceived(Event):
    """信访事项已收到; the digest covers title, body and requests as handed in."""

    name: ClassVar[str] = "petition.received"
    channel: str
    received_on: date
    received_by: UUID
    statement_digest: str
    anonymous: bool
    files: int


@dataclass(frozen=True)
class PetitionWithdrawn(Event):
    """信访事项已撤回."""

    name: ClassVar[str] = "petition.withdrawn"
    before: str
    reason_digest: str


@dataclass(frozen=True)
class ArrivalNoted(Event):
    """到达情况已记录: the channel's own day beside the day of receipt."""

    name: ClassVar[str] = "petition.arrival_noted"
    happened_on: date | None
    oral: bool
    confirmed: str
    label: str


@dataclass(frozen=True)
class WordsReadBack(Event):
    """口述记录已宣读: the digest is of the words as they were read."""

    name: ClassVar[str] = "petition.words_read_back"
    confirmed: str
    statement_digest: str


@dataclass(frozen=True)
class JoinerAdded(Event):
    """共同信访人已登记; who it is stands in the joiner's own row."""

    name: ClassVar[str] = "petition.joiner_added"
    joiner_id: UUID
    representative: bool


@dataclass(frozen=True)
class JoinerLeft(Event):
    """一名共同信访人已退出; the matter goes on."""

    name: ClassVar[str] = "petition.joiner_left"
    joiner_id: UUID
    reason_digest: str


@dataclass(frozen=True)
class ScansUploaded(Event):
    """来信扫描件已收存."""

    name: ClassVar[str] = "petition.scans_uploaded"
    files: int
    digests: tuple[str, ...]
    received_on: date


@dataclass(frozen=True)
class ScanCut(Event):
    """扫描件已分成来信."""

    name: ClassVar[str] = "petition.scan_cut"
    file_id: UUID
    letters: int
    pages: int


@dataclass(frozen=True)
class ScanSettled(Event):
    """一封扫描来信已处理: taken down as a matter, added to one as material, or set aside with a reason."""

    name: ClassVar[str] = "petition.scan_settled"
    letter_id: UUID
    petition_id: UUID | None
    added: bool
    reason_digest: str = ""


@dataclass(frozen=True)
class LabelsPrinted(Event):
    """来信条码已打印."""

    name: ClassVar[str] = "petition.labels_printed"
    first: str
    last: str
