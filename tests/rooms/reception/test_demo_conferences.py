"""The demo's conferences are told once."""

from datetime import date

import pytest

from minqing.project.demo.chapters.conference import tell_conferences
from minqing.reception.public.conference import Conference
from tests.cast import make_cast


@pytest.mark.django_db
def test_the_demo_tells_its_conferences_once() -> None:
    cast = make_cast()
    posts = {("xfj", "registrar"): cast.registrar}
    today = date.today()  # noqa: DTZ011 - the demo tells of today
    assert tell_conferences(today, posts) == 2
    assert tell_conferences(today, posts) == 0
    assert sorted(Conference.objects.values_list("stage", flat=True)) == ["called", "minuted"]
