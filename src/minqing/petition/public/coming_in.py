"""The verbs of coming in: arrivals, joint petitions, scanned letters, splitting, links, the urgent track."""

from minqing.petition.intake.arriving import confirm_words
from minqing.petition.intake.joining import (
    Joined,
    JointActor,
    add_joiner,
    join_by_code,
    leave_joint,
    open_joint,
    tail_of_joiner,
)
from minqing.petition.intake.models import Arrival, Joiner
from minqing.petition.intake.rules import CHANNEL_DAYS, SPOKEN, Arrived, ChannelDays, Confirmed, Speaker
from minqing.petition.intake.sealed_joining import has_telephone
from minqing.petition.matter.names import name_elsewhere, name_for
from minqing.petition.reads.coming_in import (
    Alike,
    JointView,
    LinkLine,
    alike,
    arrival_of,
    joiners_of,
    joint_view,
    links_of,
    oral_record_of,
    urgencies_of,
)
from minqing.petition.registration.linking import link_petitions, unlink_petitions
from minqing.petition.registration.models import Link
from minqing.petition.registration.rules import LINK_WORDS, REPORTED_WORDS, LinkKind, ReportedTo
from minqing.petition.registration.splitting import Part, split_petition
from minqing.petition.registration.taking_down import take_down
from minqing.petition.registration.urgency import end_urgency, mark_urgent, report_urgent
from minqing.petition.routing.letters import Sending, Sorting, work_letter

__all__ = [
    "CHANNEL_DAYS",
    "LINK_WORDS",
    "REPORTED_WORDS",
    "SPOKEN",
    "Alike",
    "Arrival",
    "Arrived",
    "ChannelDays",
    "Confirmed",
    "Joined",
    "Joiner",
    "JointActor",
    "JointView",
    "Link",
    "LinkKind",
    "LinkLine",
    "Part",
    "ReportedTo",
    "Sending",
    "Sorting",
    "Speaker",
    "add_joiner",
    "alike",
    "arrival_of",
    "confirm_words",
    "end_urgency",
    "has_telephone",
    "join_by_code",
    "joiners_of",
    "joint_view",
    "leave_joint",
    "link_petitions",
    "links_of",
    "mark_urgent",
    "name_elsewhere",
    "name_for",
    "open_joint",
    "oral_record_of",
    "report_urgent",
    "split_petition",
    "tail_of_joiner",
    "take_down",
    "unlink_petitions",
    "urgencies_of",
    "work_letter",
]
