"""How a petitioner's name is shown: in full where the matter is dealt with, masked elsewhere if so asked.

Anonymous (匿名): no name was given, none is kept. Confidential (要求保密): the name is kept and shown only to
posts of the organ that holds or handles the matter; lists, exports and letters between organs show its first
character. Articles: 信访工作条例 30(3), 46(5); 个人信息保护法 51.
"""

from minqing.kernel.people.public import Actor, mask_name
from minqing.petition.matter.models import Petition


def name_for(actor: Actor, petition: Petition) -> str:
    """Return the name as this actor may see it."""
    if not petition.confidential:
        return petition.petitioner_name
    near = {petition.holder_id, petition.handling_id} & actor.organ_ids()
    return petition.petitioner_name if near else mask_name(petition.petitioner_name)


def name_elsewhere(petition: Petition) -> str:
    """Return the name as lists, exports and letters between organs show it."""
    return mask_name(petition.petitioner_name) if petition.confidential else petition.petitioner_name
