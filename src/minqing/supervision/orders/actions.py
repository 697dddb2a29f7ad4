"""催办、督办: issue, acknowledge, answer, check on the spot, judge, escalate. Alone writes orders.

Articles: 信访工作条例 39(3), 40(1). Every act stands on the matter's own chain of the ledger.
"""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from minqing.kernel.clock.public import civil_day
from minqing.kernel.documents.public import DocumentKind, issue_document, next_number, number_text
from minqing.kernel.law.public import Conflict, Incomplete, NotAllowed
from minqing.kernel.ledger.public import record
from minqing.kernel.people.public import Actor, Duty, Organ
from minqing.petition import public as petitions
from minqing.petition.public import Annex, Doing, Petition
from minqing.petition.public.beside import hang_annex
from minqing.supervision.orders import events, notices
from minqing.supervision.orders.gate import order_received, order_supervised
from minqing.supervision.orders.models import Order, OrderCheck, OrderReply
from minqing.supervision.orders.queries import recipients_of, reply_day, standing_of
from minqing.supervision.orders.rules import (
    GROUNDS,
    LADDER,
    MOVES,
    SUPERVISES,
    Act,
    Effect,
    Ground,
    Rung,
    Way,
    next_rung,
    why_not,
)

REMINDERS: Final = "reminder"
REMINDER_MARK: Final = "信访催"


@dataclass(frozen=True, slots=True)
class OrderDraft:
    """What a supervisor orders: rung, way, ground, the facts of the default, what is to be done, by when."""

    rung: Rung
    way: Way
    ground: Ground
    organ_id: UUID
    facts: str
    requirement: str
    reply_due: date | None = None


def digest(*texts: str) -> str:
    """Return the SHA-256 of what was written, for the ledger."""
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()


def issue_order(*, actor: Actor, petition_id: UUID, draft: OrderDraft, at: datetime) -> Order:
    """催办、督办: urge an organ in writing or by telephone on a matter, with a day for its reply.

    The supervisor within the jurisdiction. The paper (督办函) is numbered and issued, a reminder by telephone
    only numbered; the organ is told at once. Records ``supervision.order_issued``. Refused without facts or
    requirement, to an organ that has nothing to do with the matter, in a way the rung does not take, with a
    reply day that is not after today.
    """
    with transaction.atomic():
        matter = petitions.petition_for(actor, petition_id, Doing.SUPERVISE, lock=True)
        return _issue(actor, matter, draft, at, after=None)


def escalate_order(*, actor: Actor, order_id: UUID, draft: OrderDraft, at: datetime) -> Order:
    """升级督办: the reply is late, or was sent back: the next rung of the ladder takes the order's place.

    Refused while the reply is not late and none was sent back, and at the top of the ladder.
    """
    with transaction.atomic():
        old = order_supervised(actor, order_id, lock=True)
        _may(old, Act.ESCALATE, civil_day(at))
        if draft.rung is not next_rung(Rung(old.rung)):
            raise Conflict("升级督办一次升一级：催办、督办、挂牌督办、约谈。", LADDER[Rung.LISTED].basis)
        matter = petitions.petition_for(actor, old.petition_id, Doing.SUPERVISE, lock=True)
        _end(old, actor, at, Act.ESCALATE, "")
        return _issue(actor, matter, draft, at, after=old)


def _issue(actor: Actor, matter: Petition, draft: OrderDraft, at: datetime, after: Order | None) -> Order:
    on = civil_day(at)
    due = draft.reply_due or reply_day(draft.rung, on)
    organ = _checked(matter, draft, on, due)
    issuer = _issuer(actor)
    order = Order(
        petition=matter,
        rung=draft.rung.value,
        way=draft.way.value,
        ground=draft.ground.value,
        facts=draft.facts.strip(),
        requirement=draft.requirement.strip(),
        issuer=issuer,
        organ=organ,
        issued_by_id=_account_of(actor),
        issued_at=at,
        issued_on=on,
        reply_due=due,
        after_order=after,
        before=standing_of(matter),
    )
    if draft.way is Way.CALL:
        seq = next_number(f"{issuer.code}/{REMINDERS}", on.year)
        order.number = number_text(f"{issuer.number_prefix}{REMINDER_MARK}", on.year, seq)
    else:
        paper = issue_document(
            actor=actor,
            kind=DocumentKind.SUPERVISION_LETTER,
            subject_id=matter.pk,
            organ=issuer,
            data=_letter(actor, matter, order),
            on=on,
            title=LADDER[draft.rung].paper,
        )
        order.number, order.document_id = paper.number, paper.pk
    order.save(force_insert=True)
    hang_annex(matter, Annex.SUPERVISION)
    said = events.OrderIssued(
        order=order.pk,
        number=order.number,
        rung=order.rung,
        way=order.way,
        ground=order.ground,
        organ=organ.pk,
        reply_due=due,
        digest=digest(order.facts, order.requirement),
        after=after.pk if after else None,
    )
    record(actor=actor, chain=matter.pk, event=said, at=at)
    notices.tell_issued(order)
    return order


