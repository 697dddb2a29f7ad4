"""The leaf of the clocks: extension, pause, absence and deputies, and what a clock says of itself."""

from minqing.petition.handling.models import HandedMatter as HandedMatter
from minqing.petition.handling.models import Handover as Handover
from minqing.petition.handling.models import TermRequest as TermRequest
from minqing.petition.handling.running_on import end_forgotten_pauses, resume_term
from minqing.petition.handling.standing_in import (
    Away,
    announce_absence,
    caseload_of,
    end_absence_early,
    hand_over_caseload,
    handovers_of,
    may_set,
    turn_handovers,
)
from minqing.petition.handling.terms import (
    apply_for_extension,
    apply_for_pause,
    approve_term,
    extension_offer,
    pause_offer,
    pending_request,
    refuse_term,
)
from minqing.petition.matter.clock_changes import extended_due
from minqing.petition.matter.models import ClockChange as ClockChange
from minqing.petition.matter.models import ClockPause as ClockPause
from minqing.petition.matter.recounting import recount_batches, recount_clocks
from minqing.petition.matter.sweeps import remind_of_due
from minqing.petition.matter.timing.rules import Alarm as Alarm
from minqing.petition.matter.timing.rules import ChangeKind as ChangeKind
from minqing.petition.matter.timing.rules import Standing as Standing
from minqing.petition.reads.clocks import ClockStory as ClockStory
from minqing.petition.reads.clocks import PlainClock as PlainClock
from minqing.petition.reads.clocks import changes_of, clock_story, requests_waiting

__all__ = [
    "Away",
    "announce_absence",
    "apply_for_extension",
    "apply_for_pause",
    "approve_term",
    "caseload_of",
    "changes_of",
    "clock_story",
    "end_absence_early",
    "end_forgotten_pauses",
    "extended_due",
    "extension_offer",
    "hand_over_caseload",
    "handovers_of",
    "may_set",
    "pause_offer",
    "pending_request",
    "recount_batches",
    "recount_clocks",
    "refuse_term",
    "remind_of_due",
    "requests_waiting",
    "resume_term",
    "turn_handovers",
]
