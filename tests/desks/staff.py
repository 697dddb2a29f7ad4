"""What the tests of the staff's desks share: the cast at its desks, signed in, on a frozen day."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.test import Client

from minqing.kernel.people.public import Account
from tests.cast import Cast, make_cast
from tests.factories.path import FIRST_DAY, Walk, at_noon

MONDAY = FIRST_DAY
TODAY = date(2026, 9, 16)


@pytest.fixture
def cast(db: None) -> Cast:
    """The county's organs and people."""
    return make_cast()


@pytest.fixture
def today() -> Iterator[date]:
    """Wednesday noon, the clock stands still."""
    with time_machine.travel(at_noon(TODAY), tick=False):
        yield TODAY


@pytest.fixture
def walk(cast: Cast) -> Walk:
    """A matter to lead along the path."""
    return Walk(cast)


def at_desk(account: Account) -> Client:
    """Return the browser of somebody who is signed in."""
    client = Client()
    client.force_login(account, backend="minqing.project.accounts.StaffBackend")
    return client
