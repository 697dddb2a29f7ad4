"""Checks an exported ledger: python3 verify_ledger.py FILE [SEAL-DIGEST-ON-PAPER]. Standard library only."""

import hashlib
import json
import sys

START = "00" * 32
ENTRY = ("account", "at", "chain", "name", "organ", "payload", "post", "previous", "seq", "stream")
SEAL = ("after", "day", "heads", "previous", "root", "upto")


def sha(text: str) -> str:
    """Return SHA-256 of a text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def digest(row: dict, keys: tuple) -> str:
    """Return SHA-256 over the canonical JSON of the hashed fields."""
    fields = {key: row[key] for key in keys}
    return sha(json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":")))


def faults(rows, on_paper):  # noqa: ANN001, ANN201, C901 - rows as they come, a digest or nothing
    """Yield words for everything that is wrong; entries come in the order of recording."""
    ends, grown, entries, seals, end = {}, {}, [0, 0], [START], None
    for row in rows:
        if row["kind"] == "end":
            end = (row["entries"], row["seals"])
        elif row["kind"] == "entry":
            where, key = f"{row['chain']} {row['stream']} {row['seq']}", (row["chain"], row["stream"])
            if digest(row, ENTRY) != row["digest"]:
                yield f"{where}: changed"
            seq, previous = ends.get(key, (0, START))
            if row["seq"] != seq + 1 or row["previous"] != previous or row["id"] <= entries[1]:
                yield f"{where}: missing, repeated or moved"
            ends[key] = grown[key] = (row["seq"], row["digest"])
            entries = [entries[0] + 1, row["id"]]
        else:
            where = f"seal of {row['day']}"
            heads = [f"{c} {s} {n} {d}\n" for (c, s), (n, d) in sorted(grown.items())]
            if digest(row, SEAL) != row["digest"]:
                yield f"{where}: changed"
            if row["previous"] != seals[-1] or not row["after"] <= entries[1] <= row["upto"]:
                yield f"{where}: does not follow the seal before"
            if (row["root"], row["heads"]) != (sha("".join(heads)), len(heads)):
                yield f"{where}: entries were removed, added or changed"
            grown = {}
            seals.append(row["digest"])
    if end != (entries[0], len(seals) - 1):
        yield "the file is cut off, or its counts are wrong"
    if on_paper and on_paper not in seals:
        yield "the seal on paper is not in this file"


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:  # noqa: PTH123 - short on purpose
        found = list(faults(map(json.loads, file), "".join(sys.argv[2:])))
    print("\n".join(found) or "nothing is wrong")
    sys.exit(bool(found))
