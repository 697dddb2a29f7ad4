"""三个保证: what must be zero on the supervisor's board, and what is due when.

Querysets that drill to their rows.

件件有着落: every open matter has somebody and a running clock. 案案有结果: nothing is closed without a
written result. 事事有回音: every result reaches the petitioner.
"""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from minqing.petition.handling.models import Guidance
from minqing.petition.matter.models import OPEN, Petition
from minqing.petition.matter.rules import State
from minqing.petition.reply.models import Opinion

WORKED_ON = (State.HANDLING.value, State.APPROVING.value)


def without_owner_or_clock() -> QuerySet[Petition]:
    """Return open matters nobody is responsible for: a closed organ, no handler at work, or no running duty.

    A delivered matter owes nothing more but closing, so it needs no clock. Uses index: petition_open_due.
    """
    nobody = Q(state__in=WORKED_ON, handler=None) | Q(holder__active=False)
    no_clock = Q(due_on=None) & ~Q(state=State.DELIVERED.value)
    return Petition.objects.filter(OPEN).filter(nobody | no_clock)


def closed_without_result() -> QuerySet[Petition]:
    """Return closed matters without an issued opinion or a guidance notice."""
    issued = Opinion.objects.filter(petition=OuterRef("pk"), status=Opinion.Status.ISSUED)
    guided = Guidance.objects.filter(petition=OuterRef("pk"))
    return Petition.objects.filter(state=State.CLOSED.value).filter(~Exists(issued), ~Exists(guided))


def result_not_delivered() -> QuerySet[Petition]:
    """Return matters whose written result has not reached the petitioner.

    Answered or closed, never delivered.
    """
    return Petition.objects.filter(state__in=[State.ANSWERED.value, State.CLOSED.value], delivered_on=None)


def overdue_on(day: date) -> QuerySet[Petition]:
    """Return the open matters whose nearest duty ended before the day, the latest last.

    Uses index: petition_open_due.
    """
    return Petition.objects.filter(OPEN, due_on__lt=day).order_by("due_on", "id")


def due_between(first: date, last: date) -> QuerySet[Petition]:
    """Return the open matters due from one day to another, both included. Uses index: petition_open_due."""
    return Petition.objects.filter(OPEN, due_on__gte=first, due_on__lte=last).order_by("due_on", "id")
