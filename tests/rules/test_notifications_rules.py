"""Quiet hours, waiting times and masked contacts."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minqing.kernel.notifications import rules
from minqing.kernel.notifications.rules import ContactKind, QuietHours

ZONE = dt.timezone(dt.timedelta(hours=8))
QUIET = QuietHours()


def at(day: int, hour: int, minute: int = 0) -> dt.datetime:
    return dt.datetime(2026, 3, day, hour, minute, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        (at(5, 20, 59), at(5, 20, 59)),
        (at(5, 21), at(6, 8)),
        (at(5, 22, 10), at(6, 8)),
        (at(6, 0), at(6, 8)),
        (at(6, 7, 59), at(6, 8)),
        (at(6, 8), at(6, 8)),
        (at(31, 23), dt.datetime(2026, 4, 1, 8, tzinfo=ZONE)),
    ],
)
def test_a_telephone_is_left_in_peace_from_nine_to_eight(written: dt.datetime, sent: dt.datetime) -> None:
    assert rules.earliest_send(ContactKind.TELEPHONE, written, QUIET) == sent
    assert rules.earliest_send(ContactKind.EMAIL, written, QUIET) == written
    assert rules.earliest_send(ContactKind.WORKGROUP, written, QUIET) == written


@given(st.times(), st.times(), st.datetimes(timezones=st.just(ZONE)))
def test_whatever_the_hours_nothing_goes_out_inside_them_and_nothing_waits_a_day(
    begins: dt.time, ends: dt.time, written: dt.datetime
) -> None:
    quiet = QuietHours(begins.replace(second=0, microsecond=0), ends.replace(second=0, microsecond=0))
    try:
        sent = rules.earliest_send(ContactKind.TELEPHONE, written, quiet)
    except OverflowError:
        assert written.year == 9999
        return
    assert written <= sent <= written + dt.timedelta(days=1)
    assert not quiet.holds(sent.timetz().replace(tzinfo=None))


def test_waiting_doubles_up_to_a_last_attempt() -> None:
    minutes = [rules.wait_after(attempts) for attempts in range(1, 9)]
    assert minutes == [dt.timedelta(minutes=2**n) for n in range(7)] + [None]


@pytest.mark.parametrize(
    ("contact", "shown"),
    [("13812345678", "138****5678"), ("ligl@example.cn", "l***@example.cn"), ("110", "****"), ("", "****")],
)
def test_a_contact_is_never_shown_whole(contact: str, shown: str) -> None:
    assert rules.masked_contact(contact) == shown
