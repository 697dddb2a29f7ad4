"""What every step on the path does first and last: open the matter locked, check version and move, save.

Called by actions inside their transaction.
"""

from collections.abc import Collection
from typing import Final
from uuid import UUID

from minqing.kernel.law.public import Article, Conflict, NotAllowed, Refused, UnlawfulMove
from minqing.kernel.people.public import Actor
from minqing.kernel.rows.public import update
from minqing.petition.matter.gate import petition_for
from minqing.petition.matter.grants import Doing
from minqing.petition.matter.models import Petition
from minqing.petition.matter.rules import (
    REGULATION,
    Annex,
    Level,
    Move,
    Procedure,
    Purpose,
    State,
    Step,
    step,
)

# Of a review only these are shared with the first instance; the rest has its own acts (35, 36).
FIRST_LEVEL: Final = frozenset(Move) - {
    Move.REGISTER,
    Move.SEND_BACK,
    Move.DELIVER,
    Move.CLOSE,
    Move.WITHDRAW,
    Move.EVALUATE,
}
LEVEL_WORDS: Final = {Level.FIRST: "办理", Level.REVIEW: "复查", Level.FINAL_REVIEW: "复核"}


def account_of(actor: Actor) -> UUID:
    """Return the account of a member of staff; nobody else has one to answer for what they did."""
    if actor.account_id is None:
        raise NotAllowed("只有工作人员可以进行此操作。")
    return actor.account_id


def refuse_if(refusal: Refused | None) -> None:
    """Raise the refusal, if there is one."""
    if refusal is not None:
        raise refusal


def check_version(petition: Petition, version: int | None) -> None:
    """Refuse with ``Conflict`` when the file has moved on since the page was shown."""
    if version is not None and version != petition.version:
        raise Conflict("这件信访事项刚刚有了变化，请重新打开后再办。")


def open_for_move(
    actor: Actor,
    petition_id: UUID,
    doing: Doing,
    move: Move,
    *,
    version: int | None = None,
    joins: tuple[str, ...] = (),
    loaded: Petition | None = None,
    reviewing: bool = False,
) -> tuple[Petition, Step]:
    """Return the locked matter and where the move leads; refuses what is not allowed or not lawful now.

    ``reviewing`` marks the acts of review, which alone carry a review matter on.

    ``loaded`` is the matter when the caller has opened and locked it already.
    """
    petition = loaded or petition_for(actor, petition_id, doing, lock=True, joins=joins)
    check_version(petition, version)
    if petition.level != Level.FIRST and move in FIRST_LEVEL and not reviewing:
        words = f"这是{LEVEL_WORDS[Level(petition.level)]}件，请按复查、复核的步骤办理。"
        raise UnlawfulMove(words, Article(REGULATION, "35,36"))
    found = step(State(petition.state), move)
    if isinstance(found, Refused):
        raise found
    return petition, found


def save_step(petition: Petition, found: Step | None, fields: Collection[str] = ()) -> Petition:
    """Store the new state and the named fields, and count the version up; written with the rest."""
    names = {*fields, "version"}
    if found is not None:
        petition.state = found.to.value
        names.add("state")
    petition.version += 1
    update(petition, names)
    return petition


def purpose_of(petition: Petition) -> Purpose | None:
    """Return the purpose, None before classification."""
    return Purpose(petition.purpose) if petition.purpose else None


def procedure_of(petition: Petition) -> Procedure | None:
    """Return the procedure of a claim, else None."""
    return Procedure(petition.procedure) if petition.procedure else None


def add_annex(petition: Petition, annex: Annex) -> tuple[str, ...]:
    """Note that something of this kind hangs on the file; returns the fields to save with the step."""
    if annex.value in petition.annexes:
        return ()
    petition.annexes = [*petition.annexes, annex.value]
    return ("annexes",)


def drop_annex(petition: Petition, annex: Annex) -> tuple[str, ...]:
    """Note that this no longer hangs on the file (an objection was decided); returns the fields to save."""
    if annex.value not in petition.annexes:
        return ()
    petition.annexes = [each for each in petition.annexes if each != annex.value]
    return ("annexes",)
