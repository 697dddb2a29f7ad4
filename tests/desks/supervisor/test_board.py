"""Three numbers that must be zero; each opens to its rows, and what is sealed is not among them."""

from datetime import date, timedelta

from minqing.petition.public import Petition
from tests.cast import Cast
from tests.desks.staff import at_desk
from tests.factories.path import FIRST_DAY, Walk


def test_an_answer_that_was_not_delivered_is_counted_and_shown(cast: Cast, walk: Walk, today: date) -> None:
    walk.to_answered()
    client = at_desk(cast.supervisor)
    assert "要处理" in client.get("/desk/supervisor/").content.decode()
    rows = client.get("/desk/supervisor/guarantees/heard/").content.decode()
    assert str(walk.id) in rows
    assert "一件也没有" in client.get("/desk/supervisor/guarantees/result/").content.decode()
    assert client.get("/desk/supervisor/guarantees/gossip/").status_code == 404


def test_overdue_matters_are_counted_by_the_organ_that_holds_them(cast: Cast, today: date) -> None:
    Walk(cast).to_handling(FIRST_DAY - timedelta(days=90))
    Walk(cast).hand_in(FIRST_DAY - timedelta(days=40))
    page = at_desk(cast.supervisor).get("/desk/supervisor/").content.decode()
    assert "通江县住房和城乡建设局" in page
    assert "通江县信访局" in page
    assert f"holder={cast.housing.id}&amp;due=overdue" in page


def test_a_sealed_matter_is_neither_counted_nor_listed(cast: Cast, walk: Walk, today: date) -> None:
    walk.to_answered()
    Petition.objects.filter(pk=walk.id).update(sealed=True, petitioner=None, purpose="accusation")
    client = at_desk(cast.supervisor)
    assert "要处理" not in client.get("/desk/supervisor/").content.decode()
    assert str(walk.id) not in client.get("/desk/supervisor/guarantees/heard/").content.decode()
