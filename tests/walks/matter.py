"""One matter of a walk: plain values, its clocks, and what every step must leave true.

The rules and the table of effects are the product's, pure as they are; the oracle checks the days.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from minqing.kernel.clock.published import published_calendar
from minqing.kernel.clock.rules import count_days
from minqing.kernel.law.public import LawIncomplete, Profile, Refused, profile_on
from minqing.petition.matter.effects.rules import EFFECTS, Act, Owner, stops
from minqing.petition.matter.rules import (
    DUTIES,
    EXECUTION,
    FINISHED,
    MOVES,
    SET_BY_HAND,
    DueFacts,
    Level,
    Mode,
    Move,
    Procedure,
    Purpose,
    State,
    Step,
    Track,
    nearest_duty,
    step,
    term_named,
)
from minqing.petition.matter.timing.rules import PAUSE_LIMIT, excluded_days
from tests.oracles.days import stood_still
from tests.oracles.standing import wrong_clocks
from tests.oracles.terms import term_ends

CALENDAR = published_calendar()
FIRST_LAW = dt.date(2005, 5, 1)
WINDOWS = frozenset({"REVIEW1_APPLY", "REVIEW2_APPLY", "EVALUATION_WINDOW"})


Starting = tuple[str, str, dt.date, dt.date | None]
"""A clock to start: term, organ, from which day, and its last day when that is set by hand."""


class Broken(AssertionError):  # noqa: N818 - it says what a walk is
    """A walk came to a place that must not be."""


@cache
def profile(day: dt.date, place: str) -> Profile:
    """Return the law of a day at a place."""
    try:
        return profile_on(day, place)
    except LawIncomplete:
        return profile_on(FIRST_LAW, place)


@cache
def knows(term: str, day: dt.date, place: str) -> bool:
    """Return whether the law of that day has the term."""
    return term_named(profile(day, place), term) is not None


@dataclass(slots=True)
class Clock:
    """A clock as the product keeps it."""

    term: str
    organ: str
    start: dt.date
    due: dt.date
    stopped: dt.date | None = None
    extended: int = 0
    pauses: tuple[tuple[dt.date, dt.date], ...] = ()
    paused: dt.date | None = None
    ground: str = ""
    limit: dt.date | None = None
    told: dt.date | None = None


@dataclass(slots=True)
class Tally:
    """What a number of walks did: branches taken, refusals met, days compared."""

    matters: int = 0
    steps: int = 0
    days: int = 0
    taken: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    violations: list[str] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        """Add what other walks did."""
        self.matters += other.matters
        self.steps += other.steps
        self.days += other.days
        self.taken.update(other.taken)
        self.refused.update(other.refused)
        self.violations += other.violations


@dataclass(slots=True)
class Matter:
    """One matter and its clocks at a place."""

    place: str
    tally: Tally
    received_on: dt.date
    received_by: str
    holder: str
    channel_visit: bool = False
    anonymous: bool = False
    people: int = 1
    level: Level = Level.FIRST
    state: State = State.RECEIVED
    track: Track = Track.ORDINARY
    purpose: Purpose | None = None
    procedure: Procedure | None = None
    sealed: bool = False
    repeated: bool = False
    concerns: str = ""
    handling: str = ""
    handler: bool = False
    clocks: list[Clock] = field(default_factory=list)
    due: tuple[dt.date, str] | None = None
    accepted_on: dt.date | None = None
    referred_on: dt.date | None = None
    answered_on: dt.date | None = None
    delivered_on: dt.date | None = None
    closed_on: dt.date | None = None
    bounces: int = 0
    met: tuple[int, str] | None = None
    mode: Mode | None = None
    sent_by: str = ""
    designated: bool = False
    objected: bool = False
    verified: bool = False
    disputes: tuple[str, ...] = ()
    urgent_told: bool = False
    paper_wanted: bool = True
    chosen_simple: bool = False
    drafted: bool = False
    executions: list[Clock] = field(default_factory=list)
    executed: bool = False
    pending: tuple[str, int, Clock] | None = None
    owed: list[tuple[str, Clock]] = field(default_factory=list)
    hearing: bool = False
    heard: bool = False
    answered_by: str = ""
    way: str = ""
    reported: bool = False
    rated: bool = False
    asked: bool = False
    admitted: bool | None = None
    late: bool = False
    outcome: str = ""
    final_on: dt.date | None = None
    requests: int = 1
    joined: int = 0
    left: bool = False
    hearing_on: dt.date | None = None
    in_ten: bool = True
    outside: dt.date | None = None
    result: str | None = None
    parent: "Matter | None" = None
    children: list["Matter"] = field(default_factory=list)

    # --- clocks -----------------------------------------------------------------------------------

    def running(self) -> list[Clock]:
        """Return the clocks that run or stand still."""
        return [clock for clock in self.clocks if clock.stopped is None]

    def clock(self, term: str) -> Clock | None:
        """Return the running clock of a term."""
        return next((clock for clock in self.clocks if clock.stopped is None and clock.term == term), None)

    def knows(self, term: str, day: dt.date) -> bool:
        """Return whether the law of the day has the term."""
        return knows(term, day, self.place)

    def ends(self, term: str, on: dt.date) -> dt.date:
        """Return the last day of a term as the product counts it, compared with the oracle."""
        named = term_named(profile(on, self.place), term)
        if named is None:
            raise Broken(f"{term} starts on {on}, but the law of that day has no such term")
        due = count_days(on, named, CALENDAR).due
        self.same(due, term_ends(term, on, self.place), f"{term} from {on}")
        return due

    def count_anew(self, clock: Clock) -> None:
        """Count a clock again with its pauses and its extension, and compare."""
        named = term_named(profile(clock.start, self.place), clock.term)
        if named is None or clock.term in SET_BY_HAND:
            return
        due = count_days(clock.start, named, CALENDAR, clock.pauses, extension_days=clock.extended).due
        wanted = term_ends(clock.term, clock.start, self.place, clock.extended, clock.pauses)
        self.same(due, wanted, f"{clock.term} from {clock.start} +{clock.extended} {clock.pauses}")
        clock.due = due

    def same(self, due: dt.date, wanted: dt.date, what: str) -> None:
        """Compare one day with the oracle's."""
        self.tally.days += 1
        if due != wanted:
            raise Broken(f"{what}: {due}, counted day by day {wanted}")

    def same_days(self, days: list[tuple[str, dt.date, dt.date]]) -> None:
        """Raise ``Broken`` unless the days count on as they did."""
        if days != [(c.term, c.start, c.due) for c in self.running()]:
            raise Broken(f"the days were {days}")

    def turn(self, act: Act, day: dt.date, starts: Iterable[Starting]) -> None:
        """Stop and start as the table says; a start the table does not name is a fault."""
        urgent = self.track is Track.URGENT
        stopping = [c for c in self.running() if stops(act, c.term, urgent=urgent)]
        if any(clock.paused for clock in stopping):
            stopping += [c for c in self.running() if c.term == PAUSE_LIMIT and c not in stopping]
        for clock in stopping:
            clock.stopped = day
        for term, organ, on, set_due in starts:
            if term not in EFFECTS[act].starts:
                raise Broken(f"{act} starts {term}, which its row does not name")
            due = set_due if set_due is not None else self.ends(term, on)
            self.clocks.append(Clock(term, organ, on, due, told=due))
        self.set_due()

    def resume_route(self, act: Act, organ: str) -> None:
        """Let the latest clock of the terms an act lets run on go on as if it had never stopped."""
        found = [c for c in self.clocks if c.term in EFFECTS[act].runs_on and c.organ == organ]
        before = found[-1].due
        found[-1].stopped = None
        self.set_due()
        if found[-1].start != self.received_on or found[-1].due != before:
            raise Broken(f"the days since receipt began again: {found[-1]}")

    def set_due(self) -> None:
        """Set the nearest duty as the product does."""
        if self.closed_on is not None:
            self.due = None
            return
        facts = [DueFacts(c.term, c.due, provisional=False) for c in self.running() if c.paused is None]
        found = nearest_duty(facts)
        self.due = (found.due_on, found.term) if found else None

    def run_on(self, clock: Clock, day: dt.date) -> None:
        """Let what stood still run on from a day."""
        if clock.paused is None or clock.limit is None:
            raise Broken("nothing stands still")
        out = excluded_days(clock.paused, day, clock.limit)
        still = stood_still(clock.paused, day, clock.limit)
        if out != ((still[0], still[-1]) if still else None):
            raise Broken(f"stood still {still[:1]} to {still[-1:]}, left out {out}")
        if out is not None:
            clock.pauses = (*clock.pauses, out)
        clock.paused = None
        self.count_anew(clock)
        self.turn(Act.RESUME, day, ())

    def end_forgotten_pauses(self, day: dt.date) -> None:
        """What the night does: a pause ends on its limit, however late anybody looks."""
        for clock in self.running():
            if clock.paused is not None and clock.limit is not None and clock.limit <= day:
                self.run_on(clock, clock.limit)
                self.take("pause: ended by its limit")

    # --- steps ------------------------------------------------------------------------------------

    def move(self, move: Move) -> Step | Refused:
        """Return where a move leads from here, or the refusal."""
        return step(self.state, move)

    def go(self, move: Move) -> None:
        """Make a move that was found lawful."""
        found = MOVES.get((self.state, move))
        if found is None:
            raise Broken(f"{move} out of {self.state} is in no row")
        self.take(f"move: {self.state} {move}")
        self.state = found.to

    def take(self, branch: str) -> None:
        """Note that a branch was taken."""
        self.tally.taken[branch] += 1

    def owner(self, act: Act, holder: str) -> None:
        """Change or keep the owner as the table says."""
        changes = EFFECTS[act].owner in {Owner.PASSES_ON, Owner.COMES_BACK}
        if changes != (holder != self.holder):
            raise Broken(f"{act}: the owner goes from {self.holder} to {holder}")
        self.holder = holder

    # --- what must be true ------------------------------------------------------------------------

    def check(self, day: dt.date) -> None:
        """Raise ``Broken`` for whatever must never be."""
        running = self.running()
        duties = [c for c in running if c.term in DUTIES and c.paused is None]
        finished = self.state in FINISHED
        self._check_days()
        wrong = wrong_clocks(self.state.value, [c.term for c in running])
        if wrong:
            raise Broken(wrong)
        if not finished and self.state is not State.DELIVERED and self.due is None:
            raise Broken(f"{self.state}: no duty runs")
        nearest = min(((c.due, c.term) for c in duties), default=None)
        if self.due != (None if finished else nearest):
            raise Broken(f"due {self.due}, nearest running duty {nearest}")
        if finished and any(c.term != EXECUTION for c in duties):
            raise Broken(f"finished, yet {[c.term for c in duties]} run")
        for clock in running:
            if clock.term in WINDOWS and clock.told is not None and clock.due < clock.told:
                raise Broken(f"{clock.term} was made shorter")
            if clock.paused is not None and self.clock(PAUSE_LIMIT) is None:
                raise Broken("a pause without its limit")
            if clock.start > day and clock.term not in WINDOWS:
                raise Broken(f"{clock.term} starts in the future")

    def _check_days(self) -> None:
        """Raise ``Broken`` without an owner, or for a state without the day it came about."""
        if not self.holder:
            raise Broken("nobody holds the matter")
        if self.state in {State.HANDLING, State.APPROVING} and not self.handler and not self.left:
            raise Broken("worked on by nobody")
        if (self.state in FINISHED) != (self.closed_on is not None):
            raise Broken("finished without a day, or a day without an end")
        if self.state in {State.ANSWERED, State.DELIVERED, State.CLOSED} and self.answered_on is None:
            raise Broken("answered without a day")
        if self.state in {State.DELIVERED, State.CLOSED} and self.delivered_on is None:
            raise Broken("delivered without a day")
