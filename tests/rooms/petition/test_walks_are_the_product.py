"""The plain values of a generated walk are those the product stores: the walks prove something about it."""

from datetime import date, timedelta
from random import Random

import pytest

from minqing.kernel.law.public import Refused
from minqing.petition.matter.rules import Level, Procedure, Purpose, State
from tests.factories.real_beside import ALL, Whole
from tests.walks.acts import P
from tests.walks.beside import AT_WORK
from tests.walks.driver import EARLY, GAPS, SOON, choices, chosen, handed_in, received, taken
from tests.walks.matter import Matter, Tally

pytestmark = pytest.mark.django_db
PLACE, SEEDS = "511921", 80
# Every second walk keeps near the straight line to its remedies, which chance alone seldom reaches.
TERMS = ("ask_term", "decide_term", "resume", "announce_hearing", "conclude_hearing")
NEXT = {
    State.RECEIVED: ("register",),
    State.REFERRED: ("accept",),
    State.HANDLING: ("submit", "submit", *TERMS),
    State.APPROVING: ("approve",),
    State.ANSWERED: ("deliver",),
    State.DELIVERED: ("ask_review", "ask_review", "close"),
    State.CLOSED: ("ask_review",),
}
REVIEWS = {
    **NEXT,
    State.HANDLING: ("submit_review", "announce_hearing", "conclude_hearing"),
    State.APPROVING: ("approve_review",),
}
REACHED = frozenset(
    {
        "close",
        "take_back",
        "approve_review",
        "settle",
        "decline",
        "announce_hearing",
        "conclude_hearing",
        "decide_late",
    }
    | {"join", "split", "succeed", "ask_term", "decide_term", "resume", "correct_service", "ask_review"}
)
BRANCHES = frozenset(
    {
        "received: ORG_NOTIFY_DIRECT",
        "received: XFB_ROUTE",
        "delivered: announcement",
    }
    | {"late request: admitted", "late request: refused", "pause: resumed", "decided: final_review uphold"}
)


def predicted(m: Matter) -> dict[str, object]:
    """Return what the walk says of a matter, in the shape of what is stored."""
    return {
        "state": str(m.state),
        "holder": m.holder,
        "track": str(m.track),
        "due": m.due,
        "clocks": sorted((c.term, c.start, c.due, c.paused or date.min, c.organ) for c in m.running()),
    }


def near(rng: Random, m: Matter, day: date) -> tuple[str, P]:
    """Return an act of the straight line from here, a claim of the petition procedure."""
    first = m.level is Level.FIRST
    if m.state is State.REGISTERED and first:
        act = "refer" if m.purpose else "classify"
    elif m.state is State.REGISTERED:
        act = "decide_late" if m.late and m.admitted is None else "accept_review"
    elif m.state is State.DELIVERED and (m.asked or m.level is Level.FINAL_REVIEW):
        act = "close"
    elif m.state is State.CLOSED and (m.asked or m.level is Level.FINAL_REVIEW):
        return "", {}
    else:
        act = rng.choice((NEXT if first else REVIEWS).get(m.state, ("register",)))
    p = choices(rng, m, day, act)
    if act == "classify":
        p |= {"purpose": Purpose.CLAIM, "procedure": Procedure.PETITION, "concerns": ""}
    return act, p


def choice(
    rng: Random, real: Whole, m: Matter, day: date, plan: dict[int, date], *, straight: bool
) -> tuple[str, P]:
    """Return an act both sides can do, with what both need to know."""
    # Succeeded in the middle of the work: first the successor names who handles it.
    if m.left and not m.handler and m.state in AT_WORK:
        return "assign", {}
    for _ in range(50):
        act, p = near(rng, m, day) if straight and rng.random() < 0.8 else chosen(rng, m, day)
        nothing = act in {"give_opinion", "decline_opinion"} and (not m.owed or m.closed_on)
        undated = act == "correct_service" and (m.way in {"", "told", "announcement"} or not m.delivered_on)
        if not act or (act in ALL - {"assign"} and not nothing and not undated):
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


def step(real: Whole, m: Matter, done: tuple[str, P], day: date, told: list[str]) -> None:
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
    real, tally = Whole(), Tally()
    for seed in range(SEEDS):
        rng, told, plan = Random(seed), list[str](), dict[int, date]()  # noqa: S311 - a walk must be repeatable
        day = date(2022, 3, 1) + timedelta(rng.randrange(1_300))
        m = received(rng, tally, day, PLACE, ("office", "office", "office", "township", "housing"))
        if m.anonymous:
            m = handed_in(tally, day, PLACE, m.holder, anonymous=False)
        m.people, m.channel_visit = 1, False
        real.hand_in(m, day)
        waiting = [m]
        for each in waiting:
            now = max(day, each.received_on)
            for _ in range(22):
                now += timedelta(rng.choice(SOON if each.state in EARLY else GAPS))
                act, p = choice(rng, real, each, now, plan, straight=seed % 2 == 0)
                if not act or now > date(2026, 12, 20):
                    break
                children = len(each.children)
                step(real, each, (act, p), now, told)
                for child in each.children[children:]:
                    real.grown(each, child)
                    waiting.append(child)
    assert tally.steps > 1_000
    missed = ({f"act: {act}" for act in REACHED} | BRANCHES) - set(tally.taken)
    assert not missed
