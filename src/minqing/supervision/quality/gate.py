"""The only way from an id to a reading for somebody; what may not be read of the matter hides the reading.

Articles: 信访工作条例 28(3), 30(3). The organ sees a reading once it was sent back.
"""

from uuid import UUID

from django.db.models import Q, QuerySet

from minqing.kernel.law.public import NotAllowed
from minqing.kernel.people.public import Actor, Duty
from minqing.petition import public as petitions
from minqing.petition.public import Doing
from minqing.supervision.quality.models import Reading, Sample
from minqing.supervision.quality.rules import Status

UNKNOWN = "没有这件质量抽查，或者您无权查看。"
ORGAN_SIDE = (Duty.HANDLER, Duty.LEADER, Duty.REGISTRAR)


def readings_for(actor: Actor) -> QuerySet[Reading]:
    """Return the readings of matters the actor supervises; no sealed matter is among them."""
    return Reading.objects.filter(petition__in=petitions.visible_to(actor, Doing.SUPERVISE))


def corrections_for(actor: Actor) -> QuerySet[Reading]:
    """Return what was sent back to the actor's organs, of matters they may read."""
    organs = {organ for duty in ORGAN_SIDE for organ in actor.organ_ids(duty)}
    rows = Reading.objects.filter(handling__in=organs).exclude(status__in=[Status.DRAWN, Status.PASSED])
    return rows.filter(petition__in=petitions.visible_to(actor, Doing.READ), petition__sealed=False)


def reading_for(actor: Actor, reading_id: UUID, *, lock: bool = False) -> Reading:
    """Return a reading for its supervisors or, once sent back, for the organ."""
    rows = Reading.objects.filter(
        Q(pk__in=readings_for(actor).values("pk")) | Q(pk__in=corrections_for(actor).values("pk"))
    )
    rows = rows.select_related("petition", "handling", "reader", "sample")
    if lock:
        rows = rows.select_for_update(of=("self",))
    found = rows.filter(pk=reading_id).first()
    if found is None:
        raise NotAllowed(UNKNOWN)
    return found


def samples_for(actor: Actor) -> QuerySet[Sample]:
    """Return the samples drawn by the organs in which the actor supervises, the newest first."""
    return Sample.objects.filter(organ__in=actor.organ_ids(Duty.SUPERVISOR)).order_by("-last_on")
