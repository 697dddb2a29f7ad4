"""The acts a file offers to whoever looks at it, by theme; an act that leads nowhere now is left out."""

from typing import Final

from minqing.kernel.law.public import Refused
from minqing.kernel.people.public import Actor
from minqing.petition.matter.gate import verdict_on
from minqing.petition.matter.models import Petition
from minqing.petition.matter.rules import Level, State, step
from minqing.petition.reads.acts import (
    clocks,
    closing,
    coming_in,
    handling,
    helping,
    path,
    review,
    routing,
    sealed,
    serving,
)
from minqing.petition.reads.acts.kinds import Act, Seen
from minqing.petition.reads.lines import OpenMove
from minqing.petition.reply.models import Opinion

ACTS: Final[tuple[Act, ...]] = (
    *path.ACTS,
    *handling.ACTS,
    *coming_in.ACTS,
    *routing.ACTS,
    *review.ACTS,
    *clocks.ACTS,
    *serving.ACTS,
    *closing.ACTS,
    *sealed.ACTS,
    *helping.ACTS,
)

# What a review shares with the first instance; the rest of it has acts of its own (35, 36).
_SHARED: Final = frozenset(
    {
        *("register", "send_back", "deliver", "close", "withdraw", "note", "ask", "archive", "right_ask"),
        *("extend", "stand_aside", "pause", "approve_term", "refuse_term", "resume"),
    }
)
REVIEW_ACTS: Final = tuple(
    act for act in ACTS if act.key in _SHARED or act.key.startswith(("review_", "pause", "serve"))
)


def open_moves(actor: Actor, petition: Petition, opinion: Opinion | None = None) -> tuple[OpenMove, ...]:
    """Return every act that leads on from where the matter stands, allowed or with the reason why not."""
    seen, state = Seen(actor, petition, opinion), State(petition.state)
    acts = ACTS if petition.level == Level.FIRST else REVIEW_ACTS
    return tuple(_offered(act, seen) for act in acts if _leads_on(act, state) and act.fits(seen))


def _leads_on(act: Act, state: State) -> bool:
    if act.move is None:
        return state in act.states
    return not isinstance(step(state, act.move), Refused)


def _offered(act: Act, seen: Seen) -> OpenMove:
    verdict = verdict_on(seen.actor, act.doing, seen.petition)
    reason = act.shut(seen) if verdict else verdict.reason
    return OpenMove(act.key, allowed=not reason, reason=reason)
