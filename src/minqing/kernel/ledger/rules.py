"""How an entry is written down, hashed, chained and sealed, and what can be wrong with a chain. Pure.

Every matter has its own chain (one UUID) with two streams: what was done (``acts``) and what was read
(``readings``). An entry's digest is SHA-256 over its canonical JSON, which holds the digest before it, so a
changed, missing, added or reordered entry breaks the chain. A daily seal covers every chain that grew, so a
cut-off end or a whole missing chain breaks the seal.

Articles: 《信访工作条例》43 to 45 (what happened must stay provable); 《网络安全法》(2025) 23(3) (logs
at least six months); 《个人信息保护法》51, 55, 56; 《档案法实施条例》39; GB/T 22239-2019 安全审计.
"""

import dataclasses
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum, StrEnum
from typing import ClassVar, Protocol, TypeAlias
from uuid import UUID

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | bool | None"

START = bytes(32)
"""The digest before the first entry of a chain and before the first seal."""


class Stream(StrEnum):
    """Which of the two streams of a chain."""

    ACTS = "acts"
    READINGS = "readings"


class EventLike(Protocol):
    """Anything that can be recorded: a frozen dataclass with a dotted name in the past tense."""

    name: ClassVar[str]


@dataclass(frozen=True)
class Event:
    """Base of the events rooms record; fields hold ids, codes, dates and digests, never personal data."""

    name: ClassVar[str] = ""


class UnfitPayload(TypeError):  # noqa: N818 - a refusal, not a failure
    """An event holds something that cannot be written down the same way twice."""


def as_json(value: object) -> Json:  # noqa: C901, PLR0911 - one spelling for each type
    """Return a value in the form the ledger stores it.

    Ids, dates and enums become text, instants UTC text with microseconds, decimals text, tuples lists, sets
    sorted lists. A float has no single spelling in a database and is refused, as is NUL, which jsonb rejects.

    Raises:
        UnfitPayload: a float, NUL, a lone surrogate or an unknown type.
    """
    match value:
        case None | bool():
            return value
        case Enum():
            return as_json(value.value)
        case int():
            return int(value)
        case str():
            return _fit_text(str(value))
        case UUID() | Decimal():
            return str(value)
        case datetime():
            return instant(value)
        case date():
            return value.isoformat()
        case bytes():
            return value.hex()
        case Mapping():
            return {_fit_text(str(key)): as_json(inner) for key, inner in value.items()}
        case list() | tuple():
            return [as_json(inner) for inner in value]
        case set() | frozenset():
            return sorted((as_json(inner) for inner in value), key=canonical)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: as_json(getattr(value, f.name)) for f in dataclasses.fields(value)}
    raise UnfitPayload(f"cannot be written into the ledger: {type(value).__name__}")


def _fit_text(text: str) -> str:
    if "\0" in text:
        raise UnfitPayload("text with NUL")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as fault:
        raise UnfitPayload("text with a lone surrogate") from fault
    return text


def payload_of(event: EventLike) -> dict[str, Json]:
    """Return the fields of an event as the ledger stores them."""
    value = as_json(event)
    if not isinstance(value, dict):
        raise UnfitPayload(f"an event is a dataclass, not {type(event).__name__}")
    return value


def instant(at: datetime) -> str:
    """Return an instant as UTC text with microseconds.

    Raises:
        UnfitPayload: the instant has no zone, so nobody knows when it was.
    """
    if at.tzinfo is None:
        raise UnfitPayload("an instant without a zone")
    return at.astimezone(UTC).isoformat(timespec="microseconds")


_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode


def canonical(value: object) -> str:
    """Return the one spelling of a JSON value: keys sorted, no spaces, nothing escaped without need."""
    return _encode(value)


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as it is hashed and exported; ``at`` is UTC text, ids are text, digests are bytes."""

    chain: str
    stream: str
    seq: int
    at: str
    account: str | None
    post: str
    organ: str | None
    name: str
    payload: Mapping[str, Json]
    previous: bytes
    digest: bytes

    def hashed(self) -> bytes:
        """Return the digest the entry should carry."""
        return hashlib.sha256(self.spelled().encode("utf-8")).digest()

    def spelled(self) -> str:
        """Return the canonical text whose SHA-256 is the digest."""
        return canonical(
            {
                "account": self.account,
                "at": self.at,
                "chain": self.chain,
                "name": self.name,
                "organ": self.organ,
                "payload": self.payload,
                "post": self.post,
                "previous": self.previous.hex(),
                "seq": self.seq,
                "stream": self.stream,
            }
        )


def digest_of(value: object) -> bytes:
    """Return SHA-256 of the canonical JSON in UTF-8, 32 bytes."""
    return hashlib.sha256(canonical(value).encode("utf-8")).digest()


def next_line(
    *,
    chain: UUID,
    stream: Stream,
    last: tuple[int, bytes] | None,
    at: datetime,
    account: UUID | None,
    post: str,
    organ: UUID | None,
    name: str,
    payload: Mapping[str, Json],
) -> Line:
    """Return the entry that follows ``last`` (its number and digest; ``None`` at the start of a chain)."""
    seq, previous = (last[0] + 1, last[1]) if last else (1, START)
    line = Line(
        chain=str(chain),
        stream=str(stream),
        seq=seq,
        at=instant(at),
        account=str(account) if account else None,
        post=post,
        organ=str(organ) if organ else None,
        name=name,
        payload=payload,
        previous=previous,
        digest=b"",
    )
    return dataclasses.replace(line, digest=line.hashed())


# --- sealing ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry of one stream of a chain within a seal."""

    chain: str
    stream: str
    seq: int
    digest: bytes


