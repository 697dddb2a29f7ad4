"""Who gives orders of the hall, who answers them, and the only way from an id to one.

The counter, registrars and leaders of the organ that runs the hall (a petition office, a township) give them;
registrars, handlers, leaders and the counter of the unit answer.
"""

from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from minqing.kernel.law.public import NotAllowed
from minqing.kernel.people.public import SYSTEM, Actor, Duty, Organ, OrganKind
from minqing.reception.dispatch.models import OnSpot, Order
from minqing.reception.dispatch.rules import JOINT

GIVES: Final = frozenset({Duty.COUNTER, Duty.REGISTRAR, Duty.LEADER})
TAKES: Final = frozenset({Duty.COUNTER, Duty.REGISTRAR, Duty.HANDLER, Duty.LEADER})
UNKNOWN: Final = "没有这张调度单，或者您无权查看。"


def posts(actor: Actor, duties: frozenset[Duty]) -> frozenset[UUID]:
    """Return the organs in which the actor holds one of the duties."""
    return frozenset(post.organ_id for post in actor.posts if post.duty in duties)


def giving_organs(actor: Actor) -> QuerySet[Organ]:
    """Return the organs for which the actor gives orders of the hall."""
    kinds = [OrganKind.PETITION_OFFICE, OrganKind.TOWNSHIP]
    return Organ.objects.filter(pk__in=posts(actor, GIVES), kind__in=kinds, active=True).order_by("path")


def giving_organ(actor: Actor) -> Organ:
    """Return the organ for which the actor gives orders; raises ``NotAllowed``."""
    organ = giving_organs(actor).first()
    if organ is None:
        raise NotAllowed("调度单由接访大厅（信访部门、乡镇）的窗口接待员、登记员或者负责人发出。", JOINT)
    return organ


def orders_for(actor: Actor) -> QuerySet[Order]:
    """Return the orders the actor's organs gave or were given."""
    if actor == SYSTEM:
        return Order.objects.all()
    given = Q(from_organ__in=posts(actor, GIVES | {Duty.SUPERVISOR}))
    return Order.objects.filter(given | Q(to_organ__in=posts(actor, TAKES)))


def order_for(actor: Actor, order_id: UUID, *, give: bool) -> Order:
    """Return an order locked, for whoever gave it (``give``) or whoever was given it."""
    rows = orders_for(actor).select_related("from_organ", "to_organ").select_for_update(of=("self",))
    found = rows.filter(pk=order_id).first()
    if found is None:
        raise NotAllowed(UNKNOWN)
    own = posts(actor, GIVES) if give else posts(actor, TAKES)
    if actor != SYSTEM and (found.from_organ_id if give else found.to_organ_id) not in own:
        who = "发出调度单的大厅" if give else "接到调度单的单位"
        raise NotAllowed(f"这一步由{who}进行。", JOINT)
    return found


def on_spot_for(actor: Actor) -> QuerySet[OnSpot]:
    """Return what the actor's organs recorded of disputes dealt with on the spot."""
    return OnSpot.objects.filter(organ__in=posts(actor, GIVES | TAKES | {Duty.SUPERVISOR}))
