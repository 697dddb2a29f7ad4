"""A leaf of the supervision room's door: problem cases (问题件)."""

from minqing.supervision.problems.actions import assign_problem, end_problem, note_progress, raise_problems
from minqing.supervision.problems.gate import case_for
from minqing.supervision.problems.models import ProblemCase as ProblemCase
from minqing.supervision.problems.queries import cases, matters_of
from minqing.supervision.problems.rules import CAUSE_WORDS as CAUSE_WORDS
from minqing.supervision.problems.rules import GROUNDS as GROUNDS
from minqing.supervision.problems.rules import Cause as Cause
from minqing.supervision.problems.rules import Ground as Ground
from minqing.supervision.problems.rules import Status as Status

__all__ = [
    "assign_problem",
    "case_for",
    "cases",
    "end_problem",
    "matters_of",
    "note_progress",
    "raise_problems",
]
