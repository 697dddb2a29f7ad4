"""每日预警: each leader of an organ is told once a day, after the quiet hours, how the organ stands.

Counted are plain matters: what is sealed or kept from somebody is in no number (信访工作条例 30(3), 28(3)).
Articles: 45(1).
"""

from datetime import date, datetime, time, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, Q

from minqing.kernel.clock.public import CIVIL_ZONE, civil_day
from minqing.kernel.notifications.public import Notice, notify, quiet_hours
from minqing.kernel.people.public import Duty, duty_holders
from minqing.petition import public as petitions
from minqing.supervision.board.queries import long_days
from minqing.supervision.board.rules import WARNING_WORDS, Alarm, span_of
from minqing.supervision.orders.models import Order
from minqing.supervision.orders.queries import WAITS

EVENT: Final = "supervision.digest"
LINK: Final = "/desk/matters/?sort=due"


def standing_of_organs(day: date) -> dict[UUID, dict[str, int]]:
    """Return for each organ with something to say its figures of the day; two queries."""
    days = long_days(day)
    spans = {step: span_of(step, day, days) for step in Alarm}
    counts = {
        step.value: Count("pk", filter=Q(due_on__gte=first or date.min, due_on__lte=last or date.max))
        for step, (first, last) in spans.items()
    }
    rows = petitions.due_between(date.min, day + timedelta(days=7)).filter(sealed=False, kept_accounts=None)
    found: dict[UUID, dict[str, int]] = {}
    for row in rows.order_by().values("holder_id").annotate(**counts):
        figures: dict[str, Any] = dict(row)
        found[figures.pop("holder_id")] = figures
    orders = Order.objects.filter(
        standing__in=WAITS, petition__sealed=False, petition__kept_accounts=None
    ).order_by()
    for organ, number in orders.values_list("organ_id").annotate(number=Count("pk")):
        found.setdefault(organ, {})["orders"] = number
    return found


def words_of(figures: dict[str, int]) -> str:
    """Return the sentence of one organ: only the steps with something on them, the gravest first."""
    said = [
        f"{WARNING_WORDS[step]}{figures[step.value]}件" for step in reversed(Alarm) if figures.get(step.value)
    ]
    if figures.get("orders"):
        said.append(f"待反馈的催办、督办{figures['orders']}件")
    return "，".join(said)


def send_digest(at: datetime) -> int:
    """Tell each leader once a day; in the quiet hours nobody, a second run nobody twice. Returns how many."""
    local = at.astimezone(CIVIL_ZONE)
    if quiet_hours().holds(local.time()):
        return 0
    day = civil_day(at)
    begun = datetime.combine(day, time(), CIVIL_ZONE)
    told = set(
        Notice.objects.filter(event_name=EVENT, created_at__gte=begun).values_list("account_id", flat=True)
    )
    found = standing_of_organs(day)
    lines: dict[UUID, list[str]] = {}
    for holder in duty_holders([Duty.LEADER], day):
        words = words_of(found.get(holder.organ_id, {}))
        if words:
            lines.setdefault(holder.account_id, []).append(words)
    count = 0
    for account, said in lines.items():
        if account not in told:
            count += notify(
                account_ids=[account], event_name=EVENT, title=f"今日预警：{'；'.join(said)}", link=LINK
            )
    return count
