"""Lists: what they show, how they are counted and paged, in how many queries."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from minqing.petition import public as petitions
from minqing.petition.public import Criteria
from tests.cast import Cast, make_cast
from tests.factories.path import FIRST_DAY, Walk

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def ids(rows: object) -> list[object]:
    return [row.id for row in rows]  # type: ignore[attr-defined]


def test_a_list_shows_what_the_actor_may_read_with_every_cell_in_one_query(cast: Cast) -> None:
    mine = Walk(cast).to_handling()
    other = Walk(cast).to_registered().refer(FIRST_DAY, cast.resources)
    handler = mine.actor(cast.handler, FIRST_DAY)
    with CaptureQueriesContext(connection) as queries:
        rows = list(petitions.matching(handler, Criteria(), FIRST_DAY))
        assert [r.holder.short_name for r in rows] == ["住房和城乡建设局"]
        assert [r.handler.name for r in rows if r.handler] == ["王建国"]
        assert len(petitions.stations_of(rows[0])) == 8
    assert len(queries) == 1
    registrar = mine.actor(cast.registrar, FIRST_DAY)
    assert set(ids(petitions.matching(registrar, Criteria(), FIRST_DAY))) == {mine.id, other.id}


def test_criteria_narrow_by_every_field(cast: Cast) -> None:
    walk = Walk(cast).to_handling()
    other = Walk(cast).hand_in(
        FIRST_DAY + timedelta(days=3), title="建议增开公交", channel=petitions.Channel.LETTER
    )
    registrar = walk.actor(cast.registrar, FIRST_DAY)

    def found(**narrowed: object) -> set[object]:
        return set(ids(petitions.matching(registrar, Criteria(**narrowed), date(2026, 9, 20))))  # type: ignore[arg-type]

    assert found(states=("received",)) == {other.id}
    assert found(channels=("letter",)) == {other.id}
    assert found(purposes=("claim",)) == {walk.id}
    assert found(holder_ids=(cast.housing.id,)) == {walk.id}
    assert found(handler_ids=(cast.handler.id,)) == {walk.id}
    assert found(received_from=date(2026, 9, 15)) == {other.id}
    assert found(received_to=date(2026, 9, 15)) == {walk.id}
    assert found(text="公交") == {other.id}
    assert found(text="塌方 公交") == {other.id}
    assert found(text=walk.matter.number) == {walk.id}
    assert found(repeats=True) == set()
    assert found(returned=True) == set()
    assert found(due="soon") == {other.id}
    assert found(due="overdue") == set()


def test_paging_by_key_reaches_every_row_once_in_both_directions(cast: Cast) -> None:
    walks = [Walk(cast).hand_in(FIRST_DAY + timedelta(days=n // 3)) for n in range(11)]
    registrar = walks[0].actor(cast.registrar, FIRST_DAY)
    for sort in ("newest", "oldest", "due"):
        criteria = Criteria(sort=sort)
        everything = ids(petitions.matching(registrar, criteria, FIRST_DAY))
        seen, after, pages = [], "", []
        while True:
            page = petitions.list_page(registrar, criteria, FIRST_DAY, after, 4)
            seen += ids(page.rows)
            pages.append(ids(page.rows))
            if not page.next:
                break
            after = page.next
        assert seen == everything
        back = petitions.list_page(registrar, criteria, FIRST_DAY, page.previous, 4)
        assert ids(back.rows) == pages[-2]
        assert back.next
    first = petitions.list_page(registrar, Criteria(), FIRST_DAY, "绝非游标", 4)
    assert ids(first.rows) == ids(petitions.matching(registrar, Criteria(), FIRST_DAY))[:4]
    assert first.previous == ""


def test_facets_count_each_value_beside_the_other_choices_in_one_query(cast: Cast) -> None:
    Walk(cast).to_handling()
    Walk(cast).hand_in()
    walk = Walk(cast).hand_in(channel=petitions.Channel.LETTER)
    registrar = walk.actor(cast.registrar, FIRST_DAY)
    with CaptureQueriesContext(connection) as queries:
        counts = petitions.facet_counts(registrar, Criteria(states=("received",)), FIRST_DAY).values
    assert len(queries) == 1
    assert {c.value: c.count for c in counts["states"]} == {"received": 2, "handling": 1}
    assert {c.value: c.count for c in counts["channels"]} == {"online": 1, "letter": 1}
    assert not any(c.capped for c in counts["channels"])


def test_a_facet_is_counted_within_what_the_list_always_narrows_to(cast: Cast) -> None:
    Walk(cast).to_handling()
    Walk(cast).hand_in()
    walk = Walk(cast).hand_in(channel=petitions.Channel.LETTER)
    registrar = walk.actor(cast.registrar, FIRST_DAY)
    always = Criteria(states=("received",))
    chosen = Criteria(states=("received",), channels=("letter",))
    counted = petitions.facet_counts(registrar, chosen, FIRST_DAY, always)
    assert {c.value: c.count for c in counted.values["states"]} == {"received": 1}
    assert {c.value: c.count for c in counted.values["channels"]} == {"online": 1, "letter": 1}
    assert counted.total == 1
    assert petitions.facet_counts(registrar, Criteria(), FIRST_DAY).total is None


def test_the_inbox_counts_what_the_tabs_show_in_one_query(cast: Cast) -> None:
    Walk(cast).hand_in()
    walk = Walk(cast).to_handling()
    today = date(2026, 9, 28)
    registrar, handler = walk.actor(cast.registrar, today), walk.actor(cast.handler, today)
    with CaptureQueriesContext(connection) as queries:
        office = petitions.inbox_counts(registrar, today)
    assert len(queries) == 1
    assert (office["new"], office["overdue"], office["open"]) == (1, 1, 1)
    desk = petitions.inbox_counts(handler, today)
    assert (desk["mine"], desk["to_accept"], desk["overdue"]) == (1, 0, 0)
    assert petitions.inbox_counts(walk.actor(cast.steward, today), today)["open"] == 0
