"""公开: totals without anybody in them; small numbers are kept back. Pure.

个人信息保护法 25, 73(4): what is published must not let anybody be told apart. Of fewer than the profile's
``relief_small_number`` cases neither number nor amount is shown; and as the rest of a sum would give a single
kept-back row away, the next smallest row is kept back with it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from minqing.kernel.law.rules import Article

PRIVACY: Final = Article("中华人民共和国个人信息保护法", "25")


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure of the page: how many were helped, with how much (分)."""

    count: int
    fen: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure as it may be shown; None for what is kept back."""

    count: int | None
    fen: int | None


HIDDEN: Final = Shown(None, None)


def published(cells: Mapping[str, Cell], small: int) -> tuple[Mapping[str, Shown], Shown]:
    """Return the rows and their total as they may be shown.

    Empty rows show zero. When rows are kept back, together they hold at least ``small`` cases, else the
    total is kept back as well.
    """
    hidden = {key for key, cell in cells.items() if 0 < cell.count < small}
    rest = sorted((cell.count, key) for key, cell in cells.items() if cell.count >= small)
    # One row alone could be worked out from the total; a second goes with it.
    if len(hidden) == 1 and rest:
        hidden.add(rest[0][1])
    total = Cell(sum(cell.count for cell in cells.values()), sum(cell.fen for cell in cells.values()))
    kept = sum(cells[key].count for key in hidden)
    whole = HIDDEN if hidden and (kept < small or len(hidden) == 1) else Shown(total.count, total.fen)
    rows = {key: HIDDEN if key in hidden else Shown(cell.count, cell.fen) for key, cell in cells.items()}
    return rows, whole


def kept_back(rows: Sequence[Shown]) -> bool:
    """Return whether anything was kept back."""
    return any(row.count is None for row in rows)
