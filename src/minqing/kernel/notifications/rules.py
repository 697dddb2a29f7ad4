"""When a message may be sent (通知), when it is tried again, and how a contact is shown in logs."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class ContactKind(StrEnum):
    """外发渠道."""

    TELEPHONE = "telephone"
    EMAIL = "email"
    WORKGROUP = "workgroup"


class DispatchState(StrEnum):
    """外发消息的状态."""

    QUEUED = "queued"
    HELD = "held"
    SENT = "sent"
    FAILED = "failed"


@dataclass(frozen=True)
class QuietHours:
    """免打扰时段: local times between which no telephone is disturbed; the span may pass midnight."""

    begins: dt.time = dt.time(21, 0)
    ends: dt.time = dt.time(8, 0)

    def holds(self, at: dt.time) -> bool:
        """Return whether ``at`` lies inside the quiet span; the end itself is already outside."""
        if self.begins <= self.ends:
            return self.begins <= at < self.ends
        return at >= self.begins or at < self.ends


MAX_ATTEMPTS = 8
FIRST_WAIT = dt.timedelta(minutes=1)
LONGEST_WAIT = dt.timedelta(hours=6)


def wait_after(attempts: int) -> dt.timedelta | None:
    """Return how long to wait after the given number of failed attempts, or None when it is given up.

    Doubling from one minute, at most six hours: eight attempts span about two hours, the time a message
    gateway
    is usually repaired in; worked: after the third failure 4 minutes.
    """
    if attempts >= MAX_ATTEMPTS:
        return None
    doubled: int = 2 ** max(attempts - 1, 0)
    return min(FIRST_WAIT * doubled, LONGEST_WAIT)


def earliest_send(kind: ContactKind, at: dt.datetime, quiet: QuietHours) -> dt.datetime:
    """Return the first moment from ``at`` (aware, in civil time) at which the channel may be used.

    Only telephones keep quiet hours: a message written at 22:10 goes out at 08:00 the next morning, one
    written
    at 06:00 at 08:00 of the same day.
    """
    if kind is not ContactKind.TELEPHONE or not quiet.holds(at.timetz().replace(tzinfo=None)):
        return at
    end = at.replace(hour=quiet.ends.hour, minute=quiet.ends.minute, second=0, microsecond=0)
    return end if end > at else end + dt.timedelta(days=1)


def masked_contact(contact: str) -> str:
    """Return a contact with its middle hidden: ``138****5678``, ``l***@example.cn``, never the whole."""
    if "@" in contact:
        name, _, host = contact.partition("@")
        return f"{name[:1]}***@{host}"
    return f"{contact[:3]}****{contact[-4:]}" if len(contact) >= 8 else "****"  # noqa: PLR2004 - 3 + 4 shown, one hidden at least
