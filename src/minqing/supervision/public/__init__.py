"""The door of the room of supervision (督查): the board of the three guarantees and its rows."""

from minqing.supervision.board.queries import (
    Board,
    BoardLine,
    OrganLoad,
    board,
    broken,
    overdue_rows,
    unexecuted_rows,
    unreturned_rows,
)
from minqing.supervision.board.rules import PROMISES, Guarantee, Promise

__all__ = [
    "PROMISES",
    "Board",
    "BoardLine",
    "Guarantee",
    "OrganLoad",
    "Promise",
    "board",
    "broken",
    "overdue_rows",
    "unexecuted_rows",
    "unreturned_rows",
]
