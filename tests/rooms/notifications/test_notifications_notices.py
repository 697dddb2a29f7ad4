"""Notices inside the program."""

import datetime as dt
from typing import Any

import pytest
import time_machine

from minqing.kernel.clock.public import new_id
from minqing.kernel.notifications import public as notifications
from minqing.kernel.people.public import Account, open_account

pytestmark = pytest.mark.django_db


@pytest.fixture
def account() -> Account:
    return open_account(username="chen", name="陈静")


def test_a_notice_is_there_at_once_for_each_account_once(
    account: Account, django_assert_num_queries: Any
) -> None:
    other = open_account(username="zhou", name="周强")
    with django_assert_num_queries(1):
        told = notifications.notify(
            account_ids=[account.id, other.id, account.id],
            event_name="petition.referred",
            subject_id=new_id(),
            title="有一件新转来的事项",
            link="/desk/matters/1/",
        )
    assert told == 2
    (notice,) = notifications.notices_for(account.id)
    assert (notice.title, notice.link, notice.read_at) == ("有一件新转来的事项", "/desk/matters/1/", None)
    assert notifications.unread_count(other.id) == 1


def test_reading_marks_only_ones_own_and_only_once(account: Account) -> None:
    other = open_account(username="zhou", name="周强")
    for title in ("甲", "乙", "丙"):
        notifications.notify(account_ids=[account.id, other.id], event_name="petition.due", title=title)
    newest = notifications.notices_for(account.id)[0]
    assert newest.title == "丙"
    assert notifications.mark_read(other.id, [newest.id]) == 0
    assert notifications.mark_read(account.id, [newest.id]) == 1
    assert notifications.mark_read(account.id, [newest.id]) == 0
    assert notifications.unread_count(account.id) == 2
    assert notifications.mark_read(account.id) == 2
    assert notifications.unread_count(account.id) == 0
    assert notifications.unread_count(other.id) == 3


def test_nobody_to_tell_is_no_fault() -> None:
    assert notifications.notify(account_ids=[], event_name="petition.due", title="甲") == 0


def test_a_digest_counts_what_is_unread_of_the_last_day(account: Account) -> None:
    with time_machine.travel("2026-03-04 09:00+08:00", tick=False):
        notifications.notify(account_ids=[account.id], event_name="petition.due", title="旧")
    with time_machine.travel("2026-03-06 09:00+08:00", tick=False):
        for event in ("petition.due", "petition.due", "petition.referred"):
            notifications.notify(account_ids=[account.id], event_name=event, title=event)
        digest = notifications.digest_for(account.id, newest=2)
        assert (digest.total, digest.by_event, len(digest.newest)) == (
            3,
            (("petition.due", 2), ("petition.referred", 1)),
            2,
        )
        long_ago = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
        assert notifications.digest_for(account.id, since=long_ago).total == 4
