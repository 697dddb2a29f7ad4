"""Reads of the orders of the hall: what one gave, what one was given, what waits."""

from uuid import UUID

from django.db.models import QuerySet

from minqing.kernel.people.public import Actor
from minqing.reception.dispatch.gate import GIVES, TAKES, on_spot_for, orders_for, posts
from minqing.reception.dispatch.models import OnSpot, Order
from minqing.reception.dispatch.rules import OrderState

OPEN = (OrderState.SENT.value, OrderState.ACKNOWLEDGED.value, OrderState.ARRIVED.value)
SHOWN = 100


def given(actor: Actor) -> list[Order]:
    """Return the latest orders the actor's organs gave; one query. Uses index: dispatch_from."""
    rows = Order.objects.filter(from_organ__in=posts(actor, GIVES)).select_related("to_organ", "from_organ")
    return list(rows.order_by("-sent_at", "-id")[:SHOWN])


def received(actor: Actor) -> list[Order]:
    """Return the latest orders the actor's organs were given; one query. Uses index: dispatch_to."""
    rows = Order.objects.filter(to_organ__in=posts(actor, TAKES)).select_related("to_organ", "from_organ")
    return list(rows.order_by("-sent_at", "-id")[:SHOWN])


def orders_on(actor: Actor, subject_id: UUID) -> list[Order]:
    """Return the orders about one matter the actor may read; one query. Uses index: dispatch_subject."""
    rows = orders_for(actor).filter(subject_id=subject_id).select_related("to_organ", "from_organ")
    return list(rows.order_by("sent_at", "id"))


def spots(actor: Actor) -> QuerySet[OnSpot]:
    """Return what was dealt with on the spot, the latest first."""
    return on_spot_for(actor).select_related("organ", "by").order_by("-at", "-id")
