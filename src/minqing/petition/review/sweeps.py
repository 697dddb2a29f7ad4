"""The morning's reminder of reviews by organs outside: what is due soon or has not come back, once a person.

Articles: 信访工作条例 35, 36(1): the thirty days are the reviewing organ's; whoever answered follows them.
"""

from collections import defaultdict
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from minqing.kernel.clock.public import CIVIL_ZONE
from minqing.kernel.notifications.public import Notice, notify
from minqing.kernel.people.public import Duty, duty_holders
from minqing.petition.matter.models import RunningClock
from minqing.petition.matter.rules import REVIEW_OUTSIDE
from minqing.petition.matter.words import official as _

EVENT: Final = "petition.review_outside_due"
# A week before its last day one asks how it stands.
SOON: Final = timedelta(days=7)
LINK: Final = "/desk/reviewer/outside/"


def remind_of_outside(day: date) -> int:
    """Tell registrars and leaders how many reviews outside are overdue and how many due soon.

    One notice a person and day, however often it runs. Three queries. Returns how many were told.
    """
    late: dict[UUID | None, int] = defaultdict(int)
    soon: dict[UUID | None, int] = defaultdict(int)
    rows = RunningClock.objects.filter(term=REVIEW_OUTSIDE, stopped_on=None, due_on__lte=day + SOON)
    for organ, due in rows.values_list("organ_id", "due_on"):
        (late if due < day else soon)[organ] += 1
    if not late and not soon:
        return 0
    told, count = _told_on(day), 0
    for holder in duty_holders([Duty.REGISTRAR, Duty.LEADER], day):
        number = late.get(holder.organ_id, 0), soon.get(holder.organ_id, 0)
        if holder.account_id in told or not any(number):
            continue
        told.add(holder.account_id)
        title = _("外单位复查、复核：%(late)d件到期没有回来，%(soon)d件7日内到期") % {
            "late": number[0],
            "soon": number[1],
        }
        count += notify(account_ids=[holder.account_id], event_name=EVENT, title=title, link=LINK)
    return count


def _told_on(day: date) -> set[UUID]:
    start = datetime.combine(day, time(), CIVIL_ZONE)
    rows = Notice.objects.filter(
        event_name=EVENT, created_at__gte=start, created_at__lt=start + timedelta(days=1)
    )
    return set(rows.values_list("account_id", flat=True))
