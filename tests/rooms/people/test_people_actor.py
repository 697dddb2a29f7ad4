"""Who acts: the posts of the day, read at every request in one statement equal to what the models say."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from minqing.kernel.people.models import Account, Post
from minqing.kernel.people.public import Duty, account_at_work, actor_of
from tests.cast import make_cast

pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 14)


def test_an_actor_holds_exactly_the_posts_of_the_day_in_organs_at_work() -> None:
    cast = make_cast()
    account = cast.handler
    for organ, valid_from, valid_to in (
        (cast.resources, DAY, None),
        (cast.civil_affairs, DAY - timedelta(days=9), DAY),
        (cast.township, DAY - timedelta(days=9), DAY - timedelta(days=1)),
        (cast.other_township, DAY + timedelta(days=1), None),
        (cast.village, DAY, None),
    ):
        Post.objects.create(
            account=account, organ=organ, duty=Duty.REGISTRAR, valid_from=valid_from, valid_to=valid_to
        )
    cast.village.active = False
    cast.village.save()
    held = Post.objects.on(DAY).filter(account=account, organ__active=True).select_related("organ")
    assert actor_of(account, DAY).posts == tuple(post.facts for post in held)
    assert {post.organ_id for post in held} == {cast.housing.id, cast.resources.id, cast.civil_affairs.id}
    account.is_active = False
    assert actor_of(account, DAY).posts == ()


def test_an_account_is_read_with_its_posts_in_one_statement(django_assert_num_queries: Any) -> None:
    cast = make_cast()
    Post.objects.create(
        account=cast.handler, organ=cast.resources, duty=Duty.LEADER, valid_from=DAY - timedelta(days=9)
    )
    with django_assert_num_queries(1):
        found = account_at_work(cast.handler.pk, DAY)
        assert found is not None
        actor = actor_of(found, DAY)
    assert actor == actor_of(Account.objects.get(pk=cast.handler.pk), DAY)
    assert len(actor.posts) == 2
    assert (found, found.username, found.telephone) == (
        cast.handler,
        cast.handler.username,
        cast.handler.telephone,
    )


def test_posts_found_for_one_day_do_not_hold_for_another() -> None:
    cast = make_cast()
    Post.objects.filter(account=cast.handler).update(valid_to=DAY)
    found = account_at_work(cast.handler.pk, DAY)
    assert found is not None
    assert actor_of(found, DAY).posts
    assert actor_of(found, DAY + timedelta(days=1)).posts == ()


def test_a_disabled_account_is_found_without_posts_and_an_unknown_one_not_at_all() -> None:
    cast = make_cast()
    Account.objects.filter(pk=cast.handler.pk).update(is_active=False)
    found = account_at_work(cast.handler.pk, DAY)
    assert found is not None
    assert actor_of(found, DAY).posts == ()
    assert account_at_work(UUID(int=0), DAY) is None
