"""The acts of co-handling, records, hearings, settlement and execution, in the order of the action bar."""

from collections.abc import Callable
from typing import Final

from minqing.petition.matter.grants import Doing
from minqing.petition.matter.rules import Annex, Level, Move, Procedure, Purpose, State
from minqing.petition.reads.acts.kinds import Act, Seen

HANDLING: Final = frozenset({State.HANDLING})
ANSWERED: Final = frozenset({State.ANSWERED, State.DELIVERED, State.CLOSED})


def _claim(seen: Seen) -> bool:
    return seen.petition.purpose == Purpose.CLAIM


def _proper(seen: Seen) -> bool:
    petition = seen.petition
    return petition.procedure == Procedure.PETITION and petition.level == Level.FIRST


def _heard(seen: Seen) -> bool:
    """Return whether a hearing may be held: at the first instance (31[6]) and in the final review (36(2))."""
    return seen.petition.procedure == Procedure.PETITION and seen.petition.level != Level.REVIEW


def _has(annex: Annex) -> Callable[[Seen], bool]:
    return lambda seen: annex.value in seen.petition.annexes


def _asked_of_us(seen: Seen) -> bool:
    asked = Annex.CO_HANDLING.value in seen.petition.annexes
    return asked and bool(set(seen.petition.co_organs) & seen.actor.organ_ids())


def _unheard(seen: Seen) -> bool:
    return _proper(seen) and seen.petition.heard_on is None


def _follows(seen: Seen) -> bool:
    return seen.petition.execution_due_on is not None


ACTS: Final = (
    Act("hear", Doing.HANDLE, states=HANDLING, fits=_unheard),
    Act("statement", Doing.HANDLE, states=HANDLING, fits=_claim),
    Act("inquire", Doing.HANDLE, states=HANDLING),
    Act("co_ask", Doing.HANDLE, states=HANDLING),
    Act("co_answer", Doing.CO_OPINION, states=HANDLING, fits=_asked_of_us),
    Act("co_decline", Doing.CO_OPINION, states=HANDLING, fits=_asked_of_us),
    Act("co_remind", Doing.HANDLE, states=HANDLING, fits=_has(Annex.CO_HANDLING)),
    Act("co_withdraw", Doing.HANDLE, states=HANDLING, fits=_has(Annex.CO_HANDLING)),
    Act("hearing_call", Doing.HEAR, states=HANDLING, fits=_heard),
    Act("hearing_apply", Doing.TAKE_PART, states=HANDLING, fits=_heard),
    Act("hearing_hold", Doing.HEAR, states=HANDLING, fits=_has(Annex.HEARING)),
    Act("hearing_conclude", Doing.HEAR, states=HANDLING, fits=_has(Annex.HEARING)),
    Act("hearing_waive", Doing.HEAR, states=HANDLING, fits=_has(Annex.HEARING)),
    Act("hearing_end", Doing.HEAR, states=HANDLING, fits=_has(Annex.HEARING)),
    Act("settle_propose", Doing.HANDLE, states=HANDLING, fits=_claim),
    Act("settle_accept", Doing.TAKE_PART, states=HANDLING, fits=_has(Annex.SETTLEMENT)),
    Act("settle_refuse", Doing.TAKE_PART, states=HANDLING, fits=_has(Annex.SETTLEMENT)),
    Act("settle", Doing.HANDLE, Move.SETTLE, fits=_has(Annex.SETTLEMENT)),
    Act("exec_done", Doing.EXECUTE, states=ANSWERED, fits=_follows),
    Act("exec_progress", Doing.EXECUTE, states=ANSWERED, fits=_follows),
    Act("exec_refuse", Doing.EXECUTE, states=ANSWERED, fits=_follows),
    Act("exec_confirm", Doing.TAKE_PART, states=ANSWERED, fits=_has(Annex.EXECUTION)),
    Act("exec_dispute", Doing.TAKE_PART, states=ANSWERED, fits=_has(Annex.EXECUTION)),
)
