"""The ledger as a file that can be checked without this program: one JSON object a line.

Entries stand in the order of recording; each seal follows the last entry it covers; the last line counts
both. ``tools/verify_ledger.py`` (standard library only) checks such a file.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from minqing.kernel.ledger.models import LINE_COLUMNS, Entry, Seal, line_of
from minqing.kernel.ledger.rules import Json, Line, canonical

_PORTION = 5000


@dataclass(frozen=True, slots=True)
class Exported:
    """How much a file holds."""

    entries: int
    seals: int


def _entry(entry_id: int, line: Line) -> dict[str, Json]:
    return {
        "account": line.account,
        "at": line.at,
        "chain": line.chain,
        "digest": line.digest.hex(),
        "id": entry_id,
        "kind": "entry",
        "name": line.name,
        "organ": line.organ,
        "payload": dict(line.payload),
        "post": line.post,
        "previous": line.previous.hex(),
        "seq": line.seq,
        "stream": line.stream,
    }


def _seal(seal: Seal) -> dict[str, Json]:
    line = seal.line
    return {
        "after": line.after,
        "day": line.day,
        "digest": line.digest.hex(),
        "heads": line.heads,
        "kind": "seal",
        "previous": line.previous.hex(),
        "root": line.root.hex(),
        "upto": line.upto,
    }


def export_lines() -> Iterator[dict[str, Json]]:
    """Yield the lines of an export; seals are read first, so each covers only entries that are there."""
    seals = list(Seal.objects.order_by("day"))
    entries = done = 0
    rows = Entry.objects.order_by("id").values_list("id", *LINE_COLUMNS)
    for entry_id, *row in rows.iterator(chunk_size=_PORTION):
        while done < len(seals) and seals[done].upto < entry_id:
            yield _seal(seals[done])
            done += 1
        yield _entry(entry_id, line_of(*row))
        entries += 1
    for seal in seals[done:]:
        yield _seal(seal)
    yield {"entries": entries, "kind": "end", "seals": len(seals)}


def export_ledger(path: Path | str, progress: Callable[[int], None] | None = None) -> Exported:
    """Write the whole ledger to a file, streaming; the file appears under its name only when complete.

    ``progress`` is called with the number of lines after every 5,000.
    """
    target = Path(path)
    part = target.with_name(target.name + ".part")
    entries = seals = 0
    with part.open("w", encoding="utf-8", newline="\n") as out:
        for number, line in enumerate(export_lines(), start=1):
            out.write(canonical(line) + "\n")
            entries += line["kind"] == "entry"
            seals += line["kind"] == "seal"
            if progress is not None and number % _PORTION == 0:
                progress(number)
    part.replace(target)
    return Exported(entries, seals)
