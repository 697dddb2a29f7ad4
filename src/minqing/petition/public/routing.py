"""The door of deciding the way: table, disputes, not accepting, the short track."""

from minqing.petition.handling.simple import accept_simply, leave_simple_track
from minqing.petition.reads.ways import (
    CoordinationView,
    ObjectionView,
    coordination_view,
    decline_of,
    facts_told,
    objection_view,
    simple_of,
    way_lines,
)
from minqing.petition.reads.ways import WayLine as WayLine
from minqing.petition.reply.actions.telling import confirm_simple_answer, tell_answer
from minqing.petition.routing.actions import (
    Party,
    agree_acceptance,
    decline_petition,
    designate_organ,
    hand_to_successor,
    propose_simple,
    record_coordination,
    refer_down,
    refuse_objection,
    take_back,
)
from minqing.petition.routing.actions.coordinating import Said
from minqing.petition.routing.actions.declining import Stated
from minqing.petition.routing.models import Agreement, Coordination, Decline, Designation, SimpleTrack
from minqing.petition.routing.rules.declining import GROUNDS, Ground
from minqing.petition.routing.rules.simple import BARS, DECLARED, REASONS, Bar, Reason, Told
from minqing.petition.routing.rules.table import ROWS, Law, WayFacts, rows_that_fit, way_for

__all__ = [
    "BARS",
    "DECLARED",
    "GROUNDS",
    "REASONS",
    "ROWS",
    "Agreement",
    "Bar",
    "Coordination",
    "CoordinationView",
    "Decline",
    "Designation",
    "Ground",
    "Law",
    "ObjectionView",
    "Party",
    "Reason",
    "Said",
    "SimpleTrack",
    "Stated",
    "Told",
    "WayFacts",
    "accept_simply",
    "agree_acceptance",
    "confirm_simple_answer",
    "coordination_view",
    "decline_of",
    "decline_petition",
    "designate_organ",
    "facts_told",
    "hand_to_successor",
    "leave_simple_track",
    "objection_view",
    "propose_simple",
    "record_coordination",
    "refer_down",
    "refuse_objection",
    "rows_that_fit",
    "simple_of",
    "take_back",
    "tell_answer",
    "way_for",
    "way_lines",
]
