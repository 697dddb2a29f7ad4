"""What the action bar of a file offers: one act, where it makes sense, and why it may be shut."""

from collections.abc import Callable
from dataclasses import dataclass

from minqing.kernel.people.public import Actor
from minqing.petition.matter.grants import Doing
from minqing.petition.matter.models import Petition
from minqing.petition.matter.rules import Move, State
from minqing.petition.reply.models import Opinion


@dataclass(frozen=True, slots=True)
class Seen:
    """What an act is judged by: who looks, the matter as it stands, its opinion so far."""

    actor: Actor
    petition: Petition
    opinion: Opinion | None


def _nothing(_seen: Seen) -> str:
    return ""


def _always(_seen: Seen) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Act:
    """One act: offered where its ``move`` leads on (or in ``states``) and ``fits``; ``shut`` says why not.

    ``shut`` is asked only of somebody who may do it; it explains, the action itself refuses.
    """

    key: str
    doing: Doing
    move: Move | None = None
    states: frozenset[State] = frozenset()
    fits: Callable[[Seen], bool] = _always
    shut: Callable[[Seen], str] = _nothing
