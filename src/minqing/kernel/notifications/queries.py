"""Reads notices and the delivery log (通知与外发记录)."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from minqing.kernel.clock.public import now
from minqing.kernel.notifications.models import Dispatch, Notice


@dataclass(frozen=True)
class Digest:
    """摘要: how many unread notices of each event an account has, and the newest few."""

    total: int
    by_event: tuple[tuple[str, int], ...]
    newest: tuple[Notice, ...]


def unread_count(account_id: UUID) -> int:
    """Return how many notices an account has not read.

    Uses index: notices_unread.
    """
    return Notice.objects.filter(account_id=account_id, read_at=None).count()


def notices_for(account_id: UUID, *, unread_only: bool = False) -> QuerySet[Notice]:
    """Return the notices of an account, newest first.

    Uses index: notices_of_account.
    """
    found = Notice.objects.filter(account_id=account_id).order_by("-id")
    return found.filter(read_at=None) if unread_only else found


def digest_for(account_id: UUID, *, since: dt.datetime | None = None, newest: int = 10) -> Digest:
    """Return the unread notices of an account since a moment (a day ago when not given) as one summary."""
    begin = since or now() - dt.timedelta(days=1)
    found = list(notices_for(account_id, unread_only=True).filter(created_at__gte=begin))
    counted = Counter(notice.event_name for notice in found)
    return Digest(len(found), tuple(counted.most_common()), tuple(found[:newest]))


def delivery_log(*, state: str = "", subject_id: UUID | None = None) -> QuerySet[Dispatch]:
    """Return messages sent outside, newest first, for the steward; contacts open only when they are read.

    Uses index: dispatches_by_state.
    """
    found = Dispatch.objects.order_by("-id")
    if state:
        found = found.filter(state=state)
    return found.filter(subject_id=subject_id) if subject_id else found
