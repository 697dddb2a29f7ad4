"""Chooses what happens next to a matter and on which day, and holds every step against the invariants."""

import datetime as dt
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from random import Random

from minqing.kernel.documents.rules.delivery import DeliveryWay
from minqing.kernel.law.public import Refused
from minqing.kernel.people.rules import OrganKind
from minqing.petition.matter.effects.rules import Act
from minqing.petition.matter.rules import MOVES, Level, Mode, Procedure, Purpose, State, Track
from minqing.petition.reply.rules import OUTCOMES
from minqing.petition.review.rules import ReviewOutcome
from minqing.petition.routing.rules.declining import Ground
from minqing.petition.routing.rules.simple import DECLARED, Reason, Told
from tests.walks import acts, beside, ending, later, reviews
from tests.walks.acts import P, kind
from tests.walks.matter import Broken, Matter, Tally

DO: dict[str, Callable[[Matter, dt.date, P], Refused | None]] = {
    "register": acts.register,
    "classify": acts.classify,
    "propose_simple": acts.propose_simple,
    "mark_urgent": acts.mark_urgent,
    "report_urgent": acts.report_urgent,
    "end_urgency": acts.end_urgency,
    "refer": acts.refer,
    "object": acts.object_,
    "take_back": acts.take_back,
    "refuse_objection": acts.refuse_objection,
    "coordinate": acts.coordinate,
    "designate": acts.designate,
    "decline": acts.decline,
    "guide": acts.guide,
    "withdraw": acts.withdraw,
    "accept": later.accept,
    "accept_simply": later.accept_simply,
    "leave_simple": later.leave_simple,
    "ask_opinion": later.ask_opinion,
    "give_opinion": later.give_opinion,
    "ask_term": later.ask_term,
    "decide_term": later.decide_term,
    "resume": later.resume,
    "announce_hearing": later.announce_hearing,
    "conclude_hearing": later.conclude_hearing,
    "submit": later.submit,
    "send_back": later.send_back,
    "approve": later.approve,
    "settle": later.settle,
    "deliver": ending.deliver,
    "tell": ending.tell,
    "execute": ending.execute,
    "evaluate": ending.evaluate,
    "report_closure": ending.report_closure,
    "close": ending.close,
    "correct_service": ending.correct_service,
    "succeed": beside.succeed,
    "assign": beside.assign,
    "split": beside.split,
    "join": beside.join,
    "decline_opinion": beside.decline_opinion,
    "outside_result": beside.outside_result,
    "ask_review": reviews.ask_review,
    "decide_late": reviews.decide_late,
    "accept_review": reviews.accept_review,
    "submit_review": reviews.submit_review,
    "approve_review": reviews.approve_review,
}
ANY = {"succeed": 1, "join": 1}
URGENT = {**ANY, "mark_urgent": 1, "report_urgent": 4, "end_urgency": 2}
WAY = {"guide": 3, "decline": 3, "designate": 3, "coordinate": 3, "withdraw": 1, "classify": 1}
WORK = {
    "submit": 14,
    "settle": 3,
    "tell": 12,
    "leave_simple": 2,
    "ask_opinion": 3,
    "give_opinion": 6,
    "decline_opinion": 2,
    "assign": 4,
    "ask_term": 6,
    "decide_term": 6,
    "resume": 8,
    "announce_hearing": 2,
    "conclude_hearing": 8,
    "guide": 1,
    "withdraw": 1,
}
DONE = {
    "execute": 4,
    "evaluate": 5,
    "report_closure": 4,
    "ask_review": 5,
    "correct_service": 1,
    "outside_result": 3,
}
# What is tried in which state, and how often; now and then anything at all is tried.
TRIED: dict[State, dict[str, int]] = {
    State.RECEIVED: {"register": 20, "withdraw": 1, **URGENT},
    State.REGISTERED: {
        "classify": 6,
        "refer": 14,
        "propose_simple": 10,
        "leave_simple": 2,
        "accept": 6,
        "accept_simply": 3,
        "split": 3,
        **WAY,
        **URGENT,
    },
    State.RETURNED: {"refer": 10, **WAY, "withdraw": 2, "classify": 3, "leave_simple": 1, **URGENT},
    State.REFERRED: {
        "accept": 12,
        "accept_simply": 6,
        "object": 10,
        "take_back": 10,
        "refuse_objection": 4,
        "leave_simple": 1,
        **WAY,
        **URGENT,
    },
    State.HANDLING: {**WORK, **URGENT},
    State.APPROVING: {
        "approve": 14,
        "send_back": 4,
        "succeed": 1,
        "assign": 4,
        "ask_term": 1,
        "decide_term": 3,
        "resume": 2,
        "withdraw": 1,
    },
    State.ANSWERED: {"deliver": 20, "execute": 1, **URGENT},
    State.DELIVERED: {**DONE, "close": 10, "mark_urgent": 1, "report_urgent": 3},
    State.CLOSED: DONE,
    State.WITHDRAWN: {},
}
REVIEWED: dict[State, dict[str, int]] = {
    State.RECEIVED: {"register": 20, "withdraw": 1},
    State.REGISTERED: {"accept_review": 10, "decide_late": 10, "withdraw": 1},
    State.HANDLING: {"submit_review": 14, "announce_hearing": 5, "conclude_hearing": 12, "withdraw": 1},
    State.APPROVING: {"approve_review": 14, "send_back": 3},
    State.ANSWERED: {"deliver": 20},
    State.DELIVERED: {"ask_review": 6, "close": 10, "correct_service": 1},
    State.CLOSED: {"ask_review": 4},
    State.WITHDRAWN: {},
}
# Before acceptance the terms are short, and so are the steps mostly.
SOON = (0, 0, 0, 0, 0, 0, 1, 1, 1, 2, 3, 5, 20)
EARLY = frozenset({State.RECEIVED, State.REGISTERED, State.REFERRED, State.RETURNED})
GAPS = (0, 0, 0, 0, 1, 1, 1, 2, 3, 5, 8, 13, 21, 34, 55, 90)
FIRST, NOW, LAST = dt.date(2019, 1, 2), dt.date(2022, 4, 20), dt.date(2026, 12, 31)
WAYS = tuple(DeliveryWay)
HANDLERS = ("housing", "resources", "township", "discipline", "law")
CHOICES = {state: (list(row), list(row.values())) for state, row in TRIED.items()}
REVIEW_CHOICES = {state: (list(row), list(row.values())) for state, row in REVIEWED.items()}
REVIEW_ONLY = frozenset({"decide_late", "accept_review", "submit_review", "approve_review"})
REVIEW_MAY = frozenset({act for row in REVIEWED.values() for act in row})
EVERY_ACT = tuple(DO)


