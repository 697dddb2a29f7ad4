"""A leaf of the petition room's door: rating at the counter, call-backs, closure reports, archiving."""

from minqing.petition.closure.actions import report_closure
from minqing.petition.closure.archiving import archives_of, ask_archive, build_archive
from minqing.petition.closure.models import Archive as Archive
from minqing.petition.closure.rules import CHECKLIST as CHECKLIST
from minqing.petition.evaluation.actions import take_evaluation
from minqing.petition.evaluation.calling import Call as Call
from minqing.petition.evaluation.calling import (
    assign_call_back,
    call_for,
    draw_call_backs,
    record_call_back,
)
from minqing.petition.evaluation.models import CallBack as CallBack
from minqing.petition.evaluation.models import CallBackDraw as CallBackDraw
from minqing.petition.evaluation.rules import CALL_WORDS as CALL_WORDS
from minqing.petition.evaluation.rules import NOT_RATED as NOT_RATED
from minqing.petition.evaluation.rules import RATED_BY_WORDS as RATED_BY_WORDS
from minqing.petition.evaluation.rules import RATING_WORDS as RATING_WORDS
from minqing.petition.evaluation.rules import CallStatus as CallStatus
from minqing.petition.evaluation.rules import RatedBy as RatedBy
from minqing.petition.evaluation.rules import excluded_as, rating_state
from minqing.petition.reads.closing import (
    callers_for,
    calls_ended,
    calls_waiting,
    draws,
    evidence_of,
    open_call,
    open_sealed_volume,
    to_be_assigned,
)

__all__ = [
    "archives_of",
    "ask_archive",
    "assign_call_back",
    "build_archive",
    "call_for",
    "callers_for",
    "calls_ended",
    "calls_waiting",
    "draw_call_backs",
    "draws",
    "evidence_of",
    "excluded_as",
    "open_call",
    "open_sealed_volume",
    "rating_state",
    "record_call_back",
    "report_closure",
    "take_evaluation",
    "to_be_assigned",
]
