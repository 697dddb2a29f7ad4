"""The acts of deciding the way."""

from typing import Final

from minqing.kernel.people.public import OrganKind
from minqing.petition.matter.grants import Doing
from minqing.petition.matter.rules import FINISHED, Annex, Mode, Move, State, Track
from minqing.petition.matter.steps import procedure_of, purpose_of
from minqing.petition.reads.acts.kinds import Act, Seen
from minqing.petition.routing.rules.simple import SimpleFacts, bars_of

OPEN: Final = frozenset(State) - FINISHED
DISPUTED: Final = frozenset({State.REGISTERED, State.RETURNED, State.REFERRED})
UNANSWERED: Final = frozenset(
    {State.REGISTERED, State.REFERRED, State.RETURNED, State.HANDLING, State.APPROVING}
)


def _has(seen: Seen, annex: Annex) -> bool:
    return annex.value in seen.petition.annexes


def _objected(seen: Seen) -> bool:
    return _has(seen, Annex.OBJECTION)


def _disputed(seen: Seen) -> bool:
    """In dispute, or not yet sent: several organs may be concerned from the first (24(1))."""
    petition = seen.petition
    plain = bool(petition.purpose) and not petition.sealed
    return plain and (_has(seen, Annex.COORDINATION) or petition.state == State.REGISTERED)


def _office(seen: Seen) -> bool:
    return seen.petition.holder.kind == OrganKind.PETITION_OFFICE


def _short(seen: Seen) -> bool:
    """Whether the file itself shuts the short track; the rest is declared when it is chosen."""
    petition = seen.petition
    if not petition.purpose or petition.track == Track.URGENT:
        return False
    facts = SimpleFacts(
        purpose=purpose_of(petition),
        procedure=procedure_of(petition),
        repeated=petition.repeat_of_id is not None,
        # How it was referred the action reads; an assignment carries its day of feedback from then on.
        mode=Mode.TRANSFER,
        people_count=petition.people_count,
        reason=None,
        declared_absent=frozenset(),
    )
    return not bars_of(facts)


def _propose(seen: Seen) -> bool:
    return _office(seen) and seen.petition.track == Track.ORDINARY and _short(seen)


def _choose(seen: Seen) -> bool:
    return not _office(seen) and _short(seen)


def _on_short_track(seen: Seen) -> bool:
    return seen.petition.track == Track.SIMPLE


def _drafted_simply(seen: Seen) -> bool:
    return seen.petition.track == Track.SIMPLE and seen.opinion is not None


def _may_pass_down(seen: Seen) -> bool:
    return not _office(seen) and not _objected(seen)


def _gone(seen: Seen) -> bool:
    return not seen.petition.holder.active


ACTS: Final = (
    Act("take_back", Doing.VERIFY_OBJECTION, Move.TAKE_BACK, fits=_objected),
    Act("refuse_objection", Doing.VERIFY_OBJECTION, states=frozenset({State.REFERRED}), fits=_objected),
    Act("refer_down", Doing.REFER, states=frozenset({State.REFERRED}), fits=_may_pass_down),
    Act("coordinate", Doing.COORDINATE, states=DISPUTED, fits=_disputed),
    Act("agree", Doing.COORDINATE, Move.DESIGNATE, fits=_disputed),
    Act("designate", Doing.DESIGNATE, Move.DESIGNATE, fits=_disputed),
    Act("decline", Doing.DECLINE, Move.DECLINE),
    Act("succeed", Doing.SUCCEED, states=OPEN, fits=_gone),
    Act("propose_simple", Doing.SIMPLIFY, states=frozenset({State.REGISTERED}), fits=_propose),
    Act("accept_simply", Doing.ACCEPT, Move.ACCEPT, fits=_choose),
    Act("confirm_simple", Doing.APPROVE, states=frozenset({State.HANDLING}), fits=_drafted_simply),
    Act("tell", Doing.HANDLE, Move.TELL, fits=_on_short_track),
    Act("leave_simple", Doing.SIMPLIFY, states=UNANSWERED, fits=_on_short_track),
)
