"""The walk as a hypothesis state machine: what went wrong shrinks to the shortest readable sequence of acts.

The seeded driver walks a hundred thousand matters fast; this one walks few, chosen by hypothesis, and counts
every clock of every matter anew after every step, day by day, from the oracle's texts.
"""

import datetime as dt
from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    MultipleResults,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    precondition,
    rule,
)

from minqing.kernel.documents.rules.delivery import DeliveryWay
from minqing.petition.matter.rules import SET_BY_HAND, Level, Mode, Procedure, Purpose, State, Track
from minqing.petition.reply.rules import OUTCOMES
from minqing.petition.review.rules import ReviewOutcome
from minqing.petition.routing.rules.declining import Ground
from minqing.petition.routing.rules.simple import DECLARED, Reason, Told
from tests.oracles.terms import COUNTY_FROM, term_ends
from tests.walks.beside import SUCCESSORS
from tests.walks.driver import DO, FIRST, HANDLERS, LAST, REVIEWED, TRIED, handed_in, taken
from tests.walks.matter import Broken, Matter, Tally

MOST = 3
organs = st.sampled_from(HANDLERS)
ahead = st.integers(0, 80)
redo = st.integers(1, 62)
agreed = st.sampled_from((True, True, True, False))
PURPOSES = (Purpose.CLAIM, Purpose.CLAIM, Purpose.PROPOSAL, Purpose.ACCUSATION)
PROCEDURES = (Procedure.PETITION, Procedure.PETITION, *Procedure)
# What each act chooses; ``x_in`` is the day so many days from today, shown so in the sequence.
CHOICES: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "classify": {"purpose": st.sampled_from(PURPOSES), "procedure": st.sampled_from(PROCEDURES)},
    "propose_simple": {"absent": st.just(frozenset(DECLARED)), "paper": st.booleans()},
    "accept_simply": {"absent": st.just(frozenset(DECLARED)), "paper": st.booleans()},
    "refer": {"organ": organs, "mode": st.sampled_from(Mode), "report_by_in": ahead},
    "coordinate": {"organ": organs},
    "designate": {"organ": organs, "ref": st.just("办函18号")},
    "decline": {"ground": st.sampled_from(Ground), "end": st.integers(-40, 40)},
    "guide": {"procedure": st.sampled_from(Procedure)},
    "ask_opinion": {"organ": organs, "by_in": ahead},
    "ask_term": {
        "kind": st.sampled_from(("extension", "pause")),
        "days": st.sampled_from((30, 15, 1, 31, 0)),
        "ground_id": st.just("APPRAISAL"),
    },
    "decide_term": {"grant": agreed},
    "submit": {"outcome": st.sampled_from(sorted({each for row in OUTCOMES.values() for each in row}))},
    "approve": {"by_in": ahead},
    "settle": {"by_in": ahead, "performed": st.sampled_from(("", "当场履行"))},
    "deliver": {
        "way": st.sampled_from([each.value for each in DeliveryWay]),
        "acted_in": st.integers(-3, 0),
        "consent": agreed,
    },
    "correct_service": {"acted_in": st.integers(-30, 0)},
    "tell": {"told": st.sampled_from(Told), "by_in": ahead},
    "execute": {"done": agreed},
    "ask_review": {
        "why": st.sampled_from(("", "住院四十天")),
        "in_ten": agreed,
        "outside": st.sampled_from((False, False, True)),
    },
    "decide_late": {"admit": agreed},
    "announce_hearing": {"held_on_in": st.sampled_from((3, 7, 15))},
    "split": {"purpose": st.sampled_from(PURPOSES), "procedure": st.sampled_from(PROCEDURES)},
    "outside_result": {
        "decision": st.sampled_from(ReviewOutcome),
        "served_in": st.integers(-9, 0),
        "redo_by_in": redo,
    },
    "submit_review": {"decision": st.sampled_from(ReviewOutcome), "redo_by_in": redo},
    "approve_review": {"redo_by_in": redo},
}

