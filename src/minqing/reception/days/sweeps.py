"""Recurring work on instructions and on appointments nobody came to."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from minqing.kernel.clock.public import civil_day
from minqing.kernel.ledger.public import record
from minqing.kernel.notifications.public import Notice
from minqing.kernel.people.public import SYSTEM
from minqing.reception.days.actions.receiving import remind_of_instructions
from minqing.reception.days.events import BookingMoved
from minqing.reception.days.models import DayBooking, Instruction
from minqing.reception.days.rules.following import Standing


def remind_of_due(at: datetime) -> int:
    """Remind of instructions near or past their day, at most once a day each; return how many."""
    on = civil_day(at)
    rows = Instruction.objects.filter(standing=Standing.OPEN.value).exclude(pk__in=_told(on))
    with transaction.atomic():
        return remind_of_instructions(list(rows.order_by("due_on", "id")), at)


def _told(on: date) -> list[UUID]:
    rows = Notice.objects.filter(event_name="reception.instruction_due", created_at__date=on)
    return [each for each in rows.values_list("subject_id", flat=True).distinct() if each]


def close_missed(at: datetime) -> int:
    """Note the appointments of days gone by to which nobody came; return how many."""
    with transaction.atomic():
        rows = DayBooking.objects.select_for_update().filter(
            status=DayBooking.Status.BOOKED, day__day__lt=civil_day(at)
        )
        missed = list(rows)
        for each in missed:
            each.status = DayBooking.Status.MISSED
            each.save(update_fields=["status"])
            record(actor=SYSTEM, chain=each.id, event=BookingMoved(each.status), at=at)
    return len(missed)
