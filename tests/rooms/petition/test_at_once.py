"""Two people at once: real transactions in threads, as two desks would have them."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connections

from minqing.kernel.law.public import Refused
from minqing.kernel.ledger.public import entries_of, verify_all
from minqing.kernel.people.public import petitioner_actor
from minqing.petition import public as petitions
from minqing.petition.public import Mode, Petition, State
from tests.cast import make_cast
from tests.factories.path import STATEMENT, Walk, at_noon, fresh_key

pytestmark = pytest.mark.django_db(transaction=True)
DAY = date(2026, 9, 14)
AT = at_noon(DAY)


def together(acts: list[Callable[[], object]]) -> list[object]:
    """Run acts at the same moment, each on a connection of its own; return results and refusals."""
    gate = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        gate.wait()
        try:
            return act()
        except Refused as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_a_double_click_makes_one_matter() -> None:
    make_cast()
    statement = petitions.Statement(
        **{f: getattr(STATEMENT, f) for f in STATEMENT.__slots__} | {"idempotency_key": fresh_key()}
    )
    results = together(
        [lambda: petitions.hand_in(actor=petitioner_actor(), statement=statement, at=AT) for _ in range(6)]
    )
    assert all(isinstance(r, petitions.HandIn) for r in results)
    assert sum(r.created for r in results if isinstance(r, petitions.HandIn)) == 1
    assert len({r.query_code for r in results if isinstance(r, petitions.HandIn)}) == 1
    assert Petition.objects.count() == 1


def test_many_registrars_at_once_give_numbers_without_gaps_or_repeats() -> None:
    cast = make_cast()
    walks = [Walk(cast).hand_in() for _ in range(6)]
    registrar = walks[0].actor(cast.registrar, DAY)
    # Each matter is registered twice at the same moment.
    together(
        [
            lambda walk=walk: petitions.register_petition(actor=registrar, petition_id=walk.id, at=AT)  # type: ignore[misc]
            for walk in [*walks, *walks]
        ]
    )
    numbers = sorted(str(number) for number in Petition.objects.values_list("number", flat=True))
    assert numbers == [f"信访局信〔2026〕{n}号" for n in range(1, 7)]
    assert all(entries_of(walk.id).filter(name="petition.registered").count() == 1 for walk in walks)
    assert not verify_all().problems


def test_of_two_who_refer_at_once_one_succeeds_and_the_other_is_told() -> None:
    cast = make_cast()
    walk = Walk(cast).to_registered()
    registrar = walk.actor(cast.registrar, DAY)
    results = together(
        [
            lambda organ=organ: petitions.refer_petition(  # type: ignore[misc]
                actor=registrar, petition_id=walk.id, organ_id=organ.id, mode=Mode.TRANSFER, at=AT
            )
            for organ in (cast.housing, cast.resources)
        ]
    )
    assert sum(isinstance(r, Refused) for r in results) == 1
    matter = walk.matter
    assert matter.state == State.REFERRED
    assert matter.referrals.count() == 1
    assert matter.clocks.filter(stopped_on=None, term="ORG_NOTIFY_TRANSFER").count() == 1
