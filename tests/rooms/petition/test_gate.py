"""The gate and the lists agree: what can be opened is what is listed, for every actor and doing."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from minqing.kernel.clock.public import new_id
from minqing.kernel.law.public import NotAllowed
from minqing.kernel.people.public import Actor, ActorKind, Duty, Organ, OrganKind, PostFacts
from minqing.petition import public as petitions
from minqing.petition.matter.gate import verdict_on
from minqing.petition.matter.models import Petition
from minqing.petition.public import Doing, Petitioner
from tests.cast import make_account, make_organ
from tests.factories.path import at_noon

pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 14)
# Parent of each organ by its place: two levels under the county, one organ deep below a department.
TREE = (None, 0, 0, 0, 2, 4, 3)


def make_tree() -> list[Organ]:
    organs: list[Organ] = []
    for place, parent in enumerate(TREE):
        above = None if parent is None else organs[parent]
        organs.append(make_organ(f"o{place}", f"单位{place}", OrganKind.DEPARTMENT, above))
    return organs


place = st.integers(0, len(TREE) - 1)
posts = st.lists(st.tuples(place, st.sampled_from(Duty)), max_size=3)
matter = st.fixed_dictionaries(
    {
        "holder": place,
        "received_by": place,
        "handling": st.none() | place,
        "concerns": st.none() | place,
        "sealed": st.booleans(),
        "mine": st.booleans(),
        "urgent": st.booleans(),
        "co": st.frozensets(place, max_size=2),
        "reviewing": st.frozensets(place, max_size=2),
    }
)


def naive(  # noqa: C901, PLR0911 - one line for each way in
    posts_held: list[tuple[int, Duty]], what: dict[str, object], organs: list[Organ]
) -> bool:
    """Return whether somebody may read a matter, said once more in the plainest way (the oracle)."""
    holder = organs[what["holder"]].path  # type: ignore[call-overload]
    if what["sealed"] and what["concerns"] is not None:
        accused = organs[what["concerns"]].path  # type: ignore[call-overload]
        if any(organs[at].path.startswith(accused) for at, _ in posts_held):
            return False
    for at, duty in posts_held:
        path = organs[at].path
        own = at == what["holder"]
        plain = not what["sealed"]
        above = ".".join(path.rstrip(".").split(".")[:-1]) + "." if path.count(".") > 1 else path
        if duty is Duty.REGISTRAR and (
            holder.startswith(path) or (plain and at in {what["received_by"], what["handling"]})
        ):
            return True
        if duty is Duty.HANDLER and ((own and not what["urgent"]) or what["mine"]):
            return True
        if duty in {Duty.HANDLER, Duty.LEADER} and at in what["co"]:  # type: ignore[operator]
            return True
        if duty is Duty.LEADER and (
            own or (plain and (holder.startswith(path) or at == what["received_by"]))
        ):
            return True
        if duty is Duty.REVIEWER and plain and (own or at in what["reviewing"]):  # type: ignore[operator]
            return True
        if duty is Duty.LEADER and plain and at in what["reviewing"]:  # type: ignore[operator]
            return True
        if duty is Duty.SUPERVISOR and plain and holder.startswith(above):
            return True
    return False


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(held=posts, what=matter, doing=st.sampled_from(Doing))
def test_may_and_the_list_agree_with_each_other_and_with_the_plain_rule(
    db: None, held: list[tuple[int, Duty]], what: dict[str, object], doing: Doing
) -> None:
    organs = list(Organ.objects.filter(code__startswith="o").order_by("code")) or make_tree()
    account = make_account(f"u{new_id()}", "某人")
    actor = Actor(
        account.pk,
        "某人",
        tuple(PostFacts(new_id(), organs[at].pk, organs[at].path, duty, "") for at, duty in held),
    )

    def organ(key: str) -> Organ | None:
        return None if what[key] is None else organs[what[key]]  # type: ignore[call-overload]

    petition = Petition.objects.create(
        query_code=str(new_id())[-12:],
        query_tail="-",
        channel="online",
        title="事项",
        body="内容",
        petitioner_name="某人",
        received_by=organs[what["received_by"]],  # type: ignore[call-overload]
        holder=organs[what["holder"]],  # type: ignore[call-overload]
        handling=organ("handling"),
        concerns=organ("concerns"),
        sealed=bool(what["sealed"]),
        track="urgent" if what["urgent"] else "ordinary",
        co_organs=[organs[at].pk for at in what["co"]],  # type: ignore[attr-defined]
        reviewed_by=[organs[at].pk for at in what["reviewing"]],  # type: ignore[attr-defined]
        handler=account if what["mine"] else None,
        received_at=at_noon(DAY),
        received_on=DAY,
    )
    listed = petitions.visible_to(actor, doing).filter(pk=petition.pk).exists()
    assert listed is bool(verdict_on(actor, doing, petition))
    if doing is Doing.READ:
        assert listed is naive(held, what, organs)


def test_the_petitioner_reaches_their_own_matter_and_no_other() -> None:
    organ = make_organ("o0", "单位", OrganKind.PETITION_OFFICE)
    mine, other = (
        Petition.objects.create(
            query_code=code,
            query_tail="-",
            channel="online",
            title="事项",
            body="内容",
            petitioner_name="某人",
            received_by=organ,
            holder=organ,
            received_at=at_noon(DAY),
            received_on=DAY,
        )
        for code in ("A", "B")
    )
    me = petitions.petitioner_of(mine)
    assert petitions.petition_for(me, mine.id, Doing.READ) == mine
    assert list(petitions.visible_to(me)) == [mine]
    for doing in Doing:
        with pytest.raises(NotAllowed):
            petitions.petition_for(me, other.id, doing)
    nobody = Petitioner(None, "", (), ActorKind.PETITIONER, None)
    assert not petitions.visible_to(nobody).exists()
