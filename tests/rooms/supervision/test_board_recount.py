"""The board's figures are a recount of generated histories, matter by matter; and of its own rows."""

from datetime import date, timedelta
from random import Random

import pytest

from minqing.kernel.ledger.public import entries_of
from minqing.kernel.people.public import actor_of
from minqing.petition.public import FINISHED, Petition, State
from minqing.supervision.board.rules import step_of
from minqing.supervision.public import Guarantee, board, broken
from minqing.supervision.public.watch import Alarm, step_rows
from tests.factories.real_beside import Whole
from tests.rooms.petition.test_walks_are_the_product import PLACE, choice, step
from tests.walks.driver import EARLY, GAPS, SOON, received
from tests.walks.matter import Tally

pytestmark = pytest.mark.django_db


def generated(real: Whole, seeds: int) -> date:
    """Lead matters through generated histories; return a day on which some are late and some not."""
    tally, last = Tally(), date(2022, 3, 1)
    for seed in range(seeds):
        rng, told, plan = Random(seed), list[str](), dict[int, date]()  # noqa: S311 - a walk must be repeatable
        day = date(2025, 3, 1) + timedelta(rng.randrange(60))
        m = received(rng, tally, day, PLACE, ("office",))
        m.anonymous, m.people, m.channel_visit, m.requests = False, 1, False, 1
        real.hand_in(m, day)
        now = max(day, m.received_on)
        for _ in range(rng.randrange(1, 14)):
            now += timedelta(rng.choice(SOON if m.state in EARLY else GAPS))
            act, p = choice(rng, real, m, now, plan, straight=seed % 2 == 0)
            if not act:
                break
            children = len(m.children)
            step(real, m, (act, p), now, told)
            for child in m.children[children:]:
                real.grown(m, child)
        last = max(last, now)
    return last


def test_the_board_equals_a_recount_of_generated_histories() -> None:
    real = Whole()
    today = generated(real, 16) - timedelta(days=20)
    supervisor = actor_of(real.cast.supervisor, today)
    shown = board(supervisor, today)
    beneath = {o.pk for o in real.organs.values() if o.path.startswith(real.cast.county.path)}
    matters = [m for m in Petition.objects.filter(sealed=False) if m.holder_id in beneath]
    # Recounted from what the ledger keeps of each: a matter has what was recorded of it, in order.
    assert all(list(entries_of(m.pk)) for m in matters)
    live = [m for m in matters if State(m.state) not in FINISHED]
    steps = [step_of(m.due_on, today, 30) for m in live if m.due_on]
    assert shown.overdue == sum(s in {Alarm.OVERDUE, Alarm.LONG} for s in steps) > 0
    assert shown.due_today == steps.count(Alarm.TODAY)
    assert shown.due_soon == steps.count(Alarm.SOON)
    counted = {line.promise.key: line.count for line in shown.guarantees}
    owned = [
        m
        for m in live
        if (m.state in {"handling", "approving"} and m.handler_id is None)
        or not m.holder.active
        or (m.due_on is None and m.state != "delivered")
    ]
    heard = [m for m in matters if m.state in {"answered", "closed"} and m.delivered_on is None]
    assert counted[Guarantee.OWNED] == len(owned)
    assert counted[Guarantee.HEARD] == len(heard)
    for guarantee in Guarantee:
        assert counted[guarantee] == broken(supervisor, guarantee).count()
    for each in Alarm:
        assert step_rows(supervisor, each, today).count() == sum(load.of(each) for load in shown.organs)
