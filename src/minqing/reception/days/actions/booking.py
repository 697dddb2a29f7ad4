"""约访: an hour with a leader, booked by a resident or a clerk, checked in and cancelled by its code."""

import secrets
from dataclasses import dataclass
from datetime import datetime, time
from uuid import UUID

from django.db import transaction

from minqing.kernel.clock.public import CIVIL_ZONE, civil_day
from minqing.kernel.law.public import Conflict, Incomplete, NotAllowed
from minqing.kernel.ledger.public import record
from minqing.kernel.people.public import Actor, ActorKind, normal_telephone, remember_person
from minqing.reception.days.actions.planning import refuse_if
from minqing.reception.days.events import BookingMoved, LeaderBooked
from minqing.reception.days.gate import Doing, day_for, organ_for
from minqing.reception.days.models import DayBooking, LeaderDay
from minqing.reception.days.queries import LIVE, slots_of, taken_on
from minqing.reception.days.rules.booking import BookingFacts, Stage, booking_refusal
from minqing.reception.days.rules.rota import PUBLISHED

ALPHABET = "ACDEFHJKMNPRTUVWXY34679"
CODE_LENGTH = 8
UNKNOWN_CODE = "没有这个预约码。请核对，或者到大厅请工作人员查。"


@dataclass(frozen=True, slots=True)
class BookingDraft:
    """What somebody says who books: name, telephone, what about; ``subject_id`` when a code was given."""

    slot: time
    name: str
    telephone: str
    stage: Stage
    about: str = ""
    reason: str = ""
    people: int = 1
    subject_id: UUID | None = None


def book_leader(*, actor: Actor, day_id: UUID, draft: BookingDraft, at: datetime) -> DayBooking:
    """预约: one slot of a published day, for a resident themselves or by a clerk who plans that unit.

    Always with a few words on what it is about, also where a matter's code was given: an appointment without
    them would tell that its matter is kept apart (条例 30(3)). The day stays locked meanwhile, so that no
    slot is given twice. The person is kept encrypted. Records ``reception.leader_booked``. Refused, with the
    way that is open instead: what is not taken, what is full, past or not published, whom the day holds.
    """
    if not draft.name.strip() or not normal_telephone(draft.telephone):
        raise Incomplete("请写姓名和联系电话：接访有变化时要告诉您。")
    if not draft.reason.strip():
        raise Incomplete("请用一两句话写明要反映什么，领导好做准备；不方便写的，见面再说。")
    with transaction.atomic():
        day = _open_day(actor, day_id)
        person = remember_person(name=draft.name, telephone=draft.telephone)
        already = DayBooking.objects.filter(day=day, person=person, status__in=LIVE).exists()
        slots = slots_of(day)
        facts = BookingFacts(
            begins=datetime.combine(day.day, draft.slot),
            now=at.astimezone(CIVIL_ZONE).replace(tzinfo=None),
            published=day.published,
            cancelled=day.cancelled,
            slot_exists=draft.slot in slots,
            taken=taken_on(day.id).get(draft.slot, 0),
            per_slot=day.per_slot,
            subjects=day.subjects,
            about=draft.about,
            stage=draft.stage,
            people=draft.people,
            booked_already=already,
        )
        refuse_if(booking_refusal(facts))
        booking = DayBooking.objects.create(
            day=day,
            slot=draft.slot,
            code="".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH)),
            person=person,
            people=draft.people,
            about=draft.about,
            reason=draft.reason.strip(),
            subject_id=draft.subject_id,
            stage=draft.stage.value,
            booked_at=at,
            booked_by_id=actor.account_id,
        )
        event = LeaderBooked(day.id, f"{draft.slot:%H:%M}", draft.people, draft.stage.value)
        record(actor=actor, chain=booking.id, event=event, at=at)
        return booking


def _open_day(actor: Actor, day_id: UUID) -> LeaderDay:
    """Return the day locked: any published one for a resident, one they plan for a clerk."""
    if actor.kind is ActorKind.STAFF:
        return day_for(actor, day_id, Doing.PLAN, lock=True)
    rows = LeaderDay.objects.select_for_update(of=("self",)).select_related("organ")
    day = rows.filter(pk=day_id, published=True).first()
    if day is None:
        raise NotAllowed("没有这个接访日。")
    return day


def _by_code(actor: Actor, code: str) -> DayBooking:
    wanted = "".join(code.split()).upper()
    rows = DayBooking.objects.select_for_update(of=("self",)).select_related("day__organ")
    booking = rows.filter(code=wanted).first()
    if booking is None:
        raise Incomplete(UNKNOWN_CODE, PUBLISHED)
    if actor.kind is ActorKind.STAFF:
        organ_for(actor, booking.day.organ_id)
    return booking


def cancel_booking(*, actor: Actor, code: str, at: datetime) -> DayBooking:
    """取消预约: by its code, as long as nobody has come; its slot is free again. Recorded."""
    with transaction.atomic():
        booking = _by_code(actor, code)
        if booking.status != DayBooking.Status.BOOKED:
            raise Conflict("这个预约已经取消、报到或者接待过了。", PUBLISHED)
        return _moved(actor, booking, DayBooking.Status.CANCELLED, at)


def check_in_booking(*, actor: Actor, code: str, at: datetime) -> DayBooking:
    """报到: whoever brings the code has come, at the kiosk or at the counter; only on the day itself.

    Records ``reception.booking_moved``.
    """
    with transaction.atomic():
        booking = _by_code(actor, code)
        day = booking.day.day
        if day != civil_day(at):
            raise Conflict(f"这个预约是{day.month}月{day.day}日的，请在当天报到。", PUBLISHED)
        if booking.status != DayBooking.Status.BOOKED:
            raise Conflict("这个预约已经报到过，或者已经取消。", PUBLISHED)
        return _moved(actor, booking, DayBooking.Status.CHECKED_IN, at)


def _moved(actor: Actor, booking: DayBooking, status: DayBooking.Status, at: datetime) -> DayBooking:
    booking.status = status.value
    booking.save(update_fields=["status"])
    record(actor=actor, chain=booking.id, event=BookingMoved(status.value), at=at)
    return booking
