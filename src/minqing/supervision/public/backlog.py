"""A leaf of the supervision room's door: the backlog (积案)."""

from minqing.supervision.backlog.actions import (
    enter_backlog,
    enter_by_criteria,
    note_backlog,
    plan_backlog,
    prove_backlog,
    sign_backlog,
)
from minqing.supervision.backlog.gate import directs, entry_for, signs
from minqing.supervision.backlog.models import BacklogEntry as BacklogEntry
from minqing.supervision.backlog.queries import entries, figures
from minqing.supervision.backlog.rules import CRITERION_WORDS as CRITERION_WORDS
from minqing.supervision.backlog.rules import STATUS_WORDS as STATUS_WORDS
from minqing.supervision.backlog.rules import Criterion as Criterion
from minqing.supervision.backlog.rules import Plan as Plan
from minqing.supervision.backlog.rules import Status as Status

__all__ = [
    "directs",
    "enter_backlog",
    "enter_by_criteria",
    "entries",
    "entry_for",
    "figures",
    "note_backlog",
    "plan_backlog",
    "prove_backlog",
    "sign_backlog",
    "signs",
]
