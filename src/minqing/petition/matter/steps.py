"""What every step on the path does first and last: open the matter locked, check version and move, save.

Called by actions inside their transaction.
"""

from collections.abc import Collection
from uuid import UUID

from minqing.kernel.law.public import Conflict, Refused
from minqing.kernel.people.public import Actor
from minqing.kernel.rows.public import update
from minqing.petition.matter.gate import petition_for
from minqing.petition.matter.grants import Doing
from minqing.petition.matter.models import Petition
from minqing.petition.matter.rules import Annex, Move, Procedure, Purpose, State, Step, step


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
) -> tuple[Petition, Step]:
    """Return the locked matter and where the move leads; refuses what is not allowed or not lawful now.

    ``loaded`` is the matter when the caller has opened and locked it already.
    """
    petition = loaded or petition_for(actor, petition_id, doing, lock=True, joins=joins)
    check_version(petition, version)
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
