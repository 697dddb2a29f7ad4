"""Identifiers that sort by time, and the civil day."""

import datetime as dt
import os
import threading
import uuid
from itertools import pairwise

import pytest
import time_machine

from minqing.kernel.clock.instants import _Ids
from minqing.kernel.clock.public import CIVIL_ZONE, civil_day, new_id, now, today


def test_an_identifier_has_the_layout_of_rfc_9562_version_7() -> None:
    fresh = _Ids()
    with time_machine.travel(dt.datetime(2026, 9, 14, 1, 2, 3, 456_000, tzinfo=dt.UTC), tick=False):
        made = fresh.next()
    assert made.version == 7
    assert made.variant == uuid.RFC_4122
    assert made.int >> 80 == int(dt.datetime(2026, 9, 14, 1, 2, 3, 456_000, tzinfo=dt.UTC).timestamp() * 1000)


def test_identifiers_only_ever_grow_within_a_process() -> None:
    made = [new_id() for _ in range(20_000)]
    assert all(one < two for one, two in pairwise(made))
    assert [str(each) for each in made] == sorted(map(str, made))


def test_identifiers_grow_even_when_the_machine_is_set_back() -> None:
    fresh = _Ids()
    with time_machine.travel(dt.datetime(2026, 9, 14, tzinfo=dt.UTC), tick=False):
        late = fresh.next()
    with time_machine.travel(dt.datetime(2020, 1, 1, tzinfo=dt.UTC), tick=False):
        assert late < fresh.next() < fresh.next()


def test_a_full_millisecond_goes_on_in_the_next() -> None:
    fresh = _Ids()
    with time_machine.travel(dt.datetime(2026, 9, 14, tzinfo=dt.UTC), tick=False):
        first = fresh.next()
        fresh._counter = (1 << 74) - 1
        second = fresh.next()
    assert second > first
    assert second.int >> 80 == (first.int >> 80) + 1
    assert (second.version, second.variant) == (7, uuid.RFC_4122)


def test_threads_never_get_the_same_identifier() -> None:
    made: list[list[uuid.UUID]] = []

    def make() -> None:
        made.append([new_id() for _ in range(2_000)])

    threads = [threading.Thread(target=make) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({each for part in made for each in part}) == 8_000


def test_a_forked_process_parts_from_its_parent() -> None:
    new_id()
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(write, b"".join(new_id().bytes for _ in range(200)))
        os._exit(0)
    mine = {new_id().bytes for _ in range(200)}
    os.waitpid(child, 0)
    theirs = os.read(read, 200 * 16)
    os.close(read)
    os.close(write)
    parts = {theirs[n : n + 16] for n in range(0, len(theirs), 16)}
    assert len(parts) == 200
    assert not parts & mine


@time_machine.travel(dt.datetime(2026, 12, 31, 16, 30, tzinfo=dt.UTC), tick=False)
def test_the_day_is_that_of_the_civil_calendar_and_the_instant_is_aware() -> None:
    assert today() == dt.date(2027, 1, 1)
    assert now() == dt.datetime(2026, 12, 31, 16, 30, tzinfo=dt.UTC)
    assert now().utcoffset() == dt.timedelta(0)
    assert civil_day(now()) == dt.date(2027, 1, 1)
    assert now().astimezone(CIVIL_ZONE).hour == 0


def test_an_instant_without_a_zone_has_no_civil_day() -> None:
    with pytest.raises(ValueError, match="time zone"):
        civil_day(dt.datetime(2026, 1, 1))  # noqa: DTZ001
