"""Reads of the leaders' days: the published rota, a month to plan, a day, what an owner has to do."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from minqing.kernel.clock.public import CIVIL_ZONE, calendar
from minqing.kernel.people.public import Account, Actor, Duty, Organ, Post, accounts_holding
from minqing.reception.days.gate import accounts_of, instructions_for
from minqing.reception.days.models import DayBooking, Instruction, LeaderDay, Portfolio, Rotation, Swap
from minqing.reception.days.rules import booking, following, rota
from minqing.reception.hall.rules.hours import Period, slots_on

LIVE = (DayBooking.Status.BOOKED, DayBooking.Status.CHECKED_IN, DayBooking.Status.RECEIVED)
OWNERS = (Duty.HANDLER, Duty.REGISTRAR, Duty.LEADER)
SWAP_WITHIN = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class OnDuty:
    """接访安排的一行, for everybody: titles and names of leaders on duty are public, petitioners never."""

    id: UUID
    day: date
    organ: str
    leader: str
    title: str
    portfolio: str
    kind: str
    place: str
    starts: time
    ends: time
    companions: str
    shifted_from: date | None
    free: int
    subjects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A day of a month: what is planned, and whether a working day has nobody (``gap``)."""

    day: date
    workday: bool
    name: str
    held: tuple[LeaderDay, ...]
    gap: bool


def slots_of(day: LeaderDay) -> tuple[time, ...]:
    """Return the beginnings of the day's slots."""
    return slots_on([Period(day.starts, day.ends)], day.slot_minutes)


def taken_on(day_id: UUID) -> dict[time, int]:
    """Return how many appointments stand for each slot of a day; one query."""
    return dict(
        Counter(DayBooking.objects.filter(day=day_id, status__in=LIVE).values_list("slot", flat=True))
    )


def free_slots(day: LeaderDay, at: datetime) -> tuple[time, ...]:
    """Return the slots of a day that can still be booked at an instant; one query."""
    here = at.astimezone(CIVIL_ZONE)
    if day.cancelled or not day.published or day.day < here.date():
        return ()
    after = here.time() if day.day == here.date() else None
    return booking.free_slots(slots_of(day), taken_on(day.id), day.per_slot, after)


def rota_between(first: date, last: date, at: datetime, organ_id: UUID | None = None) -> list[OnDuty]:
    """Return the published reception days of all units (or one), in order; one query. For public pages."""
    rows = LeaderDay.objects.filter(published=True, cancelled=False, day__range=(first, last))
    if organ_id is not None:
        rows = rows.filter(organ=organ_id)
    live = Count("bookings", filter=Q(bookings__status__in=LIVE))
    return [
        OnDuty(
            id=each.id,
            day=each.day,
            organ=each.organ.name,
            leader=each.leader_name,
            title=each.title,
            portfolio=each.portfolio,
            kind=each.kind_words,
            place=each.place,
            starts=each.starts,
            ends=each.ends,
            companions=each.companions,
            shifted_from=each.shifted_from,
            free=_free(each, at),
            subjects=tuple(each.subjects),
        )
        for each in rows.select_related("organ")
        .annotate(taken=live)
        .order_by("day", "organ__sort_key", "starts")
    ]


def _free(day: LeaderDay, at: datetime) -> int:
    """Return how many places are left; slots of today that have begun are not among them."""
    here = at.astimezone(CIVIL_ZONE)
    after = here.time() if day.day == here.date() else None
    coming = [slot for slot in slots_of(day) if after is None or slot > after]
    taken: int = getattr(day, "taken", 0)
    return max(0, min(len(coming) * day.per_slot, len(slots_of(day)) * day.per_slot - taken))


def published_day(day_id: UUID) -> LeaderDay | None:
    """Return a published day that is not cancelled, for whoever wants to book it."""
    rows = LeaderDay.objects.select_related("organ").filter(published=True, cancelled=False)
    return rows.filter(pk=day_id).first()


def others_for(about: str, day: LeaderDay, at: datetime, days: int = 35) -> list[OnDuty]:
    """Return other published days whose leader answers for a content, the nearest first; at most three."""
    first = max(day.day - timedelta(days=days), at.astimezone(CIVIL_ZONE).date())
    found = rota_between(first, day.day + timedelta(days=days), at)
    return [
        each
        for each in found
        if each.id != day.id and each.free and (not each.subjects or about in each.subjects)
    ][:3]


