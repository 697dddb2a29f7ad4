"""Which organs besides holder and receiver read a file: those asked to help and those who carry it out.

The array on the matter is what ``gate`` weighs; only the actions that ask and free organs change it.
"""

from uuid import UUID

from minqing.petition.matter.models import Petition


def share_with(petition: Petition, organ_id: UUID) -> tuple[str, ...]:
    """Let an organ read the file; returns the fields to save with the step."""
    if organ_id in petition.co_organs or organ_id == petition.holder_id:
        return ()
    petition.co_organs = [*petition.co_organs, organ_id]
    return ("co_organs",)


def still_shared(petition: Petition, without: UUID) -> tuple[str, ...]:
    """Let an organ read the file no longer; returns the fields to save with the step."""
    if without not in petition.co_organs:
        return ()
    petition.co_organs = [each for each in petition.co_organs if each != without]
    return ("co_organs",)
