"""Carrying a move out: from a form that is filled in to its action, the same for the page and for the API."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from minqing.kernel.clock import public as clock
from minqing.kernel.law.public import Incomplete
from minqing.kernel.people.public import Actor
from minqing.petition import public as petition

from .forms import MoveForm
from .moves import MoveSpec


def carry_out(
    spec: MoveSpec,
    form: MoveForm,
    *,
    actor: Actor,
    petition_id: UUID,
    receipt_file_id: UUID | None = None,
    file_ids: tuple[UUID, ...] = (),
) -> Any:
    """Call the move's action with what a valid form holds; return what it made.

    Files have been taken in before and are named by their ids; a move that takes none gets none.

    Raises:
        Refused: whatever the action or a number written in the form is refused for.
    """
    facts = form.facts()
    if spec.key == "classify":
        facts["repeat_of"] = matter_numbered(actor, form.cleaned_data["repeat_number"])
    if receipt_file_id is not None and "receipt" in form.fields:
        facts["receipt_file_id"] = receipt_file_id
    if file_ids and spec.takes_files:
        facts["file_ids"] = file_ids
    if facts.get("version", 0) is None:
        facts.pop("version")
    return spec.act(actor=actor, petition_id=petition_id, at=clock.now(), **facts)


def matter_numbered(actor: Actor, number: str) -> UUID | None:
    """Return the matter of a number within what the actor may see.

    Raises:
        Incomplete: when no visible matter has that number.
    """
    number = number.strip()
    if not number:
        return None
    found = petition.visible_to(actor).filter(number=number).values_list("id", flat=True).first()
    if found is None:
        raise Incomplete(_("没有编号为“%(number)s”的事项。") % {"number": number}, None)
    return found