Steps = tuple[tuple[str, dict[str, Any]], ...]
# The straight line; a matter may begin at any place of it, so that what lies behind is a few acts away.
STRAIGHT: Steps = (
    ("register", {}),
    ("classify", {"purpose": Purpose.CLAIM, "procedure": Procedure.PETITION}),
    ("refer", {"organ": "resources", "mode": Mode.TRANSFER}),
    ("accept", {}),
    ("submit", {"outcome": "support"}),
    ("approve", {"by_in": 30}),
    ("deliver", {"way": "post", "acted_in": 0, "consent": False}),
    ("close", {}),
)
_SIMPLE = {"absent": frozenset(DECLARED), "paper": False}
_PAUSE = {"kind": "pause", "days": 0, "ground_id": "APPRAISAL"}
# The straight line of a request for review, and from it for final review.
REVIEW: Steps = (
    ("register", {}),
    ("accept_review", {}),
    ("submit_review", {"decision": ReviewOutcome.UPHOLD}),
    ("approve_review", {}),
    ("deliver", {"way": "post", "acted_in": 0, "consent": False}),
)
PLACES: dict[str, Steps] = {
    "": (),
    **{act: STRAIGHT[: number + 1] for number, (act, _) in enumerate(STRAIGHT)},
    "object": (*STRAIGHT[:3], ("object", {})),
    "assigned": (*STRAIGHT[:2], ("refer", {"organ": "housing", "mode": Mode.ASSIGN, "report_by_in": 60})),
    "pause": (*STRAIGHT[:4], ("ask_term", _PAUSE), ("decide_term", {"grant": True})),
    "simple": (*STRAIGHT[:2], ("propose_simple", _SIMPLE), STRAIGHT[2], ("accept_simply", _SIMPLE)),
    "review": (*STRAIGHT[:7], ("ask_review", {})),
    "final review": (*STRAIGHT[:7], ("ask_review", {}), *REVIEW, ("ask_review", {})),
}


# What would be pointless to try where nothing of the kind was begun; the driver tries that too.
BEGUN: dict[str, Callable[[Matter], bool]] = {
    "report_urgent": lambda m: m.track is Track.URGENT,
    "end_urgency": lambda m: m.urgent_told,
    "take_back": lambda m: m.objected,
    "refuse_objection": lambda m: m.objected,
    "designate": lambda m: bool(m.disputes) or m.state is not State.REFERRED,
    "resume": lambda m: any(c.paused for c in m.running()),
    "decide_term": lambda m: m.pending is not None,
    "give_opinion": lambda m: bool(m.owed),
    "conclude_hearing": lambda m: m.hearing,
    "decline_opinion": lambda m: bool(m.owed),
    "assign": lambda m: m.left,
    "split": lambda m: m.requests > 1,
    "outside_result": lambda m: m.outside is not None and m.result is None,
    "succeed": lambda m: m.holder in SUCCESSORS and not m.left,
    "join": lambda m: not m.joined,
    "submit": lambda m: not m.owed and not m.hearing,
    "leave_simple": lambda m: m.track is Track.SIMPLE,
    "tell": lambda m: m.track is Track.SIMPLE,
    "execute": lambda m: bool(m.executions),
    "report_closure": lambda m: m.mode is Mode.ASSIGN,
    "decide_late": lambda m: m.late and m.admitted is None,
    "refer": lambda m: m.purpose is not None,
    "accept": lambda m: m.purpose is not None and m.holder != "office",
    "accept_simply": lambda m: m.purpose is not None and m.holder != "office",
}


def may(act: str, m: Matter) -> bool:
    """Return whether an act is tried on a matter as it stands; the rules still say whether it is lawful."""
    tried = act in (TRIED if m.level is Level.FIRST else REVIEWED)[m.state]
    return tried and (act not in BEGUN or BEGUN[act](m))


