"""附卷: another room notes that it keeps something about a matter, so that the page asks for it."""

from minqing.kernel.rows.public import update
from minqing.petition.matter.models import Petition
from minqing.petition.matter.rules import Annex
from minqing.petition.matter.steps import add_annex


def hang_annex(petition: Petition, annex: Annex) -> None:
    """Note an annex on a matter the caller holds locked, in the caller's transaction; twice changes nothing.

    What hangs there and the ledger event are the caller's own. The version of the file stays: nothing anybody
    is deciding on has changed.
    """
    fields = add_annex(petition, annex)
    if fields:
        update(petition, set(fields))
