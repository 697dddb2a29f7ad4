"""A leaf of the supervision room's door: the cases leaders hold (领导包案)."""

from minqing.supervision.held.actions import HoldDraft as HoldDraft
from minqing.supervision.held.actions import (
    end_case,
    hold_case,
    tell_deed,
)
from minqing.supervision.held.gate import case_for, cases_for, may_hold, may_tell
from minqing.supervision.held.models import HeldCase as HeldCase
from minqing.supervision.held.queries import HeldLine as HeldLine
from minqing.supervision.held.queries import cases_about, held_lines
from minqing.supervision.held.rules import BY_HAND as BY_HAND
from minqing.supervision.held.rules import DEED_WORDS as DEED_WORDS
from minqing.supervision.held.rules import ENDING_WORDS as ENDING_WORDS
from minqing.supervision.held.rules import GROUND_WORDS as GROUND_WORDS
from minqing.supervision.held.rules import PROGRESS_EVERY as PROGRESS_EVERY
from minqing.supervision.held.rules import Deed as Deed
from minqing.supervision.held.rules import Ending as Ending
from minqing.supervision.held.rules import Ground as Ground
from minqing.supervision.held.rules import progress_due as progress_due
from minqing.supervision.held.rules import tone_on as tone_on
from minqing.supervision.held.sweeps import remind_of_held

__all__ = [
    "case_for",
    "cases_about",
    "cases_for",
    "end_case",
    "held_lines",
    "hold_case",
    "may_hold",
    "may_tell",
    "remind_of_held",
    "tell_deed",
]
