"""The way from an id to an exemplar: for those who supervise or lead its organ, and its nominator."""

from uuid import UUID

from django.db.models import Q, QuerySet

from minqing.kernel.access.public import superior_path
from minqing.kernel.law.public import NotAllowed
from minqing.kernel.people.public import Actor, Duty
from minqing.study.exemplars.models import Exemplar

UNKNOWN = "没有这个典型，或者您无权查看。"


def reach_of(actor: Actor) -> Q:
    """Return the condition on ``organ``: beneath a leader's organ, in a supervisor's jurisdiction."""
    condition = Q(pk__in=[])
    for post in actor.posts:
        if post.duty is Duty.LEADER:
            condition |= Q(organ__path__startswith=post.organ_path)
        elif post.duty is Duty.SUPERVISOR:
            condition |= Q(organ__path__startswith=superior_path(post.organ_path))
    return condition


def exemplars_for(actor: Actor) -> QuerySet[Exemplar]:
    """Return the exemplars the actor may work on."""
    mine = Q(nominated_by_id=actor.account_id) if actor.account_id else Q(pk__in=[])
    return Exemplar.objects.filter(reach_of(actor) | mine)


def exemplar_for(actor: Actor, exemplar_id: UUID, *, lock: bool = False) -> Exemplar:
    """Return an exemplar; unknown and forbidden look alike."""
    rows = exemplars_for(actor).select_related("organ", "nominated_by", "reviewed_by")
    if lock:
        rows = rows.select_for_update(of=("self",))
    found = rows.filter(pk=exemplar_id).first()
    if found is None:
        raise NotAllowed(UNKNOWN)
    return found


def reviews(actor: Actor, exemplar: Exemplar) -> bool:
    """Return whether the actor reaches it by a duty that reviews."""
    return Exemplar.objects.filter(reach_of(actor), pk=exemplar.pk).exists()
