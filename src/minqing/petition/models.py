"""Gathers the tables of the stages; nothing is defined here."""

from minqing.petition.closure.models import Closure
from minqing.petition.evaluation.models import Evaluation
from minqing.petition.handling.models import Guidance
from minqing.petition.matter.models import Attachment, Note, Petition, RequestItem, RunningClock
from minqing.petition.reply.models import Answer, Opinion
from minqing.petition.routing.models import Referral

__all__ = [
    "Answer",
    "Attachment",
    "Closure",
    "Evaluation",
    "Guidance",
    "Note",
    "Opinion",
    "Petition",
    "Referral",
    "RequestItem",
    "RunningClock",
]
