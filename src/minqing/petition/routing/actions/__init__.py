"""What happens in routing, one file a verb."""

from minqing.petition.routing.actions.agreeing import Party, agree_acceptance
from minqing.petition.routing.actions.coordinating import record_coordination
from minqing.petition.routing.actions.declining import decline_petition
from minqing.petition.routing.actions.designating import designate_organ
from minqing.petition.routing.actions.objecting import object_to_referral, refuse_objection, take_back
from minqing.petition.routing.actions.passing_down import refer_down
from minqing.petition.routing.actions.proposing import propose_simple
from minqing.petition.routing.actions.referring import refer_petition
from minqing.petition.routing.actions.succeeding import hand_to_successor

__all__ = [
    "Party",
    "agree_acceptance",
    "decline_petition",
    "designate_organ",
    "hand_to_successor",
    "object_to_referral",
    "propose_simple",
    "record_coordination",
    "refer_down",
    "refer_petition",
    "refuse_objection",
    "take_back",
]
