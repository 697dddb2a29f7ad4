"""The plain values of a generated walk are those the product stores: the walks prove something about it."""

from datetime import date, timedelta
from random import Random

import pytest

from minqing.kernel.law.public import Refused
from tests.factories.real import ACTS, Real
from tests.walks.driver import EARLY, GAPS, SOON, chosen, received, taken
from tests.walks.matter import Matter, Tally

pytestmark = pytest.mark.django_db
PLACE, SEEDS = "511921", 32
WAYS = frozenset({"in_person", "post", "household", "refused", "electronic"})


def predicted(m: Matter) -> dict[str, object]:
    """Return what the walk says of a matter, in the shape of what is stored."""
    return {
        "state": str(m.state),
        "holder": m.holder,
        "track": str(m.track),
        "due": m.due,
        "clocks": sorted((c.term, c.start, c.due, c.paused or date.min, c.organ) for c in m.running()),
    }


def choice(
    rng: Random, real: Real, m: Matter, day: date, plan: dict[int, date]
) -> tuple[str, dict[str, object]]:
    """Return an act both sides can do, with what both need to know."""
    for _ in range(50):
        act, p = chosen(rng, m, day)
        if act in ACTS and p.get("way", "post") in WAYS:
            break
    else:
        return "", {}
    p["repeated"] = p["consent"] = False
    if act == "ask_review":
        p["outside"] = real.reviewed_outside(m)
    if act == "submit":
        plan[id(m)] = p["by"] = day + timedelta(rng.randint(0, 60))
    if act == "approve":
        p["by"] = plan.get(id(m))
    if act in {"submit_review", "approve_review"}:
        p["redo_by"] = plan.setdefault(-id(m), p["redo_by"])
    return act, p


def step(real: Real, m: Matter, done: tuple[str, dict[str, object]], day: date, told: list[str]) -> None:
    """Do one thing on both sides and compare."""
    (act, p), said = done, ""
    try:
        real.do(m, act, day, p)
    except Refused as refusal:
        said = f"{type(refusal).__name__}: {refusal.reason}"
    m.end_forgotten_pauses(day)
    refused = taken(m, act, day, p)
    told.append(f"{day} {m.level} {act} {p} -> {said or m.state}")
    way = "\n".join(told[-12:])
    assert bool(said) == (refused is not None), (
        f"{said or 'done'} / {refused.reason if refused else 'done'}\n{way}"
    )
    assert real.seen(m) == predicted(m), way


def test_generated_walks_predict_every_stored_state_owner_clock_and_day() -> None:
    real, tally = Real(), Tally()
    for seed in range(SEEDS):
        rng, told, plan = Random(seed), [], {}  # noqa: S311 - a walk must be repeatable
        day = date(2022, 3, 1) + timedelta(rng.randrange(1_300))
        m = received(rng, tally, day, PLACE, ("office",))
        m.anonymous, m.people, m.channel_visit, m.requests = False, 1, False, 1
        real.hand_in(m, day)
        waiting = [m]
        for each in waiting:
            now = max(day, each.received_on)
            for _ in range(22):
                now += timedelta(rng.choice(SOON if each.state in EARLY else GAPS))
                act, p = choice(rng, real, each, now, plan)
                if not act or now > date(2026, 12, 20):
                    break
                children = len(each.children)
                step(real, each, (act, p), now, told)
                for child in each.children[children:]:
                    real.grown(each, child)
                    waiting.append(child)
    assert tally.steps > 500
    assert {"act: close", "act: take_back", "act: approve_review", "act: settle"} <= set(tally.taken)
