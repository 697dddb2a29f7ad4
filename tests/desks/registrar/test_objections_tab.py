"""待核实的异议: the sender finds the objections it has to decide in a tab of its own."""

from datetime import date

import pytest

from tests.cast import Cast
from tests.desks.staff import TODAY, at_desk
from tests.factories.path import Walk
from tests.factories.routing import agrees, objects

pytestmark = pytest.mark.django_db
TAB = "/desk/registrar/?tab=objections"


def test_an_open_objection_stands_in_the_tab_until_it_is_decided(cast: Cast, today: date) -> None:
    Walk(cast).to_referred(TODAY)
    walk = Walk(cast).to_referred(TODAY)
    client = at_desk(cast.registrar)
    assert "data-row" not in client.get(TAB).content.decode()
    objects(walk, TODAY)
    shown = client.get(TAB).content.decode()
    assert "待核实的异议" in shown
    assert shown.count("data-open-row") == 1
    assert str(walk.id) in shown
    # Nobody else has to decide it, and nobody else sees it there.
    other = at_desk(cast.township_registrar)
    assert "data-row" not in other.get(TAB).content.decode()
    agrees(walk, TODAY)
    assert "data-row" not in client.get(TAB).content.decode()