def root_of(heads: Iterable[Head]) -> tuple[bytes, int]:
    """Return SHA-256 over the heads in the order of chain and stream, and how many there were."""
    work = hashlib.sha256()
    count = 0
    for head in heads:
        work.update(f"{head.chain} {head.stream} {head.seq} {head.digest.hex()}\n".encode())
        count += 1
    return work.digest(), count


@dataclass(frozen=True, slots=True)
class SealLine:
    """One seal: the entries numbered after ``after`` up to ``upto``, their root, the seal before."""

    day: str
    after: int
    upto: int
    heads: int
    root: bytes
    previous: bytes
    digest: bytes

    def hashed(self) -> bytes:
        """Return the digest the seal should carry."""
        return digest_of(
            {
                "after": self.after,
                "day": self.day,
                "heads": self.heads,
                "previous": self.previous.hex(),
                "root": self.root.hex(),
                "upto": self.upto,
            }
        )


def seal_line(*, day: date, after: int, upto: int, heads: Iterable[Head], previous: bytes) -> SealLine:
    """Return the seal of a day over the given heads (ordered by chain and stream)."""
    root, count = root_of(heads)
    line = SealLine(
        day=day.isoformat(), after=after, upto=upto, heads=count, root=root, previous=previous, digest=b""
    )
    return dataclasses.replace(line, digest=line.hashed())


# --- checking -----------------------------------------------------------------------------------------


class Fault(StrEnum):
    """What can be wrong."""

    CHANGED = "changed"
    MISSING = "missing"
    BROKEN = "broken"
    SEAL_CHANGED = "seal_changed"
    SEAL_BROKEN = "seal_broken"
    ROOT_DIFFERS = "root_differs"


FAULT_WORDS: dict[Fault, str] = {
    Fault.CHANGED: "内容与摘要不符，记录被改动",
    Fault.MISSING: "序号不连续，有记录缺失、重复或换序",
    Fault.BROKEN: "与上一条记录的摘要不衔接",
    Fault.SEAL_CHANGED: "封存内容与摘要不符，封存被改动",
    Fault.SEAL_BROKEN: "与上一次封存不衔接",
    Fault.ROOT_DIFFERS: "封存的根与记录不符，有记录被删除、增补或改动",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault and where it is: a chain's entry, or a seal's day."""

    fault: Fault
    chain: str = ""
    stream: str = ""
    seq: int = 0
    day: str = ""

    def __str__(self) -> str:
        where = self.day or f"{self.chain} {self.stream} {self.seq}"
        return f"{where}：{FAULT_WORDS[self.fault]}"


@dataclass(slots=True)
class Report:
    """What a check looked at and found."""

    entries: int = 0
    chains: int = 0
    seals: int = 0
    problems: list[Problem] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Return whether nothing is wrong."""
        return not self.problems


def check_lines(lines: Iterable[Line], report: Report) -> None:
    """Check entries given chain by chain and stream by stream in the order of their numbers."""
    where: tuple[str, str] | None = None
    chain = ""
    seq, previous = 0, START
    for line in lines:
        report.entries += 1
        if (line.chain, line.stream) != where:
            where, seq, previous = (line.chain, line.stream), 0, START
            if line.chain != chain:
                chain = line.chain
                report.chains += 1
        report.problems.extend(
            Problem(fault, line.chain, line.stream, line.seq) for fault in _faults(line, seq, previous)
        )
        seq, previous = line.seq, line.digest


def _faults(line: Line, seq: int, previous: bytes) -> Iterator[Fault]:
    """Yield what is wrong with one entry that follows number ``seq`` and digest ``previous``."""
    if line.seq != seq + 1:
        yield Fault.MISSING
    elif line.previous != previous:
        yield Fault.BROKEN
    if line.hashed() != line.digest:
        yield Fault.CHANGED


def check_seals(seals: Iterable[tuple[SealLine, Iterable[Head]]], report: Report) -> None:
    """Check seals in order, each with the heads its range of entries has now."""
    upto, previous = 0, START
    for seal, heads in seals:
        report.seals += 1
        if seal.hashed() != seal.digest:
            report.problems.append(Problem(Fault.SEAL_CHANGED, day=seal.day))
        if seal.previous != previous or seal.after != upto:
            report.problems.append(Problem(Fault.SEAL_BROKEN, day=seal.day))
        if root_of(heads) != (seal.root, seal.heads):
            report.problems.append(Problem(Fault.ROOT_DIFFERS, day=seal.day))
        upto, previous = seal.upto, seal.digest
