"""调班: one leader asks, the other agrees; only then the days change hands."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from minqing.kernel.clock.public import civil_day
from minqing.kernel.law.public import Conflict, Incomplete, NotAllowed
from minqing.kernel.ledger.public import record
from minqing.kernel.people.public import Account, Actor, is_absent
from minqing.reception.days import notices
from minqing.reception.days.actions.planning import leader_of, put_leader, refuse_if
from minqing.reception.days.events import SwapAnswered, SwapAsked
from minqing.reception.days.gate import UNKNOWN, Doing, day_for, stands_for
from minqing.reception.days.models import LeaderDay, Swap
from minqing.reception.days.rules.rota import RECEIVE, SwapFacts, swap_refusal


def _facts(first: LeaderDay, second: LeaderDay) -> SwapFacts:
    return SwapFacts(
        first_day=first.day,
        second_day=second.day,
        first_leader=first.leader_id,
        second_leader=second.leader_id,
        same_organ=first.organ_id == second.organ_id,
        first_away=is_absent(first.leader_id, second.day, second.day),
        second_away=is_absent(second.leader_id, first.day, first.day),
        both_open=not first.cancelled and not second.cancelled,
    )


def ask_swap(*, actor: Actor, day_id: UUID, other_id: UUID, reason: str, at: datetime) -> Swap:
    """请求调班: a leader asks another one of the unit to exchange two days; nothing changes yet.

    Records ``reception.swap_asked``; the other leader is told.
    """
    if not reason.strip():
        raise Incomplete("请写明为什么要调班。", RECEIVE)
    with transaction.atomic():
        first = day_for(actor, day_id, Doing.LEAD)
        second = LeaderDay.objects.filter(pk=other_id, organ=first.organ).first()
        if second is None:
            raise NotAllowed(UNKNOWN)
        refuse_if(swap_refusal(_facts(first, second), civil_day(at)))
        if Swap.objects.filter(first=first, status=Swap.Status.ASKED).exists():
            raise Conflict("这一天已经请求过调班，请等对方答复。", RECEIVE)
        swap = Swap.objects.create(
            first=first,
            second=second,
            asks_id=first.leader_id,
            answers_id=second.leader_id,
            reason=reason.strip(),
            asked_at=at,
        )
        record(actor=actor, chain=swap.id, event=SwapAsked(first.id, second.id, second.leader_id), at=at)
        words = _("%(name)s请您调班，请答复") % {"name": first.leader_name}
        _tell(swap.answers_id, swap, words)
        return swap


def answer_swap(*, actor: Actor, swap_id: UUID, agree: bool, at: datetime) -> Swap:
    """答复调班: with the other leader's consent the two days exchange leaders, else all stays.

    Judged again, since days may have changed meanwhile. Records ``reception.swap_answered``.
    """
    with transaction.atomic():
        swap = Swap.objects.select_for_update().filter(pk=swap_id).first()
        if swap is None or not stands_for(actor, swap.answers_id):
            raise NotAllowed(UNKNOWN)
        if swap.status != Swap.Status.ASKED:
            raise Conflict("这次调班已经答复过了。", RECEIVE)
        if agree:
            _exchange(swap, at)
        swap.status = Swap.Status.AGREED if agree else Swap.Status.DECLINED
        swap.answered_at = at
        swap.save(update_fields=["status", "answered_at"])
        record(actor=actor, chain=swap.id, event=SwapAnswered(swap.status), at=at)
        _tell(swap.asks_id, swap, _("对方同意调班") if agree else _("对方没有同意调班"))
        return swap


def _exchange(swap: Swap, at: datetime) -> None:
    rows = LeaderDay.objects.select_for_update(of=("self",)).select_related("organ").order_by("id")
    days = {day.pk: day for day in rows.filter(pk__in=[swap.first_id, swap.second_id])}
    first, second = days[swap.first_id], days[swap.second_id]
    if (first.leader_id, second.leader_id) != (swap.asks_id, swap.answers_id):
        raise Conflict("这两天的值班领导已经变了，请重新请求调班。", RECEIVE)
    refuse_if(swap_refusal(_facts(first, second), civil_day(at)))
    one: Account = leader_of(first.organ, first.leader_id, second.day)
    other: Account = leader_of(second.organ, second.leader_id, first.day)
    put_leader(first, other)
    put_leader(second, one)


def _tell(account: UUID, swap: Swap, words: str) -> None:
    notices.tell_leaders(
        [account], name="reception.swap_asked", title=words, subject=swap.id, link="/desk/leader/day/"
    )