def _checked(matter: Petition, draft: OrderDraft, on: date, due: date) -> Organ:
    """Return the organ urged, or refuse before anything is written."""
    lacks = [
        name
        for name, text in (("违反规定的事实", draft.facts), ("督办要求", draft.requirement))
        if not text.strip()
    ]
    if lacks:
        raise Incomplete(f"请写明{'、'.join(lacks)}。", GROUNDS[draft.ground].basis)
    row = LADDER[draft.rung]
    if draft.way not in row.ways:
        raise Conflict(f"{row.name}不用这种方式，请换一种。", row.basis)
    if due <= on:
        raise Conflict("反馈期限要在今天以后。", row.basis)
    organ = next((each for each in recipients_of(matter) if each.pk == draft.organ_id), None)
    if organ is None:
        raise NotAllowed("只能督办现在持有、承办或者协办、执行这件事项的单位。", SUPERVISES)
    return organ


def _issuer(actor: Actor) -> Organ:
    """Return the organ in whose name a supervisor orders."""
    found = Organ.objects.filter(pk__in=actor.organ_ids(Duty.SUPERVISOR)).order_by("path").first()
    if found is None:
        raise NotAllowed("催办、督办由督查人员进行。", SUPERVISES)
    return found


def _account_of(actor: Actor) -> UUID:
    """Return the account that answers for the act."""
    if actor.account_id is None:
        raise NotAllowed("只有工作人员可以进行此操作。")
    return actor.account_id


def _letter(actor: Actor, matter: Petition, order: Order) -> dict[str, Any]:
    """Return the elements of the paper (law.md 8.1); a petitioner's name stands only where it may."""
    row = GROUNDS[Ground(order.ground)]
    return {
        "to_organ": order.organ.name,
        "matter_number": matter.number or str(matter.pk),
        "summary": matter.title,
        "default_facts": f"{row.words}。{order.facts}",
        "demands": order.requirement,
        "reply_due": f"{order.reply_due.year}年{order.reply_due.month}月{order.reply_due.day}日",
        "contact": f"{order.issuer.name} {actor.name}",
    }


def _may(order: Order, act: Act, on: date) -> None:
    words = why_not(order.known, act, on)
    if words:
        raise Conflict(words, SUPERVISES)


def _end(order: Order, actor: Actor, at: datetime, act: Act, note: str) -> None:
    order.standing = MOVES[order.known.standing, act].value
    order.ended_on, order.ended_by_id, order.ended_note = civil_day(at), actor.account_id, note.strip()
    order.save(update_fields=["standing", "ended_on", "ended_by", "ended_note", "effect"])


def acknowledge_order(*, actor: Actor, order_id: UUID, at: datetime) -> Order:
    """签收督办: the organ urged says that it has it. Records ``supervision.order_acknowledged``."""
    with transaction.atomic():
        order = order_received(actor, order_id, lock=True)
        _may(order, Act.ACKNOWLEDGE, civil_day(at))
        order.standing = MOVES[order.known.standing, Act.ACKNOWLEDGE].value
        order.acknowledged_at, order.acknowledged_by_id = at, actor.account_id
        order.save(update_fields=["standing", "acknowledged_at", "acknowledged_by"])
        event = events.OrderAcknowledged(order=order.pk, number=order.number)
        record(actor=actor, chain=order.petition_id, event=event, at=at)
    return order


def reply_to_order(*, actor: Actor, order_id: UUID, text: str, at: datetime) -> OrderReply:
    """反馈督办: the organ urged answers in writing; late or not is kept with it.

    Whoever answers without having acknowledged has the order all the same. Records
    ``supervision.order_replied``. Refused without text, or when a reply waits to be judged already.
    """
    with transaction.atomic():
        order = order_received(actor, order_id, lock=True)
        on = civil_day(at)
        _may(order, Act.REPLY, on)
        if not text.strip():
            raise Incomplete("请写明办理情况：查了什么、办到哪一步、什么时候办结。", SUPERVISES)
        reply = OrderReply.objects.create(
            order=order,
            seq=order.replies.count() + 1,
            text=text.strip(),
            by_id=_account_of(actor),
            at=at,
            on=on,
            was_due=order.reply_due,
        )
        order.standing = MOVES[order.known.standing, Act.REPLY].value
        if order.acknowledged_at is None:
            order.acknowledged_at, order.acknowledged_by_id = at, actor.account_id
        order.save(update_fields=["standing", "acknowledged_at", "acknowledged_by"])
        event = events.OrderReplied(
            order=order.pk,
            number=order.number,
            seq=reply.seq,
            on_time=on <= order.reply_due,
            digest=digest(reply.text),
        )
        record(actor=actor, chain=order.petition_id, event=event, at=at)
        notices.tell_replied(order)
    return reply


