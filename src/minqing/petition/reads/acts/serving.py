"""The acts of serving papers."""

from typing import Final

from minqing.petition.matter.grants import Doing
from minqing.petition.matter.rules import Annex, State
from minqing.petition.reads.acts.kinds import Act, Seen

# Once something may have been issued to the petitioner.
_ISSUED: Final = frozenset(State) - {State.RECEIVED, State.REGISTERED, State.WITHDRAWN}


def _delivered(seen: Seen) -> bool:
    return seen.petition.delivered_on is not None or Annex.SERVICE.value in seen.petition.annexes


ACTS: Final = (
    Act("serve", Doing.DELIVER, states=_ISSUED),
    Act("serve_failed", Doing.DELIVER, states=_ISSUED),
    Act("serve_correct", Doing.DELIVER, states=_ISSUED, fits=_delivered),
    Act("serve_consent", Doing.CONSENT, states=frozenset(State) - {State.WITHDRAWN, State.CLOSED}),
)