class Walked(RuleBasedStateMachine):
    """Matters at one place that are acted upon, day after day."""

    matters: Bundle[Matter] = Bundle("matters")

    def __init__(self) -> None:
        super().__init__()
        self.tally, self.all = Tally(), list[Matter]()
        self.day, self.place = FIRST, ""

    @initialize(
        target=matters,
        day=st.dates(COUNTY_FROM, LAST - dt.timedelta(300)) | st.dates(FIRST, LAST - dt.timedelta(900)),
        place=st.sampled_from(("511921", "511921", "")),
        organ=st.sampled_from(("office", "township", "housing")),
        anonymous=st.sampled_from((False, False, True)),
    )
    def begin(self, day: dt.date, place: str, organ: str, anonymous: bool) -> Matter:
        """The first matter comes in: somewhere, some day."""
        self.day, self.place = day, place
        return self._in(organ, anonymous=anonymous)

    @precondition(lambda self: len(self.all) < MOST)
    @rule(target=matters, after=st.sampled_from(tuple(PLACES)))
    def straight(self, after: str) -> MultipleResults[Matter]:
        """One more that came straight to a place of its path this very day."""
        m, first = self._in("office", anonymous=False), len(self.all) - 1
        for name, chosen in PLACES[after]:
            self.act(name, m, chosen)
            if name == "ask_review" and m.children:
                m = m.children[-1]
        return multiple(*self.all[first:])

    @precondition(lambda self: len(self.all) < MOST)
    @rule(target=matters, days=st.integers(0, 95))
    def stood_still(self, days: int) -> MultipleResults[Matter]:
        """One more whose days stand still for so long, and run on when somebody says so or the limit does."""
        m = self._in("office", anonymous=False)
        for name, chosen in PLACES["pause"]:
            self.act(name, m, chosen)
        self.wait(days)
        self.act("resume", m, {})
        return multiple(m)

    def _in(self, organ: str, *, anonymous: bool) -> Matter:
        m = handed_in(self.tally, self.day, self.place, organ, anonymous=anonymous)
        m.requests = 2
        self.all.append(m)
        return m

    @rule(days=st.sampled_from((1, 1, 2, 3, 5, 15, 31, 61, 95)))
    def wait(self, days: int) -> None:
        """Time passes; what stands still too long runs on by itself."""
        self.day = min(self.day + dt.timedelta(days), LAST)
        for m in self.all:
            m.end_forgotten_pauses(self.day)

    def act(self, name: str, m: Matter, chosen: dict[str, Any]) -> MultipleResults[Matter]:
        """Do one thing to one matter; what grows out of it is a matter of its own."""
        before = len(m.children)
        day = {k.removesuffix("_in"): self.day + dt.timedelta(v) for k, v in chosen.items() if k in DAYS}
        plain = {k: v for k, v in chosen.items() if k not in DAYS}
        if chosen.get("purpose", Purpose.CLAIM) is not Purpose.CLAIM:
            plain["procedure"] = None
        taken(m, name, self.day, {"repeated": False, "reason": Reason.CLEAR_AND_MINOR, **plain, **day})
        grown = m.children[before:]
        self.all += grown
        return multiple(*grown)

    @invariant()
    def every_matter_has_owner_and_clock(self) -> None:
        """No state without owner or clock, whatever was done to another matter."""
        for m in self.all:
            m.check(self.day)

    @invariant()
    def every_last_day_is_the_oracles(self) -> None:
        """Each running clock's last day, counted anew from the text of the law, day by day."""
        for m in self.all:
            for c in m.running():
                if c.term in SET_BY_HAND or c.term == "REDO":
                    continue
                wanted = term_ends(c.term, c.start, m.place, c.extended, c.pauses)
                if c.due != wanted and not (c.told is not None and c.due == c.told > wanted):
                    raise Broken(f"{c.term} from {c.start}: {c.due}, counted day by day {wanted}")


DAYS = frozenset({"report_by_in", "by_in", "redo_by_in", "acted_in", "held_on_in", "served_in"})


def _ruled(name: str) -> Callable[..., MultipleResults[Matter]]:
    def step(self: Walked, m: Matter, **chosen: Any) -> MultipleResults[Matter]:
        return self.act(name, m, chosen)

    step.__name__, step.__doc__ = name, DO[name].__doc__
    fitting = Walked.matters.filter(lambda m: may(name, m))
    drawn: dict[str, Any] = {"m": fitting, **CHOICES.get(name, {})}
    made: Callable[..., MultipleResults[Matter]] = rule(target=Walked.matters, **drawn)(step)
    found: Callable[..., MultipleResults[Matter]] = precondition(
        lambda self: any(may(name, m) for m in self.all)
    )(made)
    return found


for each in DO:
    setattr(Walked, each, _ruled(each))