def check_on_site(
    *, actor: Actor, order_id: UUID, checked_on: date, place: str, present: str, found: str, at: datetime
) -> OrderCheck:
    """实地核查: the supervisor writes down who went where and what they found, before the order ends."""
    with transaction.atomic():
        order = order_supervised(actor, order_id, lock=True)
        _may(order, Act.CHECK, civil_day(at))
        if checked_on > civil_day(at) or checked_on < order.issued_on:
            raise Conflict("核查日期要在督办以后、今天以前。", SUPERVISES)
        if not (place.strip() and present.strip() and found.strip()):
            raise Incomplete("请写明核查地点、核查人员和核查情况。", SUPERVISES)
        check = OrderCheck.objects.create(
            order=order,
            checked_on=checked_on,
            place=place.strip(),
            present=present.strip(),
            found=found.strip(),
            by_id=_account_of(actor),
            at=at,
        )
        event = events.OrderChecked(
            order=order.pk, number=order.number, check=check.pk, digest=digest(place, present, found)
        )
        record(actor=actor, chain=order.petition_id, event=event, at=at)
    return check


def _judge(order: Order, actor: Actor, at: datetime, note: str, *, accepted: bool) -> OrderReply:
    reply = order.replies.order_by("-seq")[:1].get()
    reply.accepted, reply.judged_by_id, reply.judged_at = accepted, actor.account_id, at
    reply.judged_note = note.strip()
    reply.save(update_fields=["accepted", "judged_by", "judged_at", "judged_note"])
    return reply


def close_order(*, actor: Actor, order_id: UUID, effect: Effect, note: str, at: datetime) -> Order:
    """督办办结: the reply is accepted and the effect written down; the only way an order is closed.

    Records ``supervision.order_closed``. Refused without a reply, or without a word on what was found.
    """
    with transaction.atomic():
        order = order_supervised(actor, order_id, lock=True)
        _may(order, Act.ACCEPT, civil_day(at))
        if not note.strip():
            raise Incomplete("请写明审核意见：反馈是否属实、问题是否纠正。", SUPERVISES)
        _judge(order, actor, at, note, accepted=True)
        order.effect = Effect(effect).value
        _end(order, actor, at, Act.ACCEPT, note)
        event = events.OrderClosed(
            order=order.pk, number=order.number, effect=order.effect, digest=digest(note)
        )
        record(actor=actor, chain=order.petition_id, event=event, at=at)
        notices.tell_judged(order, civil_day(at), accepted=True)
    return order


def send_back_reply(
    *, actor: Actor, order_id: UUID, note: str, at: datetime, reply_due: date | None = None
) -> Order:
    """退回反馈: the reply does not answer the order; the organ replies again by a new day."""
    with transaction.atomic():
        order = order_supervised(actor, order_id, lock=True)
        on = civil_day(at)
        _may(order, Act.SEND_BACK, on)
        if not note.strip():
            raise Incomplete("请写明为什么退回、还要说清什么。", SUPERVISES)
        due = reply_due or reply_day(Rung(order.rung), on)
        if due <= on:
            raise Conflict("新的反馈期限要在今天以后。", SUPERVISES)
        reply = _judge(order, actor, at, note, accepted=False)
        order.standing = MOVES[order.known.standing, Act.SEND_BACK].value
        order.sent_back, order.reply_due, order.told_late_on = order.sent_back + 1, due, None
        order.save(update_fields=["standing", "sent_back", "reply_due", "told_late_on"])
        event = events.OrderSentBack(
            order=order.pk, number=order.number, seq=reply.seq, reply_due=due, digest=digest(note)
        )
        record(actor=actor, chain=order.petition_id, event=event, at=at)
        notices.tell_judged(order, on, accepted=False)
    return order


def withdraw_order(*, actor: Actor, order_id: UUID, note: str, at: datetime) -> Order:
    """撤销督办: given in error, or to an organ that has the matter no longer; never without the reason."""
    with transaction.atomic():
        order = order_supervised(actor, order_id, lock=True)
        _may(order, Act.WITHDRAW, civil_day(at))
        if not note.strip():
            raise Incomplete("请写明为什么撤销。", SUPERVISES)
        _end(order, actor, at, Act.WITHDRAW, note)
        event = events.OrderWithdrawn(order=order.pk, number=order.number, digest=digest(note))
        record(actor=actor, chain=order.petition_id, event=event, at=at)
    return order


def tell_of_late(on: date) -> int:
    """Tell both sides once of every reply that is late; a second run the same day tells nobody."""
    rows = Order.objects.filter(
        standing__in=["issued", "acknowledged", "returned"],
        reply_due__lt=on,
        told_late_on=None,
        petition__sealed=False,
    )
    told = 0
    with transaction.atomic():
        for order in rows.select_related("petition").select_for_update(of=("self",)).order_by("id"):
            told += notices.tell_late(order, on)
            order.told_late_on = on
            order.save(update_fields=["told_late_on"])
    return told
