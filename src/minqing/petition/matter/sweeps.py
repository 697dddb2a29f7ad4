"""What is done to many matters at once: the daily reminder of due days, and counting clocks again.

Articles: 信访工作条例 45(1) (liability for delay); 民法典 203 (a last day on a holiday rolls on).
"""

from collections import defaultdict
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q

from minqing.kernel.clock.public import CIVIL_ZONE
from minqing.kernel.ledger.public import record
from minqing.kernel.notifications.public import Notice, notify
from minqing.kernel.people.public import SYSTEM, Duty, Post
from minqing.petition.matter.clocks import DUE_FIELDS, recounted, set_due
from minqing.petition.matter.events import ClocksRecounted
from minqing.petition.matter.models import OPEN, Petition, RunningClock
from minqing.petition.matter.words import official as _

# One notice a person a day: two hundred overdue matters as two hundred notices would be read by nobody.
SOON_DAYS = 7
DUE_SOON, OVERDUE = "petition.due_soon", "petition.overdue"
BATCH = 2_000


def remind_of_due(day: date) -> int:
    """Tell everybody once a day how many of their matters are overdue, due today and due within a week.

    The handler of each matter; where there is none the registrars of the organ that holds it; of overdue ones
    the organ's leaders too. A second run on the same day tells nobody twice. Returns how many were told.
    Three queries whatever the number of matters. Uses index: petition_open_holder_due.
    """
    until = day + timedelta(days=SOON_DAYS)
    groups = (
        Petition.objects.filter(OPEN, due_on__lte=until)
        .order_by()
        .values_list("holder_id", "handler_id")
        .annotate(
            late=Count("id", filter=Q(due_on__lt=day)),
            now=Count("id", filter=Q(due_on=day)),
            soon=Count("id", filter=Q(due_on__gt=day)),
        )
    )
    told = _shares(list(groups), _desks(day))
    done = _told_on(day)
    count = 0
    for account, (late, now, soon) in told.items():
        for event, title in (
            (OVERDUE, _("%(late)d件信访事项已超期") % {"late": late} if late else ""),
            (
                DUE_SOON,
                _("%(now)d件今日到期，%(soon)d件7日内到期") % {"now": now, "soon": soon}
                if now or soon
                else "",
            ),
        ):
            if title and (account, event) not in done:
                count += notify(account_ids=[account], event_name=event, title=title, link="/desk/")
    return count


def _desks(day: date) -> dict[tuple[UUID, str], list[UUID]]:
    """Return who sits at which desk of which organ that day."""
    desks: dict[tuple[UUID, str], list[UUID]] = defaultdict(list)
    held = Post.objects.on(day).filter(
        duty__in=[Duty.REGISTRAR.value, Duty.LEADER.value], account__is_active=True
    )
    for organ, duty, account in held.values_list("organ_id", "duty", "account_id"):
        desks[organ, duty].append(account)
    return desks


Row = tuple[UUID, UUID | None, int, int, int]


def _shares(groups: list[Row], desks: dict[tuple[UUID, str], list[UUID]]) -> dict[UUID, tuple[int, int, int]]:
    """Return for each account the numbers late, due today and due soon."""
    told: dict[UUID, tuple[int, int, int]] = {}

    def add(account: UUID, late: int, now: int, soon: int) -> None:
        before = told.get(account, (0, 0, 0))
        told[account] = (before[0] + late, before[1] + now, before[2] + soon)

    for holder, handler, late, now, soon in groups:
        for account in [handler] if handler else desks.get((holder, Duty.REGISTRAR.value), []):
            add(account, late, now, soon)
        if late:
            for account in desks.get((holder, Duty.LEADER.value), []):
                add(account, late, 0, 0)
    return told


def _told_on(day: date) -> set[tuple[UUID, str]]:
    start = datetime.combine(day, time(), CIVIL_ZONE)
    rows = Notice.objects.filter(
        event_name__in=[DUE_SOON, OVERDUE], created_at__gte=start, created_at__lt=start + timedelta(days=1)
    )
    return set(rows.values_list("account_id", "event_name"))


def recount_clocks(at: datetime, *, since: date) -> int:
    """Count every running clock that ends on or after a day again, on the calendar published by now.

    For a plan of holidays that came late: provisional days become firm, or move. Each changed clock is
    recorded (``petition.clocks_recounted``), its matter's due day follows. Returns how many changed; a second
    run changes none.
    """
    changed = 0
    running = RunningClock.objects.filter(stopped_on=None).filter(Q(due_on__gte=since) | Q(provisional=True))
    touched: set[UUID] = set()
    for clock in running.order_by("id").iterator(chunk_size=BATCH):
        count = recounted(clock)
        if count is None or (count.due, count.unrolled, count.provisional) == (
            clock.due_on,
            clock.target_on,
            clock.provisional,
        ):
            continue
        touched.add(clock.petition_id)
    for petition_id in sorted(touched):
        with transaction.atomic():
            changed += _recount_one(petition_id, at)
    return changed


def _recount_one(petition_id: UUID, at: datetime) -> int:
    petition = Petition.objects.select_for_update().get(pk=petition_id)
    running = list(RunningClock.objects.filter(petition=petition, stopped_on=None))
    changed = 0
    for clock in running:
        count = recounted(clock)
        if count is None:
            continue
        before = clock.due_on
        if (count.due, count.unrolled, count.provisional) == (before, clock.target_on, clock.provisional):
            continue
        clock.due_on, clock.target_on, clock.provisional = count.due, count.unrolled, count.provisional
        clock.save(update_fields=["due_on", "target_on", "provisional"])
        changed += 1
        record(
            actor=SYSTEM,
            chain=petition.id,
            event=ClocksRecounted(clock_id=clock.id, term=clock.term, before=before, after=clock.due_on),
            at=at,
        )
    set_due(petition, running)
    petition.save(update_fields=list(DUE_FIELDS))
    return changed
