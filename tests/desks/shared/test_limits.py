"""Uses are counted in the database, in windows, without keeping whose they were."""

from datetime import timedelta

import pytest
import time_machine

from minqing.desks.shared import limits
from minqing.desks.shared.limits import Attempt, Limit

NOON = "2026-11-23T12:00:00+08:00"
THREE = Limit("test", most=3, within=timedelta(minutes=10))


@pytest.mark.django_db
def test_the_fourth_use_is_too_many_until_the_window_ends() -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        assert [limits.use(THREE, "a").allowed for _ in range(4)] == [True, True, True, False]
        assert limits.use(THREE, "b").allowed
        clock.shift(timedelta(minutes=9, seconds=59))
        assert not limits.use(THREE, "a").allowed
        clock.shift(timedelta(seconds=1))
        assert limits.use(THREE, "a").allowed


@pytest.mark.django_db
def test_a_right_use_is_taken_back() -> None:
    for _ in range(10):
        assert limits.use(THREE, "a").allowed
        limits.forgive(THREE, "a")


@pytest.mark.django_db
def test_two_limits_count_apart_and_no_key_is_readable() -> None:
    limits.use(THREE, "203.0.113.7")
    limits.use(Limit("other", 3, THREE.within), "203.0.113.7")
    keys = list(Attempt.objects.values_list("key", flat=True))
    assert len(set(keys)) == 2
    assert not any("203" in key and "113" in key for key in keys)


@pytest.mark.django_db
def test_windows_long_over_are_cleared() -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        limits.use(THREE, "old")
        clock.shift(timedelta(days=1, minutes=11))
        limits.use(THREE, "new")
    assert Attempt.objects.count() == 1
