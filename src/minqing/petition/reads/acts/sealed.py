"""The acts of sealed matters and of standing aside."""

from typing import Final

from minqing.petition.matter.grants import Doing
from minqing.petition.reads.acts.kinds import Act
from minqing.petition.reads.acts.path import UNFINISHED

ACTS: Final = (Act("stand_aside", Doing.STAND_ASIDE, states=UNFINISHED),)
