"""A leaf of the reception room's door: joint conferences, their decisions and what became of them."""

from minqing.reception.conference.actions.calling import (
    Guest,
    Point,
    answer_invitation,
    cancel_conference,
    convene_conference,
    move_conference,
)
from minqing.reception.conference.actions.following import (
    judge_decision,
    note_effect,
    remind_decision,
    remind_of_decisions,
    report_decision,
)
from minqing.reception.conference.actions.meeting import (
    Attended,
    DecisionDraft,
    issue_minutes,
    record_meeting,
    remove_decision,
    write_decision,
)
from minqing.reception.conference.gate import Doing as Doing
from minqing.reception.conference.gate import (
    conference_for,
    conferences_for,
    convening_organ,
    decision_for,
    may_convene,
    runs,
)
from minqing.reception.conference.models import AgendaItem as AgendaItem
from minqing.reception.conference.models import Conference, Decision
from minqing.reception.conference.models import DecisionStep as DecisionStep
from minqing.reception.conference.models import Invitation as Invitation
from minqing.reception.conference.papers import time_words
from minqing.reception.conference.queries import Meeting as Meeting
from minqing.reception.conference.queries import (
    conferences_on,
    decisions_followed,
    decisions_on,
    late_decisions,
    meeting_of,
    to_answer,
    units_answering,
)
from minqing.reception.conference.rules import (
    ANSWER_WORDS,
    EFFECT_WORDS,
    KIND_WORDS,
    STAGE_WORDS,
    STATE_WORDS,
    is_late,
)
from minqing.reception.conference.rules import CONFERENCE as CONFERENCE
from minqing.reception.conference.rules import Answer as Answer
from minqing.reception.conference.rules import ConferenceKind as ConferenceKind
from minqing.reception.conference.rules import DecisionState as DecisionState
from minqing.reception.conference.rules import Effect as Effect
from minqing.reception.conference.rules import Stage as Stage

__all__ = [
    "ANSWER_WORDS",
    "EFFECT_WORDS",
    "KIND_WORDS",
    "STAGE_WORDS",
    "STATE_WORDS",
    "Attended",
    "Conference",
    "Decision",
    "DecisionDraft",
    "Guest",
    "Point",
    "answer_invitation",
    "cancel_conference",
    "conference_for",
    "conferences_for",
    "conferences_on",
    "convene_conference",
    "convening_organ",
    "decision_for",
    "decisions_followed",
    "decisions_on",
    "is_late",
    "issue_minutes",
    "judge_decision",
    "late_decisions",
    "may_convene",
    "meeting_of",
    "move_conference",
    "note_effect",
    "record_meeting",
    "remind_decision",
    "remind_of_decisions",
    "remove_decision",
    "report_decision",
    "runs",
    "time_words",
    "to_answer",
    "units_answering",
    "write_decision",
]