def chosen(rng: Random, m: Matter, day: dt.date) -> tuple[str, P]:
    """Return an act and its choices."""
    if rng.random() < 0.04:
        act = rng.choice(EVERY_ACT)
        wrong = act in REVIEW_ONLY if m.level is Level.FIRST else act not in REVIEW_MAY
        if not wrong:
            return act, choices(rng, m, day, act)
    names, weights = (CHOICES if m.level is Level.FIRST else REVIEW_CHOICES)[m.state]
    if m.state is State.REGISTERED and m.purpose is None and rng.random() < 0.8:
        return "classify", choices(rng, m, day, "classify")
    if m.track is Track.SIMPLE and m.state is State.HANDLING and not m.paper_wanted and rng.random() < 0.4:
        return "tell", choices(rng, m, day, "tell")
    act = rng.choices(names, weights)[0] if names else ""
    return act, choices(rng, m, day, act)


def _kind(rng: Random) -> P:
    purpose = rng.choices(tuple(Purpose), (3, 3, 10))[0]
    claim = purpose is Purpose.CLAIM
    return {
        "purpose": purpose,
        "procedure": rng.choices(tuple(Procedure), (2, 2, 1, 2, 3, 14))[0] if claim else None,
        "concerns": rng.choice(("", "", "housing")) if purpose is Purpose.ACCUSATION else "",
        "repeated": rng.random() < 0.2,
    }


def _organ(rng: Random, m: Matter) -> str:
    if m.sealed and rng.random() < 0.9:
        return "discipline"
    if m.procedure is Procedure.LITIGATION and rng.random() < 0.9:
        return "law"
    if m.met is not None and rng.random() < 0.7:
        return m.met[1]
    return rng.choice(HANDLERS)


def _ahead(rng: Random, day: dt.date, least: int = 0) -> dt.date:
    return day + dt.timedelta(rng.randint(least, 80))


def _delivery(rng: Random, m: Matter, day: dt.date) -> P:
    since = m.delivered_on or m.answered_on or day
    return {
        "way": rng.choice(WAYS).value,
        "acted": rng.choice((day, day, min(since, day))),
        "consent": rng.random() < 0.8,
    }


def _simple(rng: Random) -> P:
    absent = frozenset(DECLARED) if rng.random() < 0.9 else frozenset()
    return {"reason": Reason.CLEAR_AND_MINOR, "absent": absent, "paper": rng.random() < 0.4}


