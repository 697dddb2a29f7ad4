"""Who may do what with held cases, and the only way from an id to one for somebody.

A held case is shown to whoever may read its matter; a sealed one is neither shown nor counted.
"""

from uuid import UUID

from django.db.models import QuerySet

from minqing.kernel.law.public import NotAllowed
from minqing.kernel.people.public import Actor, Duty
from minqing.petition.public import visible_to
from minqing.supervision.held.models import HeldCase

UNKNOWN = "没有这件包案，或者您无权查看。"


def cases_for(actor: Actor) -> QuerySet[HeldCase]:
    """Return the held cases of matters the actor may read, and those they hold and may read."""
    rows = HeldCase.objects.select_related("leader", "leader_organ", "organ")
    return rows.filter(subject_id__in=visible_to(actor).values("pk"))


def case_for(actor: Actor, case_id: UUID, *, lock: bool = False) -> HeldCase:
    """Return a held case for this actor; raises ``NotAllowed`` alike for unknown and kept ones."""
    rows = cases_for(actor)
    found = (rows.select_for_update(of=("self",)) if lock else rows).filter(pk=case_id).first()
    if found is None:
        raise NotAllowed(UNKNOWN)
    return found


def may_hold(actor: Actor) -> bool:
    """Return whether the actor may put a case into a leader's hands."""
    return any(actor.holds(duty) for duty in (Duty.LEADER, Duty.SUPERVISOR, Duty.REGISTRAR))


def may_tell(actor: Actor, case: HeldCase) -> bool:
    """Return whether the actor writes down what is done: its leader, its unit's people, the registrar."""
    return (
        actor.account_id == case.leader_id
        or case.organ_id in actor.organ_ids()
        or actor.holds(Duty.REGISTRAR)
    )
