"""From a joint conference to the matters on its agenda: who may read it, what its decisions become there.

Nothing is typed twice: the lead organ is designated with the number of the minutes (信访工作条例 24(1)), a
co-handler is asked the decision's own words until its own day (28(1)). A sealed matter is discussed
only by those who may read it (30(3)).
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from minqing.kernel.clock.public import civil_day
from minqing.kernel.documents.public import Document
from minqing.kernel.law.public import Article, Conflict, NotAllowed, Refused
from minqing.kernel.people.public import Account, Actor, Duty, Organ, actor_of, duty_holders
from minqing.petition.public import Annex, Doing, Petition, petition_for, visible_to
from minqing.petition.public.beside import hang_annex
from minqing.petition.public.handling import ask_co_opinion
from minqing.petition.public.routing import designate_organ
from minqing.reception.public import conference as rooms
from minqing.reception.public.conference import AgendaItem, Conference, Decision, Effect, Guest, Point

SECRET = Article("信访工作条例", "30(3)")
COMING = (Duty.REGISTRAR, Duty.HANDLER, Duty.LEADER)


def conferences_for(actor: Actor) -> QuerySet[Conference]:
    """Return the conferences the actor may read, none about a sealed matter that is not theirs to read."""
    hidden = AgendaItem.objects.filter(
        subject_id__in=Petition.objects.filter(sealed=True).exclude(pk__in=visible_to(actor)).values("pk")
    )
    return rooms.conferences_for(actor).exclude(pk__in=hidden.values("conference"))


def conference_for(actor: Actor, conference_id: UUID) -> Conference:
    """Return one conference the actor may read, seals included; raises ``NotAllowed``."""
    found = conferences_for(actor).select_related("organ").filter(pk=conference_id).first()
    if found is None:
        raise NotAllowed("没有这次会议，或者您无权查看。")
    return found


def matters_of(actor: Actor, subject_ids: Sequence[UUID]) -> dict[UUID, Petition]:
    """Return the matters among these the actor may read, by id; one query."""
    rows = visible_to(actor).filter(pk__in=subject_ids).select_related("holder").defer("body")
    return {row.pk: row for row in rows}


def convene_on_matters(
    *,
    actor: Actor,
    kind: str,
    theme: str,
    starts_at: datetime,
    place: str,
    host: str,
    agenda: Sequence[Point],
    guests: Sequence[Guest],
    at: datetime,
) -> Conference:
    """召集会议 with matters on the agenda; each then shows the conference on its file.

    Refused besides: a matter the convenor may not read; a sealed one with a unit invited of which nobody may.
    """
    with transaction.atomic():
        ids = sorted({point.subject_id for point in agenda if point.subject_id})
        matters = [petition_for(actor, each, Doing.READ, lock=True) for each in ids]
        readers = _readers([each.pk for each in matters if each.sealed], guests, actor, at)
        made = rooms.convene_conference(
            actor=actor,
            kind=kind,
            theme=theme,
            starts_at=starts_at,
            place=place,
            host=host,
            agenda=agenda,
            guests=guests,
            readers=readers,
            at=at,
        )
        for matter in matters:
            hang_annex(matter, Annex.CONFERENCE)
    return made


def _readers(sealed: list[UUID], guests: Sequence[Guest], actor: Actor, at: datetime) -> list[UUID] | None:
    """Return the accounts that may read all the sealed matters, None without one."""
    if not sealed:
        return None
    day, known = civil_day(at), {actor.account_id} - {None}
    for guest in guests:
        ids = {holder.account_id for holder in duty_holders(COMING, day, guest.organ_id)}
        few = [
            account.pk
            for account in Account.objects.filter(pk__in=ids)
            if visible_to(actor_of(account, day)).filter(pk__in=sealed).count() == len(sealed)
        ]
        if not few:
            name = Organ.objects.get(pk=guest.organ_id).name
            raise NotAllowed(
                f"{name}无权查看这件密封的事项，不能邀请它参加。检举控告按照管理权限转送，不开会讨论。",
                SECRET,
            )
        known |= set(few)
    return sorted(each for each in known if each is not None)


def issue_minutes(
    *, actor: Actor, conference_id: UUID, at: datetime, version: int | None = None
) -> tuple[Conference, tuple[str, ...]]:
    """印发纪要 and carry out on the matters what the convenor may: each lead named is designated.

    Returns the conference and, in words, what could not be carried out at once; that stays open on its page.
    """
    with transaction.atomic():
        conference = conference_for(actor, conference_id)
        ids = [item.subject_id for item in conference.items.all() if item.subject_id]
        numbers = [row.number or row.title for row in matters_of(actor, ids).values()]
        made = rooms.issue_minutes(
            actor=actor, conference_id=conference_id, matter_numbers=numbers, at=at, version=version
        )
        left = []
        for decision in made.decisions.filter(effect=Effect.LEAD.value):
            try:
                with transaction.atomic():
                    carry_out(actor=actor, decision_id=decision.pk, at=at)
            except Refused as refused:
                left.append(f"第{decision.seq}项还没有在事项中落实：{refused.reason}")
    return made, tuple(left)


def carry_out(*, actor: Actor, decision_id: UUID, at: datetime) -> Decision:
    """在事项中落实: the lead organ is designated, or the co-handler asked; the decision's words serve.

    The lead by whoever may designate, the co-handler by the matter's handler. Refused as petition refuses.
    """
    with transaction.atomic():
        decision = (
            Decision.objects.select_related("conference")
            .filter(pk=decision_id, conference__in=conferences_for(actor))
            .first()
        ) or _on_file(actor, decision_id)
        if decision is None or decision.subject_id is None:
            raise NotAllowed("没有这项议定事项，或者您无权查看。")
        if decision.effect_id is not None:
            raise Conflict("这一项已经在事项中落实了。", rooms.CONFERENCE)
        return rooms.note_effect(
            actor=actor, decision_id=decision.pk, made=_carried(actor, decision, at), at=at
        )


def _on_file(actor: Actor, decision_id: UUID) -> Decision | None:
    """Return a decision about a matter the actor handles, though their organ was not at the meeting."""
    found = Decision.objects.select_related("conference").filter(pk=decision_id).first()
    if found is None or found.subject_id is None:
        return None
    return found if visible_to(actor, Doing.HANDLE).filter(pk=found.subject_id).exists() else None


def _carried(actor: Actor, decision: Decision, at: datetime) -> UUID:
    if decision.subject_id is None:
        raise NotAllowed("没有涉及的信访事项。")
    if decision.effect == Effect.HELP.value:
        return ask_co_opinion(
            actor=actor,
            petition_id=decision.subject_id,
            organ_id=decision.organ_id,
            question=decision.text,
            due_on=decision.due_on,
            at=at,
        ).pk
    minutes_id = decision.conference.minutes_id
    if minutes_id is None:
        raise Conflict("会议纪要还没有印发。", rooms.CONFERENCE)
    minutes = Document.objects.get(pk=minutes_id)
    matter = petition_for(actor, decision.subject_id, Doing.READ)
    if matter.holder_id == decision.organ_id:
        return matter.pk
    return designate_organ(
        actor=actor,
        petition_id=decision.subject_id,
        organ_id=decision.organ_id,
        reason=decision.text,
        decision_ref=f"{minutes.title}{minutes.number}",
        at=at,
    ).pk


def helps_to_ask(actor: Actor, petition_id: UUID) -> list[Decision]:
    """Return the co-handlers a conference decided on that the matter's handler has not asked yet."""
    if not visible_to(actor, Doing.HANDLE).filter(pk=petition_id).exists():
        return []
    rows = Decision.objects.select_related("conference", "organ").filter(
        Q(effect=Effect.HELP.value), subject_id=petition_id, effect_id=None
    )
    return list(rows.exclude(conference__minuted_at=None).order_by("seq"))


def ask_all(*, actor: Actor, petition_id: UUID, at: datetime) -> int:
    """按会议议定请协办: every co-handler decided on is asked at once, all or none; return how many."""
    with transaction.atomic():
        waiting = helps_to_ask(actor, petition_id)
        if not waiting:
            raise Conflict("没有等着请的协办单位。", rooms.CONFERENCE)
        for decision in waiting:
            carry_out(actor=actor, decision_id=decision.pk, at=at)
    return len(waiting)
