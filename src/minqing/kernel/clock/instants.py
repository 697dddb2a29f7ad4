"""The only place of the project that reads the clock and makes identifiers."""

import datetime as dt
import os
import secrets
import threading
import time
import uuid
from typing import Final
from zoneinfo import ZoneInfo

# The civil calendar of the whole country (北京时间); a day begins and ends here.
CIVIL_ZONE: Final = ZoneInfo("Asia/Shanghai")

_COUNTER_BITS = 74  # RFC 9562 section 5.7: 12 bits rand_a and 62 bits rand_b, here one counter (method 2)
_STEP_BITS = 32


def now() -> dt.datetime:
    """The present instant, aware, in UTC."""
    return dt.datetime.now(tz=dt.UTC)


def today() -> dt.date:
    """The present day of the civil calendar (Asia/Shanghai)."""
    return dt.datetime.now(tz=CIVIL_ZONE).date()


def civil_day(instant: dt.datetime) -> dt.date:
    """The civil day on which an aware instant lies; refuses a naive one with ``ValueError``."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs its time zone")
    return instant.astimezone(CIVIL_ZONE).date()


class _Ids:
    """UUIDv7 that never go back within a process, not even when the machine's clock does.

    48 bits of milliseconds, then a 74-bit counter: random at each new millisecond, increased by a random
    step within one, so that two processes that forked with the same state part at once.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._millis = -1
        self._counter = 0

    def forget(self) -> None:
        self._lock = threading.Lock()
        self._millis = -1

    def next(self) -> uuid.UUID:
        with self._lock:
            millis = time.time_ns() // 1_000_000
            if millis > self._millis:
                self._millis = millis
                # The top bit stays free so that a busy millisecond has room to count up.
                self._counter = secrets.randbits(_COUNTER_BITS - 1)
            else:
                self._counter += 1 + secrets.randbits(_STEP_BITS)
                if self._counter >> _COUNTER_BITS:
                    self._millis += 1
                    self._counter = secrets.randbits(_COUNTER_BITS - 1)
            millis, counter = self._millis, self._counter
        value = (millis & (1 << 48) - 1) << 80 | 0x7 << 76 | (counter >> 62) << 64
        return uuid.UUID(int=value | 0b10 << 62 | counter & (1 << 62) - 1)


_ids = _Ids()
os.register_at_fork(after_in_child=_ids.forget)


def new_id() -> uuid.UUID:
    """A new primary key: UUIDv7 (RFC 9562), later ones of this process always greater than earlier ones."""
    return _ids.next()
