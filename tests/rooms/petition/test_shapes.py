"""What is kept of a question serves everybody who asks in its shape: the rows of the plain question."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from minqing.kernel.clock.public import new_id
from minqing.kernel.people.public import Account, Actor, Duty, Organ, OrganKind, PostFacts
from minqing.kernel.rows.public import Marks, Shapes
from minqing.petition import public as petitions
from minqing.petition.matter.models import Petition
from minqing.petition.public import Criteria
from tests.cast import make_account, make_organ
from tests.factories.path import at_noon

pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 14)
CODES = ("s0", "s1", "s2", "s3")

place = st.integers(0, len(CODES) - 1)
posts = st.lists(st.tuples(place, st.sampled_from(Duty)), max_size=3)
places = st.lists(place, max_size=2, unique=True)
days = st.none() | st.integers(0, 9).map(lambda n: DAY + timedelta(days=n))
wanted = st.fixed_dictionaries(
    {
        "states": st.lists(st.sampled_from(["received", "handling"]), max_size=2, unique=True).map(tuple),
        "holder_ids": places,
        "handling_ids": places,
        "co_organ_ids": places,
        "mine": st.booleans(),
        "repeats": st.none() | st.booleans(),
        "returned": st.none() | st.booleans(),
        "due": st.sampled_from(["", "", "overdue", "today", "soon"]),
        "received_from": days,
        "received_to": days,
        "sort": st.sampled_from(["newest", "oldest", "due"]),
        "text": st.sampled_from(["", "", "信访处〔2026〕3号"]),
    }
)


def county() -> tuple[list[Organ], list[Account]]:
    """Return organs and two accounts, with matters of every kind among them; made once."""
    known = list(Organ.objects.filter(code__in=CODES).order_by("code"))
    if known:
        return known, list(Account.objects.filter(username__in=("ua", "ub")).order_by("username"))
    organs: list[Organ] = []
    for code in CODES:
        organs.append(make_organ(code, f"单位{code}", OrganKind.DEPARTMENT, organs[0] if organs else None))
    accounts = [make_account(name, "某人") for name in ("ua", "ub")]
    for n in range(24):
        Petition.objects.create(
            number=f"信访处〔2026〕{n}号",
            query_code=str(new_id())[-12:],
            query_tail="-",
            channel="online",
            title="事项",
            body="内容",
            petitioner_name="某人",
            received_by=organs[n % 4],
            holder=organs[n * 7 // 3 % 4],
            handling=organs[n // 4 % 4] if n % 3 else None,
            concerns=organs[n % 3] if n % 8 == 0 else None,
            sealed=n % 4 == 0,
            state="handling" if n % 5 < 3 else "received",
            sent_back=n % 6 == 0,
            track="urgent" if n % 7 == 0 else "ordinary",
            co_organs=[organs[n % 4].pk] if n % 5 == 0 else [],
            reviewed_by=[organs[n // 2 % 4].pk] if n % 9 == 0 else [],
            kept_accounts=[accounts[0].pk] if n == 13 else None,
            handler=accounts[n % 2] if n % 3 == 0 else None,
            received_at=at_noon(DAY),
            received_on=DAY + timedelta(days=n % 10),
            due_on=DAY + timedelta(days=n % 12 - 2) if n % 4 else None,
        )
    return sorted(organs, key=lambda organ: organ.code), accounts


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(held=posts, who=st.integers(0, 1), asked=wanted, size=st.integers(1, 5))
def test_every_question_finds_the_rows_of_the_plain_one_page_by_page(
    db: None, held: list[tuple[int, Duty]], who: int, asked: dict[str, object], size: int
) -> None:
    organs, accounts = county()
    facts = tuple(PostFacts(new_id(), organs[at].pk, organs[at].path, duty, "") for at, duty in held)
    actor = Actor(accounts[who].pk, "某人", facts)
    chosen = {
        name: tuple(organs[at].pk for at in value) if name.endswith("_ids") else value  # type: ignore[attr-defined]
        for name, value in asked.items()
    }
    criteria = Criteria(**chosen)  # type: ignore[arg-type]
    plain = [row.pk for row in petitions.matching(actor, criteria, DAY)]
    found, after = [], ""
    while True:
        page = petitions.list_page(actor, criteria, DAY, after, size)
        found += [row.pk for row in page.rows]
        after = page.next
        if not after:
            break
    assert found == plain
    assert petitions.total_of(actor, criteria, DAY, 10) == min(len(plain), 10)
    narrow = petitions.list_page(actor, criteria, DAY, "", 50, only=("id", "received_on", "due_on"))
    assert [row.pk for row in narrow.rows] == plain
    counted = petitions.facet_counts(actor, criteria, DAY).values["channels"]
    among = [row for row in petitions.matching(actor, criteria, DAY) if row.state != "closed"]
    assert sum(each.count for each in counted) == len(among)


def test_a_value_the_database_layer_would_change_is_refused_not_sent_wrong() -> None:
    marks = Marks()
    stand_in = marks.of("甲")
    with pytest.raises(TypeError):
        Shapes().text("shape", marks, lambda: ("SELECT %s", [f"%{stand_in}%"]))


def test_no_more_shapes_are_kept_than_agreed() -> None:
    shapes = Shapes()
    for number in range(1000):
        marks = Marks()
        marks.raw(number)
        assert shapes.text(number, marks, lambda: ("SELECT 1", ())) == ("SELECT 1", [])
    assert len(shapes) <= 300
