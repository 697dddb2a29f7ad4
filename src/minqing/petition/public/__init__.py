"""The only door of the petition room: what others may do with a matter, read of it, and the types both speak.

``__all__`` is the contract of verbs and reads; their types are re-exported beside it under their own names.
"""

from minqing.petition.closure.actions import close_petition
from minqing.petition.closure.models import Closure as Closure
from minqing.petition.closure.rules import CHECKLIST as CHECKLIST
from minqing.petition.closure.rules import Check as Check
from minqing.petition.closure.rules import Mark as Mark
from minqing.petition.closure.rules import read_mark as read_mark
from minqing.petition.evaluation.actions import record_evaluation
from minqing.petition.evaluation.models import Evaluation as Evaluation
from minqing.petition.handling.actions import (
    accept_petition,
    add_note,
    ask_for_material,
    assign_handler,
    guide_petition,
    reveal_contact,
)
from minqing.petition.handling.models import Guidance as Guidance
from minqing.petition.intake.actions import HandIn as HandIn
from minqing.petition.intake.actions import StatementIncomplete as StatementIncomplete
from minqing.petition.intake.actions import add_material, hand_in, withdraw_petition
from minqing.petition.intake.queries import open_by_code
from minqing.petition.intake.rules import Problem as Problem
from minqing.petition.intake.rules import Statement as Statement
from minqing.petition.intake.rules import check_statement
from minqing.petition.matter.gate import Petitioner as Petitioner
from minqing.petition.matter.gate import petition_for, petitioner_of, visible_to
from minqing.petition.matter.gate import verdict_on as verdict_on
from minqing.petition.matter.grants import GRANTS as GRANTS
from minqing.petition.matter.grants import Doing as Doing
from minqing.petition.matter.models import Attachment as Attachment
from minqing.petition.matter.models import Note as Note
from minqing.petition.matter.models import Petition as Petition
from minqing.petition.matter.models import RequestItem as RequestItem
from minqing.petition.matter.models import RunningClock as RunningClock
from minqing.petition.matter.requests import requests_of as requests_of
from minqing.petition.matter.rules import FINISHED as FINISHED
from minqing.petition.matter.rules import MOVES as MOVES
from minqing.petition.matter.rules import Annex as Annex
from minqing.petition.matter.rules import Attitude as Attitude
from minqing.petition.matter.rules import Channel as Channel
from minqing.petition.matter.rules import Level as Level
from minqing.petition.matter.rules import Mode as Mode
from minqing.petition.matter.rules import Move as Move
from minqing.petition.matter.rules import Outcome as Outcome
from minqing.petition.matter.rules import Procedure as Procedure
from minqing.petition.matter.rules import Purpose as Purpose
from minqing.petition.matter.rules import Resolved as Resolved
from minqing.petition.matter.rules import State as State
from minqing.petition.matter.rules import Track as Track
from minqing.petition.matter.together import together
from minqing.petition.reads.case_file import CaseFile as CaseFile
from minqing.petition.reads.case_file import Paper as Paper
from minqing.petition.reads.case_file import case_file, explain_clock
from minqing.petition.reads.criteria import Criteria as Criteria
from minqing.petition.reads.criteria import FacetCount as FacetCount
from minqing.petition.reads.guarantees import (
    closed_without_result,
    due_between,
    overdue_on,
    result_not_delivered,
    without_owner_or_clock,
)
from minqing.petition.reads.lines import ClockLine as ClockLine
from minqing.petition.reads.lines import OpenMove as OpenMove
from minqing.petition.reads.lines import TimelineItem as TimelineItem
from minqing.petition.reads.lists import Page as Page
from minqing.petition.reads.lists import facet_counts, inbox_counts, list_page, matching, total_of
from minqing.petition.reads.resident import ResidentView as ResidentView
from minqing.petition.reads.resident import resident_view
from minqing.petition.reads.stations import Station as Station
from minqing.petition.reads.stations import stations_of
from minqing.petition.registration.actions import classify_petition, register_petition
from minqing.petition.registration.dictionary import ContentClass as ContentClass
from minqing.petition.registration.dictionary import content_classes
from minqing.petition.reply.actions import (
    approve_opinion,
    deliver_answer,
    preview_opinion,
    save_opinion,
    send_back_opinion,
    submit_opinion,
)
from minqing.petition.reply.models import Answer as Answer
from minqing.petition.reply.models import Opinion as Opinion
from minqing.petition.reply.rules import OUTCOMES as OUTCOMES
from minqing.petition.reply.rules import AnswerDraft as AnswerDraft
from minqing.petition.routing.actions import object_to_referral, refer_petition
from minqing.petition.routing.models import Referral as Referral

__all__ = [
    "accept_petition",
    "add_material",
    "add_note",
    "approve_opinion",
    "ask_for_material",
    "assign_handler",
    "case_file",
    "check_statement",
    "classify_petition",
    "close_petition",
    "closed_without_result",
    "content_classes",
    "deliver_answer",
    "due_between",
    "explain_clock",
    "facet_counts",
    "guide_petition",
    "hand_in",
    "inbox_counts",
    "list_page",
    "matching",
    "object_to_referral",
    "open_by_code",
    "overdue_on",
    "petition_for",
    "petitioner_of",
    "preview_opinion",
    "record_evaluation",
    "refer_petition",
    "register_petition",
    "resident_view",
    "result_not_delivered",
    "reveal_contact",
    "save_opinion",
    "send_back_opinion",
    "stations_of",
    "submit_opinion",
    "together",
    "total_of",
    "visible_to",
    "withdraw_petition",
    "without_owner_or_clock",
]