def month_plan(organ: Organ, year: int, month: int) -> list[PlanLine]:
    """Return every day of a month with what is planned for a unit; one query."""
    first, last = rota.month_bounds(year, month)
    work = calendar()
    held: dict[date, list[LeaderDay]] = {}
    for each in LeaderDay.objects.filter(organ=organ, day__range=(first, last), cancelled=False):
        held.setdefault(each.day, []).append(each)
    empty = set(rota.gaps(first, last, held, work))
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return [
        PlanLine(day, work.is_workday(day), work.name_of(day), tuple(held.get(day, ())), day in empty)
        for day in days
    ]


def leaders_of(organ: Organ, on: date) -> list[Account]:
    """Return the leaders of a unit on a day, by name."""
    return list(accounts_holding(Duty.LEADER, organ, on))


def title_of(account_id: UUID, organ: Organ, on: date) -> str:
    """Return the title under which somebody leads a unit on a day."""
    held = Post.objects.on(on).filter(account=account_id, organ=organ, duty=Duty.LEADER.value)
    post = held.order_by("valid_from").first()
    return post.title or "领导" if post else "领导"


def portfolio_of(account_id: UUID, organ: Organ) -> Portfolio | None:
    """Return what a leader answers for in a unit, None when nobody has said."""
    return Portfolio.objects.filter(account=account_id, organ=organ).first()


def rotation_of(organ: Organ, kind: str) -> Rotation | None:
    """Return how a unit's months are planned for a kind of reception."""
    return Rotation.objects.filter(organ=organ, kind=kind).first()


def my_days(actor: Actor, first: date, last: date) -> list[LeaderDay]:
    """Return the days on which the actor (or who they stand in for) receives, in order."""
    mine = LeaderDay.objects.filter(leader__in=accounts_of(actor), cancelled=False, day__range=(first, last))
    return list(mine.select_related("organ"))


def bookings_of(day_ids: Sequence[UUID]) -> list[DayBooking]:
    """Return the appointments of days with who comes, in the order of the day; one query."""
    rows = DayBooking.objects.filter(day__in=day_ids).exclude(status=DayBooking.Status.CANCELLED)
    return list(rows.select_related("person", "day", "record").order_by("day__day", "slot", "id"))


def open_swaps(actor: Actor) -> list[Swap]:
    """Return the swaps that wait for this leader's answer, or that they asked for."""
    mine = accounts_of(actor)
    rows = Swap.objects.filter(Q(asks__in=mine) | Q(answers__in=mine), status=Swap.Status.ASKED)
    return list(rows.select_related("first__organ", "second__organ", "asks", "answers"))


def running_instructions(actor: Actor) -> QuerySet[Instruction]:
    """Return the instructions not yet done that the actor sees, the nearest day first."""
    return instructions_for(actor).exclude(standing=following.Standing.DONE).order_by("due_on", "id")


def owners_on(on: date) -> list[Post]:
    """Return who may own an instruction on a day, by unit: its people who handle, register or lead."""
    rows = Post.objects.on(on).filter(account__is_active=True, duty__in=[each.value for each in OWNERS])
    posts = rows.filter(organ__active=True, organ__outside=False).select_related("organ", "account")
    once = {
        (post.organ_id, post.account_id): post for post in posts.order_by("organ__sort_key", "valid_from")
    }
    return list(once.values())


def days_to_swap(day: LeaderDay, on: date) -> list[LeaderDay]:
    """Return the days of the unit's other leaders a day may be exchanged for, in order; one query."""
    rows = LeaderDay.objects.filter(organ=day.organ, cancelled=False, day__range=(on, on + SWAP_WITHIN))
    return list(rows.exclude(leader=day.leader_id).order_by("day", "starts"))


def gaps_of(organs: Sequence[Organ], year: int, month: int, on: date) -> list[tuple[Organ, int]]:
    """Return for each unit how many working days of a month, from ``on``, have no leader yet; one query."""
    first, last = rota.month_bounds(year, month)
    first = max(first, on)
    held: dict[UUID, set[date]] = {}
    rows = LeaderDay.objects.filter(organ__in=organs, day__range=(first, last), cancelled=False)
    for organ_id, day in rows.values_list("organ", "day"):
        held.setdefault(organ_id, set()).add(day)
    return [(each, len(rota.gaps(first, last, held.get(each.pk, set()), calendar()))) for each in organs]


def day_for_code(code: str) -> DayBooking | None:
    """Return the appointment of a code, None for an unknown one; the caller limits the rate."""
    wanted = "".join(code.split()).upper()
    return DayBooking.objects.select_related("day__organ").filter(code=wanted).first()


def instructions_about(subject_id: UUID) -> list[Instruction]:
    """Return the instructions given on records linked to a matter; one query. Who may read it asks first."""
    rows = Instruction.objects.filter(record__subject_id=subject_id)
    return list(rows.select_related("organ", "owner", "leader", "record__day"))
