"""Gathers the tables of the stages; nothing is defined here."""

from minqing.petition.closure.models import Closure
from minqing.petition.evaluation.models import Evaluation
from minqing.petition.handling.models import (
    CoHandling,
    Guidance,
    HandedMatter,
    Handover,
    Hearing,
    Record,
    Settlement,
    TermRequest,
)
from minqing.petition.intake.models import Arrival, Joiner, ScanBatch, ScanFile, ScannedLetter
from minqing.petition.matter.models import (
    Attachment,
    ClockChange,
    ClockPause,
    Note,
    Petition,
    RequestItem,
    RunningClock,
    TakenOver,
)
from minqing.petition.registration.models import Link, Urgency, UrgentReport
from minqing.petition.reply.models import Answer, Execution, Opinion
from minqing.petition.review.models import ReviewDecision, ReviewRequest
from minqing.petition.routing.models import (
    Coordination,
    CoordinationVoice,
    Decline,
    Designation,
    Referral,
    SimpleTrack,
)

__all__ = [
    "Answer",
    "Arrival",
    "Attachment",
    "ClockChange",
    "ClockPause",
    "Closure",
    "CoHandling",
    "Coordination",
    "CoordinationVoice",
    "Decline",
    "Designation",
    "Evaluation",
    "Execution",
    "Guidance",
    "HandedMatter",
    "Handover",
    "Hearing",
    "Joiner",
    "Link",
    "Note",
    "Opinion",
    "Petition",
    "Record",
    "Referral",
    "RequestItem",
    "ReviewDecision",
    "ReviewRequest",
    "RunningClock",
    "ScanBatch",
    "ScanFile",
    "ScannedLetter",
    "Settlement",
    "SimpleTrack",
    "TakenOver",
    "TermRequest",
    "Urgency",
    "UrgentReport",
]
