"""The acts of sealed matters and of standing aside."""

from typing import Final

from minqing.petition.matter.grants import Doing
from minqing.petition.matter.rules import Level, Move
from minqing.petition.reads.acts.kinds import Act, Seen
from minqing.petition.reads.acts.path import UNFINISHED


def _open_yet(seen: Seen) -> bool:
    """Not sealed: what is sealed already goes the ordinary way of reports."""
    return not seen.petition.sealed and seen.petition.level == Level.FIRST


ACTS: Final = (
    Act("stand_aside", Doing.STAND_ASIDE, states=UNFINISHED),
    Act("send_up", Doing.CLASSIFY, Move.CLASSIFY, fits=_open_yet),
)
