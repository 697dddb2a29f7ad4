"""Counts open clocks again when the calendar or a profile changed: in batches, resumable, never silently.

Articles: 民法典 203 (a last day on a holiday rolls on). Finished clocks are never touched; a window of the
petitioner's is never made shorter than what they were told.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from minqing.kernel.clock.public import Count, civil_day
from minqing.kernel.ledger.public import record
from minqing.kernel.notifications.public import notify
from minqing.kernel.people.public import SYSTEM
from minqing.kernel.rows.public import gathered, insert, write
from minqing.petition.matter.clocks import profile_in_force, recounted, set_due
from minqing.petition.matter.events import ClocksRecounted
from minqing.petition.matter.models import ClockChange, Petition, RunningClock
from minqing.petition.matter.rules import term_named
from minqing.petition.matter.timing.rules import ChangeKind
from minqing.petition.matter.words import official as _

BATCH: Final = 2_000
BASIS: Final = "《中华人民共和国民法典》第二百零三条"
_CLOCK_COLUMNS: Final = ("pk", "due_on", "target_on", "provisional", "recounted_from")
_CLOCKS: Final = """
UPDATE petition_runningclock c SET due_on = v.due_on, target_on = v.target_on, provisional = v.provisional,
    recounted_from = v.recounted_from
FROM unnest(%s::uuid[], %s::date[], %s::date[], %s::boolean[], %s::date[])
    AS v (id, due_on, target_on, provisional, recounted_from) WHERE c.id = v.id
"""
_MATTER_COLUMNS: Final = ("pk", "due_on", "due_term", "due_provisional")
_MATTERS: Final = """
UPDATE petition_petition p SET due_on = v.due_on, due_term = v.due_term, due_provisional = v.due_provisional
FROM unnest(%s::uuid[], %s::date[], %s::text[], %s::boolean[])
    AS v (id, due_on, due_term, due_provisional) WHERE p.id = v.id
"""


@dataclass(frozen=True, slots=True)
class Recount:
    """What one batch did: how many clocks it looked at and changed, and where the next begins."""

    seen: int
    changed: int
    after: UUID | None


def recount_clocks(at: datetime, *, since: date | None = None) -> int:
    """Count every clock that runs again, on the calendar and the profile of now; return how many changed.

    For a plan of holidays that came late, or a corrected profile: provisional days become firm, or move. Each
    changed clock is recorded (``petition.clocks_recounted``) with a note on file and page, its matter's due
    day follows. A second run changes none; one cut off is finished by the next. With ``since`` clocks that
    ended before that day and are firm are left out.
    """
    return sum(batch.changed for batch in recount_batches(at, since=since))


def recount_batches(
    at: datetime, *, since: date | None = None, after: UUID | None = None
) -> Iterator[Recount]:
    """Yield one batch after the other, each in its own transaction; ``after`` goes on where one ended."""
    while True:
        batch = recount_batch(at, since=since, after=after)
        yield batch
        if batch.after is None:
            return
        after = batch.after


def recount_batch(at: datetime, *, since: date | None = None, after: UUID | None = None) -> Recount:
    """Count one batch of running clocks again; two queries when none changed, whatever their number."""
    rows = RunningClock.objects.filter(stopped_on=None).order_by("id")
    if since is not None:
        rows = rows.filter(Q(due_on__gte=since) | Q(provisional=True))
    if after is not None:
        rows = rows.filter(pk__gt=after)
    clocks = list(rows[:BATCH])
    stale = {clock.petition_id for clock in clocks if _moves(clock) is not None}
    changed = _recount(stale, at) if stale else 0
    return Recount(len(clocks), changed, clocks[-1].pk if len(clocks) == BATCH else None)


def _moves(clock: RunningClock) -> Count | None:
    """Return the new count of a clock that no longer stands as it would be counted now, else None."""
    count = recounted(clock)
    if count is None:
        return None
    due = count.due
    if due < clock.due_on and _is_right(clock):
        due = clock.due_on
    same = (due, count.unrolled, count.provisional) == (clock.due_on, clock.target_on, clock.provisional)
    return None if same else count


def _is_right(clock: RunningClock) -> bool:
    """Return whether the term is a window of the petitioner's, whose last day was told to them."""
    term = term_named(profile_in_force(clock.started_on), clock.term)
    return term is not None and term.side.value == "petitioner"


def _recount(petition_ids: set[UUID], at: datetime) -> int:
    """Change the clocks of these matters, locked, in one statement each for clocks, matters and records."""
    changed: list[RunningClock] = []
    with transaction.atomic(), gathered():
        locked = Petition.objects.select_for_update(of=("self",)).filter(pk__in=petition_ids).order_by("pk")
        petitions = {petition.pk: petition for petition in locked}
        running: dict[UUID, list[RunningClock]] = {}
        for clock in RunningClock.objects.filter(petition_id__in=petition_ids, stopped_on=None):
            running.setdefault(clock.petition_id, []).append(clock)
        for key, clocks in running.items():
            moved = [clock for clock in clocks if _move(clock, at)]
            if moved:
                changed += moved
                set_due(petitions[key], clocks)
        touched = [petitions[key] for key in dict.fromkeys(clock.petition_id for clock in changed)]
        write(_CLOCKS, _columns(changed, _CLOCK_COLUMNS), "petition_runningclock")
        write(_MATTERS, _columns(touched, _MATTER_COLUMNS), "petition_petition")
        _tell(touched)
    return len(changed)


def _columns(rows: Sequence[Petition | RunningClock], names: Sequence[str]) -> list[list[Any]]:
    """Return the rows as one array a column, as the updates take them."""
    return [[getattr(row, name) for row in rows] for name in names]


def _move(clock: RunningClock, at: datetime) -> bool:
    """Set a clock to its new count, write down why; return whether it changed."""
    count = _moves(clock)
    if count is None:
        return False
    before = clock.due_on
    kept = count.due < before and _is_right(clock)
    clock.target_on, clock.provisional = count.unrolled, count.provisional
    if not kept:
        clock.due_on = count.due
    if clock.due_on != before:
        clock.recounted_from = before
    kind = ChangeKind.KEPT if kept else ChangeKind.RECOUNTED
    words = {
        True: _("按公布的放假安排，这一期限本应提前到%(day)s届满；已经告知信访人的日期不提前，仍按原来的。"),
        False: _("放假安排公布或者规则更正，按现行日历重新计算。"),
    }
    insert(
        ClockChange(
            clock=clock,
            kind=kind.value,
            at=at,
            on=civil_day(at),
            before=before,
            after=clock.due_on,
            basis=BASIS,
            reason=words[kept] % {"day": count.due.isoformat()} if kept else words[kept],
        )
    )
    event = ClocksRecounted(clock_id=clock.id, term=clock.term, before=before, after=clock.due_on)
    record(actor=SYSTEM, chain=clock.petition_id, event=event, at=at)
    return True


def _tell(touched: list[Petition]) -> None:
    """Tell each handler once how many of their matters have another last day now."""
    counts: dict[UUID, int] = {}
    for petition in touched:
        if petition.handler_id is not None:
            counts[petition.handler_id] = counts.get(petition.handler_id, 0) + 1
    for account, number in counts.items():
        notify(
            account_ids=[account],
            event_name="petition.clocks_recounted",
            title=_("%(number)d件信访事项的期限已按日历重新计算") % {"number": number},
            link="/desk/",
        )
