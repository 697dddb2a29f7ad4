"""Orders of the hall: sent, acknowledged, arrived, done; late ones go to the unit's leader.

Articles: 信访工作条例 18(3), 33.
"""

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID

from django.db import transaction

from minqing.kernel.clock.public import CIVIL_ZONE, civil_day
from minqing.kernel.documents.public import DocumentKind, issue_document, next_number, number_text
from minqing.kernel.law.public import Conflict, Incomplete, NotAllowed
from minqing.kernel.ledger.public import record
from minqing.kernel.notifications.public import notify
from minqing.kernel.people.public import SYSTEM, Actor, Duty, Organ, duty_holders
from minqing.reception.dispatch import rules
from minqing.reception.dispatch.events import OrderEscalated, OrderMoved, OrderSent, SettledOnSpot
from minqing.reception.dispatch.gate import GIVES, TAKES, giving_organ, order_for, posts
from minqing.reception.dispatch.models import OnSpot, Order
from minqing.reception.dispatch.rules import JOINT, ORDER_WORDS, OrderKind, OrderState

LINK = "/desk/dispatch/"


@dataclass(frozen=True, slots=True)
class OrderDraft:
    """What one order says."""

    organ_id: UUID
    kind: OrderKind
    request: str
    place: str
    until: datetime
    subject_id: UUID | None = None
    ticket_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class SpotDraft:
    """What happened on the spot: who, about what, how it went, on which terms."""

    parties: str
    dispute: str
    outcome: str
    settled: bool
    terms: str = ""
    subject_id: UUID | None = None
    order_id: UUID | None = None


def _account(actor: Actor) -> UUID:
    if actor.account_id is None:
        raise NotAllowed("只有工作人员可以进行此操作。")
    return actor.account_id


def _digest(*texts: str) -> str:
    return sha256("\x00".join(texts).encode()).hexdigest()


def _tell(  # noqa: PLR0917 - a private helper
    order: Order, organ_id: UUID, duties: frozenset[Duty], on: date, event: str, title: str
) -> int:
    holders = duty_holders(duties, on, organ_id)
    told = list(dict.fromkeys(holder.account_id for holder in holders))
    return notify(
        account_ids=told,
        event_name=event,
        subject_id=order.id,
        title=f"{title}：{order.number}",
        body=f"{ORDER_WORDS[OrderKind(order.kind)]}，{_clock(order.until)}以前。",
        link=LINK,
    )


def _clock(at: datetime) -> str:
    local = at.astimezone(CIVIL_ZONE)
    return f"{local.month}月{local.day}日{local:%H:%M}"


def send_order(*, actor: Actor, draft: OrderDraft, at: datetime) -> Order:
    """发调度单: a unit is asked to send somebody, to come on site, or to hand over material, until when.

    Counter, registrar or leader of the hall's organ. The order is paper; its people are told at once. Records
    ``dispatch.sent``. Refused: a gap, a time that has passed, one's own organ.
    """
    with transaction.atomic():
        organ, day = giving_organ(actor), civil_day(at)
        target = Organ.objects.filter(pk=draft.organ_id, active=True).first()
        if target is None or target.pk == organ.pk:
            raise Incomplete("请选择调度哪个单位（本单位以外的）。", JOINT)
        refusal = rules.order_refusal(request=draft.request, place=draft.place, until=draft.until, at=at)
        if refusal is not None:
            raise refusal
        number = next_number(f"{organ.code}/dispatch", day.year)
        order = Order(
            number=number_text(f"{organ.number_prefix}信访调", day.year, number),
            from_organ=organ,
            to_organ=target,
            kind=draft.kind.value,
            request=draft.request.strip(),
            place=draft.place.strip(),
            until=draft.until,
            subject_id=draft.subject_id,
            ticket_id=draft.ticket_id,
            sent_by_id=_account(actor),
            sent_at=at,
        )
        order.document_id = issue_document(
            actor=actor,
            kind=DocumentKind.DISPATCH_ORDER,
            subject_id=order.id,
            organ=organ,
            data={
                "to_organ": target.name,
                "order_kind": ORDER_WORDS[draft.kind],
                "request": order.request,
                "place": order.place,
                "until": _clock(draft.until),
                "contact": " ".join(part for part in (organ.name, actor.name, organ.telephone) if part),
            },
            on=day,
        ).id
        order.save(force_insert=True)
        event = OrderSent(
            kind=order.kind,
            from_organ=organ.id,
            to_organ=target.id,
            until=order.until,
            subject=order.subject_id,
            document=order.document_id,
        )
        record(actor=actor, chain=order.id, event=event, at=at)
        _tell(order, target.id, TAKES, day, "dispatch.sent", "大厅调度，请回执谁来")
    return order


def _move(actor: Actor, order: Order, to: OrderState, at: datetime, words: str) -> None:
    before = OrderState(order.state)
    refusal = rules.step_refusal(before, to)
    if refusal is not None:
        raise refusal
    late = rules.is_late(before, order.until, at)
    order.state = to.value
    order.save()
    event = OrderMoved(before=before.value, after=to.value, late=late, digest=_digest(words))
    record(actor=actor, chain=order.id, event=event, at=at)


