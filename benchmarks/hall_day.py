"""A day in a hall: a kiosk that issues numbers and windows that call, receive, hold, pass on and finish.

Each has a connection of its own. Told by the database that it is gone, each does what people do: it waits and
looks again what the state is, for an act whose answer was lost may have been done all the same.
"""

import random
import threading
import time
from collections import Counter, defaultdict
from datetime import datetime, timedelta
from datetime import time as clock
from typing import Any
from uuid import UUID

from django.db import DatabaseError, connection

from minqing.kernel.clock.public import CIVIL_ZONE, today
from minqing.kernel.law.public import Refused
from minqing.kernel.people.public import Account, Actor, Duty, actor_of, petitioner_actor
from minqing.reception.public import hall as halls
from minqing.reception.public.hall import OpenOn, Period, Priority, ServiceKind, Standing, Ticket
from tests.cast import make_account, make_cast

KIOSK = petitioner_actor("取号机")
# A hall's second is this many of the simulation's.
FASTER = 240


def build(windows: int) -> tuple[UUID, list[UUID], list[UUID], list[UUID]]:
    """Set up a hall open all day; return the ids of hall, services, windows and of the clerks' accounts."""
    cast = make_cast()
    steward, office, at = cast.actor(cast.steward, today()), cast.petition_office, midnight()
    hall = halls.found_hall(
        actor=steward, organ_id=office.id, code="hall", draft=halls.HallDraft("大厅"), at=at
    )
    always = (Period(clock(0, 0), clock(23, 59)),)
    halls.set_hours(
        actor=steward, hall_id=hall.id, periods={OpenOn.WORKDAY: always, OpenOn.REST: always}, at=at
    )
    services = [
        halls.save_service(
            actor=steward,
            hall_id=hall.id,
            draft=halls.ServiceDraft(f"业务{prefix}", ServiceKind.DEPARTMENT, prefix),
            at=at,
        ).id
        for prefix in "ABCD"
    ]
    made, clerks = [], []
    for number in range(windows):
        mine = (services[number % 4], services[(number + 1) % 4])
        draft = halls.WindowDraft(f"{number + 1}号窗口", office.id, mine, sort=number)
        made.append(halls.save_window(actor=steward, hall_id=hall.id, draft=draft, at=at).id)
        clerks.append(make_account(f"counter-{number}", f"窗口{number}", (office, Duty.COUNTER, "接待员")).id)
    return hall.id, services, made, clerks


def midnight() -> datetime:
    """Return the beginning of today."""
    return datetime.combine(today(), clock(0, 5), CIVIL_ZONE)


class Day:
    """The day: what was started when, what was answered, what was lost."""

    def __init__(self, hall: UUID, services: list[UUID], seed: int) -> None:
        self.hall, self.services, self.seed = hall, services, seed
        self.begun = time.monotonic()
        self.started: dict[tuple[str, str], list[float]] = defaultdict(list)
        self.acts: Counter[str] = Counter()
        self.answered: list[float] = []
        self.down: list[tuple[float, float]] = []
        self.issued: list[UUID] = []
        self.called: list[tuple[UUID, int]] = []
        self.done = threading.Event()
        self.paused = threading.Event()
        self.going = threading.Event()
        self.going.set()
        self._lock = threading.Lock()

    def at(self) -> datetime:
        """Return the instant of the simulated day."""
        return midnight() + timedelta(seconds=min(80_000.0, (time.monotonic() - self.begun) * FASTER))

    def act(self, name: str, what: Any, **given: Any) -> Any:
        """Do one act; None when it was refused or the database was gone."""
        begun = time.monotonic()
        try:
            made = what(at=self.at(), **given)
        except Refused:
            with self._lock:
                self.acts[f"{name} refused"] += 1
            return None
        except (DatabaseError, OSError):
            connection.close()
            with self._lock:
                self.acts["database gone"] += 1
            time.sleep(0.3)
            return None
        with self._lock:
            self.acts[name] += made is not None
            if isinstance(made, Ticket):
                if name == "issue":
                    self.issued.append(made.id)
                if name == "call":
                    self.called.append((made.id, made.turn))
                    self.answered.append(time.monotonic() - begun)
                self.started[name, made.shown].append(begun)
        return made

    def kiosk(self, numbers: int, pause: float) -> None:
        """Issue numbers until there are so many."""
        chance = random.Random(self.seed)
        while len(self.issued) < numbers:
            self.going.wait()
            self.act(
                "issue",
                halls.issue_number,
                actor=KIOSK,
                hall_id=self.hall,
                service_id=chance.choice(self.services),
                group_size=chance.choice((1, 1, 1, 2, 7)),
                reasons=chance.choice(((), (), (), (Priority.OLD,), (Priority.INFANT,))),
            )
            time.sleep(chance.expovariate(1 / pause))
        connection.close()

    def window(self, number: int, window: UUID, account: UUID, talk: float) -> None:
        """Work at a window until the day is done."""
        chance = random.Random(self.seed * 1000 + number)
        actor: Actor | None = None
        while not self.done.is_set():
            self.going.wait()
            try:
                actor = actor or actor_of(Account.objects.get(pk=account), today())
                here = halls.at_window(window)
                back = Ticket.objects.filter(wanted_window=window, standing=Standing.HELD).first()
            except (DatabaseError, OSError):
                connection.close()
                time.sleep(0.3)
                continue
            if back is not None:
                self.act("return", halls.return_number, actor=actor, ticket_id=back.id)
            if here is None:
                here = self.act("call", halls.call_next, actor=actor, window_id=window)
            if here is None:
                time.sleep(0.1)
                continue
            self._receive(chance, actor, here, talk)
        connection.close()

    def _receive(self, chance: random.Random, actor: Actor, here: Ticket, talk: float) -> None:
        given = {"actor": actor, "ticket_id": here.id}
        if here.standing == Standing.CALLED:
            fate = chance.random()
            if fate < 0.1:
                self.act("recall", halls.recall_number, **given)
                time.sleep(talk / 4)
            if fate < 0.05:
                self.act("skip", halls.skip_number, **given)
                return
            if self.act("begin", halls.begin_talk, **given) is None:
                return
        time.sleep(chance.expovariate(1 / talk))
        fate = chance.random()
        if fate < 0.08:
            self.act("hold", halls.hold_number, note="取材料", **given)
        elif fate < 0.2:
            elsewhere = chance.choice(self.services)
            self.act("pass_on", halls.pass_on, service_id=elsewhere, note="请接着谈", **given)
        else:
            self.act("finish", halls.finish_number, outcome="advice", **given)
