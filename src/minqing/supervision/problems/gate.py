"""The only way from an id to a problem case: for who supervises one of its matters, and for its owner.

Articles: 信访工作条例 30(3). A case all of whose matters were sealed since is shown to nobody here.
"""

from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from minqing.kernel.law.public import NotAllowed
from minqing.kernel.people.public import Actor
from minqing.petition import public as petitions
from minqing.petition.public import Doing
from minqing.supervision.problems.models import ProblemCase, ProblemMatter

UNKNOWN = "没有这件问题件，或者您无权查看。"


def cases_for(actor: Actor) -> QuerySet[ProblemCase]:
    """Return the cases with a matter the actor supervises, and those that are the actor's own."""
    own = ProblemMatter.objects.filter(case=OuterRef("pk"))
    supervised = own.filter(petition__in=petitions.visible_to(actor, Doing.SUPERVISE))
    read = own.filter(petition__in=petitions.visible_to(actor, Doing.READ), petition__sealed=False)
    mine = Q(owner_id=actor.account_id) if actor.account_id else Q(pk__in=[])
    return ProblemCase.objects.filter(Exists(supervised) | mine & Exists(read))


def case_for(actor: Actor, case_id: UUID, *, lock: bool = False) -> ProblemCase:
    """Return a case; unknown and forbidden look alike."""
    rows = cases_for(actor).select_related("organ", "owner")
    if lock:
        rows = rows.select_for_update(of=("self",))
    found = rows.filter(pk=case_id).first()
    if found is None:
        raise NotAllowed(UNKNOWN)
    return found
