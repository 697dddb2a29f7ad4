"""Who may come to the pages of the fund at all; what they may do there the room decides."""

from typing import Final

from minqing.kernel.access.public import Door, desk
from minqing.kernel.people.public import Duty

FUND: Final[Door] = desk(Duty.TREASURER, Duty.REGISTRAR, Duty.LEADER, Duty.SUPERVISOR)
APPLICATION: Final[Door] = desk(Duty.TREASURER, Duty.REGISTRAR, Duty.LEADER, Duty.SUPERVISOR, Duty.HANDLER)
TREASURER: Final[Door] = desk(Duty.TREASURER)
