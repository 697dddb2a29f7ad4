"""回访前不看评价: whoever is still to call the petitioner does not see how they rated."""

from minqing.kernel.people.public import Actor
from minqing.petition.evaluation.models import CallBack
from minqing.petition.evaluation.rules import CallStatus
from minqing.petition.matter.models import Petition
from minqing.petition.matter.rules import Annex


def is_blind(actor: Actor, petition: Petition) -> bool:
    """Return whether this actor is still to call the petitioner and may not see the rating before.

    No query on a matter that was never drawn.
    """
    if Annex.CALL_BACK.value not in petition.annexes or actor.account_id is None:
        return False
    open_calls = CallBack.objects.filter(petition=petition, status=CallStatus.DRAWN.value)
    return open_calls.filter(caller_id=actor.account_id).exists()
