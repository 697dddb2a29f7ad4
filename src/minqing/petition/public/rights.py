"""A leaf of the petition room's door: what the petitioner may ask for beside the matter (law.md 11.1)."""

from minqing.petition.matter.rights.actions import answer_right, ask_right, take_copy
from minqing.petition.matter.rights.models import RightsRequest as RightsRequest
from minqing.petition.matter.rights.queries import may_answer, right_for, rights_of, rights_waiting
from minqing.petition.matter.rights.rules import ASKED_WORDS as ASKED_WORDS
from minqing.petition.matter.rights.rules import FIELDS as FIELDS
from minqing.petition.matter.rights.rules import RIGHTS as RIGHTS
from minqing.petition.matter.rights.rules import Asked as Asked
from minqing.petition.matter.rights.rules import Right as Right
from minqing.petition.matter.rights.rules import Status as Status
from minqing.petition.reads.data_copy import answer_paper, data_copy

__all__ = [
    "answer_paper",
    "answer_right",
    "ask_right",
    "data_copy",
    "may_answer",
    "right_for",
    "rights_of",
    "rights_waiting",
    "take_copy",
]
