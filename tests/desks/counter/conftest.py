"""A hall with two windows, on a working morning."""

from collections.abc import Iterator
from datetime import datetime

import pytest
import time_machine

from tests.cast import Cast
from tests.desks.staff import cast
from tests.factories.hall import MONDAY, HallSet, make_hall

__all__ = ["cast", "hall", "morning"]


@pytest.fixture
def morning() -> Iterator[datetime]:
    """Monday at nine, the clock stands still."""
    with time_machine.travel(MONDAY, tick=False):
        yield MONDAY


@pytest.fixture
def hall(cast: Cast, morning: datetime) -> HallSet:
    """The hall, set up."""
    return make_hall(cast)
