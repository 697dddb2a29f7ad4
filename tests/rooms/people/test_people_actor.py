"""Who acts: the posts of the day, read at every request in one statement equal to what the models say."""

from datetime import date, timedelta

import pytest

from minqing.kernel.people.models import Post
from minqing.kernel.people.public import Duty, actor_of
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
