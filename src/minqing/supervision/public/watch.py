"""A leaf of the door of supervision: the warning ladder, the history of the board, the digest."""

from minqing.supervision.board.digest import send_digest
from minqing.supervision.board.history import FIGURES as FIGURES
from minqing.supervision.board.history import OVERDUE as OVERDUE
from minqing.supervision.board.history import Line as Line
from minqing.supervision.board.history import breached_on, history, recent, take_day
from minqing.supervision.board.queries import long_days, organs_watched, step_rows
from minqing.supervision.board.rules import WARNING_WORDS as WARNING_WORDS
from minqing.supervision.board.rules import Alarm as Alarm

__all__ = [
    "breached_on",
    "history",
    "long_days",
    "organs_watched",
    "recent",
    "send_digest",
    "step_rows",
    "take_day",
]
