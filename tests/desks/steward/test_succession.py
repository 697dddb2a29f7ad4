"""An organ was merged: the steward enters who took over its powers (信访工作条例 24(2))."""

from datetime import date

from minqing.kernel.people.public import Organ
from tests.cast import Cast
from tests.desks.staff import at_desk


def test_the_steward_enters_the_successor_of_a_merged_organ(cast: Cast, today: date) -> None:
    client = at_desk(cast.steward)
    here = f"/desk/steward/organs/{cast.housing.id}/"
    assert "承继职权的单位" in client.get(here).content.decode()
    facts = {
        "name": cast.housing.name,
        "kind": "department",
        "parent": str(cast.county.id),
        "successor": str(cast.resources.id),
    }
    assert client.post(here, facts).status_code == 302
    organ = Organ.objects.get(pk=cast.housing.id)
    assert (organ.successor, organ.active) == (cast.resources, False)
    back = f"/desk/steward/organs/{cast.resources.id}/"
    circle = {**facts, "name": cast.resources.name, "successor": str(cast.housing.id), "active": "on"}
    assert client.post(back, circle).status_code == 422
    assert Organ.objects.get(pk=cast.resources.id).successor is None
