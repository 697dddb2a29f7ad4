"""The morning's reminder to organs that help: co-opinions and executions due soon or overdue, once a person.

Articles: 信访工作条例 28(1), 32(2). The lead organ is reminded of its own due days by ``matter.sweeps``.
"""

from collections import defaultdict
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from django.db.models import F, Q

from minqing.kernel.clock.public import CIVIL_ZONE
from minqing.kernel.notifications.public import Notice, notify
from minqing.kernel.people.public import Duty, Post
from minqing.petition.handling.models import CoHandling
from minqing.petition.matter.rules import FINISHED
from minqing.petition.matter.words import official as _
from minqing.petition.reply.execution.rules import TO_DO
from minqing.petition.reply.models import Execution

EVENT: Final = "petition.helping_due"
# Three days before its last day a question to another organ is due soon.
SOON: Final = timedelta(days=3)
LINK: Final = "/desk/helping/"
OPEN_MATTER: Final = ~Q(petition__state__in=[state.value for state in FINISHED])


def remind_helpers(day: date) -> int:
    """Tell handlers and leaders of organs that owe others something how much is overdue and due soon.

    One notice a person and day, however often it runs. Three queries. Uses index: co_handling_asked,
    execution_to_do. Returns how many were told.
    """
    late: dict[UUID, int] = defaultdict(int)
    soon: dict[UUID, int] = defaultdict(int)
    # What is carried out is followed beyond closing; a question is owed while the matter is open.
    asked = CoHandling.objects.filter(OPEN_MATTER, status=CoHandling.Status.ASKED, due_on__lte=day + SOON)
    to_do = Execution.objects.filter(status__in=TO_DO, due_on__lte=day + SOON)
    elsewhere = to_do.exclude(organ_id=F("petition__holder_id"))
    for rows in (asked, elsewhere):
        for organ, due in rows.values_list("organ_id", "due_on"):
            (late if due < day else soon)[organ] += 1
    if not late and not soon:
        return 0
    told = _told_on(day)
    count = 0
    held = Post.objects.on(day).filter(
        organ_id__in={*late, *soon}, duty__in=[Duty.HANDLER.value, Duty.LEADER.value], account__is_active=True
    )
    for account, organ in held.values_list("account_id", "organ_id"):
        if account in told:
            continue
        told.add(account)
        title = _("协办、执行：%(late)d件已超期，%(soon)d件3日内到期") % {
            "late": late[organ],
            "soon": soon[organ],
        }
        count += notify(account_ids=[account], event_name=EVENT, title=title, link=LINK)
    return count


def _told_on(day: date) -> set[UUID]:
    start = datetime.combine(day, time(), CIVIL_ZONE)
    rows = Notice.objects.filter(
        event_name=EVENT, created_at__gte=start, created_at__lt=start + timedelta(days=1)
    )
    return set(rows.values_list("account_id", flat=True))
