"""The only way from an id to an order for somebody: supervisors over it, staff of the organ urged.

Both ways go through the matter's own gate, so that an order on what was sealed since, or is kept from
somebody, is not there for them - in no list and no count.
"""

from collections.abc import Collection
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from minqing.kernel.law.public import NotAllowed
from minqing.kernel.people.public import Actor, Duty
from minqing.petition import public as petitions
from minqing.petition.public import Doing, Petition
from minqing.supervision.orders.models import Order

UNKNOWN: Final = "没有这件督办，或者您无权查看。"
ANSWERING: Final = (Duty.REGISTRAR, Duty.HANDLER, Duty.LEADER)
SHOWN: Final = ("petition", "petition__holder", "organ", "issuer", "issued_by")


def answering_organs(actor: Actor) -> frozenset[UUID]:
    """Return the organs for which the actor may acknowledge and answer an order."""
    return frozenset(organ for duty in ANSWERING for organ in actor.organ_ids(duty))


def orders_supervised(actor: Actor) -> QuerySet[Order]:
    """Return the orders on matters the actor supervises, the latest first."""
    matters = petitions.visible_to(actor, Doing.SUPERVISE).values("pk")
    return Order.objects.filter(petition__in=matters).select_related(*SHOWN).order_by("-id")


def orders_received(actor: Actor) -> QuerySet[Order]:
    """Return the orders the actor's organs got, on matters the actor may read, what is due first on top."""
    matters = petitions.visible_to(actor).values("pk")
    rows = Order.objects.filter(organ__in=sorted(answering_organs(actor)), petition__in=matters)
    return rows.select_related(*SHOWN).order_by("reply_due", "id")


def _one(rows: QuerySet[Order], order_id: UUID, *, lock: bool) -> Order:
    found = (rows.select_for_update(of=("self",)) if lock else rows).filter(pk=order_id).first()
    if found is None:
        raise NotAllowed(UNKNOWN)
    return found


def order_supervised(actor: Actor, order_id: UUID, *, lock: bool = False) -> Order:
    """Return an order for its supervisor; raises ``NotAllowed``."""
    return _one(orders_supervised(actor), order_id, lock=lock)


def order_received(actor: Actor, order_id: UUID, *, lock: bool = False) -> Order:
    """Return an order for the organ that must answer it; raises ``NotAllowed``."""
    return _one(orders_received(actor), order_id, lock=lock)


def order_for(actor: Actor, order_id: UUID) -> Order:
    """Return an order for either side; raises ``NotAllowed``."""
    return _one(orders_supervised(actor) | orders_received(actor), order_id, lock=False)


def may_see(actor: Actor, matter: Petition, orders: Collection[Order]) -> list[Order]:
    """Return those of a matter's orders that concern the actor, who reads the file already.

    The supervisors, the organ urged, and the organs that hold or received it; not who only helps with it.
    """
    organs = actor.organ_ids()
    if actor.holds(Duty.SUPERVISOR) or organs & {matter.holder_id, matter.received_by_id}:
        return list(orders)
    return [each for each in orders if each.organ_id in organs]
