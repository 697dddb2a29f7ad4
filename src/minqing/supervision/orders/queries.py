"""Reads of orders: what a matter's own facts suggest, whom one may urge, what changed since, what is late."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from minqing.kernel.clock.public import calendar, count_days
from minqing.kernel.people.public import Actor, Organ
from minqing.petition import public as petitions
from minqing.petition.public import FINISHED, Doing, Petition, State
from minqing.petition.public.beside import profile_in_force
from minqing.supervision.orders.gate import may_see, orders_received, orders_supervised
from minqing.supervision.orders.models import Order
from minqing.supervision.orders.rules import (
    LADDER,
    WAITING,
    MatterFacts,
    Rung,
    Standing,
    Suggestion,
    changes,
    suggest,
    suggested_rung,
)

WAITS = sorted(each.value for each in WAITING)


@dataclass(frozen=True, slots=True)
class Drafted:
    """What an order on a matter would say by itself: rung, grounds, whom, by when."""

    matter: Petition
    rung: Rung
    suggestions: tuple[Suggestion, ...]
    organs: tuple[Organ, ...]
    reply_due: date


def reply_day(rung: Rung, on: date) -> date:
    """Return the last day of the reply to an order of this rung, by the working calendar and the profile."""
    return count_days(on, profile_in_force(on).term(LADDER[rung].term), calendar()).due


def orders_of(petition_id: UUID) -> QuerySet[Order]:
    """Return a matter's orders, the first first. Uses index: order_petition."""
    return (
        Order.objects.filter(petition=petition_id)
        .select_related("organ", "issuer", "issued_by")
        .order_by("id")
    )


def orders_on(actor: Actor, matter: Petition) -> list[Order]:
    """Return the orders on a file the actor has open, with replies and checks; three queries."""
    rows = orders_of(matter.pk).prefetch_related("replies__by", "checks__by")
    return may_see(actor, matter, list(rows))


def facts_of(matter: Petition, on: date, orders: list[Order]) -> MatterFacts:
    """Return what the rule of suggestion weighs."""
    return MatterFacts(
        open=State(matter.state) not in FINISHED,
        due_on=matter.due_on,
        answered_on=matter.answered_on,
        delivered_on=matter.delivered_on,
        execution_due_on=matter.execution_due_on,
        accepted_on=matter.accepted_on,
        referred_on=matter.referred_on,
        at_work=matter.state in {State.HANDLING.value, State.APPROVING.value},
        has_handler=matter.handler_id is not None,
        bounces=matter.bounces,
        redone=matter.due_term == "REDO",
        unanswered=sum(order.standing in WAITS and order.reply_due < on for order in orders),
    )


def draft_order(actor: Actor, petition_id: UUID, on: date, rung: Rung | None = None) -> Drafted:
    """Return what an order would say on a day; raises ``NotAllowed`` where the actor does not supervise."""
    matter = petitions.petition_for(actor, petition_id, Doing.SUPERVISE)
    orders = list(orders_of(petition_id))
    chosen = rung or suggested_rung(tuple(Rung(o.rung) for o in orders if o.standing != Standing.WITHDRAWN))
    said = suggest(facts_of(matter, on, orders), on)
    return Drafted(matter, chosen, said, recipients_of(matter), reply_day(chosen, on))


def recipients_of(matter: Petition) -> tuple[Organ, ...]:
    """Return the organs an order on this matter may go to: who holds it, handles it, helps or carries out."""
    first = [each for each in (matter.holder, matter.handling) if each is not None]
    known = {each.pk for each in first}
    others = Organ.objects.filter(pk__in=set(matter.co_organs) - known) if matter.co_organs else ()
    return tuple({each.pk: each for each in (*first, *others)}.values())


def standing_of(matter: Petition) -> dict[str, str]:
    """Return how a matter stands, as an order keeps it to tell its effect later; codes and days."""
    return {
        "state": matter.state,
        "holder": str(matter.holder_id),
        "handler": str(matter.handler_id or ""),
        "due_on": matter.due_on.isoformat() if matter.due_on else "",
        "answered_on": matter.answered_on.isoformat() if matter.answered_on else "",
        "delivered_on": matter.delivered_on.isoformat() if matter.delivered_on else "",
        "closed_on": matter.closed_on.isoformat() if matter.closed_on else "",
    }


def changed_since(order: Order) -> tuple[tuple[str, str, str], ...]:
    """Return what changed on the matter since the order: field, then, now; the matter is loaded."""
    return changes(order.before, standing_of(order.petition))


def waiting_for(actor: Actor) -> QuerySet[Order]:
    """Return the orders the actor's organs still owe a reply to. Uses index: order_organ."""
    return orders_received(actor).filter(standing__in=WAITS)


def to_judge(actor: Actor) -> QuerySet[Order]:
    """Return the replies waiting for a supervisor's judgement, the oldest first."""
    return orders_supervised(actor).filter(standing=Standing.REPLIED.value).order_by("reply_due", "id")


def late_orders(actor: Actor, on: date) -> QuerySet[Order]:
    """Return the supervised orders whose reply is late. Uses index: order_waiting."""
    rows = orders_supervised(actor).filter(standing__in=WAITS, reply_due__lt=on)
    return rows.order_by("reply_due", "id")
