"""The divisions shipped with the package, read from its files; no database."""

import csv
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path

from minqing.kernel.places.rules import short_name

DEMO_COUNTY = "511921"


def rows_of(path: Path) -> Iterator[Mapping[str, str]]:
    """The rows of a CSV file with the columns code and name (level optional), UTF-8 with or without BOM."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def packaged_divisions(code: str = DEMO_COUNTY) -> Path:
    """The file of a county shipped with the package (source and licence beside it)."""
    return Path(str(files("minqing.kernel.places") / "data" / f"{code}.csv"))


def packaged_names() -> Iterator[str]:
    """The names and short names of the shipped county's townships and villages, for the segmenter."""
    for row in rows_of(packaged_divisions()):
        yield from {row["name"], short_name(row["name"])}
