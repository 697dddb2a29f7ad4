"""Gathers the tables of the stages; nothing is defined here."""

from minqing.petition.closure.models import Archive, Closure
from minqing.petition.evaluation.models import CallBack, CallBackDraw, Evaluation
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
from minqing.petition.intake.models import Arrival, Joiner, ScanBatch, ScanFile, ScannedLetter, SealedJoiner
from minqing.petition.matter.models import (
    Accused,
    Attachment,
    ClockChange,
    ClockPause,
    Note,
    Petition,
    RequestItem,
    RunningClock,
    SealedIdentity,
    StandingAside,
    TakenOver,
)
from minqing.petition.matter.rights.models import RightsRequest
from minqing.petition.registration.models import Link, Urgency, UrgentReport
from minqing.petition.reply.models import Answer, Execution, Opinion
from minqing.petition.review.models import ReviewDecision, ReviewRequest
from minqing.petition.routing.models import (
    Agreement,
    AgreementParty,
    Coordination,
    CoordinationVoice,
    Decline,
    Designation,
    Referral,
    SimpleTrack,
)

__all__ = [
    "Accused",
    "Agreement",
    "AgreementParty",
    "Answer",
    "Archive",
    "Arrival",
    "Attachment",
    "CallBack",
    "CallBackDraw",
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
    "RightsRequest",
    "RunningClock",
    "ScanBatch",
    "ScanFile",
    "ScannedLetter",
    "SealedIdentity",
    "SealedJoiner",
    "Settlement",
    "SimpleTrack",
    "StandingAside",
    "TakenOver",
    "TermRequest",
    "Urgency",
    "UrgentReport",
]
