"""三个保证: what must be zero on the supervisor's board, and what is due when.

Querysets that drill to their rows.

件件有着落: every open matter has somebody and a running clock. 案案有结果: nothing is closed without a
written result. 事事有回音: every result reaches the petitioner.
"""

from datetime import date

from django.db.models import QuerySet

from minqing.kernel.people.public import Organ
from minqing.petition.matter.models import OPEN, UNANSWERED, UNDELIVERED, UNOWNED, Petition


def without_owner_or_clock() -> QuerySet[Petition]:
    """Return open matters nobody is responsible for: a closed organ, no handler at work, or no running duty.

    A delivered matter owes nothing more but closing, so it needs no clock. The closed organs are found before
    the matters: an OR over a join would look at every open matter. Uses index: petition_unowned,
    petition_holder.
    """
    closed = Organ.objects.filter(active=False).order_by().values("pk")
    nobody = Petition.objects.filter(UNOWNED).order_by().values("pk")
    stranded = Petition.objects.filter(OPEN, holder__in=closed).order_by().values("pk")
    return Petition.objects.filter(pk__in=nobody.union(stranded))


def closed_without_result() -> QuerySet[Petition]:
    """Return closed matters without a written result: ``answered_on`` is set only with an issued paper.

    Uses index: petition_unanswered.
    """
    return Petition.objects.filter(UNANSWERED)


def result_not_delivered() -> QuerySet[Petition]:
    """Return matters whose written result has not reached the petitioner: answered or closed.

    Uses index: petition_undelivered.
    """
    return Petition.objects.filter(UNDELIVERED)


def overdue_on(day: date) -> QuerySet[Petition]:
    """Return the open matters whose nearest duty ended before the day, the latest last.

    Uses index: petition_due.
    """
    return Petition.objects.filter(OPEN, due_on__lt=day).order_by("due_on", "id")


def due_between(first: date, last: date) -> QuerySet[Petition]:
    """Return the open matters due from one day to another, both included. Uses index: petition_due."""
    return Petition.objects.filter(OPEN, due_on__gte=first, due_on__lte=last).order_by("due_on", "id")
