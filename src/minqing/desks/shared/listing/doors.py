"""The doors of the staff's shared pages: who may come in at all; what they may do there the rooms decide."""

from typing import Final

from minqing.kernel.access.public import SIGNED_IN, Door, desk
from minqing.kernel.people.public import Duty

STAFF: Final[Door] = SIGNED_IN
CASEWORK: Final[Door] = desk(Duty.REGISTRAR, Duty.HANDLER, Duty.LEADER, Duty.SUPERVISOR, Duty.REVIEWER)
REGISTRAR: Final[Door] = desk(Duty.REGISTRAR)
HANDLER: Final[Door] = desk(Duty.HANDLER)
LEADER: Final[Door] = desk(Duty.LEADER)
SUPERVISOR: Final[Door] = desk(Duty.SUPERVISOR)
REVIEWER: Final[Door] = desk(Duty.REVIEWER)
STEWARD: Final[Door] = desk(Duty.STEWARD)
COUNTER: Final[Door] = desk(Duty.COUNTER, Duty.REGISTRAR, Duty.HANDLER)
