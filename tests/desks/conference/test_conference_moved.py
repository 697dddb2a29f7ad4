"""A conference is put off: told again with place, new notices, answered again; refused in plain words."""

from datetime import date

import pytest

from minqing.kernel.ledger.public import entries_of
from minqing.kernel.notifications.public import Notice
from minqing.reception.conference.papers import time_words
from tests.cast import Cast
from tests.desks.conference.test_conference import BASE, convened, posted
from tests.desks.staff import at_desk
from tests.factories.path import FIRST_DAY, Walk

pytestmark = pytest.mark.django_db


def test_a_conference_put_off_is_told_again_and_answered_again(cast: Cast, walk: Walk, today: date) -> None:
    walk.to_registered(FIRST_DAY)
    found = convened(cast, walk)
    posted(
        cast.handler,
        f"{BASE}{found.pk}/answer/",
        organ_id=str(cast.housing.id),
        answer="coming",
        attendee="刘志远",
        attendee_title="副局长",
        words="",
    )
    page = at_desk(cast.registrar).get(f"{BASE}{found.pk}/").content.decode()
    assert 'name="reason"' in page
    assert "改期的理由" not in at_desk(cast.handler).get(f"{BASE}{found.pk}/").content.decode()
    posted(
        cast.registrar,
        f"{BASE}{found.pk}/move/",
        starts_at="2026-09-17T09:30",
        place="县政府三号会议室",
        reason="会议室停电",
    )
    found.refresh_from_db()
    assert (time_words(found.starts_at), found.place) == ("2026年9月17日09:30", "县政府三号会议室")
    assert {row.answer for row in found.invitations.all()} == {"waiting"}
    told = Notice.objects.get(account=cast.handler, event_name="conference.moved")
    assert "县政府三号会议室" in told.body
    assert "9月17日09:30" in told.body
    assert [entry.name for entry in entries_of(found.pk)].count("conference.moved") == 1
    # The unit's own page has both notices, the newer with the new day.
    own = at_desk(cast.handler).get(f"{BASE}{found.pk}/")
    times = [paper.data["time"] for paper in own.context["papers"]]
    assert sorted(times) == ["2026年9月16日15:00", "2026年9月17日09:30"]
    assert own.context["answer_forms"]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"starts_at": "2026-09-01T09:30"}, "__all__"),
        ({"reason": ""}, "reason"),
        ({"place": ""}, "place"),
    ],
)
def test_a_time_that_has_passed_or_no_reason_is_refused_and_the_typed_words_stay(
    cast: Cast, walk: Walk, today: date, changed: dict[str, str], field: str
) -> None:
    walk.to_registered(FIRST_DAY)
    found = convened(cast, walk)
    typed = {"starts_at": "2026-09-17T09:30", "place": "三号会议室", "reason": "会议室停电", **changed}
    answer = at_desk(cast.registrar).post(f"{BASE}{found.pk}/move/", typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert list(answer.context["move_form"].errors) == [field]
    assert typed["starts_at"] in page
    found.refresh_from_db()
    assert (found.place, found.version) == ("信访局二楼会议室", 1)


def test_only_who_called_it_puts_it_off(cast: Cast, walk: Walk, today: date) -> None:
    walk.to_registered(FIRST_DAY)
    found = convened(cast, walk)
    typed = {"starts_at": "2026-09-17T09:30", "place": "三号会议室", "reason": "会议室停电"}
    assert at_desk(cast.handler).post(f"{BASE}{found.pk}/move/", typed).status_code == 404
    assert at_desk(cast.other_handler).post(f"{BASE}{found.pk}/move/", typed).status_code == 404
    found.refresh_from_db()
    assert found.version == 1
