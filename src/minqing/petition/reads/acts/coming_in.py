"""The acts of coming in: splitting, linking, joining, the urgent track; what a panel offers stands there."""

from typing import Final

from minqing.petition.matter.grants import Doing
from minqing.petition.matter.rules import State, Track
from minqing.petition.reads.acts.kinds import Act, Seen
from minqing.petition.reads.acts.path import UNFINISHED


def _urgent(seen: Seen) -> bool:
    return seen.petition.track == Track.URGENT


def _calm(seen: Seen) -> bool:
    return not _urgent(seen)


ACTS: Final = (
    Act("split", Doing.LINK, states=frozenset({State.REGISTERED, State.RETURNED})),
    Act("link", Doing.LINK, states=UNFINISHED),
    Act("add_joiner", Doing.JOIN, states=UNFINISHED),
    Act("mark_urgent", Doing.MARK_URGENT, states=UNFINISHED, fits=_calm),
    Act("report_urgent", Doing.MARK_URGENT, states=frozenset(State), fits=_urgent),
    Act("end_urgency", Doing.MARK_URGENT, states=UNFINISHED, fits=_urgent),
)
