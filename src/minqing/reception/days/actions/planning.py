"""排班: portfolios, a month by rotation, changes by hand, cover, publication."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db import IntegrityError, transaction

from minqing.kernel.clock.public import calendar, civil_day
from minqing.kernel.law.public import Conflict, Incomplete, NotAllowed, Refused
from minqing.kernel.ledger.public import record
from minqing.kernel.people.public import Account, Actor, Duty, Organ, absences_of, accounts_holding, is_absent
from minqing.reception.days import notices
from minqing.reception.days.events import (
    LeaderDayCancelled,
    LeaderDayCovered,
    LeaderDaySet,
    PortfolioSet,
    RotaGenerated,
    RotaPublished,
)
from minqing.reception.days.gate import Doing, account_of, day_for, organ_for
from minqing.reception.days.models import DayBooking, LeaderDay, Portfolio, Rotation
from minqing.reception.days.queries import portfolio_of, title_of
from minqing.reception.days.rules import rota
from minqing.reception.days.rules.rota import PUBLISHED, RECEIVE, Kind, Rhythm


@dataclass(frozen=True, slots=True)
class RotationDraft:
    """How a month is planned: rhythm and its number, leaders in turn, place, hours and slots."""

    kind: Kind
    rhythm: Rhythm
    leaders: tuple[UUID, ...]
    place: str
    starts: time
    ends: time
    nth: int = 0
    slot_minutes: int = 30
    per_slot: int = 1


@dataclass(frozen=True, slots=True)
class DayDraft:
    """One reception day set by hand."""

    day: date
    leader: UUID
    kind: Kind
    place: str
    starts: time
    ends: time
    slot_minutes: int = 30
    per_slot: int = 1
    companions: str = ""


@dataclass(frozen=True, slots=True)
class MonthMade:
    """What a generation made: the days, and the working days it could give to nobody."""

    days: tuple[LeaderDay, ...]
    empty: tuple[date, ...]


def refuse_if(refused: Refused | None) -> None:
    """Raise a refusal if there is one."""
    if refused is not None:
        raise refused


def leader_of(organ: Organ, account_id: UUID, on: date) -> Account:
    """Return somebody who leads the unit that day; raises ``NotAllowed``."""
    found = accounts_holding(Duty.LEADER, organ, on).filter(pk=account_id).first()
    if found is None:
        raise NotAllowed("接访的应当是本单位当天在任的领导；任职有变化的，请先由系统管理员变更任职。")
    return found


def _hours_fault(draft: RotationDraft | DayDraft) -> Refused | None:
    if not draft.place.strip():
        return Incomplete("请写明接访地点：时间、地点要向社会公布。", PUBLISHED)
    minutes = (draft.ends.hour - draft.starts.hour) * 60 + draft.ends.minute - draft.starts.minute
    if minutes < draft.slot_minutes or draft.slot_minutes < 5 or draft.per_slot < 1:  # noqa: PLR2004 - shortest slot
        return Incomplete("结束时间应当晚于开始时间，并且至少容得下一个时段（不短于5分钟）。", PUBLISHED)
    return None


def save_portfolio(
    *, actor: Actor, organ_id: UUID, account_id: UUID, words: str, subjects: Sequence[str], at: datetime
) -> Portfolio:
    """登记分管: what a leader answers for; days not yet past take it over. Records ``portfolio_set``."""
    with transaction.atomic():
        organ = organ_for(actor, organ_id)
        leader = leader_of(organ, account_id, civil_day(at))
        found, _new = Portfolio.objects.update_or_create(
            organ=organ, account=leader, defaults={"words": words.strip(), "subjects": list(subjects)}
        )
        coming = LeaderDay.objects.filter(organ=organ, leader=leader, day__gte=civil_day(at))
        coming.update(portfolio=found.words, subjects=found.subjects)
        event = PortfolioSet(account=leader.pk, organ=organ.pk, subjects=tuple(subjects))
        record(actor=actor, chain=found.id, event=event, at=at)
        return found


def generate_month(
    *, actor: Actor, organ_id: UUID, draft: RotationDraft, year: int, month: int, at: datetime
) -> MonthMade:
    """生成月排班: the rule is kept, its days still to come are filled in turn; days already set stay.

    A meant day of rest moves to the next working day; who has noted an absence is passed over. What nobody
    could take is returned as empty and stays red. Records ``reception.rota_generated``.
    """
    fault = rota.rhythm_fault(draft.rhythm, draft.nth)
    refuse_if(Incomplete(fault, RECEIVE) if fault else _hours_fault(draft))
    if not draft.leaders:
        raise Incomplete("请至少选一位轮值的领导。", RECEIVE)
    on = civil_day(at)
    with transaction.atomic():
        organ = organ_for(actor, organ_id)
        for leader in draft.leaders:
            leader_of(organ, leader, on)
        _keep_rule(organ, draft)
        meant = [
            each
            for each in rota.days_of_month(year, month, draft.rhythm, draft.nth, calendar())
            if each.day >= on
        ]
        rows = LeaderDay.objects.filter(organ=organ, kind=draft.kind, cancelled=False)
        there = set(rows.filter(day__in=[each.day for each in meant]).values_list("day", flat=True))
        open_days = [each for each in meant if each.day not in there]
        turns = dict(_turns(organ, draft, [each.day for each in open_days]))
        made = []
        for each in open_days:
            turn = turns[each.day]
            if turn is not None:
                one = _drafted(draft, each.day, turn)
                made.append(_set(actor, organ, one, at, shifted_from=each.shifted_from))
        empty = tuple(day for day, turn in turns.items() if turn is None)
        first = rota.month_bounds(year, month)[0]
        event = RotaGenerated(organ.pk, first, draft.kind.value, len(made), empty)
        record(actor=actor, chain=organ.pk, event=event, at=at)
        return MonthMade(tuple(made), empty)


def _keep_rule(organ: Organ, draft: RotationDraft) -> None:
    Rotation.objects.update_or_create(
        organ=organ,
        kind=draft.kind.value,
        defaults={
            "rhythm": draft.rhythm.value,
            "nth": draft.nth,
            "leaders": list(draft.leaders),
            "place": draft.place.strip(),
            "starts": draft.starts,
            "ends": draft.ends,
            "slot_minutes": draft.slot_minutes,
            "per_slot": draft.per_slot,
        },
    )


def _turns(organ: Organ, draft: RotationDraft, days: list[date]) -> tuple[tuple[date, UUID | None], ...]:
    """Return who is on duty in turn: after the last one before these days, past those who are away."""
    if not days:
        return ()
    rows = LeaderDay.objects.filter(organ=organ, kind=draft.kind, cancelled=False, day__lt=days[0])
    last = rows.filter(leader__in=draft.leaders).order_by("-day").first()
    away: dict[UUID, set[date]] = {}
    for each in absences_of(organ.pk, days[0], days[-1]):
        gone = {day for day in days if each.first_on <= day <= each.through_on}
        away.setdefault(each.account_id, set()).update(gone)
    before = (last.planned_for_id or last.leader_id) if last else None
    return rota.rotation(days, draft.leaders, after=before, away=away)


def _drafted(draft: RotationDraft, day: date, leader: UUID) -> DayDraft:
    return DayDraft(
        day=day,
        leader=leader,
        kind=draft.kind,
        place=draft.place,
        starts=draft.starts,
        ends=draft.ends,
        slot_minutes=draft.slot_minutes,
        per_slot=draft.per_slot,
    )


def _set(
    actor: Actor, organ: Organ, draft: DayDraft, at: datetime, *, shifted_from: date | None = None
) -> LeaderDay:
    leader = leader_of(organ, draft.leader, draft.day)
    answers = portfolio_of(leader.pk, organ)
    day = LeaderDay(
        organ=organ,
        day=draft.day,
        leader=leader,
        leader_name=leader.name,
        title=title_of(leader.pk, organ, draft.day),
        portfolio=answers.words if answers else "",
        subjects=answers.subjects if answers else [],
        kind=draft.kind.value,
        place=draft.place.strip(),
        companions=draft.companions.strip(),
        starts=draft.starts,
        ends=draft.ends,
        slot_minutes=draft.slot_minutes,
        per_slot=draft.per_slot,
        shifted_from=shifted_from,
        set_by_id=account_of(actor),
        set_at=at,
    )
    try:
        with transaction.atomic():
            day.save(force_insert=True)
    except IntegrityError as twice:
        raise Conflict("这位领导这一天已经排了同样形式的接访。", RECEIVE) from twice
    event = LeaderDaySet(organ.pk, day.day, leader.pk, day.kind, new=True)
    record(actor=actor, chain=day.id, event=event, at=at)
    return day


def set_leader_day(*, actor: Actor, organ_id: UUID, draft: DayDraft, at: datetime) -> LeaderDay:
    """排一天: one more reception day by hand; unpublished until the month is published.

    Refused for days that are past, for days of rest (except 下访), for who does not lead the unit or is
    away. Records ``reception.leader_day_set``.
    """
    refuse_if(_hours_fault(draft))
    refuse_if(rota.change_refusal(draft.day, civil_day(at), calendar(), draft.kind))
    with transaction.atomic():
        organ = organ_for(actor, organ_id)
        _not_away(draft.leader, draft.day)
        return _set(actor, organ, draft, at)


def _not_away(leader: UUID, day: date) -> None:
    if is_absent(leader, day, day):
        raise Conflict("这位领导这一天登记了外出，请另选一位。", RECEIVE)


def cover_day(*, actor: Actor, day_id: UUID, leader_id: UUID, reason: str, at: datetime) -> LeaderDay:
    """代班: another leader of the unit receives, because the one planned cannot; the record keeps both.

    By whoever plans, or by the leader whose day it is. Records ``reception.leader_day_covered``.
    """
    if not reason.strip():
        raise Incomplete("请写明代班的原因。", RECEIVE)
    with transaction.atomic():
        day = day_for(actor, day_id, lock=True)
        refuse_if(rota.change_refusal(day.day, civil_day(at), calendar(), Kind.VILLAGE))
        if day.cancelled:
            raise Conflict("这一天已经取消，不能代班。", RECEIVE)
        leader = leader_of(day.organ, leader_id, day.day)
        if leader.pk == day.leader_id:
            raise Conflict("这一天本来就由这位领导接访。", RECEIVE)
        _not_away(leader.pk, day.day)
        before = day.leader_id
        day.planned_for_id = day.planned_for_id or before
        day.cover_reason = reason.strip()
        put_leader(day, leader)
        record(actor=actor, chain=day.id, event=LeaderDayCovered(before, leader.pk), at=at)
        notices.tell_covered(day)
        return day


def put_leader(day: LeaderDay, leader: Account) -> None:
    """Write a leader into a locked day, with title and portfolio."""
    if (
        LeaderDay.objects.filter(organ=day.organ, day=day.day, leader=leader, kind=day.kind, cancelled=False)
        .exclude(pk=day.pk)
        .exists()
    ):
        raise Conflict("这位领导这一天已经排了同样形式的接访。", RECEIVE)
    answers = portfolio_of(leader.pk, day.organ)
    day.leader_id, day.leader_name = leader.pk, leader.name
    day.title = title_of(leader.pk, day.organ, day.day)
    day.portfolio = answers.words if answers else ""
    day.subjects = answers.subjects if answers else []
    day.save()


def cancel_day(*, actor: Actor, day_id: UUID, reason: str, at: datetime) -> LeaderDay:
    """取消接访日: whoever booked is told and may book another day. Records ``leader_day_cancelled``."""
    if not reason.strip():
        raise Incomplete("请写明取消的原因。", RECEIVE)
    with transaction.atomic():
        day = day_for(actor, day_id, Doing.PLAN, lock=True)
        if day.cancelled or day.day < civil_day(at):
            raise Conflict("这一天已经取消或者已经过去。", RECEIVE)
        waiting = list(day.bookings.filter(status=DayBooking.Status.BOOKED).select_related("person"))
        day.bookings.filter(status=DayBooking.Status.BOOKED).update(status=DayBooking.Status.CANCELLED)
        day.cancelled, day.cancel_reason = True, reason.strip()
        day.save(update_fields=["cancelled", "cancel_reason"])
        record(actor=actor, chain=day.id, event=LeaderDayCancelled(day.day, len(waiting)), at=at)
        notices.tell_cancelled(day, waiting)
        return day


def publish_month(*, actor: Actor, organ_id: UUID, year: int, month: int, at: datetime) -> int:
    """公布: the days of a month not yet published appear on the public page; returns how many.

    The leaders are told in the program. Records ``reception.rota_published``.
    """
    with transaction.atomic():
        organ = organ_for(actor, organ_id)
        first, last = rota.month_bounds(year, month)
        rows = LeaderDay.objects.select_for_update().filter(organ=organ, day__range=(first, last))
        days = list(rows.filter(published=False, cancelled=False))
        if not days:
            raise Conflict("这个月没有还没公布的接访日。", PUBLISHED)
        LeaderDay.objects.filter(pk__in=[day.pk for day in days]).update(published=True)
        record(actor=actor, chain=organ.pk, event=RotaPublished(organ.pk, first, len(days)), at=at)
        notices.tell_published(days)
        return len(days)
