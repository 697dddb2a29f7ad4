"""Recurring work on held cases: leaders are told of those that stand still."""

from datetime import datetime, time, timedelta

from django.db import transaction

from minqing.kernel.clock.public import CIVIL_ZONE, calendar, civil_day
from minqing.kernel.notifications.public import Notice
from minqing.supervision.held.notices import DUE, tell_due
from minqing.supervision.held.queries import without_progress
from minqing.supervision.held.rules import REMIND_EVERY


def remind_of_held(at: datetime) -> int:
    """提醒: on working days, leaders of cases without progress or past their end; each case once a week.

    Returns how many were told; a second run of a day tells nobody.
    """
    on = civil_day(at)
    if not calendar().is_workday(on):
        return 0
    since = datetime.combine(on - timedelta(days=REMIND_EVERY - 1), time(), CIVIL_ZONE)
    told = set(
        Notice.objects.filter(event_name=DUE, created_at__gte=since).values_list("subject_id", flat=True)
    )
    late = [case for case in without_progress(on) if case.pk not in told]
    with transaction.atomic():
        for case in late:
            tell_due(case)
    return len(late)
