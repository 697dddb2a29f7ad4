"""The door of sealed matters: who is complained of, which discipline inspection organ, what to leave out."""

from minqing.petition.matter.aside import GROUND_WORDS, STANDS_ASIDE, declare_interest, standing_aside
from minqing.petition.matter.cadres import CADRE_ROWS, MANAGED_WORDS, CadreRow, ManagedBy
from minqing.petition.matter.gate import sealed_one
from minqing.petition.matter.sealing import SEALED_NAME
from minqing.petition.reads.sealed_papers import refuse_unrevealed
from minqing.petition.registration.sealing import AccusedPerson
from minqing.petition.routing.actions.sending_up import seal_and_send_up
from minqing.petition.routing.inspection import Competence, competent_inspection

__all__ = [
    "CADRE_ROWS",
    "GROUND_WORDS",
    "MANAGED_WORDS",
    "SEALED_NAME",
    "STANDS_ASIDE",
    "AccusedPerson",
    "CadreRow",
    "Competence",
    "ManagedBy",
    "competent_inspection",
    "declare_interest",
    "refuse_unrevealed",
    "seal_and_send_up",
    "sealed_one",
    "standing_aside",
]