Chooser = Callable[[Random, Matter, dt.date], P]
# What each act has to choose: mostly what is lawful, sometimes not.
CHOOSE: dict[str, Chooser] = {
    "classify": lambda rng, _m, _day: _kind(rng),
    "propose_simple": lambda rng, _m, _day: _simple(rng),
    "accept_simply": lambda rng, _m, _day: _simple(rng),
    "refer": lambda rng, m, day: {
        "organ": _organ(rng, m),
        "mode": rng.choice((Mode.TRANSFER, Mode.TRANSFER, Mode.ASSIGN)),
        "report_by": _ahead(rng, day),
    },
    "coordinate": lambda rng, m, _day: {"organ": _organ(rng, m)},
    "designate": lambda rng, m, _day: {
        "organ": _organ(rng, m),
        "ref": rng.choice(("办函18号", "办函18号", "")),
    },
    "decline": lambda rng, _m, _day: {"ground": rng.choice(tuple(Ground)), "end": rng.randint(-40, 40)},
    "guide": lambda rng, _m, _day: {"procedure": rng.choice(tuple(Procedure))},
    "ask_opinion": lambda rng, m, day: {"organ": _organ(rng, m), "by": _ahead(rng, day)},
    "ask_term": lambda rng, _m, _day: {
        "kind": rng.choice(("extension", "pause")),
        "days": rng.choice((30, 30, 15, 1, 31, 0)),
        "ground_id": "APPRAISAL",
    },
    "decide_term": lambda rng, _m, _day: {"grant": rng.random() < 0.75},
    "submit": lambda rng, m, _day: {"outcome": rng.choice(sorted(OUTCOMES[m.purpose or Purpose.CLAIM]))},
    "approve": lambda rng, _m, day: {"by": _ahead(rng, day)},
    "settle": lambda rng, _m, day: {"by": _ahead(rng, day), "performed": rng.choice(("", "当场履行"))},
    "deliver": _delivery,
    "correct_service": _delivery,
    "tell": lambda rng, _m, day: {
        "told": rng.choice(tuple(Told)),
        "by": rng.choice((None, _ahead(rng, day))),
    },
    "execute": lambda rng, _m, _day: {"done": rng.random() < 0.7},
    "ask_review": lambda rng, _m, day: {
        "posted": rng.choice((None, None, day - dt.timedelta(rng.randint(0, 6)))),
        "why": rng.choice(("", "住院四十天")),
        "in_ten": rng.random() < 0.7,
        "outside": rng.random() < 0.15,
    },
    "decide_late": lambda rng, _m, _day: {"admit": rng.random() < 0.5},
    "announce_hearing": lambda rng, _m, day: {"held_on": day + dt.timedelta(rng.choice((3, 7, 10, 15)))},
    "split": lambda rng, _m, _day: _kind(rng),
    "outside_result": lambda rng, _m, day: {
        "decision": rng.choice(tuple(ReviewOutcome)),
        "served": day - dt.timedelta(rng.randint(0, 9)),
        "redo_by": day + dt.timedelta(rng.randint(1, 62)),
    },
    "submit_review": lambda rng, _m, day: {
        "decision": rng.choice(tuple(ReviewOutcome)),
        "redo_by": day + dt.timedelta(rng.randint(1, 62)),
    },
    "approve_review": lambda rng, _m, day: {"redo_by": day + dt.timedelta(rng.randint(1, 62))},
}


def choices(rng: Random, m: Matter, day: dt.date, act: str) -> P:
    """Return the choices for an act."""
    choose = CHOOSE.get(act)
    return choose(rng, m, day) if choose else {}


def received(rng: Random, tally: Tally, day: dt.date, place: str, receivers: tuple[str, ...]) -> Matter:
    """Return a matter as it was handed in."""
    m = handed_in(tally, day, place, rng.choice(receivers), anonymous=rng.random() < 0.15)
    m.people, m.channel_visit = rng.choice((1, 1, 1, 6)), rng.random() < 0.3
    m.requests = rng.choice((1, 1, 2))
    return m


def handed_in(tally: Tally, day: dt.date, place: str, organ: str, *, anonymous: bool) -> Matter:
    """Return a matter as an organ received it, its first clock running."""
    m = Matter(place, tally, day, organ, organ, anonymous=anonymous)
    office = kind(organ) is OrganKind.PETITION_OFFICE
    term = "XFB_ROUTE" if office else "PRACTICE_ACCEPT" if anonymous else "ORG_NOTIFY_DIRECT"
    m.turn(Act.HAND_IN, day, [(term, organ, day, None)])
    m.take(f"received: {term}")
    return m


