"""Plain sheets (散页): what a file or a person needs on paper, no issued document: no number, no seal."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from minqing.kernel.documents.render import compiled_sheet

Row = tuple[str, str]


def head(text: str) -> dict[str, Any]:
    """Return a heading."""
    return {"style": "head", "text": text}


def par(text: str) -> dict[str, Any]:
    """Return one or more paragraphs."""
    return {"style": "par", "text": text}


def facts(*rows: Row) -> dict[str, Any]:
    """Return a table of labels and what is known; rows without anything are left out."""
    return {"style": "facts", "rows": [list(row) for row in rows if row[1]]}


def grid(heads: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int]) -> dict[str, Any]:
    """Return a table with a heading row; ``widths`` are shares of the line."""
    return {
        "style": "grid",
        "heads": list(heads),
        "rows": [list(row) for row in rows],
        "widths": list(widths),
    }


def sheet(
    title: str, blocks: Sequence[dict[str, Any]], *, organ_name: str, on: dt.date, subtitle: str = ""
) -> bytes:
    """Return a sheet as PDF; the same words on the same day give the same bytes."""
    return compiled_sheet(
        {
            "title": title,
            "subtitle": subtitle,
            "blocks": [block for block in blocks if block.get("rows", True)],
            "organ_name": organ_name,
            "issued_on": on.isoformat(),
        }
    )
