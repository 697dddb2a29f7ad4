"""The acts of help: asking for relief, plans of assistance."""

from typing import Final

from minqing.petition.matter.grants import Doing
from minqing.petition.matter.helping import HELPED
from minqing.petition.matter.rules import Annex, Level
from minqing.petition.reads.acts.kinds import Act, Seen


def _open_matter(seen: Seen) -> bool:
    return not seen.petition.sealed and seen.petition.level == Level.FIRST


def _planned(seen: Seen) -> bool:
    return _open_matter(seen) and Annex.ASSISTANCE.value in seen.petition.annexes


ACTS: Final = (
    Act("relief_apply", Doing.HELP, states=HELPED, fits=_open_matter),
    Act("plan_make", Doing.HELP, states=HELPED, fits=_open_matter),
    Act("plan_measure", Doing.HELP, states=HELPED, fits=_planned),
    Act("plan_result", Doing.HELP, states=HELPED, fits=_planned),
    Act("plan_review", Doing.HELP, states=HELPED, fits=_planned),
)