def acknowledge_order(*, actor: Actor, order_id: UUID, who: str, at: datetime) -> Order:
    """回执: the unit says who comes (or brings the material); the hall is told.

    Records ``dispatch.moved``.
    """
    with transaction.atomic():
        order = order_for(actor, order_id, give=False)
        if not who.strip():
            raise Incomplete("请写明谁来、职务和联系的方式。", JOINT)
        order.who, order.acknowledged_by_id, order.acknowledged_at = who.strip()[:200], _account(actor), at
        _move(actor, order, OrderState.ACKNOWLEDGED, at, who)
        _tell(order, order.from_organ_id, GIVES, civil_day(at), "dispatch.acknowledged", "调度已回执")
    return order


def note_arrival(*, actor: Actor, order_id: UUID, who: str = "", at: datetime) -> Order:
    """到位: the hall sees that somebody came, or the material is there; without a name who was announced."""
    with transaction.atomic():
        order = order_for(actor, order_id, give=True)
        if not (who.strip() or order.who):
            raise Incomplete("请写明谁到了。", JOINT)
        order.who, order.arrived_at = (who.strip() or order.who)[:200], at
        _move(actor, order, OrderState.ARRIVED, at, order.who)
    return order


def finish_order(*, actor: Actor, order_id: UUID, result: str, at: datetime) -> Order:
    """完成: the hall says what came of it; the unit is told."""
    with transaction.atomic():
        order = order_for(actor, order_id, give=True)
        if not result.strip():
            raise Incomplete("请写明结果。", JOINT)
        order.result, order.done_at = result.strip(), at
        _move(actor, order, OrderState.DONE, at, result)
        _tell(order, order.to_organ_id, TAKES, civil_day(at), "dispatch.done", "调度已完成")
    return order


def withdraw_order(*, actor: Actor, order_id: UUID, reason: str, at: datetime) -> Order:
    """撤回: nobody need come any more; the unit is told why."""
    with transaction.atomic():
        order = order_for(actor, order_id, give=True)
        if not reason.strip():
            raise Incomplete("请写明为什么撤回。", JOINT)
        order.result = reason.strip()
        _move(actor, order, OrderState.WITHDRAWN, at, reason)
        _tell(order, order.to_organ_id, TAKES, civil_day(at), "dispatch.withdrawn", "调度已撤回，不用来了")
    return order


def escalate_late(at: datetime) -> int:
    """报负责人: an order nobody followed in time goes to its unit's leader, once; return how many.

    Records ``dispatch.escalated``. Uses index: dispatch_waiting.
    """
    late = Order.objects.filter(
        state__in=sorted(rules.WAITING), until__lt=at, escalated_at=None
    ).select_for_update()
    with transaction.atomic():
        rows = list(late.order_by("until", "id"))
        for order in rows:
            order.escalated_at = at
            order.save(update_fields=["escalated_at"])
            leaders = frozenset({Duty.LEADER})
            title = "调度超时没有人到位，请您过问"
            told = _tell(order, order.to_organ_id, leaders, civil_day(at), "dispatch.late", title)
            event = OrderEscalated(to_organ=order.to_organ_id, told=told)
            record(actor=SYSTEM, chain=order.id, event=event, at=at)
    return len(rows)


def record_on_spot(*, actor: Actor, draft: SpotDraft, made_id: UUID | None = None, at: datetime) -> OnSpot:
    """现场化解: who was there, about what, how it went; settled or not is written down alike.

    ``made_id`` is what it became on the matter, put there by ``crossings``. Records ``dispatch.on_spot``.
    """
    with transaction.atomic():
        organs = posts(actor, GIVES | TAKES)
        organ = Organ.objects.filter(pk__in=organs, active=True).order_by("path").first()
        if organ is None:
            raise NotAllowed("现场化解由接待的单位记录。", JOINT)
        refusal = rules.on_spot_refusal(
            parties=draft.parties,
            dispute=draft.dispute,
            outcome=draft.outcome,
            settled=draft.settled,
            terms=draft.terms,
        )
        if refusal is not None:
            raise refusal
        order = None if draft.order_id is None else Order.objects.filter(pk=draft.order_id).first()
        if order is not None and not {order.from_organ_id, order.to_organ_id} & organs:
            raise Conflict("这张调度单不是本单位的。", JOINT)
        row = OnSpot.objects.create(
            organ=organ,
            order=order,
            subject_id=draft.subject_id,
            made_id=made_id,
            parties=draft.parties.strip(),
            dispute=draft.dispute.strip(),
            outcome=draft.outcome.strip(),
            settled=draft.settled,
            terms=draft.terms.strip(),
            by_id=_account(actor),
            at=at,
        )
        event = SettledOnSpot(
            organ=organ.id,
            settled=row.settled,
            subject=row.subject_id,
            made=made_id,
            digest=_digest(row.parties, row.dispute, row.outcome, row.terms),
        )
        record(actor=actor, chain=row.id, event=event, at=at)
    return row
