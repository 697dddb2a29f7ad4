"""The hall of the demo: sixteen departments, numbers of today in every standing, nothing added twice."""

import pytest

from minqing.kernel.clock.public import today
from minqing.kernel.people.public import Organ
from minqing.project.demo.chapters.hall import tell_hall
from minqing.project.demo.county import ensure_county, posts_of, read_data
from minqing.reception.public.hall import Appointment, Hall, Ticket, Window

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_the_demo_has_a_hall_with_sixteen_departments_and_numbers_of_today() -> None:
    ensure_county()
    data, posts = read_data("hall.toml"), posts_of(today())
    assert tell_hall(today(), posts) == len(data["tickets"])
    stationed = Organ.objects.filter(id__in=Window.objects.values("organ")).exclude(code="xfj")
    assert stationed.count() == 16
    assert set(Ticket.objects.values_list("standing", flat=True)) == {
        "waiting", "called", "serving", "held", "finished",
    }  # fmt: skip
    assert Ticket.objects.filter(group_size=7).exists()
    assert Appointment.objects.count() == 2
    assert tell_hall(today(), posts) == 0
    assert Hall.objects.count() == 1
