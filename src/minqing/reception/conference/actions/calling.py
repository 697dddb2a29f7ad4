"""A conference is called, moved, cancelled; units answer the notice (信访工作条例 13(1), 18(3), 30(3))."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from minqing.kernel.clock.public import civil_day
from minqing.kernel.documents.public import next_number, number_text
from minqing.kernel.law.public import Conflict, Incomplete, NotAllowed
from minqing.kernel.ledger.public import record
from minqing.kernel.people.public import Actor, Organ
from minqing.reception.conference import notices, papers, rules
from minqing.reception.conference.events import (
    ConferenceCalled,
    ConferenceCancelled,
    ConferenceMoved,
    InvitationAnswered,
)
from minqing.reception.conference.gate import answers_for, conference_for, convening_organ
from minqing.reception.conference.models import AgendaItem, Conference, Invitation
from minqing.reception.conference.opening import organs_of, running, save, tell_units
from minqing.reception.conference.rules import (
    CONFERENCE,
    Answer,
    Calling,
    ConferenceKind,
    Stage,
)
from minqing.reception.conference.stepping import account_of, digest_of, refuse_if


@dataclass(frozen=True, slots=True)
class Point:
    """One point of the agenda, about a matter when ``subject_id`` is there."""

    text: str
    subject_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Guest:
    """One unit invited, and what it should prepare."""

    organ_id: UUID
    asked: str = ""


def convene_conference(
    *,
    actor: Actor,
    kind: ConferenceKind | str,
    theme: str,
    starts_at: datetime,
    place: str,
    host: str,
    agenda: Sequence[Point],
    guests: Sequence[Guest],
    readers: Sequence[UUID] | None = None,
    at: datetime,
) -> Conference:
    """召集会议: agenda, time, place and units stand; every unit gets the notice as paper and as message.

    Registrars and leaders of the petition office (13(1)) or a township (13(3)). ``readers`` are the accounts
    that may know of it where a sealed matter is discussed. Records ``conference.called``. Refused: a gap, a
    time that has passed, fewer than two other units.
    """
    with transaction.atomic():
        organ, day = convening_organ(actor), civil_day(at)
        units = organs_of([guest.organ_id for guest in guests])
        call = Calling(
            theme=theme,
            starts_at=starts_at,
            place=place,
            host=host,
            agenda=[point.text for point in agenda],
            units=[str(guest.organ_id) for guest in guests],
            own_unit=str(organ.id),
        )
        refuse_if(rules.calling_refusal(call, at))
        conference = Conference.objects.create(
            organ=organ,
            number=number_text(
                f"{organ.number_prefix}信访联", day.year, next_number(f"{organ.code}/conference", day.year)
            ),
            kind=ConferenceKind(kind).value,
            theme=theme.strip(),
            starts_at=starts_at,
            place=place.strip(),
            host=host.strip(),
            convened_by_id=account_of(actor),
            convened_at=at,
            readers=None if readers is None else sorted({*readers, account_of(actor)}),
        )
        points = [point for point in agenda if point.text.strip()]
        _lay_out(conference, points, guests, units)
        event = ConferenceCalled(
            kind=conference.kind,
            organ=organ.id,
            starts_at=starts_at,
            units=tuple(guest.organ_id for guest in guests),
            subjects=tuple(point.subject_id for point in points if point.subject_id),
        )
        record(actor=actor, chain=conference.id, event=event, at=at)
        papers.issue_notices(actor, conference, day)
        tell_units(conference, actor, day, "conference.called", f"请参加会议：{conference.theme}")
    return conference


def _lay_out(
    conference: Conference, points: Sequence[Point], guests: Sequence[Guest], units: dict[UUID, Organ]
) -> None:
    """Write the agenda and the units invited."""
    AgendaItem.objects.bulk_create(
        AgendaItem(conference=conference, seq=seq, text=point.text.strip(), subject_id=point.subject_id)
        for seq, point in enumerate(points, start=1)
    )
    Invitation.objects.bulk_create(
        Invitation(conference=conference, organ=units[guest.organ_id], asked=guest.asked.strip())
        for guest in guests
    )


def move_conference(
    *,
    actor: Actor,
    conference_id: UUID,
    starts_at: datetime,
    place: str,
    reason: str,
    at: datetime,
    version: int | None = None,
) -> Conference:
    """改期、改地点: the units get a new notice and answer again. Records ``conference.moved``."""
    with transaction.atomic():
        conference = running(actor, conference_id, version)
        if conference.stage != Stage.CALLED.value:
            raise Conflict("会议已经开过或者取消，不能改期。", CONFERENCE)
        if starts_at <= at or not place.strip() or not reason.strip():
            raise Incomplete("请写明新的时间（还没有到的）、地点和改期的理由。", CONFERENCE)
        event = ConferenceMoved(before=conference.starts_at, after=starts_at, digest=digest_of(reason, place))
        conference.starts_at, conference.place = starts_at, place.strip()
        save(conference, "starts_at", "place")
        Invitation.objects.filter(conference=conference).update(answer=Answer.WAITING.value)
        record(actor=actor, chain=conference.id, event=event, at=at)
        papers.issue_notices(actor, conference, civil_day(at))
        title = f"会议改期，请重新回执：{conference.theme}"
        tell_units(conference, actor, civil_day(at), "conference.moved", title)
    return conference


def cancel_conference(
    *, actor: Actor, conference_id: UUID, reason: str, at: datetime, version: int | None = None
) -> Conference:
    """取消会议: the units are told why. Records ``conference.cancelled``."""
    with transaction.atomic():
        conference = running(actor, conference_id, version)
        if conference.stage != Stage.CALLED.value:
            raise Conflict("会议已经开过或者取消。", CONFERENCE)
        if not reason.strip():
            raise Incomplete("请写明取消的理由。", CONFERENCE)
        conference.stage, conference.cancelled_reason = Stage.CANCELLED.value, reason.strip()[:500]
        save(conference, "stage", "cancelled_reason")
        event = ConferenceCancelled(digest=digest_of(reason))
        record(actor=actor, chain=conference.id, event=event, at=at)
        title = f"会议取消：{conference.theme}"
        tell_units(conference, actor, civil_day(at), "conference.cancelled", title)
    return conference


def answer_invitation(
    *,
    actor: Actor,
    conference_id: UUID,
    organ_id: UUID,
    answer: Answer | str,
    attendee: str = "",
    attendee_title: str = "",
    words: str = "",
    at: datetime,
) -> Invitation:
    """回执: a unit says who comes, sends a deputy, or says why nobody can; it may change until the meeting.

    Registrars, handlers and leaders of the unit. Records ``conference.answered``; the convenor is told.
    """
    with transaction.atomic():
        conference = conference_for(actor, conference_id, lock=True)
        row = Invitation.objects.filter(conference=conference, organ_id=organ_id).first()
        if row is None or not answers_for(actor, organ_id):
            raise NotAllowed("回执由被邀请的单位自己填。", CONFERENCE)
        said = Answer(answer)
        refuse_if(rules.answer_refusal(Stage(conference.stage), said, attendee, words))
        coming = said is not Answer.ABSENT
        row.answer, row.answer_words = said.value, words.strip()[:500]
        row.attendee = attendee.strip() if coming else ""
        row.attendee_title = attendee_title.strip() if coming else ""
        row.answered_by_id, row.answered_at = account_of(actor), at
        row.save()
        event = InvitationAnswered(unit=organ_id, answer=row.answer, digest=digest_of(attendee, words))
        record(actor=actor, chain=conference.id, event=event, at=at)
        notices.tell_office(
            conference,
            civil_day(at),
            actor=actor,
            event_name="conference.answered",
            title=f"会议回执（{rules.ANSWER_WORDS[said]}）：{conference.theme}",
        )
    return row
