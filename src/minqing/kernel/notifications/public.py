"""The door of the room of notifications (通知)."""

from minqing.kernel.notifications.actions import (
    mark_read,
    notify,
    quiet_hours,
    send_again,
    send_message,
    withdraw_notices,
)
from minqing.kernel.notifications.models import Dispatch, Notice
from minqing.kernel.notifications.queries import Digest, delivery_log, digest_for, notices_for, unread_count
from minqing.kernel.notifications.rules import ContactKind, DispatchState, QuietHours, masked_contact

__all__ = [
    "ContactKind",
    "Digest",
    "Dispatch",
    "DispatchState",
    "Notice",
    "QuietHours",
    "delivery_log",
    "digest_for",
    "mark_read",
    "masked_contact",
    "notices_for",
    "notify",
    "quiet_hours",
    "send_again",
    "send_message",
    "unread_count",
    "withdraw_notices",
]
