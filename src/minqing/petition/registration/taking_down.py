"""登记一件: what the counter hears, opens or is handed becomes a registered matter, in one act.

Articles: 信访工作条例 17, 19(1), 22(1).
"""

from datetime import datetime

from minqing.kernel.people.public import Actor
from minqing.petition.intake.actions import HandIn, hand_in
from minqing.petition.intake.rules import Statement
from minqing.petition.matter.together import together
from minqing.petition.registration.actions import register_petition


def take_down(*, actor: Actor, statement: Statement, at: datetime) -> HandIn:
    """收下并登记: hand in and register, both or neither; the receipt can be given at once.

    The same key a second time gives the same matter, registered once. Refuses what ``hand_in`` and
    ``register_petition`` refuse.
    """
    with together():
        handed = hand_in(actor=actor, statement=statement, at=at)
        register_petition(actor=actor, petition_id=handed.petition.id, at=at)
    return handed
