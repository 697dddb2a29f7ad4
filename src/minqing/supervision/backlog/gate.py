"""The only way from an id to an entry of the register: for whoever may read the matter and works on it.

Articles: 信访工作条例 30(3). A sealed matter is never in the register.
"""

from uuid import UUID

from django.db.models import QuerySet

from minqing.kernel.law.public import NotAllowed
from minqing.kernel.people.public import Actor, Duty
from minqing.petition import public as petitions
from minqing.petition.public import Doing
from minqing.supervision.backlog.models import BacklogEntry

UNKNOWN = "没有这件积案，或者您无权查看。"
WORKERS = (Duty.SUPERVISOR, Duty.LEADER, Duty.HANDLER)


def entries_for(actor: Actor) -> QuerySet[BacklogEntry]:
    """Return the entries of matters the actor may read, for those who supervise, lead or handle."""
    if not any(actor.holds(duty) for duty in WORKERS):
        return BacklogEntry.objects.none()
    return BacklogEntry.objects.filter(
        petition__in=petitions.visible_to(actor, Doing.READ), petition__sealed=False
    )


def entry_for(actor: Actor, entry_id: UUID, *, lock: bool = False) -> BacklogEntry:
    """Return an entry; unknown and forbidden look alike."""
    rows = entries_for(actor).select_related(
        "petition", "petition__holder", "petition__handling", "organ", "proof", "signed_by", "proved_by"
    )
    if lock:
        rows = rows.select_for_update(of=("self",))
    found = rows.filter(pk=entry_id).first()
    if found is None:
        raise NotAllowed(UNKNOWN)
    return found


def directs(actor: Actor, entry: BacklogEntry) -> bool:
    """Return whether the actor may set the plan: a supervisor, a leader of the organ that has it."""
    matter = entry.petition
    own = {matter.holder_id, matter.handling_id, entry.organ_id}
    return actor.holds(Duty.SUPERVISOR) or bool(actor.organ_ids(Duty.LEADER) & own)


def signs(actor: Actor, entry: BacklogEntry) -> bool:
    """Return whether the actor may sign the writing off: a leader of the office or of an organ above it."""
    return any(
        post.duty is Duty.LEADER and entry.organ.path.startswith(post.organ_path) for post in actor.posts
    )
