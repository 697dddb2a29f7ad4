"""The three guarantees: counted, drilled into, blind to what the supervisor may not know."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from minqing.petition.public import Petition, Purpose
from minqing.supervision.public import Guarantee, board, broken, overdue_rows
from tests.cast import make_cast
from tests.factories.path import Walk

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 30)


def counts(walk: Walk) -> dict[Guarantee, int]:
    lines = board(walk.actor(walk.cast.supervisor, TODAY), TODAY).guarantees
    return {line.promise.key: line.count for line in lines}


def test_ordinary_work_breaks_no_promise_until_a_result_waits_for_its_delivery() -> None:
    walk = Walk(make_cast()).to_approving()
    assert counts(walk) == {Guarantee.OWNED: 0, Guarantee.RESULT: 0, Guarantee.HEARD: 0}
    walk.approve(date(2026, 9, 15))
    assert counts(walk)[Guarantee.HEARD] == 1
    walk.deliver(date(2026, 9, 16))
    walk.close(date(2026, 9, 17))
    assert counts(walk) == {Guarantee.OWNED: 0, Guarantee.RESULT: 0, Guarantee.HEARD: 0}


def test_each_broken_promise_drills_to_its_rows() -> None:
    walk = Walk(make_cast()).to_handling()
    supervisor = walk.actor(walk.cast.supervisor, TODAY)
    Petition.objects.filter(pk=walk.id).update(handler=None)
    assert [m.pk for m in broken(supervisor, Guarantee.OWNED)] == [walk.id]
    Petition.objects.filter(pk=walk.id).update(handler=walk.cast.handler, due_on=None)
    assert [m.pk for m in broken(supervisor, Guarantee.OWNED)] == [walk.id]
    Petition.objects.filter(pk=walk.id).update(state="closed")
    assert [m.pk for m in broken(supervisor, Guarantee.RESULT)] == [walk.id]
    assert [m.pk for m in broken(supervisor, Guarantee.HEARD)] == [walk.id]
    assert counts(walk)[Guarantee.OWNED] == 0


def test_overdue_matters_are_counted_by_organ_in_a_fixed_number_of_queries() -> None:
    walk = Walk(make_cast()).to_referred(date(2026, 9, 1))
    Walk(walk.cast).to_referred(date(2026, 9, 2))
    supervisor = walk.actor(walk.cast.supervisor, TODAY)
    with CaptureQueriesContext(connection) as queries:
        shown = board(supervisor, TODAY)
    assert len(queries) == 7
    assert shown.overdue == 2
    assert [(o.name, o.overdue, o.oldest) for o in shown.late_organs] == [
        ("通江县住房和城乡建设局", 2, date(2026, 9, 16))
    ]
    assert next(m.pk for m in overdue_rows(supervisor, TODAY)) == walk.id


def test_a_sealed_accusation_is_not_counted_on_the_board() -> None:
    walk = Walk(make_cast()).hand_in(date(2026, 9, 1)).register(date(2026, 9, 1))
    walk.classify(date(2026, 9, 1), Purpose.ACCUSATION, "", concerns_id=walk.cast.housing.id)
    assert walk.matter.due_on is not None
    assert walk.matter.due_on < TODAY
    assert board(walk.actor(walk.cast.supervisor, TODAY), TODAY).overdue == 0