def one_step(rng: Random, m: Matter, day: dt.date) -> tuple[str, P, Refused | None]:
    """Do one thing to a matter, lawful or not, and check it; returns what was done and the refusal."""
    m.end_forgotten_pauses(day)
    act, p = chosen(rng, m, day)
    if not act:
        return "", p, None
    return act, p, taken(m, act, day, p)


def taken(m: Matter, act: str, day: dt.date, p: P) -> Refused | None:
    """Do a given thing to a matter and check it; a refusal changes nothing and has its article."""
    before = (m.state, m.holder, m.due, m.track, len(m.clocks))
    refused = DO[act](m, day, p)
    m.tally.steps += 1
    if refused is not None:
        if refused.basis is None or not refused.basis.cite:
            raise Broken(f"{act}: a refusal without its article: {refused.reason}")
        if before != (m.state, m.holder, m.due, m.track, len(m.clocks)):
            raise Broken(f"{act}: refused, and yet something changed")
        m.tally.refused[act] += 1
    else:
        m.tally.taken[f"act: {act}"] += 1
    m.check(day)
    return refused


def walk(seed: int, tally: Tally) -> None:
    """Walk one matter, and whatever grows out of it, from a seed; raises ``Broken`` with the way so far."""
    rng = Random(seed)  # noqa: S311 - a walk must be repeatable, not secret
    first = FIRST if rng.random() < 0.4 else NOW
    day = first + dt.timedelta(rng.randrange((LAST - first).days - 400))
    place = rng.choice(("", "511921", "511921"))
    waiting, told = (
        [received(rng, tally, day, place, ("office", "office", "office", "township", "housing"))],
        [],
    )
    tally.matters += 1
    try:
        for m in waiting:
            now, seen = max(day, m.received_on), 0
            for _ in range(rng.randint(6, 40)):
                now += dt.timedelta(rng.choice(SOON if m.state in EARLY else GAPS))
                if now > LAST:
                    break
                act, _p, refused = one_step(rng, m, now)
                if not act:
                    break
                told.append(f"{now} {m.level}: {act}{' refused' if refused else ''} -> {m.state}")
                waiting += m.children[seen:]
                seen = len(m.children)
            if len(waiting) > 6:
                break
    except (Broken, Exception) as fault:
        raise Broken(f"seed {seed} at {place or 'the country'}: {fault}\n" + "\n".join(told[-25:])) from fault


def walks(seeds: range) -> Tally:
    """Walk a matter for every seed; what is broken is told in ``violations``."""
    tally = Tally()
    for seed in seeds:
        try:
            walk(seed, tally)
        except Broken as fault:
            tally.violations.append(str(fault))
    return tally


def walks_on(cores: int, seeds: range) -> Tally:
    """Walk on several cores at once: the same seeds, the same matters, added up."""
    step = max(len(seeds) // (cores * 8), 1)
    parts = [seeds[begin : begin + step] for begin in range(0, len(seeds), step)]
    total = Tally()
    with ProcessPoolExecutor(cores, mp_context=get_context("spawn")) as pool:
        for part in pool.map(walks, parts):
            total.add(part)
    return total


def expected() -> frozenset[str]:
    """Return every branch a walk of all of them must have taken."""
    return frozenset(
        {f"move: {state} {move}" for state, move in MOVES}
        | {f"act: {act}" for act in DO}
        | {f"delivered: {way}" for way in DeliveryWay}
        | {f"declined: {ground}" for ground in Ground}
        | {f"classified: claim {each}" for each in Procedure}
        | {"classified: proposal", "classified: accusation"}
        | {f"row: {row}" for row in ("R1", "R2", "R3", "R4", "R6")}
        | {f"told: {way}" for way in Told}
        | {f"accepted: {track}" for track in Track}
        | {f"decided: {level} {each}" for level in ("review", "final_review") for each in ReviewOutcome}
        | {"extension: granted", "pause: granted", "pause: resumed", "pause: ended by its limit"}
        | {"split", "joined", "assigned anew", "co-opinion: declined", "asked: outside"}
        | {f"outside: {each}" for each in ReviewOutcome}
        | {f"succeeded: {state}" for state in ("registered", "referred", "handling", "approving", "answered")}
        | {"hearing: term stands still", "hearing: concluded", "chain: final", "redo: opened"}
        | {"late request: admitted", "late request: refused", "barred: after final review"}
        | {"execution: followed", "execution: done", "execution: disputed", "closure: reported"}
        | {"coordinated", "bounced: 2", "objection: refused", "service: corrected"}
        | {"simple: left before acceptance", "simple: left after acceptance", "urgent: ended"}
    )
